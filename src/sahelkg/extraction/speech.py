"""Who says what: direct and reported speech, and the claims inside it."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from sahelkg.extraction.clauses import Clauses
from sahelkg.extraction.datelines import behind_dateline
from sahelkg.extraction.frame_files import load_yaml
from sahelkg.extraction.nodes import WORD, key
from sahelkg.extraction.phrases import words_of
from sahelkg.extraction.verbs import VerbGroup
from sahelkg.model import Modality

_QUOTATION = re.compile('[“«"]([^”»"]*)[”»"]?')
_INVERTED = re.compile(r"\b(\w+)-(?:t-)?(?:il|elle)\b(?:\s(\w+))?")
_LONGEST_QUOTATION = 4000
_SUCH = frozenset(("tel", "telle", "tels", "telles", "ainsi", "autant"))
_TURNS = frozenset(("but", "mais"))
_HEARER = 8
_BY_WHOM = 12
_MARKS = 3
_SHORTEST = 3
_MOST_SPEAKERS = 3
"""More who say one thing speak in a joint text, which says it."""
_SPEAKERS = ("Person", "Organisation", "State", "Group", "Mission")


@dataclass(frozen=True, slots=True)
class Utterance:
    """What a speaker, with `others` or alone, says: the words' span, the span of the whole passage, whether the words weigh
    rather than tell.
    """

    speaker: str
    start: int
    end: int
    passage_start: int
    passage_end: int
    opinion: bool
    stated: bool
    others: tuple[str, ...] = ()
    modality: Modality = "asserted"
    """Whether it is said, or only to be said: ``will stress``."""


@dataclass(frozen=True)
class SpeechWords:
    """The verbs and phrases that introduce speech in one language."""

    verbs: frozenset[str]
    objects: frozenset[str]
    that: frozenset[str]
    sources: Mapping[str, tuple[tuple[str, ...], ...]]
    """Phrases that name a source, by their first word."""
    opinion: frozenset[str]
    bare: frozenset[str]
    """Verbs that a clause may follow without "that"."""
    quoting: frozenset[str]
    """Verbs that introduce speech only beside a quotation."""

    @property
    def every(self) -> frozenset[str]:
        """All the verbs."""
        return self.verbs | self.quoting


def load_speech(folder: Path) -> Mapping[str, SpeechWords]:
    """The words of ``speech.yaml`` by language.

    Raises:
        InputError: the file is malformed.
    """
    content: dict[str, Any] = load_yaml(folder / "speech.yaml")
    return {
        language: SpeechWords(
            frozenset((*lists["verbs"], *lists["objects"])),
            frozenset(lists["objects"]),
            frozenset(map(key, lists["that"])),
            _by_first(map(words_of, lists["sources"])),
            frozenset(map(key, lists["opinion"])),
            frozenset(lists.get("bare", ())),
            frozenset(lists["quoting"]),
        )
        for language, lists in content.items()
    }


def _by_first(phrases: Iterable[tuple[str, ...]]) -> dict[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for phrase in phrases:
        found[phrase[0]] = (*found.get(phrase[0], ()), phrase)
    return found


def utterances(
    text: str,
    block: tuple[int, int],
    clauses: Clauses,
    words: SpeechWords,
    is_speaker: Callable[[str], bool],
    spoken_of: str | None,
) -> Iterator[Utterance]:
    """The utterances whose verb stands in one sentence; a quotation may begin in an earlier sentence of the block.

    `is_speaker` tells whether a class can speak; `spoken_of` is the person whom an inverted pronoun takes up.
    """
    nodes = clauses.nodes
    sentence = clauses.sentence
    quoted = _quotation_in(_quotations(text, *block), sentence.start, sentence.end)
    inverted = _inverted(text, clauses, words) if quoted is not None and spoken_of is not None else None
    if inverted is not None and quoted is not None and spoken_of is not None:
        start, end = min(quoted[0], sentence.start), max(quoted[1], sentence.end)
        yield Utterance(spoken_of, *quoted, start, end, _weighs(text, quoted, words), True)
        return
    for groups in clauses.readings.values():
        for group in groups:
            speaks = group.verb in words.verbs or (quoted is not None and group.verb in words.quoting)
            ending = group.verb in words.bare and _ends_report(clauses, group)
            if not speaks or group.modality == "negated" or not (group.finite or ending):
                continue
            speakers = _speakers(clauses, group, is_speaker)
            if not speakers:
                continue
            speaker, *others = speakers
            span = quoted or _that_clause(clauses, group, words) or _fronted(clauses, group)
            if span is None and group.verb in words.objects:
                span = _object_clause(clauses, group)
            if span is None:
                continue
            opinion = _weighs(text, span, words)
            start, end = min(span[0], sentence.start), max(span[1], sentence.end)
            yield Utterance(speaker, *span, start, end, opinion, True, tuple(others), group.modality)
            judged = _object_clause(clauses, group) if quoted and group.voice == "passive" else None
            if judged is not None:
                yield Utterance(speaker, *judged, *judged, opinion, True, tuple(others))
            return
    for index in range(len(nodes)):
        for phrase in words.sources.get(nodes[index].text, ()):
            if tuple(node.text for node in nodes[index : index + len(phrase)]) == phrase:
                at = clauses.object(index + len(phrase))
                if at is not None and nodes[at].referents and is_speaker(nodes[at].referents[0].cls):
                    between = nodes[index + len(phrase) : at]
                    plain = not any(clauses.grammar.preposition(node.text) for node in between)
                    span = _beside_source(clauses, index, at) if plain else None
                    whole = clauses.sentence.start, clauses.sentence.end
                    yield Utterance(nodes[at].referents[0].entity, *(span or whole), *whole, False, span is not None)
                    return


def _weighs(text: str, span: tuple[int, int], words: SpeechWords) -> bool:
    """Whether the words of ``text[start:end]`` weigh rather than tell."""
    return not {key(word) for word in WORD.findall(text[slice(*span)])}.isdisjoint(words.opinion)


def _inverted(text: str, clauses: Clauses, words: SpeechWords) -> re.Match[str] | None:
    """The French verb of speech behind which a pronoun tells who speaks: ``a-t-il dit``, ``ajoute-t-elle``."""
    sentence = clauses.sentence
    if sentence.language != "fr":
        return None
    for match in _INVERTED.finditer(text, sentence.start, sentence.end):
        verbs = {verb for word in match.groups() if word for verb, _ in clauses.forms.get(key(word), ())}
        if not verbs.isdisjoint(words.verbs):
            return match
    return None


def _that_clause(clauses: Clauses, group: VerbGroup, words: SpeechWords) -> tuple[int, int] | None:
    """The clause behind ``said that``, ``told X that``, or behind a verb that needs no "that"."""
    nodes, grammar = clauses.nodes, clauses.grammar
    last = len(nodes)
    while last > group.end and nodes[last - 1].text in (".", "!", "”", "»"):
        last -= 1
    for at in range(group.end, min(group.end + _HEARER, last - 1)):
        if nodes[at].text in words.that:
            return (nodes[at + 1].start, nodes[last - 1].end) if _addressed(clauses, group.end, at) else None
        if at in clauses.groups or nodes[at].kind == "punctuation":
            break
    following = next((one for at, one in sorted(clauses.groups.items()) if at >= group.end and one.finite), None)
    if group.verb not in words.bare or following is None or following.start == group.end:
        return None
    between = nodes[group.end : following.start]
    opened = grammar.preposition(between[0].text) or any(node.kind == "punctuation" for node in between)
    return None if opened else (between[0].start, nodes[last - 1].end)


def _fronted(clauses: Clauses, group: VerbGroup) -> tuple[int, int] | None:
    """The clause before who said it, which ends the sentence: ``The road is open, the army said on Friday.``"""
    nodes = clauses.nodes
    end = next((at for at in range(group.start - 1, 0, -1) if nodes[at].text == ","), None)
    if end is None or group.start - end > _BY_WHOM or (group.start > end + 1 and clauses.subject(group) is None):
        return None
    own = [one for one in clauses.groups.values() if one.finite and one.start < end]
    later = [one for one in clauses.groups.values() if one.finite and one.start > group.end]
    if not own or later or any(nodes[at].text in clauses.grammar.relatives for at in range(end, group.start)):
        return None
    first = behind_dateline(clauses)
    return nodes[first].start, nodes[end - 1].end


def _ends_report(clauses: Clauses, group: VerbGroup) -> bool:
    """Whether a past form taken for a participle is the verb of whom is named right before, behind a comma: ``…, the Bank
    said today``.
    """
    at = group.start - 1
    named = group.voice == "reduced" and at > 1 and clauses.nodes[at].kind == "thing"
    while at > 0 and named and clauses.nodes[at - 1].text in clauses.grammar.articles:
        at -= 1
    return named and clauses.nodes[at - 1].text == ","


def _beside_source(clauses: Clauses, source: int, speaker: int) -> tuple[int, int] | None:
    """The clause that a source at the head or the end of the sentence is named for: ``according to X, the road is open``."""
    nodes = clauses.nodes
    last = len(nodes)
    while last and nodes[last - 1].text in (".", "!"):
        last -= 1
    first = behind_dateline(clauses)
    if source <= first + 1:
        comma = next((at for at in range(speaker + 1, last) if nodes[at].text == ","), last)
        first = comma + 1
    else:
        last = source
        while last and nodes[last - 1].text in (",", "–", "-"):
            last -= 1
    told = any(one.finite and first <= one.head < last for one in clauses.groups.values())
    return (nodes[first].start, nodes[last - 1].end) if told and last - first > _SHORTEST else None


def _addressed(clauses: Clauses, start: int, that: int) -> bool:
    """Whether only whom, when or where it was said stands before a French "que": else it is relative (``l’effort que``) or
    compares (``tel que``).
    """
    first, before, grammar = clauses.nodes[start], clauses.nodes[that - 1], clauses.grammar
    if grammar.language == "en" or start == that:
        return True
    opened = grammar.preposition(first.text) not in (None, "de", "sur") or first.kind == "date"
    return (opened or grammar.is_adverb(first.text)) and before.text not in _SUCH


def _object_clause(clauses: Clauses, group: VerbGroup) -> tuple[int, int] | None:
    """What is announced or criticised: the words behind an active verb, those up to a passive one."""
    nodes = clauses.nodes
    if group.voice == "passive":
        return (nodes[0].start, nodes[group.end - 1].end) if group.start > 1 else None
    last = min(clauses.next_predicate(group.end), _next_clause(clauses, group.end))
    while last > group.end and (
        nodes[last - 1].text in (".", "!", ",", ";") or nodes[last - 1].text in clauses.grammar.conjunctions
    ):
        last -= 1
    return (nodes[group.end].start, nodes[last - 1].end) if last - group.end > 2 else None


def _next_clause(clauses: Clauses, start: int) -> int:
    """Where a clause with a subject of its own is joined behind `start`: ``praised A, and its army signed B``."""
    for at in range(start, len(clauses.nodes) - 1):
        joined = clauses.nodes[at].text == "," and clauses.sentence.word(at + 1) in clauses.grammar.conjunctions | _TURNS
        if joined and any(one.finite and one.start > at for one in clauses.groups.values()):
            return at
    return len(clauses.nodes)


def _speakers(clauses: Clauses, group: VerbGroup, is_speaker: Callable[[str], bool]) -> Sequence[str]:
    """The subject of a verb of speech, before it or behind it as in ``…, says X``: all those listed."""
    nodes = clauses.nodes
    behind = clauses.object(group.end)
    if group.voice == "passive":
        agents = [
            nodes[at].referents[0]
            for at in clauses.complements(group.end, len(nodes), clauses.grammar.agent)
            if nodes[at].referents
        ]
        return [agent.entity for agent in agents if is_speaker(agent.cls)][:1]
    near = group.start - 1 if _ends_report(clauses, group) else clauses.subject(group)
    inverted = group.start == 0 or nodes[group.start - 1].text in (",", "”", "»", '"', "?", "!")
    candidates = [behind, near] if inverted else [near]
    for at in candidates:
        if at is None or not nodes[at].referents:
            continue
        named = nodes[at].referents[:1] if nodes[at].kind == "word" else nodes[at].referents
        if len(named) <= _MOST_SPEAKERS and all(is_speaker(referent.cls) for referent in named):
            return [referent.entity for referent in named]
    return ()


@lru_cache(maxsize=1)
def _quotations(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """Spans between quotation marks, at least four words long, in order. What is longer than a quotation can be has lost
    its closing mark.
    """
    spans = (match.span(1) for match in _QUOTATION.finditer(text, start, end))
    return tuple(
        (first, last) for first, last in spans if last - first <= _LONGEST_QUOTATION and len(text[first:last].split()) >= 4
    )


def quotation_of(text: str, block: tuple[int, int], start: int, end: int) -> tuple[int, int] | None:
    """The quotation of a block that a sentence ``text[start:end]`` is nothing but a part of."""
    span = _quotation_in(_quotations(text, *block), start, end)
    if span is None or span[0] - start > _MARKS or end - span[1] > _MARKS:
        return None
    return max(span[0], start), min(span[1], end)


def _quotation_in(spans: Sequence[tuple[int, int]], start: int, end: int) -> tuple[int, int] | None:
    """The first of `spans` that reaches into ``text[start:end]``."""
    at = bisect_right(spans, start, key=lambda span: span[1])
    return spans[at] if at < len(spans) and spans[at][0] < end else None
