"""From extractions to the graph: who is who, what a person decided, what follows, what contradicts."""

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from sahelkg.graph.conflicts import find_conflicts, load_conflict_rules
from sahelkg.graph.curation import Curation, load_curation
from sahelkg.graph.document_quads import article_title, title_of
from sahelkg.graph.entity_quads import load_notes
from sahelkg.graph.fitting import Fitting
from sahelkg.graph.inference import Background, Fact, Inference, fact
from sahelkg.graph.knowledge import KnowledgeGraph
from sahelkg.graph.reconcile import Candidates, Identities, settled, without_twins
from sahelkg.graph.rules import load_rules
from sahelkg.graph.schema import load_schema
from sahelkg.lexicon import Lexicon
from sahelkg.model import Claim, Entity, Extraction
from sahelkg.ontology import load_ontology


class _Gathered:
    """What one pass over the extractions leaves in memory."""

    def __init__(self, candidates: Candidates, curation: Curation) -> None:
        self.candidates = candidates
        self.claims: dict[str, tuple[Claim, ...]] = {}
        self.mentioned: set[str] = set()
        self.titles: dict[str, str] = {}
        self.publishers: dict[str, str] = {}
        self.texts: dict[str, str] = {}
        self._curated = curation.documents

    def add(self, extraction: Extraction, lexicon: Lexicon) -> None:
        document = extraction.document
        for entity in extraction.entities:
            self.candidates.add(entity)
        for name in extraction.names:
            self.candidates.name(name.entity, name.label)
        self.claims[document.id] = extraction.claims
        self.mentioned.update(mention.entity for mention in extraction.mentions)
        self.titles[document.slug] = title_of(document).value
        if len(document.articles) > 1:
            for article in document.articles:
                self.titles[document.article_slug(article.index)] = article_title(document, article).value
        if document.sidecar.publisher:
            publisher = lexicon.named(document.sidecar.publisher, document.language)
            if publisher is not None:
                self.publishers[document.id] = publisher.slug
        if document.id in self._curated:
            self.texts[document.id] = document.text


def assemble(extractions: Iterable[Extraction], lexicon: Lexicon, ontology: Path) -> KnowledgeGraph:
    """The graph of what was read.

    `extractions` is iterated several times: an iterator is put in memory first, a collection in the order of its documents'
    ids (which may read from disk) is not. `ontology` is the folder with ``sahel.ttl``, ``lexicon/``, ``rules/`` and
    ``curation.yaml``.

    Raises:
        InputError: a rule, the curation file or the ontology is malformed.
    """
    collection = extractions if isinstance(extractions, Collection) else tuple(extractions)
    classes, schema = load_ontology(ontology / "sahel.ttl"), load_schema(ontology / "sahel.ttl")
    curation = load_curation(ontology / "curation.yaml")
    rules = load_rules(ontology / "rules")
    conflict_rules = load_conflict_rules(ontology / "rules" / "conflicts.yaml")
    gathered = _Gathered(Candidates(lexicon.entities, classes), curation)
    for extraction in collection:
        gathered.add(extraction, lexicon)
    if list(gathered.claims) != sorted(gathered.claims):
        collection = sorted(collection, key=lambda extraction: extraction.document.id)
    identities = gathered.candidates.reconciled(curation)
    fitting = Fitting(schema, _classes(identities.entities, gathered.titles))
    claims = _claims(gathered, identities, curation, Inference(rules, Background(identities.entities, schema)), fitting)
    mentioned = {found for slug in gathered.mentioned if (found := identities.slug(slug))}
    used = _used(claims, mentioned.union(gathered.publishers.values()), identities.entities)

    def kind(slug: str) -> str:
        return classes.kind(used[slug].cls) if slug in used else ""

    return KnowledgeGraph(
        extractions=collection,
        claims=tuple(claims),
        entities=used,
        conflicts=find_conflicts(claims, conflict_rules, kind),
        warnings=(*curation.unmet(gathered.mentioned | used.keys()), *fitting.warnings()),
        rules=rules,
        identities=identities,
        publishers=gathered.publishers,
        titles=gathered.titles,
        notes=load_notes(ontology / "lexicon"),
        ontology=classes,
        schema=schema,
    )


def _claims(
    gathered: _Gathered, identities: Identities, curation: Curation, inference: Inference, fitting: Fitting
) -> list[Claim]:
    """The final claims: those read, as a person left them; what follows in each document; what follows across documents."""
    texts = gathered.texts

    def read(claim: Claim) -> Claim | None:
        about = identities.claim(claim)
        return about and decided(about)

    def decided(claim: Claim) -> Claim | None:
        left = curation.decide(claim, texts.get(claim.document, ""))
        return left and fitting.fit(left)

    claims: list[Claim] = []
    for document in sorted(gathered.claims):
        found = without_twins(settled(gathered.claims.pop(document), read))
        claims += without_twins([*found, *settled(inference.conclusions(found), decided)])
    if len({claim.document for claim in claims}) > 1:
        claims += without_twins(settled(inference.across(_surest(claims)), decided))
    return sorted(claims, key=lambda claim: (claim.document, claim.start, claim.end, claim.predicate, claim.id))


def _classes(entities: Mapping[str, Entity], titles: Iterable[str]) -> dict[str, str]:
    """The class of every thing, document and article by its slug."""
    return {**dict.fromkeys(titles, "Document"), **{slug: entity.cls for slug, entity in entities.items()}}


def _surest(claims: Iterable[Claim]) -> list[Claim]:
    """One claim for each fact of the corpus: the surest, else the first."""
    best: dict[Fact, Claim] = {}
    for claim in claims:
        held = best.setdefault(fact(claim), claim)
        if claim.confidence > held.confidence:
            best[fact(claim)] = claim
    return list(best.values())


def _used(claims: Iterable[Claim], named: Iterable[str], entities: Mapping[str, Entity]) -> dict[str, Entity]:
    """The things that documents name or claims speak of, and what these link to."""
    open_ends = set(named)
    for claim in claims:
        open_ends.update(slug for slug in (claim.subject, claim.object, claim.asserted_by, claim.reported_by) if slug)
        open_ends.update(value.removeprefix("id:") for _, value in claim.qualifiers if value.startswith("id:"))
    used: dict[str, Entity] = {}
    while open_ends:
        slug = open_ends.pop()
        if slug in entities and slug not in used:
            used[slug] = entities[slug]
            open_ends.update(target for _, target in entities[slug].links)
    return dict(sorted(used.items()))
