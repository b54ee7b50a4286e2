"""Why a claim stands in the graph: its words in context, what is named there, what made it, why it is that sure."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from pyoxigraph import NamedNode

from sahelkg.errors import SahelkgError
from sahelkg.lookup import Browser
from sahelkg.vocabulary import ID, PREFIXES, term

_CONTEXT = 160
_QUALIFIERS = (
    "amount", "currency", "quantity", "unit", "start", "end", "role", "instrument", "purpose", "status", "place", "kind",
    "section", "paragraph", "comparator", "asOf", "recurrence",
)  # fmt: skip
_MENTIONS = """SELECT ?document ?thing ?start ?end ?origin {
  ?mention sahel:inDocument ?document ; sahel:refersTo ?thing ; oa:start ?start ; oa:end ?end ; sahel:origin ?origin
} ORDER BY ?start DESC(?end) ?thing"""
_RIVALS = "SELECT ?conflict ?claim { ?conflict sahel:hasClaim ?claim } ORDER BY ?claim"
_PREMISE, _CERTAIN = "restsOn", 1


class NotFoundError(SahelkgError):
    """What was asked for is not in the release."""


@dataclass(frozen=True, slots=True)
class _Named:
    """A mention: where it stands, the thing it names, and what recognised it."""

    start: int
    end: int
    thing: str
    origin: str


def explain(browser: Browser, claim: str) -> Iterator[str]:
    """The lines of an explanation, those of the claims it rests on indented below.

    Raises:
        NotFoundError: the release has no such claim.
    """
    slug = claim.removeprefix(ID).removeprefix("id:")
    if NamedNode(term("Claim")) not in browser.values(slug, PREFIXES["rdf"] + "type"):
        raise NotFoundError(f"no claim {slug} in this release; the first column of `sahelkg facts` names them")
    return _Explainer(browser).lines(slug, "", frozenset())


class _Explainer:
    def __init__(self, browser: Browser) -> None:
        self._browser = browser

    def lines(self, slug: str, indent: str, above: frozenset[str]) -> Iterator[str]:
        """The explanation of a claim; `above` are the claims it is told for, lest they are told again."""
        yield f"{indent}{slug}: {' – '.join(self._said(slug))}"
        for line in self._about(slug):
            yield f"{indent}  {line}"
        premises = [premise.value.removeprefix(ID) for premise in self._browser.values(slug, term(_PREMISE))]
        for premise in premises:
            if premise not in above:
                yield f"{indent}  rests on:"
                yield from self.lines(premise, indent + "    ", above | {slug})

    def _said(self, slug: str) -> list[str]:
        parts = (self._browser.first(slug, PREFIXES["rdf"] + part) for part in ("subject", "predicate", "object"))
        return [" ".join(self._browser.name(part).split()) for part in parts]

    def _about(self, slug: str) -> Iterator[str]:
        browser = self._browser
        document = self._one(slug, PREFIXES["prov"] + "wasQuotedFrom")
        text = self._one(document.removeprefix(ID), term("text"))
        start, end = (int(self._one(f"{slug}-position", PREFIXES["oa"] + name)) for name in ("start", "end"))
        mentions = self._mentions(document.removeprefix(ID))
        inside = [mention for mention in mentions if start <= mention.start and mention.end <= end]
        for name in _QUALIFIERS:
            for value in browser.values(slug, term(name)):
                yield f"{name}: {' '.join(browser.name(value).split())}"
        yield f"modality: {browser.name(browser.first(slug, term('modality')))}"
        yield f"confidence: {self._one(slug, term('confidence'))}, {'; '.join(self._reasons(slug, inside, text))}"
        for label, name in (("said by", PREFIXES["prov"] + "wasAttributedTo"), ("passed on by", term("reportedBy"))):
            for value in browser.values(slug, name):
                yield f"{label}: {browser.name(value)}"
        for value in browser.values(slug, term("method")):
            yield f"read by: {value.value}"
        for rule in browser.values(slug, term("rule")):
            why = browser.first(rule.value.removeprefix(ID), PREFIXES["dct"] + "description")
            yield f"inferred by: {browser.name(rule)}" + (f". {browser.name(why)}" if why else "")
        for conflict in browser.values(slug, term("conflict")):
            yield f"conflict: {browser.name(conflict)}"
            for row in browser.select(_RIVALS, conflict=conflict.value.removeprefix(ID)):
                rival = row["claim"].value.removeprefix(ID)
                if rival != slug:
                    yield f"  against {rival}: {' – '.join(self._said(rival))}"
        yield f"in: {browser.name(browser.first(slug, term('article')))}, {document.removeprefix(ID)}, {start}–{end}"
        yield f"words: {_in_context(text, start, end)}"
        for passage in browser.values(slug, term("furtherPassage")):
            beside = passage.value.removeprefix(ID)
            first, last = (int(self._one(beside, PREFIXES["oa"] + name)) for name in ("start", "end"))
            yield f"and: {_in_context(text, first, last)} ({first}–{last})"
        for mention in inside:
            yield self._named(mention, mentions, text)

    def _mentions(self, document: str) -> list[_Named]:
        rows = self._browser.select(_MENTIONS, document=document)
        return [
            _Named(int(row["start"].value), int(row["end"].value), row["thing"].value, row["origin"].value) for row in rows
        ]

    def _named(self, mention: _Named, mentions: list[_Named], text: str) -> str:
        thing = self._browser.name(NamedNode(mention.thing))
        line = f"names: “{_flat(text[mention.start : mention.end])}” {thing}, by {mention.origin}"
        if mention.origin != "anaphora":
            return line
        before = [other for other in mentions if other.thing == mention.thing and other.end <= mention.start]
        named = [other for other in before if other.origin != "anaphora"]
        if not named:
            return f"{line}; what the article is about"
        return f"{line}; antecedent “{_flat(text[named[-1].start : named[-1].end])}” at {named[-1].start}"

    def _reasons(self, slug: str, inside: list[_Named], text: str) -> Iterator[str]:
        """Why a claim is as sure as it is."""
        browser = self._browser
        confidence = Decimal(self._one(slug, term("confidence")))
        premises = [premise.value.removeprefix(ID) for premise in browser.values(slug, term(_PREMISE))]
        if confidence == _CERTAIN:
            yield "as a person decided"
            return
        if premises:
            least = min(Decimal(self._one(premise, term("confidence"))) for premise in premises)
            share = (confidence / least).quantize(Decimal("0.01"))
            yield f"the least sure of what it rests on has {least}, and the rule takes {share} of that"
            return
        by_thing = {mention.thing: mention for mention in inside}
        doubts = []
        for part in ("subject", "object"):
            thing = browser.first(slug, PREFIXES["rdf"] + part)
            if not isinstance(thing, NamedNode) or thing.value.startswith(f"{ID}document-"):
                continue
            mention = by_thing.get(thing.value)
            if mention is None:
                doubts.append(f"{browser.name(thing)} is not named in these words, but taken from those around")
            elif mention.origin == "anaphora":
                doubts.append(f"{browser.name(thing)} is what “{_flat(text[mention.start : mention.end])}” is taken to mean")
            elif mention.origin == "composed":
                doubts.append(f"{browser.name(thing)} is not in the lexicon")
        if browser.values(slug, term("rule")):
            doubts.append("drawn from the layout or the neighbourhood")
        yield from doubts or ["as its reader is where all is named"]

    def _one(self, slug: str, name: str) -> str:
        found = self._browser.first(slug, name)
        if found is None:
            raise NotFoundError(f"the release has no {name} of {slug}; validate it")
        return found.value


def _flat(text: str) -> str:
    return " ".join(text.split())


def _in_context(text: str, start: int, end: int) -> str:
    before, after = text[max(0, start - _CONTEXT) : start], text[end : end + _CONTEXT]
    return _flat(f"… {before}»{text[start:end]}«{after} …")
