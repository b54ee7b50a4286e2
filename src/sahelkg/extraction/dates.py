"""Dates in English and French text, at the precision the text gives; relative ones are resolved against a reference or
left open.

Single expressions of time are found first; then neighbours are joined (``from … to …``, ``entre … et …``) and the words
before make a beginning or an end of one (``since``, ``depuis``, ``until``, ``jusqu’au``).
"""

import re
from dataclasses import replace
from functools import lru_cache

from sahelkg.extraction.date_atoms import find_atoms, point
from sahelkg.extraction.date_parts import DateMention, DateParts, nearest, shifted

__all__ = ["DateMention", "DateParts", "find_dates", "resolve"]

_G = r"[\s\u00a0\u202f]"
_FILLER = (
    rf"(?:(?:early|late|mid|about|the|end{_G}of|beginning{_G}of|start{_G}of|middle{_G}of|le|la|l[’']année|année|fin|début|mois{_G}de"
    rf"|month{_G}of|year)(?:{_G}|-)){{0,3}}(?:mi-|mid-|mois{_G}d[’'])?"
)
_JOIN = re.compile(
    rf",?{_G}?(?:[-–—]|to|until|till|through|up{_G}to|à|au|aux|jusqu[’']au|jusqu[’']en|jusqu[’']à){_G}?{_FILLER}",
    re.IGNORECASE,
)
_JOIN_WITH_AND = re.compile(rf"{_G}(?:and|et){_G}{_FILLER}", re.IGNORECASE)
_OPENS_RANGE = re.compile(rf"(?<!\w)(?P<word>from|between|entre|d[ue]|depuis|since){_G}{_FILLER}\Z", re.IGNORECASE)
_BOUNDS = {
    "since": rf"since|from|as{_G}of|as{_G}from|starting(?:{_G}(?:in|on|from))?|beginning(?:{_G}(?:in|on))?"
    rf"|effective(?:{_G}from)?|depuis|à{_G}partir{_G}d[eu’']|à{_G}compter{_G}d[eu’']|d[eè]s",
    "until": rf"until|till|up{_G}to|through|by|no{_G}later{_G}than|not{_G}later{_G}than|jusqu[’'](?:en|au|à|aux)"
    rf"|d[’']ici(?:{_G}à)?|au{_G}plus{_G}tard",
    "before": rf"before|prior{_G}to|avant",
    "after": r"after|following|après",
}
_BOUND = re.compile(
    "(?<!\\w)(?:"
    + "|".join(f"(?P<{name}>{words})" for name, words in _BOUNDS.items())
    + rf")(?:{_G}|(?<=’)|(?<='))(?:{_FILLER})\Z",
    re.IGNORECASE,
)
_OPEN_END = re.compile(
    rf"{_G}?[-–—]{_G}?(?:(?:the{_G})?present|now|today|date|ce{_G}jour|aujourd[’']hui|présent|maintenant|(?={_G}?:{_G}|[),;]|\Z))",
    re.IGNORECASE,
)
_DASH = re.compile(rf"{_G}?[-–—]{_G}?")
_REACH = 40


@lru_cache(maxsize=256)
def find_dates(text: str) -> tuple[DateMention, ...]:
    """All expressions of time in a text, in order and apart from each other."""
    atoms = list(find_atoms(text))
    mentions: list[DateMention] = []
    i = 0
    while i < len(atoms):
        floor = mentions[-1].end if mentions else 0
        joined = _joined(text, atoms[i], atoms[i + 1], floor) if i + 1 < len(atoms) else None
        mentions.append(joined or _bounded(text, _open(text, atoms[i]), floor))
        i += 2 if joined else 1
    return tuple(mentions)


def resolve(mention: DateMention, reference: str | None) -> tuple[str | None, str | None] | None:
    """(since, until) of a mention, at the precision of the text, or None where it stays open.

    `reference` is the date the words were written, ISO 8601 at any precision. A year-less day takes the year nearest to
    it; a weekday given with it must agree, else the date stays open. A weekday alone is the last one up to the reference.
    """
    if mention.kind == "recurring":
        return None
    if mention.kind != "relative":
        return mention.since, mention.until
    if reference is None:
        return None
    found = shifted(reference, mention.unit, mention.steps) if mention.unit else _nearest(mention, reference)
    if found is None:
        return None
    since, until = found
    return (None, until or since) if mention.bound == "until" else (since, until)


def _nearest(mention: DateMention, reference: str) -> tuple[str, str | None] | None:
    since = nearest(mention.first, reference, mention.direction) if mention.first else None
    if since is None or mention.last is None:
        return (since, None) if since else None
    until = nearest(mention.last, since, "next")
    return (since, until) if until else None


def _joined(text: str, one: DateMention, two: DateMention, floor: int) -> DateMention | None:
    if not (_is_single(one) and _is_single(two) and one.first and two.first) or two.start - one.end > _REACH:
        return None
    before = _OPENS_RANGE.search(text, max(floor, one.start - _REACH), one.start)
    between = text[one.end : two.start]
    joined_by_and = (
        before is not None and before["word"].lower() in ("between", "entre") and _JOIN_WITH_AND.fullmatch(between)
    )
    if not (joined_by_and or _JOIN.fullmatch(between)):
        return None
    alike = (one.first.day is None) == (two.first.day is None) and (one.first.month is None) == (two.first.month is None)
    years = _DASH.fullmatch(between) and one.first.year and two.first.year
    if before is None and not (alike or years):
        return None
    joined = point(one.start, two.end, _completed(one.first, two.first), two.first)
    return replace(joined, start=before.start()) if joined and before else joined


def _open(text: str, atom: DateMention) -> DateMention:
    """`atom` as a beginning where a dash behind it leaves the end open: ``2018–present``, ``(2018–)``."""
    opened = _OPEN_END.match(text, atom.end) if atom.kind == "point" else None
    return replace(atom, end=opened.end(), kind="since") if opened is not None else atom


def _is_single(mention: DateMention) -> bool:
    return mention.kind in ("point", "relative") and mention.first is not None and mention.direction is None


def _completed(first: DateParts, last: DateParts) -> DateParts:
    """The first date with the year of the last where it has none: the year before where its month comes later."""
    if first.year or last.year is None or first.month is None:
        return first
    later = (first.month, first.day or 0) > (last.month or 12, last.day or 31)
    return replace(first, year=last.year - 1 if later else last.year)


def _bounded(text: str, atom: DateMention, floor: int) -> DateMention:
    if atom.kind in ("range", "recurring", "since") or atom.last:
        return atom
    match = _BOUND.search(text, max(floor, atom.start - _REACH), atom.start)
    if match is None:
        return atom
    bound = next(name for name in _BOUNDS if match[name])
    if atom.kind == "relative":
        return replace(atom, start=match.start(), bound=bound) if bound in ("since", "until") and not atom.bound else atom
    if bound == "since":
        return replace(atom, start=match.start(), kind="since")
    if bound == "until":
        return replace(atom, start=match.start(), kind="until", since=None, until=atom.since)
    return replace(atom, bound=bound)
