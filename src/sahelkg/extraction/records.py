"""Claims of records and instruments: field lines of a project sheet, parties, place, date and signatures of a treaty."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from sahelkg.extraction.dates import DateMention, find_dates, resolve
from sahelkg.extraction.frame_files import load_yaml
from sahelkg.extraction.money import AmountMention
from sahelkg.extraction.nodes import WORD, Node, Referent, RolePhrase, key
from sahelkg.extraction.numbers import CountMention
from sahelkg.extraction.rolls import Rolls, listed
from sahelkg.extraction.subject import Field, fields, may_bind
from sahelkg.extraction.survey import Survey
from sahelkg.model import Article, Claim, Date, Document, Quantity, Text
from sahelkg.ontology import Ontology

_PARTY_BLOCKS = 40
_NAMED = ("name", "described")
_SPEAKERS = frozenset(("we", "nous"))
_FEWEST_FIELDS = 3
_AIM = {
    "en": re.compile(r"To (?P<aim>[a-z]{3,})"),
    "fr": re.compile(
        r"(?:Pour |Afin d[e’']\s?)?(?P<aim>[A-ZÀ-Þa-zà-ÿ]\w+(?:er|ir|oir|dre|tre|ire)\s(?:l[aes’']|un|une|à|des?|aux?)\b)"
    ),
}
_FOUNDING = re.compile(
    r"\b(?:establishing|creating|founding|instituting|of|instituant|établissant|créant|fondant|de)\s(?:the\s|la\s|l[’'])?\Z",
    re.IGNORECASE,
)
_BRACKET = re.compile(r"\([^)]*\)")
_SHORTEST_PURPOSE = 12


def _label(phrase: str) -> str:
    return " ".join(key(word) for word in WORD.findall(phrase))


@dataclass(frozen=True)
class Records:
    """Reads what an article's form says of the thing it is about."""

    data: Mapping[str, Any]
    ontology: Ontology

    @classmethod
    def load(cls, folder: Path, ontology: Ontology) -> "Records":
        """The fields and formulas in ``records.yaml``.

        Raises:
            InputError: the file is malformed.
        """
        return cls(load_yaml(folder / "records.yaml"), ontology)

    def claims(self, survey: Survey) -> Iterator[Claim]:
        """The claims of every article that is about one thing, and of rolls of members."""
        yield from Rolls(self.data["rolls"], self.ontology).claims(survey)
        for article in survey.document.articles:
            subject = survey.subjects.get(article.index)
            if subject is None:
                continue
            yield from self._fields(survey, article, subject)
            if self.ontology.is_a(subject.cls, ("Programme",)):
                yield from self._goals(survey, article, subject)
            if self.ontology.is_a(subject.cls, ("Agreement",)):
                yield from self._instrument(survey, article, subject)

    # --- fields -------------------------------------------------------------------------------------------------------

    def _fields(self, survey: Survey, article: Article, subject: Referent) -> Iterator[Claim]:
        known: dict[str, list[Mapping[str, Any]]] = {}
        for form in self.data["fields"]:
            for name in form.get(article.language, ()):
                known.setdefault(_label(name), []).append(form)
        for field in fields(survey.document, survey.own_blocks[article.index]):
            for form in known.get(field.label, ()):
                if self.ontology.is_a(subject.cls, form.get("of", (subject.cls,))):
                    yield from self._field(survey, field, form, subject)

    def _goals(self, survey: Survey, article: Article, subject: Referent) -> Iterator[Claim]:
        """The aims and results of a project sheet: paragraphs that open with an infinitive, and numbered sentences."""
        document = survey.document
        own = survey.own_blocks[article.index]
        field_blocks = {field.block for field in fields(document, own)}
        if len(field_blocks) < _FEWEST_FIELDS:
            return
        for index in own:
            block = document.blocks[index]
            if index in field_blocks or block.kind not in ("paragraph", "item"):
                continue
            numbered = block.kind == "item" and any(sign.isdigit() for sign in block.marker or "")
            for sentence in block.sentences[:1]:
                start = max(sentence.start, block.content)
                words = document.text[start : sentence.end]
                opening = _AIM[block.language].match(words)
                if opening is None and not numbered:
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

    def _field(self, survey: Survey, field: Field, form: Mapping[str, Any], subject: Referent) -> Iterator[Claim]:
        document = survey.document
        block = document.blocks[field.block]
        common: dict[str, Any] = {
            "document": document.id,
            "article": block.article,
            "start": block.content,
            "end": block.end,
            "language": block.language,
            "predicate": form["predicate"],
            "confidence": 0.9,
            "method": "structure:field",
        }
        nodes = [node for sentence in survey.sentences[field.block] for node in sentence.nodes if node.start >= field.start]
        kind = form["as"]
        if kind == "thing":
            things = list(self._things(survey, field, nodes, form))
            given = _sums_beside(nodes) if form.get("sums") else {}
            for referent in things:
                if referent.entity in given:
                    common["value"] = given[referent.entity]
                pair = (
                    (referent.entity, subject.entity)
                    if form.get("subject") == "value"
                    else (subject.entity, referent.entity)
                )
                yield Claim(subject=pair[0], object=pair[1], **common)
        elif kind == "total":
            first = next((node for node in nodes if node.referents or isinstance(node.payload, AmountMention)), None)
            total = self._literal(first, "sum") if first is not None else None
            if total is not None:
                yield Claim(subject=subject.entity, value=total, **common)
        elif kind == "text":
            dated = any(date.start == 0 for date in find_dates(document.text[field.start : field.end]))
            if field.end - field.start >= _SHORTEST_PURPOSE and not dated:
                words = document.text[field.start : field.end].rstrip(" .;")
                yield Claim(subject=subject.entity, value=Text(words, block.language), **common)
        else:
            for node in nodes:
                value = self._literal(node, kind)
                if value is not None:
                    yield Claim(subject=subject.entity, value=value, **common)
                    return

    def _things(self, survey: Survey, field: Field, nodes: Sequence[Node], form: Mapping[str, Any]) -> Iterator[Referent]:
        """The things a field's value names; where it names none that is known, the value itself, part by
        part, is taken for names.
        """
        if "listed" in form:
            language = survey.document.blocks[field.block].language
            for referent, _ in listed(survey, field.start, field.end, form["listed"], language):
                if self.ontology.is_a(referent.cls, form["kinds"]):
                    yield referent
            return
        kinds = form.get("kinds", ("Organisation", "State", "Person", "Fund", "Mission", "Programme"))
        found = [
            r
            for node in nodes
            if node.kind == "thing"
            for r in node.referents
            if self.ontology.is_a(r.cls, kinds) and r.form == "name"
        ]
        text = survey.document.text[field.start : field.end]
        beside = any(one.end + 1 == other.start for one, other in pairwise(found))  # "Caritas Peru" is one name
        if not beside:
            yield from found
        if (found and not beside) or form["predicate"] != "ledBy" or len(text) > 120:
            return
        cls = "Organisation" if "Organisation" in kinds else "Person"
        for part in re.split(r"[,;/]", text):
            name = _BRACKET.sub("", part).strip(" .") if cls == "Person" else part.strip(" .")
            if len(name) > 1 and name[0].isupper():
                entity = survey.candidates.named(name, cls, survey.document.blocks[field.block].language)
                yield Referent(entity.slug, entity.cls, field.start, field.end, "name", 0.8)

    @staticmethod
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

    # --- instruments --------------------------------------------------------------------------------------------------

    def _instrument(self, survey: Survey, article: Article, subject: Referent) -> Iterator[Claim]:
        yield from self._parties(survey, article, subject)
        yield from self._closing(survey, article, subject)

    def _claim(self, document: Document, article: Article, start: int, end: int, **rest: Any) -> Claim:
        return Claim(
            document=document.id,
            article=article.index,
            start=start,
            end=end,
            language=article.language,
            confidence=0.85,
            method="structure:instrument",
            **rest,
        )

    def _parties(self, survey: Survey, article: Article, subject: Referent) -> Iterator[Claim]:
        """The states and organisations that the title or the preamble names as parties, up to the words that bind them;
        states that are party to the treaty of a body are its members.
        """
        document = survey.document
        body = self._body_of(survey, subject)
        formulas = [_label(phrase) for phrase in self.data["instruments"]["parties"].get(article.language, ())]
        own = survey.own_blocks[article.index][:_PARTY_BLOCKS]
        binding = next(
            (
                i
                for i in own
                for words in [_label(document.text[document.blocks[i].start : document.blocks[i].end])]
                if any(formula in words for formula in formulas)
            ),
            None,
        )
        seen: set[str] = set()
        for index in own:
            block = document.blocks[index]
            titled = block.start >= subject.start and block.end <= subject.end
            first = survey.sentences[index][:1]
            speaking = any(sentence.word(0) in _SPEAKERS and sentence.word(1) == "," for sentence in first)
            if not (titled or speaking) and (binding is None or index > binding):
                continue
            for sentence in survey.sentences[index][:1]:
                for at, node in enumerate(sentence.nodes):
                    if node.kind not in ("thing", "role") or not may_bind(sentence.nodes, at, titled):
                        continue
                    for referent in node.referents:
                        party = self.ontology.is_a(referent.cls, ("State", "Organisation")) and referent.form in _NAMED
                        if not party or referent.entity in {*seen, subject.entity, body}:
                            continue
                        seen.add(referent.entity)
                        yield self._claim(
                            document, article, node.start, node.end, subject=referent.entity, predicate="partyTo",
                            object=subject.entity,
                        )  # fmt: skip
                        if body is not None and referent.cls == "State":
                            yield self._claim(
                                document, article, node.start, node.end, subject=referent.entity, predicate="memberOf",
                                object=body, basis="inferred:parties-are-members",
                            )  # fmt: skip

    def _body_of(self, survey: Survey, subject: Referent) -> str | None:
        """The union, community … whose treaty the article is by its title: ``Treaty establishing the Nordic Union``."""
        if not self.ontology.is_a(subject.cls, ("Treaty",)):
            return None
        title = survey.document.text[subject.start : subject.end]
        hits = survey.candidates.lexicon.find(title)
        bodies = (hit for hit in hits if self.ontology.is_a(hit.entities[0].cls, ("RegionalOrganisation", "Alliance")))
        return next((hit.entities[0].slug for hit in bodies if _FOUNDING.search(title[: hit.start])), None)

    def _closing(self, survey: Survey, article: Article, subject: Referent) -> Iterator[Claim]:
        """``Done at X on DATE`` and ``For the Government of Y: NAME, office``."""
        document, text = survey.document, survey.document.text
        for index in survey.own_blocks[article.index]:
            block = document.blocks[index]
            opening = self._formula(
                text, block.content, block.end, self.data["instruments"]["done"].get(article.language, ())
            )
            if opening is None:
                continue
            end = text.find("\n", opening[1], block.end)
            end = min(block.end if end == -1 else end, opening[1] + 160)
            for node in (n for s in survey.sentences[index] for n in s.nodes if opening[0] <= n.start < end):
                if (
                    node.kind == "thing"
                    and self.ontology.is_a(node.referents[0].cls, ("Place",))
                    and node.start - opening[1] < 4
                ):
                    yield self._claim(
                        document, article, opening[0], node.end, subject=subject.entity, predicate="concludedAt",
                        object=node.referents[0].entity,
                    )  # fmt: skip
            for mention in find_dates(text[opening[1] : end]):
                resolved = resolve(mention, None)
                if resolved and resolved[0] and len(resolved[0]) > 4:
                    yield self._claim(
                        document, article, opening[0], opening[1] + mention.end, subject=subject.entity,
                        predicate="concludedOn", value=Date(resolved[0]),
                    )  # fmt: skip
                    break
            yield from self._signatures(survey, article, subject, index)

    def _signatures(self, survey: Survey, article: Article, subject: Referent, first: int) -> Iterator[Claim]:
        """Who signs for whom, from the closing on: ``For the Republic of X: NAME Minister of …``."""
        document = survey.document
        openers = {_label(word).split()[0] for word in self.data["instruments"]["for"].get(article.language, ())}
        party: Node | None = None
        signer: tuple[str, Node] | None = None
        for index in range(first, len(document.blocks)):
            if document.blocks[index].article != article.index:
                return
            for sentence in survey.sentences[index]:
                for at, node in enumerate(sentence.nodes):
                    if signer is not None and isinstance(node.payload, RolePhrase):
                        yield self._claim(
                            document, article, min(signer[1].start, node.start), node.end, subject=signer[0],
                            predicate="holdsRole", object=signer[1].referents[0].entity,
                            qualifiers=(("role", node.payload.label),),
                        )  # fmt: skip
                    if node.kind != "punctuation":
                        signer = None
                    if node.kind != "thing" or not node.referents:
                        continue
                    before = [other.text for other in sentence.nodes[max(0, at - 3) : at]]
                    agent = self.ontology.is_a(node.referents[0].cls, ("State", "Organisation"))
                    if agent and openers & set(before):
                        party = node
                        yield self._claim(
                            document, article, node.start, node.end, subject=node.referents[0].entity, predicate="signed",
                            object=subject.entity,
                        )  # fmt: skip
                    elif party is not None and node.referents[0].cls == "Person":
                        person = node.referents[0].entity
                        yield self._claim(
                            document, article, min(party.start, node.start), max(party.end, node.end), subject=person,
                            predicate="signed", object=subject.entity,
                        )  # fmt: skip
                        signer = person, party
                        party = None

    @staticmethod
    def _formula(text: str, start: int, end: int, phrases: Sequence[str]) -> tuple[int, int] | None:
        for phrase in phrases:
            first, _, rest = phrase.partition(" ")
            copies = r"(?:,?\s(?:in|en)\s[\w\s]{3,40}?,?)?"
            formula = rf"\b{re.escape(first)}{copies}\s{re.escape(rest)}\b"
            found = re.compile(formula, re.IGNORECASE).search(text, start, end)
            if found is not None and text[found.start()].isupper():
                return found.span()
        return None


def _sums_beside(nodes: Sequence[Node]) -> dict[str, Quantity]:
    """What each of several donors gives: ``Norway (€2 million), Japan (€3 million)``, ``€2 million from Norway``; nothing
    where donors and sums do not take turns. A sum before all of these pairs is the total.
    """
    turns = [node for node in nodes if isinstance(node.payload, AmountMention) or (node.kind == "thing" and node.referents)]
    sums = [isinstance(node.payload, AmountMention) for node in turns]
    if len(turns) % 2 and sums[:1] == [True]:
        turns, sums = turns[1:], sums[1:]
    if not turns or len(turns) % 2 or any(first == second for first, second in pairwise(sums)):
        return {}
    given = {}
    for first, second in zip(turns[::2], turns[1::2], strict=True):
        donor, amount = (second, first) if isinstance(first.payload, AmountMention) else (first, second)
        if len(donor.referents) == 1 and isinstance(amount.payload, AmountMention):
            given[donor.referents[0].entity] = Quantity(amount.payload.number, amount.payload.currency)
    return given
