"""Lines of a government's list that name a department and who heads it: ``Ministry of Finance: X``."""

from collections.abc import Sequence

from sahelkg.extraction.nodes import Node, Referent, RolePhrase, is_person
from sahelkg.extraction.nouns import Nouns
from sahelkg.extraction.people import Holding
from sahelkg.extraction.phrases import words_of


def department_head(text: str, nodes: Sequence[Node], nouns: Nouns, state: Referent | None) -> list[Holding]:
    """Who heads the department that a line names before its colon, in the government of `state`; nothing in other lines."""
    colon = next((at for at, node in enumerate(nodes) if node.text == ":"), None)
    if state is None or not colon or colon + 1 >= len(nodes) or not _heads(text, nodes[0], nouns):
        return []
    bearer = next((node for node in nodes[colon + 1 :] if node.text not in nouns.honorifics | {"."}), None)
    if bearer is None or not is_person(bearer):
        return []
    label = " ".join(text[nodes[0].start : nodes[colon - 1].end].split())
    office = RolePhrase(label, nodes[0].start, nodes[colon - 1].end)
    return [Holding(bearer.referents[0], office, state, nodes[0].start, bearer.end, former=False)]


def _heads(text: str, node: Node, nouns: Nouns) -> bool:
    """Whether a department is named at `node`, which a line opens with."""
    words = words_of(text[node.start : node.end])
    return bool(words) and words[0] in nouns.departments
