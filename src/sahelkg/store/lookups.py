"""Lookups: queries that their form bounds, which no worker must be ready to die for.

A query of one triple pattern with nothing around it never gives cause for that: the engine
walks along an index, every step is a row, every row is bytes of the answer, and at `MOST` bytes it stops. Whatever is longer
or of another form is left to the workers.
"""

import re

from pyoxigraph import Store

from sahelkg.store.writers import SOLUTION_WRITERS

MOST = 1 << 15
"""Bytes of the longest answer to a lookup."""

_S = r"(?>[ \t\r\n]|\#[^\r\n]*+)*+"
_IRI = r"""<[^<>"{}|^`\\\x00-\x20]*+>"""
_NAME = r"(?:[A-Za-z][\w-]*+)?:[A-Za-z0-9_][\w-]*+"
_VARIABLE = r"[?$][A-Za-z]\w*+"
_LITERAL = rf""""[^"\\\r\n]*+"(?:@[A-Za-z]++(?:-[A-Za-z0-9]++)*+|\^\^(?:{_IRI}|{_NAME}))?+"""
_FORM = re.compile(
    rf"""
    {_S} (?:PREFIX{_S}(?:[A-Za-z][\w-]*+)?:{_S}{_IRI}{_S})*+
    (?: ASK \b
      | SELECT \b {_S} (?P<selected>\*|(?:{_VARIABLE}{_S})++) )
    {_S} (?:WHERE{_S})?+ \{{ {_S}
      (?: (?P<subject>{_VARIABLE}) | {_IRI} | {_NAME} ) {_S}
      (?: (?P<predicate>{_VARIABLE}) | {_IRI} | {_NAME} | a\b ) {_S}
      (?: (?P<object>{_VARIABLE}) | {_IRI} | {_NAME} | {_LITERAL} ) {_S}
      (?:\.{_S})?+ \}} {_S}
    (?:LIMIT{_S}[0-9]++{_S})?+
    """,
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)

_COMMENT = re.compile(r"#[^\r\n]*")
_SELECTED = re.compile(_VARIABLE, re.ASCII)


class _ExcessError(Exception):
    """The answer is longer than that of a lookup."""


class _Output:
    """A file for the serialiser that takes `MOST` bytes."""

    def __init__(self) -> None:
        self.body = b""

    def write(self, data: bytes) -> int:
        self.body += data
        if len(self.body) > MOST:
            raise _ExcessError
        return len(data)

    def flush(self) -> None:
        """Nothing is held back."""


def is_lookup(text: str) -> bool:
    """Whether the query is of the form: one triple pattern that names its subject or object, each variable in it but once.

    Only variables of the pattern may be selected, since a row without a value could be without bytes.
    """
    match = _FORM.fullmatch(text)
    if match is None or (match["subject"] and match["object"]):
        return False
    variables = [variable[1:] for variable in match.group("subject", "predicate", "object") if variable]
    selected = _SELECTED.findall(_COMMENT.sub("", match["selected"] or ""))
    return len(set(variables)) == len(variables) and {variable[1:] for variable in selected} <= set(variables)


def look_up(store: Store, text: str, base: str, form: str) -> bytes | None:
    """The answer to a lookup in a format, by its short name; None for one that is longer or fails."""
    output = _Output()
    try:
        found = store.query(text, base_iri=base)
        found.serialize(output, SOLUTION_WRITERS[form])  # type: ignore[arg-type]
    except (_ExcessError, SyntaxError, ValueError, RuntimeError, OSError):
        return None
    return output.body
