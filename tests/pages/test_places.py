"""The places of a document are found part by part as if each were looked for alone."""

from hypothesis import given
from hypothesis import strategies as st

from sahelkg.server.pages.places import Stretch, Stretches

STRETCHES = st.lists(
    st.builds(lambda start, length: Stretch(start, start + length, ("x",)), st.integers(0, 90), st.integers(0, 40))
)


@given(STRETCHES, st.integers(0, 100), st.integers(1, 60))
def test_all_stretches_of_which_a_part_lies_within_are_found_in_order(
    stretches: list[Stretch], start: int, size: int
) -> None:
    end = start + size
    expected = [one for one in stretches if one.start < end and one.end > start]
    found = Stretches(stretches).within(start, end)
    assert found == sorted(expected, key=lambda one: (one.start, one.end))
