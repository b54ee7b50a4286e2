"""When two values cannot both be true: numbers with their comparators, dates at their precisions."""

import datetime
from collections.abc import Mapping
from decimal import Decimal
from typing import Literal

from sahelkg.graph.terms import first_day, last_day
from sahelkg.model import Claim, Date, Quantity, Value

Bound = Literal["floor", "ceiling", "near"]
"""How a comparator loosens a number: at least it, at most it, or about it."""

_ABOUT = Decimal("0.1")
_INFINITE = Decimal("Infinity")


def overlap(one: str, other: str) -> bool:
    """Whether two dates have a day in common: 2014 and 2014-05 do."""
    return first_day(one) <= last_day(other) and first_day(other) <= last_day(one)


def days_between(one: Value | None, other: Value | None) -> int:
    """Days between the first days of two dates; 0 for values that are none."""
    if not isinstance(one, Date) or not isinstance(other, Date):
        return 0
    first, second = (datetime.date.fromisoformat(first_day(value.iso)) for value in (one, other))
    return abs((first - second).days)


def _interval(number: Decimal, bound: Bound | None, tolerance: Decimal) -> tuple[Decimal, Decimal]:
    slack = abs(number) * (max(tolerance, _ABOUT) if bound == "near" else tolerance)
    low = -_INFINITE if bound == "ceiling" else number - slack
    high = _INFINITE if bound == "floor" else number + slack
    return low, high


def disagree(one: Claim, other: Claim, comparators: Mapping[str, Bound], tolerance: Decimal) -> bool:
    """Whether the claims' values exclude each other. Sums in different units do: they cannot be the same sum as stated."""
    match one.value, other.value:
        case Date(first), Date(second):
            return not overlap(first, second)
        case Quantity(first_number, first_unit), Quantity(second_number, second_unit):
            if first_unit != second_unit and first_unit and second_unit:
                return True
            bounds = [comparators.get(dict(claim.qualifiers).get("comparator", "")) for claim in (one, other)]
            low, high = _interval(first_number, bounds[0], tolerance)
            other_low, other_high = _interval(second_number, bounds[1], tolerance)
            return low > other_high or other_low > high
        case _:
            return False
