"""Claims of a record's fields: who carries a project out, where, when, for how much, with whose money and what for."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import Any

from sahelkg.extraction.dates import DateMention, find_dates, resolve
from sahelkg.extraction.fields import Field, Labels, labels_of
from sahelkg.extraction.money import AmountMention
from sahelkg.extraction.nodes import Node, Referent, key
from sahelkg.extraction.numbers import CountMention
from sahelkg.extraction.phrases import words_of
from sahelkg.extraction.rolls import listed
from sahelkg.extraction.survey import Survey
from sahelkg.model import Article, Claim, Date, Quantity, Text
from sahelkg.ontology import Ontology

_FEWEST_FIELDS = 3
_FEWEST_WORDS = 3
_AIM = {
    "en": re.compile(r"To (?P<aim>(?!date\b|this\b|the\b|these\b|that\b|mark\b)[a-z]{3,})"),
    "fr": re.compile(
        r"(?:Pour |Afin d[e’']\s?)?(?P<aim>[A-ZÀ-Þa-zà-ÿ]\w+(?:er|ir|oir|dre|tre|ire)\s(?:l[aes’']|un|une|à|des?|aux?)\b)"
    ),
}
_BRACKET = re.compile(r"\([^)]*\)")
_NUMBER = re.compile(r"\A\d[\d,. \u00a0\u202f]*\s")
_SHORTEST_PURPOSE = 12
_LONGEST_NAME = 60
_LONGEST_LABEL = 5
_JOINT = re.compile(r"(?:\s*[;\n]|\s?,(?=\s)|\s/(?=\s)|(?P<and>\s(?:and|et|&)(?=\s)))\s*(?:(?:and|et)\s)?(?![^()]*\))")
_FALLBACK = {"ledBy": "Organisation", "operatesIn": "Place", "supports": "Group", "hasOfficeIn": "Place"}
"""What a value that names nothing known is taken for, part by part."""
_DONORS = ("Organisation", "State", "Fund")


@dataclass(frozen=True)
class Sheets:
    """Reads the fields that an article has, by the forms in ``records.yaml``."""

    data: Mapping[str, Any]
    ontology: Ontology

    @cached_property
    def labels(self) -> Mapping[str, Labels]:
        """The labels of each language."""
        return {language: labels_of(self.data, language) for language in self.data["naming"]}

    def claims(self, survey: Survey, article: Article, subject: Referent) -> Iterator[Claim]:
        """What the fields of the article say of its `subject`; of a project also what its sheet lists as aims."""
        labels = self.labels[article.language]
        forms: dict[str, list[Mapping[str, Any]]] = {}
        for form in self.data["fields"]:
            for name in form.get(article.language, ()):
                same = forms.setdefault(labels.find(name) or name, [])
                same += [] if form in same else [form]
        found = survey.fields[article.index]
        for field in found:
            for form in forms.get(field.label) or self._headed(forms, field.label, article.language):
                if self.ontology.is_a(subject.cls, form.get("of", (subject.cls,))):
                    yield from self._field(survey, field, form, subject)
            if field.label not in forms:
                yield from self._contribution(survey, article, field, subject)
        if self.ontology.is_a(subject.cls, ("Programme",)):
            yield from self._goals(survey, article, subject, {field.block for field in found})

    def _headed(
        self, forms: Mapping[str, Sequence[Mapping[str, Any]]], label: str, language: str
    ) -> Sequence[Mapping[str, Any]]:
        """The forms of a label whose last noun, in French the first, is that of a `headed` field: ``borrowing members``,
        ``membres associés``; none where another word of it tells of members that are none.
        """
        words = label.split()
        past = frozenset(key(word) for word in self.data["rolls"]["past"].get(language, ()))
        if len(words) > _LONGEST_LABEL or not past.isdisjoint(words):
            return ()
        heads = (words[cut:] if language == "en" else words[:-cut] for cut in range(1, len(words)))
        found = ([form for form in forms.get(" ".join(head), ()) if form.get("headed")] for head in heads)
        return next(filter(None, found), ())

    def _common(self, survey: Survey, field: Field) -> dict[str, Any]:
        block = survey.document.blocks[field.block]
        return {
            "document": survey.document.id,
            "article": block.article,
            "start": block.content,
            "end": block.end,
            "language": block.language,
            "confidence": 0.9,
            "method": "structure:field",
        }

    def _goals(self, survey: Survey, article: Article, subject: Referent, known: set[int]) -> Iterator[Claim]:
        """The aims and results of a project sheet: paragraphs that open with an infinitive, and numbered sentences. `known`
        are the blocks of its fields.
        """
        document = survey.document
        if len(known) < _FEWEST_FIELDS:
            return
        for index in survey.own_blocks[article.index]:
            block = document.blocks[index]
            if index in known or block.kind not in ("paragraph", "item"):
                continue
            numbered = block.kind == "item" and any(sign.isdigit() for sign in block.marker or "")
            for sentence in block.sentences[:1]:
                start = max(sentence.start, block.content)
                words = document.text[start : sentence.end]
                opening = _AIM[block.language].match(words)
                if (opening is None and not numbered) or words.isupper():
                    continue
                start += opening.start("aim") if opening is not None else 0
                value = document.text[start : sentence.end].rstrip(" .;,")
                if len(value) < _SHORTEST_PURPOSE:
                    continue
                yield Claim(
                    document=document.id,
                    article=article.index,
                    start=start,
                    end=sentence.end,
                    language=block.language,
                    subject=subject.entity,
                    predicate="hasPurpose",
                    value=Text(value, block.language),
                    confidence=0.75,
                    method="structure:project-aim",
                )

    def _contribution(self, survey: Survey, article: Article, field: Field, subject: Referent) -> Iterator[Claim]:
        """What the one named in a label gives: ``Contribution of the Nordic Fund: €5 million``, ``Norway: €5 million``."""
        giving = {key(word) for word in self.data["contributions"][article.language]}
        if not self.ontology.is_a(subject.cls, ("Programme", "Fund")):
            return
        nodes = [node for sentence in survey.sentences[field.block] for node in sentence.nodes]
        opening = next((node for node in nodes if node.kind != "punctuation"), None)
        if giving.isdisjoint(field.label.split()) and (opening is None or opening.kind != "thing"):
            return
        named = [one for node in nodes if node.end <= field.start and node.kind == "thing" for one in node.referents]
        donors = [one for one in named if self.ontology.is_a(one.cls, _DONORS)]
        first = next((node for node in nodes if node.start >= field.start), None)
        given = _sum([first] if first is not None else ())
        if len(donors) == 1 and given is not None:
            common = self._common(survey, field)
            yield Claim(subject=donors[0].entity, predicate="funds", object=subject.entity, value=given, **common)

    def _field(self, survey: Survey, field: Field, form: Mapping[str, Any], subject: Referent) -> Iterator[Claim]:
        document = survey.document
        block = document.blocks[field.block]
        common = {**self._common(survey, field), "predicate": form["predicate"]}
        nodes = [node for sentence in survey.sentences[field.block] for node in sentence.nodes if node.start >= field.start]
        kind = form["as"]
        if form["predicate"] == "holdsRole":
            office = field.label if field.below else document.text[block.content : field.start].rstrip(" :\t|–—\u00a0")
            common["qualifiers"] = (("role", office),)
        if field.below and kind != "text" and _is_prose(document.text[field.start : field.end]):
            return
        if kind == "thing":
            for referent, given, note in self._things(survey, field, nodes, form):
                pair = (
                    (referent.entity, subject.entity)
                    if form.get("subject") == "value"
                    else (subject.entity, referent.entity)
                )
                if pair[0] != pair[1]:
                    claim = Claim(subject=pair[0], object=pair[1], value=given if form.get("sums") else None, **common)
                    yield from self._noted(claim, note or field.label, block.language)
        elif kind == "total":
            first = next((node for node in nodes if node.referents or isinstance(node.payload, AmountMention)), None)
            total = _sum([first] if first is not None else ())
            if total is not None:
                yield Claim(subject=subject.entity, value=total, **common)
        elif kind == "text":
            dated = any(date.start == 0 for date in find_dates(document.text[field.start : field.end]))
            if field.end - field.start >= _SHORTEST_PURPOSE and not dated:
                words = document.text[field.start : field.end].rstrip(" .;")
                yield Claim(subject=subject.entity, value=Text(words, block.language), **common)
        else:
            counted = {key(word) for word in form.get("nouns", {}).get(block.language, ())}
            for node in nodes:
                value = _literal(node, kind)
                nouns = document.text[node.start : node.end].split()
                if value is not None and (not counted or not counted.isdisjoint(map(key, nouns))):
                    yield Claim(subject=subject.entity, value=value, **common)
                    return

    def _noted(self, claim: Claim, note: str, language: str) -> Iterator[Claim]:
        """`claim` with what the `note` in brackets behind its thing, or else the label of its field, adds: ``(observer)``,
        ``(since 2004)``, ``(founding member)``.
        """
        words = frozenset(words_of(note))
        standing = next((one for one in self.data["notes"] if not words.isdisjoint(map(key, one[language]))), None)
        dated = next((found for date in find_dates(note) if (found := resolve(date, None)) is not None), (None, None))
        claim = replace(claim, since=claim.since or dated[0], until=claim.until or dated[1])
        if claim.predicate != "memberOf" or standing is None:
            yield claim
        elif "status" in standing:
            yield replace(claim, qualifiers=(("status", standing["status"]),))
        else:
            yield from (claim, replace(claim, predicate=standing["also"]))

    def _things(
        self, survey: Survey, field: Field, nodes: Sequence[Node], form: Mapping[str, Any]
    ) -> Iterator[tuple[Referent, Quantity | None, str]]:
        """The things a field's value names, each with the sum beside it, and the words in brackets behind it in a list; a
        part of the value that names none that is known is taken for a name.
        """
        text, language = survey.document.text, survey.document.blocks[field.block].language
        if "listed" in form:
            if field.below and not {":", "|"}.isdisjoint(text[field.start : field.end]):  # a field of its own, or a table
                return
            for referent, note in listed(survey, field.start, field.end, form["listed"], language):
                if self.ontology.is_a(referent.cls, form["kinds"]):
                    yield referent, None, note
            return
        if field.below and text[field.start].isdigit():  # an address
            return
        kinds = form.get("kinds", ("Organisation", "State", "Person", "Fund", "Mission", "Programme"))
        named = [one for node in nodes if node.kind == "thing" for one in node.referents]
        cls = _FALLBACK.get(form["predicate"]) if "Person" not in form.get("kinds", ()) else "Person"
        for start, end in _parts(text, field, nodes):
            here = [node for node in nodes if start <= node.start < end]
            given = _sum(here)
            inside = [one for one in named if start <= one.start < end]
            found = [one for one in inside if one.form == "name" and self.ontology.is_a(one.cls, kinds)]
            beside = any(one.end + 1 == other.start for one, other in pairwise(found))  # "Caritas Peru" is one name
            if found and not beside:
                shares = {found[0].entity: given} if len(found) == 1 else _sums_beside(here)
                yield from ((one, shares.get(one.entity), "") for one in found)
                continue
            within = all(text[start : one.start].strip() or "(" in text[one.end : end] for one in inside)
            unknown = beside or (within and cls not in ("Place", "Group")) or not inside
            name = self._name(text[start:end], cls, language) if cls and unknown else None
            if cls and name:
                entity = survey.candidates.named(name, cls, language)
                if self.ontology.is_a(entity.cls, kinds):
                    yield Referent(entity.slug, entity.cls, start, end, "name", 0.8), given, ""

    def _name(self, words: str, cls: str, language: str) -> str | None:
        """The name that a part of a value is taken for; None where it has not the form of one."""
        name = (words if cls == "Organisation" and words.endswith(")") else _BRACKET.sub("", words)).strip(" .\u00a0")
        if cls == "Group":
            name = _NUMBER.sub("", name)
        if not 1 < len(name) <= _LONGEST_NAME or any(map(str.isdigit, name)):
            return None
        unnamed = {key(word) for word in self.data["unnamed"][language]}
        return name if cls == "Group" or (name[0].isupper() and unnamed.isdisjoint(map(key, name.split()))) else None


def _parts(text: str, field: Field, nodes: Sequence[Node]) -> Iterator[tuple[int, int]]:
    """The spans of the items of a value: between commas, semicolons and slashes, and conjunctions in a longer list; none of
    these in brackets, in what is named, or before the sum of the one named before: ``A, €5 million, B, €3 million``.
    """
    named = [one for node in nodes if node.kind == "thing" for one in node.referents]
    turns = _turns(nodes)
    behind = turns and not isinstance(turns[0].payload, AmountMention)
    own = {node.start for node in turns if behind and isinstance(node.payload, AmountMention)}
    joints = [
        joint
        for joint in _JOINT.finditer(text, field.start, field.end)
        if joint.end() not in own and not any(one.start < joint.start() < one.end for one in named)
    ]
    listed = any(not joint.group("and") for joint in joints)
    begin = field.start
    for joint in joints:
        if listed or not joint.group("and"):
            yield begin, joint.start()
            begin = joint.end()
    yield begin, field.end


def _turns(nodes: Sequence[Node]) -> list[Node]:
    """The things and sums among `nodes`, without a sum before all of these that is their total."""
    turns = [node for node in nodes if isinstance(node.payload, AmountMention) or (node.kind == "thing" and node.referents)]
    return turns[1:] if len(turns) % 2 and isinstance(turns[0].payload, AmountMention) else turns


def _sums_beside(nodes: Sequence[Node]) -> dict[str, Quantity]:
    """What each of several donors gives: ``Norway (€2 million), Japan (€3 million)``, ``€2 million from Norway``; nothing
    where donors and sums do not take turns.
    """
    turns = _turns(nodes)
    sums = [isinstance(node.payload, AmountMention) for node in turns]
    if not turns or len(turns) % 2 or any(first == second for first, second in pairwise(sums)):
        return {}
    given = {}
    for first, second in zip(turns[::2], turns[1::2], strict=True):
        donor, amount = (second, first) if isinstance(first.payload, AmountMention) else (first, second)
        if len(donor.referents) == 1 and isinstance(amount.payload, AmountMention):
            given[donor.referents[0].entity] = Quantity(amount.payload.number, amount.payload.currency)
    return given


def _is_prose(words: str) -> bool:
    """Whether `words` are a sentence: a section of a text, and no value."""
    return words.endswith(".") and len(words.split()) >= _FEWEST_WORDS


def _sum(nodes: Sequence[Node]) -> Quantity | None:
    """The last sum among `nodes`."""
    sums = [node.payload for node in nodes if isinstance(node.payload, AmountMention)]
    return Quantity(sums[-1].number, sums[-1].currency) if sums else None


def _literal(node: Node, kind: str) -> Quantity | Date | None:
    payload = node.payload
    if kind == "sum" and isinstance(payload, AmountMention):
        return Quantity(payload.number, payload.currency)
    if kind == "count" and isinstance(payload, CountMention):
        return Quantity(payload.number, "persons")
    if isinstance(payload, DateMention):
        since, until = resolve(payload, None) or (None, None)
        period = (since, until) if since and until else (None, None)
        day = {"since": period[0], "until": period[1], "date": since or until}.get(kind)
        return Date(day) if day else None
    return None
