"""What can be told of a query without parsing it: a tokenizer that steps over strings, IRIs and comments.

The engine parses; this decides what may reach it and under which dataset.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, repeat

MAX_DEPTH = 1000
"""Brackets of one kind or another that may stand open at once."""

_COMMENT = r"\#[^\n\r]*"
_STRING = r"""\"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\"|\'\'\'(?:[^'\\]|\\.|'(?!''))*\'\'\'
        |"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*'"""
_IRI = r"""<(?:[^<>"{}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*>"""
_TOKEN = re.compile(
    rf"""
      (?P<comment>{_COMMENT})
    | (?P<string>{_STRING})
    | (?P<iri>{_IRI})"""
    r"""
    | (?P<star><<|\{\||~)
    | (?P<open>[({\[])
    | (?P<close>[)}\]]|>>)
    | (?P<skip>[?$]\w+|@\w+(?:-\w+)*|[\w.-]*:(?:[\w.:-]|%[0-9A-Fa-f]{2}|\\.)*)
    | (?P<word>[^\W\d]\w*)
    """,
    re.VERBOSE | re.DOTALL,
)
_OPAQUE = re.compile(rf"{_COMMENT}|{_STRING}|{_IRI}|\\.", re.VERBOSE | re.DOTALL)
"""What may hold brackets that are none."""

_STEPS = {"{": 1, "(": 1, "[": 1, "}": -1, ")": -1, "]": -1}
_LETTERS = dict.fromkeys(code for code in range(128) if chr(code) not in _STEPS)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_SUSPECT = ("service", "from", "now", "rand", "uuid", "bnode", "<<", "{|", "~", "\\u", "graph")
_ABSOLUTE = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]*:")
_VOLATILE = frozenset({"NOW", "RAND", "UUID", "STRUUID", "SERVICE"})
_FORMS = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})
_UPDATES = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"})


@dataclass(frozen=True, slots=True)
class Features:
    """What a query uses.

    `services` are the IRIs after SERVICE, an empty one where a variable or a prefixed name stands there. `volatile`:
    another run may answer otherwise. `rdf12`: it is written with RDF 1.2 syntax. `dataset`: it names its own graphs
    with FROM. `graphs`: it may ask for named graphs, `names_reifiers` for that of the reifiers by its name.
    """

    services: tuple[str, ...] = ()
    volatile: bool = False
    rdf12: bool = False
    dataset: bool = False
    graphs: bool = False
    names_reifiers: bool = False


_PLAIN = Features()


def features(text: str) -> Features:
    """What the query uses. Most queries hold none of the telling letters and are not tokenized at all."""
    letters = text.lower()
    if not any(map(letters.__contains__, _SUSPECT)):
        return _PLAIN
    found = _features(text)
    if "\\u" not in text and "\\U" not in text:
        return found
    # Any character may be written as \uXXXX; engines differ in whether they undo that before they tell tokens apart.
    other = _features(_ESCAPE.sub(_unescape, text))
    return Features(
        services=found.services + other.services,
        volatile=found.volatile or other.volatile,
        rdf12=found.rdf12,
        dataset=found.dataset or other.dataset,
        graphs=found.graphs or other.graphs,
        names_reifiers=found.names_reifiers or other.names_reifiers,
    )


def _unescape(match: re.Match[str]) -> str:
    code = int(match[1] or match[2], 16)
    return chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else match[0]


def _features(text: str) -> Features:
    words: set[str] = set()
    services: list[str] = []
    rdf12 = False
    after_service = False
    for kind, token in tokens(text):
        if kind == "star":
            rdf12 = True
        if after_service and not (kind == "word" and token.upper() == "SILENT"):
            services.append(token[1:-1] if kind == "iri" else "")
            after_service = False
        if kind == "word":
            word = token.upper()
            words.add(word)
            after_service = after_service or word == "SERVICE"
    if after_service:
        services.append("")
    return Features(
        services=tuple(services),
        volatile=not words.isdisjoint(_VOLATILE),
        rdf12=rdf12,
        dataset="FROM" in words,
        graphs="GRAPH" in words,
        names_reifiers="graph/reifiers" in text,
    )


def tokens(text: str) -> Iterator[tuple[str, str]]:
    """Kind and text of the tokens that matter, comments and strings left out."""
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup
        if kind and kind not in ("comment", "string", "skip"):
            yield kind, match[0]


def first_word(text: str) -> str:
    """The query form or update operation the text opens with after its prologue, in capitals; empty where there is none."""
    for kind, token in tokens(text):
        if kind == "word":
            word = token.upper()
            if word in _FORMS or word in _UPDATES:
                return word
            if word not in ("PREFIX", "BASE", "VERSION"):
                return ""
    return ""


def is_update(text: str) -> bool:
    """Whether the text opens like an update rather than a query."""
    return first_word(text) in _UPDATES


def has_relative_iri(text: str) -> bool:
    """Whether some IRI needs a base to be resolved against, and the query has none of its own."""
    relative = False
    for kind, token in tokens(text):
        if kind == "word" and token.upper() == "BASE":
            return False
        relative = relative or (kind == "iri" and _ABSOLUTE.match(token) is None)
    return relative


def too_deep(text: str) -> bool:
    """Whether brackets nest deeper than `MAX_DEPTH`; counts before it looks for them, and loops over no letter in Python."""
    if text.count("{") + text.count("(") + text.count("[") + text.count("<<") <= MAX_DEPTH:
        return False
    brackets = _OPAQUE.sub("", text).replace("<<", "(").replace(">>", ")").translate(_LETTERS)
    return max(accumulate(map(_STEPS.get, brackets, repeat(0))), default=0) > MAX_DEPTH
