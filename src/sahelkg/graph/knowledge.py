"""The graph as a whole, and its two faces: quads and facts."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from pyoxigraph import Literal, NamedNode, Quad, Triple

from sahelkg.graph.claim_quads import claim_quads
from sahelkg.graph.conflicts import Conflict
from sahelkg.graph.document_quads import document_quads, mention_slug
from sahelkg.graph.entity_quads import Notes, background, entity_quads, plain_triples
from sahelkg.graph.facts import FactRow, Namer, fact_row
from sahelkg.graph.labels import shown
from sahelkg.graph.reconcile import Identities
from sahelkg.graph.rules import Rule
from sahelkg.graph.schema import Schema
from sahelkg.graph.terms import known, sahel, thing
from sahelkg.model import Claim, Document, Entity, Extraction, IntroducedName, Mention
from sahelkg.ontology import Ontology

_TYPE, _LABEL = known("rdf:type"), known("rdfs:label")
_DOCUMENT = "Document"

PlainTriples = dict[NamedNode, set[tuple[NamedNode, NamedNode | Literal]]]


def _passage(name: IntroducedName) -> Mention:
    """The passage that introduces a name, as a mention of the thing named."""
    return Mention(start=name.start, end=name.end, entity=name.entity, cls="", origin="acronym")


@dataclass(frozen=True)
class KnowledgeGraph:
    """Everything a release says. Claims and entities are in memory; texts are read again from `extractions` when written.

    `extractions` come in the order of their documents' ids. `claims` are final and sorted by document and place.
    `entities` are the things that documents name and what these link to. `publishers` is document id to the slug of its
    sidecar's publisher, `titles` slug of a document or article to its title. `warnings` are sentences for the person who
    builds.
    """

    extractions: Collection[Extraction]
    claims: tuple[Claim, ...]
    entities: Mapping[str, Entity]
    conflicts: tuple[Conflict, ...]
    warnings: tuple[str, ...]
    rules: tuple[Rule, ...]
    identities: Identities
    publishers: Mapping[str, str]
    titles: Mapping[str, str]
    notes: Notes
    ontology: Ontology
    schema: Schema

    @cached_property
    def conflict_of(self) -> Mapping[str, str]:
        """Claim id to the id of the conflict it is in."""
        return {claim: conflict.id for conflict in self.conflicts for claim in conflict.claims}

    @cached_property
    def contested(self) -> frozenset[str]:
        """Ids of claims that are in a conflict, or rest on one that is."""
        doubtful = set(self.conflict_of)
        while True:
            resting = {claim.id for claim in self.claims if not doubtful.isdisjoint(claim.premises)} - doubtful
            if not resting:
                return frozenset(doubtful)
            doubtful |= resting

    def documents(self) -> Iterator[Document]:
        """The documents, in the order of their ids."""
        return (extraction.document for extraction in self.extractions)

    def label(self, slug: str) -> str:
        """The English label of a thing, a document or an article."""
        entity = self.entities.get(slug)
        return shown(entity) if entity else self.titles.get(slug, slug)

    def kind(self, slug: str) -> str:
        """The top kind of a thing, a document or an article; empty where nothing is known of it."""
        entity = self.entities.get(slug)
        return self.ontology.kind(entity.cls) if entity else _DOCUMENT if slug in self.titles else ""

    def _claims_by_document(self) -> dict[str, list[Claim]]:
        grouped = groupby(self.claims, key=lambda claim: claim.document)
        return {document: list(claims) for document, claims in grouped}

    def facts(self) -> Iterator[FactRow]:
        """The facts table, a row per claim, in the order of `claims`."""
        by_document = self._claims_by_document()
        namer = Namer(self.label, self.kind)
        for document in self.documents():
            for claim in by_document.get(document.id, ()):
                yield fact_row(claim, document.text, namer, self.conflict_of)

    def quads(self) -> Iterator[Quad]:
        """All quads in a fixed order: document by document with its claims, then conflicts, rules, and entity by entity.

        The default graph's quads of one subject come together; so do the reifiers, each beside its claim.
        """
        plain = self._plain_triples()
        by_document = self._claims_by_document()
        supported = self._supported()
        for extraction in self.extractions:
            yield from self._document(extraction, plain)
            for claim in by_document.get(extraction.document.id, ()):
                article = extraction.document.article_slug(claim.article)
                quads = set(claim_quads(claim, article, extraction.document.text, self.schema, self.conflict_of))
                supports = sahel("supportsClaim")
                quads |= {Quad(thing(claim.id), supports, thing(other)) for other in supported.get(claim.id, ())}
                yield from self._finished(quads)
        yield from self._finished(set(self._conflicts()))
        yield from self._finished(set(self._rules()))
        for slug in sorted(self.entities):
            quads = set(entity_quads(self.entities[slug], self.notes, self.schema))
            node = thing(slug)
            quads |= {Quad(node, predicate, value) for predicate, value in plain.pop(node, ())}
            yield from self._finished(quads)
        for node in sorted(plain, key=str):
            yield from self._finished({Quad(node, predicate, value) for predicate, value in plain[node]})

    def _finished(self, quads: set[Quad]) -> list[Quad]:
        """The quads with superproperties, sorted by subject, graph, property, value."""
        wider = {
            Quad(quad.subject, predicate, quad.object, quad.graph_name)
            for quad in quads
            for predicate in self.schema.entailed(quad.predicate.value).onward
        }
        return sorted(quads | wider, key=str)

    def _document(self, extraction: Extraction, plain: PlainTriples) -> Iterator[Quad]:
        document = extraction.document
        mentions = self.mentions(extraction)
        quads = set(document_quads(document, mentions, self.publishers.get(document.id), self.schema))
        quads |= set(self._introductions(extraction))
        for slug in {document.slug, *(document.article_slug(article.index) for article in document.articles)}:
            quads |= {Quad(thing(slug), predicate, value) for predicate, value in plain.pop(thing(slug), ())}
        yield from self._finished(quads)

    def mentions(self, extraction: Extraction) -> list[Mention]:
        """The mentions in a document, of the things they turned out to name."""
        told = {(mention.start, mention.end, mention.entity) for mention in extraction.mentions}
        introducing = (_passage(name) for name in extraction.names if (name.start, name.end, name.entity) not in told)
        found = {self.identities.mention(mention) for mention in (*extraction.mentions, *introducing)}
        return sorted(mention for mention in found if mention is not None)

    def _introductions(self, extraction: Extraction) -> Iterator[Quad]:
        """The mention in which a text itself gives a thing a name is labelled with that name."""
        for name in extraction.names:
            mention = self.identities.mention(_passage(name))
            if mention is not None:
                label = Literal(name.label.text, language=name.label.language or None)
                yield Quad(thing(mention_slug(extraction.document.id, mention)), _LABEL, label)

    def _plain_triples(self) -> PlainTriples:
        plain: PlainTriples = defaultdict(set)
        said: Iterator[Triple]
        for said in (
            plain_triples(self.claims, self.contested, self.schema),
            background(self.entities.values(), self.schema),
        ):
            for triple in said:
                if isinstance(triple.subject, NamedNode) and isinstance(triple.object, NamedNode | Literal):
                    plain[triple.subject].add((triple.predicate, triple.object))
        return dict(plain)

    def _supported(self) -> Mapping[str, list[str]]:
        supported: dict[str, list[str]] = defaultdict(list)
        for claim in self.claims:
            for premise in claim.premises:
                supported[premise].append(claim.id)
        return supported

    def _conflicts(self) -> Iterator[Quad]:
        for conflict in self.conflicts:
            node = thing(conflict.id)
            for cls in self.schema.types("Conflict"):
                yield Quad(node, _TYPE, cls)
            for language, text in conflict.labels.items():
                yield Quad(node, _LABEL, Literal(text, language=language))
            for claim in conflict.claims:
                yield Quad(node, sahel("hasClaim"), thing(claim))

    def _rules(self) -> Iterator[Quad]:
        used = {claim.basis.partition(":")[2] for claim in self.claims}
        for rule in self.rules:
            if rule.name not in used:
                continue
            node = thing(f"rule-{rule.name}")
            for cls in self.schema.types("Rule"):
                yield Quad(node, _TYPE, cls)
            for language, text in rule.labels.items():
                yield Quad(node, _LABEL, Literal(text, language=language))
            yield Quad(node, known("dct:description"), Literal(rule.description, language="en"))
