"""The ontology as a product: what it must describe, how well it is described, and that it stays within OWL 2 RL.

The checks on metadata are those FOOPS! makes without the network; the pitfalls are OOPS!'s.
"""

import re
from itertools import combinations, pairwise

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, XSD, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, VANN

from sahelkg.settings import domain_folder
from sahelkg.vocabulary import ONTOLOGY, ONTOLOGY_IRI

SAHEL = Namespace(ONTOLOGY)
BIBO = Namespace("http://purl.org/ontology/bibo/")
HEADER = URIRef(ONTOLOGY_IRI)
LANGUAGES = {"en", "fr"}

GRAPH = Graph().parse(domain_folder() / "ontology" / "sahel.ttl")


def own(kind: URIRef) -> set[URIRef]:
    """The terms of this ontology's namespace that are declared as `kind`."""
    return {term for term in GRAPH.subjects(RDF.type, kind) if isinstance(term, URIRef) and term in SAHEL}


CLASSES = own(OWL.Class)
OBJECT_PROPERTIES = own(OWL.ObjectProperty)
DATA_PROPERTIES = own(OWL.DatatypeProperty)
ANNOTATION_PROPERTIES = own(OWL.AnnotationProperty)
PROPERTIES = OBJECT_PROPERTIES | DATA_PROPERTIES | ANNOTATION_PROPERTIES
INDIVIDUALS = own(OWL.NamedIndividual)
TERMS = CLASSES | PROPERTIES | INDIVIDUALS

RECORDS = {SAHEL.Claim, SAHEL.Conflict, SAHEL.Passage, SAHEL.Mention, SAHEL.Block, SAHEL.Rule}
"""What the building keeps about texts, as distinct from the things the texts are about."""


def names(terms: set[URIRef]) -> list[str]:
    return sorted(term.removeprefix(ONTOLOGY) for term in terms)


def above(term: URIRef, link: URIRef = RDFS.subClassOf) -> set[URIRef]:
    """`term` and all its superclasses (or superproperties) of this ontology."""
    return {found for found in GRAPH.transitive_objects(term, link) if isinstance(found, URIRef) and found in SAHEL}


def languages(term: URIRef, link: URIRef) -> list[str]:
    return sorted(value.language or "" for value in GRAPH.objects(term, link) if isinstance(value, Literal))


AGENT = "State Organisation Person Mission"
CONTRACT = {
    "memberOf": (AGENT, "Organisation"),
    "partOf": ("Protocol Organisation Place", "Treaty Organisation Region"),
    "established": (AGENT, "Organisation Mission Programme Fund Agreement"),
    "establishedOn": ("Organisation Mission Programme Fund", ""),
    "presidesOver": (AGENT, "Organisation"),
    "ledBy": ("Mission Programme Organisation", AGENT),
    "hasOfficeIn": (AGENT, "Place State"),
    "operatesIn": ("Mission Organisation Programme", "State Place"),
    "contributesTroopsTo": ("State", "Mission"),
    "strength": (AGENT, ""),
    "mandateStart": ("Mission", ""),
    "mandateEnd": ("Mission", ""),
    "budget": ("Mission Programme Fund Organisation", ""),
    "trains": (AGENT, AGENT),
    "advises": (AGENT, AGENT),
    "supports": (AGENT, f"{AGENT} Programme Agreement Process"),
    "partnerOf": (AGENT, AGENT),
    "hasPurpose": ("Mission Programme Fund Organisation Meeting Agreement", ""),
    "signed": (AGENT, "Agreement"),
    "partyTo": (AGENT, "Agreement Process Declaration"),
    "guarantorOf": (AGENT, "Agreement"),
    "concludedOn": ("Agreement", ""),
    "concludedAt": ("Agreement", "Meeting Place"),
    "participatedIn": (AGENT, "Meeting"),
    "hosted": (AGENT, "Meeting"),
    "heldOn": ("Meeting", ""),
    "heldIn": ("Meeting", "Place"),
    "topic": ("Meeting Agreement Document", ""),
    "holdsRole": ("Person", "Organisation State"),
    "visited": ("Person", "Place State"),
    "metWith": ("Person", f"{AGENT} Group"),
    "said": ("Person Organisation", ""),
    "funds": (AGENT, "State Organisation Mission Programme Agreement Place Region"),
    "assisted": (AGENT, ""),
    "casualties": ("Event", ""),
    "commitsTo": (f"Document Meeting {AGENT}", ""),
    "count": (f"{AGENT} Agreement Meeting Fund Programme Place Event Document", ""),
    "title": ("Document", ""),
    "publisher": ("Document", AGENT),
    "publishedOn": ("Document", ""),
    "hashtag": ("Document", ""),
}
"""Every predicate of the facts table: the classes its subject may have, and its object where that is a thing."""


@pytest.mark.parametrize("predicate", CONTRACT)
def test_a_predicate_of_the_facts_table_takes_the_things_the_contract_names(predicate: str) -> None:
    subjects, objects = CONTRACT[predicate]
    term = SAHEL[predicate]
    assert term in (OBJECT_PROPERTIES if objects else DATA_PROPERTIES)
    for link, classes in ((RDFS.domain, subjects), (RDFS.range, objects)):
        for name in classes.split():
            assert GRAPH.value(term, link) in above(SAHEL[name]), (link, name)


@pytest.mark.parametrize(
    ("predicate", "link", "stranger"),
    [
        ("memberOf", RDFS.range, "State"),
        ("holdsRole", RDFS.domain, "Organisation"),
        ("heldIn", RDFS.range, "Organisation"),
        ("visited", RDFS.domain, "State"),
        ("contributesTroopsTo", RDFS.domain, "Organisation"),
        ("participatedIn", RDFS.range, "Agreement"),
        ("partyTo", RDFS.range, "Mission"),
        ("funds", RDFS.domain, "Document"),
        ("mandateEnd", RDFS.domain, "Agreement"),
        ("casualties", RDFS.domain, "Meeting"),
        ("hasOfficeIn", RDFS.range, "Meeting"),
    ],
)
def test_a_predicate_of_the_facts_table_refuses_strangers(predicate: str, link: URIRef, stranger: str) -> None:
    assert SAHEL[stranger] in CLASSES
    assert GRAPH.value(SAHEL[predicate], link) not in above(SAHEL[stranger])


HIERARCHY = """
    State<Agent Organisation<Agent Mission<Agent Person<Agent Group<Agent Article<Document
    RegionalOrganisation<Organisation EuropeanUnionBody<Organisation UnitedNationsBody<Organisation
    AfricanUnionBody<Organisation GovernmentBody<Organisation SecurityForce<Organisation
    NonGovernmentalOrganisation<Organisation MediaOrganisation<Organisation Bank<Organisation Network<Organisation
    Alliance<Organisation ArmedGroup<Organisation GroupOfStates<Organisation PoliticalParty<Organisation
    Company<Organisation CivilianMission<Mission MilitaryMission<Mission JointForce<Mission PeaceOperation<Mission
    Treaty<Agreement Protocol<Agreement Declaration<Agreement ActionPlan<Agreement PeaceAccord<Agreement
    Process<Agreement Resolution<Agreement Strategy<Agreement Summit<Meeting Conference<Meeting Dialogue<Meeting
    TrustFund<Fund FinancingInstrument<Fund Programme<Entity Region<Place City<Place Attack<Event Disaster<Event
    Election<Event Mention<Passage Block<Passage
"""


@pytest.mark.parametrize("pair", HIERARCHY.split())
def test_a_kind_of_thing_lies_under_its_superclass(pair: str) -> None:
    narrow, broad = pair.split("<")
    assert {SAHEL[narrow], SAHEL[broad]} <= CLASSES
    assert SAHEL[broad] in above(SAHEL[narrow])


@pytest.mark.parametrize("kind", ["trains", "advises", "supports", "partnerOf", "funds"])
def test_every_kind_of_help_is_found_as_cooperation(kind: str) -> None:
    assert SAHEL.cooperatesWith in above(SAHEL[kind], RDFS.subPropertyOf)


@pytest.mark.parametrize("name", ["asserted", "planned", "proposed", "negated", "opinion"])
def test_every_modality_of_a_claim_has_a_name(name: str) -> None:
    assert (SAHEL[name], RDF.type, SAHEL.Modality) in GRAPH


def test_a_claim_is_stated_or_inferred_and_a_sum_may_lack_a_currency() -> None:
    assert set(GRAPH.subjects(RDF.type, SAHEL.Basis)) == {SAHEL.stated, SAHEL.inferred}
    assert SAHEL.currencyNotStated in INDIVIDUALS


# What FOOPS! asks of the metadata.


@pytest.mark.parametrize(
    "link",
    [
        DCTERMS.title,
        DCTERMS.abstract,
        DCTERMS.description,
        DCTERMS.creator,
        DCTERMS.contributor,
        DCTERMS.publisher,
        DCTERMS.created,
        DCTERMS.issued,
        DCTERMS.modified,
        DCTERMS.license,
        DCTERMS.rights,
        DCTERMS.source,
        DCTERMS.bibliographicCitation,
        BIBO.status,
        VANN.preferredNamespacePrefix,
        VANN.preferredNamespaceUri,
        OWL.versionIRI,
        OWL.versionInfo,
    ],
)
def test_the_header_carries(link: URIRef) -> None:
    assert (HEADER, RDF.type, OWL.Ontology) in GRAPH
    assert all(str(value).strip() for value in GRAPH.objects(HEADER, link))
    assert (HEADER, link, None) in GRAPH


def test_title_and_description_stand_in_both_languages() -> None:
    for link in (DCTERMS.title, DCTERMS.abstract, DCTERMS.description):
        assert languages(HEADER, link) == ["en", "fr"]


def test_version_iri_and_namespace_belong_together() -> None:
    version = str(GRAPH.value(HEADER, OWL.versionInfo))
    assert re.fullmatch(r"\d+\.\d+\.\d+", version)
    assert GRAPH.value(HEADER, OWL.versionIRI) == URIRef(f"{ONTOLOGY_IRI}/{version}")
    assert version in str(GRAPH.value(HEADER, DCTERMS.bibliographicCitation))
    assert str(GRAPH.value(HEADER, VANN.preferredNamespaceUri)) == ONTOLOGY
    assert str(GRAPH.value(HEADER, VANN.preferredNamespacePrefix)) == "sahel"


def test_the_namespace_is_persistent_and_secure() -> None:
    assert ONTOLOGY_IRI.startswith("https://w3id.org/")


def test_dates_of_the_header_are_dates_in_order() -> None:
    days = [GRAPH.value(HEADER, link) for link in (DCTERMS.created, DCTERMS.issued, DCTERMS.modified)]
    assert all(isinstance(day, Literal) and day.datatype == XSD.date for day in days)
    assert [str(day) for day in days] == sorted(map(str, days))


def test_other_vocabularies_are_reused() -> None:
    reused = {
        str(value)
        for link in (RDFS.subClassOf, RDFS.subPropertyOf)
        for value in GRAPH.objects(None, link)
        if not str(value).startswith(ONTOLOGY)
    }
    for vocabulary in (
        "w3.org/ns/org#",
        "w3.org/ns/prov#",
        "schema.org/",
        "xmlns.com/foaf",
        "purl.org/dc/terms/",
        "skos/core#",
    ):
        assert any(vocabulary in iri for iri in reused), vocabulary


# What OOPS! would find fault with.


def test_every_term_has_one_label_in_each_language() -> None:
    assert names({term for term in TERMS if languages(term, RDFS.label) != sorted(LANGUAGES)}) == []


def test_every_term_has_one_definition_in_each_language() -> None:
    assert names({term for term in TERMS if languages(term, SKOS.definition) != sorted(LANGUAGES)}) == []


def test_a_definition_is_a_sentence_that_says_more_than_the_label() -> None:
    poor = set()
    for term in TERMS:
        labels = {str(label).casefold() for label in GRAPH.objects(term, RDFS.label)}
        for definition in GRAPH.objects(term, SKOS.definition):
            text = str(definition)
            if not text.endswith(".") or not text[0].isupper() or text.rstrip(".").casefold() in labels:
                poor.add(term)
    assert names(poor - INDIVIDUALS) == []


def test_no_two_terms_share_a_label() -> None:
    bearers: dict[tuple[str, str], list[URIRef]] = {}
    for term in sorted(TERMS):
        for label in GRAPH.objects(term, RDFS.label):
            assert isinstance(label, Literal)
            bearers.setdefault((str(label), str(label.language)), []).append(term)
    assert {label: names(set(terms)) for label, terms in bearers.items() if len(terms) > 1} == {}


def test_every_term_says_what_defines_it() -> None:
    assert names({term for term in TERMS if (term, RDFS.isDefinedBy, HEADER) not in GRAPH}) == []


def test_every_property_has_one_domain_and_one_range() -> None:
    for link in (RDFS.domain, RDFS.range):
        assert names({term for term in PROPERTIES if len(list(GRAPH.objects(term, link))) != 1}) == []


def test_every_tie_between_things_can_be_read_both_ways() -> None:
    """Provenance of a claim, mention or block is read outwards from it only."""
    one_way = {
        term
        for term in OBJECT_PROPERTIES
        if (term, OWL.inverseOf, None) not in GRAPH
        and (None, OWL.inverseOf, term) not in GRAPH
        and (term, RDF.type, OWL.SymmetricProperty) not in GRAPH
        and GRAPH.value(term, RDFS.domain) not in RECORDS
    }
    assert names(one_way) == []


def test_an_inverse_swaps_domain_and_range() -> None:
    for term, inverse in GRAPH.subject_objects(OWL.inverseOf):
        assert GRAPH.value(term, RDFS.domain) == GRAPH.value(inverse, RDFS.range), term
        assert GRAPH.value(term, RDFS.range) == GRAPH.value(inverse, RDFS.domain), term


def test_a_symmetric_or_transitive_property_ties_things_of_one_class() -> None:
    for term in GRAPH.subjects(RDF.type, OWL.SymmetricProperty):
        assert GRAPH.value(term, RDFS.domain) == GRAPH.value(term, RDFS.range), term
    for term in GRAPH.subjects(RDF.type, OWL.TransitiveProperty):
        domain, range_ = GRAPH.value(term, RDFS.domain), GRAPH.value(term, RDFS.range)
        assert isinstance(domain, URIRef)
        assert isinstance(range_, URIRef)
        assert domain in above(range_) or range_ in above(domain), term


def test_a_property_stays_within_the_domain_and_range_of_its_superproperty() -> None:
    for term, broader in GRAPH.subject_objects(RDFS.subPropertyOf):
        if broader not in PROPERTIES:
            continue
        for link in (RDFS.domain, RDFS.range):
            narrow, broad = GRAPH.value(term, link), GRAPH.value(broader, link)
            assert isinstance(narrow, URIRef)
            assert narrow == broad or broad in above(narrow) or broad == RDFS.Literal, (term, broader)


@pytest.mark.parametrize("link", [RDFS.subClassOf, RDFS.subPropertyOf])
def test_no_hierarchy_runs_in_a_circle(link: URIRef) -> None:
    for term in TERMS:
        parents = {URIRef(str(parent)) for parent in GRAPH.objects(term, link) if str(parent).startswith(ONTOLOGY)}
        assert all(term not in above(parent, link) for parent in parents), term


def test_no_class_is_left_unconnected() -> None:
    tied = {
        *GRAPH.subjects(RDFS.subClassOf, None),
        *GRAPH.objects(None, RDFS.subClassOf),
        *GRAPH.objects(None, RDFS.domain),
        *GRAPH.objects(None, RDFS.range),
    }
    assert names(CLASSES - tied) == []


def test_every_term_that_is_referred_to_is_declared() -> None:
    links = (RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range, OWL.inverseOf, OWL.disjointWith)
    declared = set(GRAPH.subjects(RDF.type, None)) | {RDFS.Literal, XSD.decimal, XSD.string, XSD.boolean}
    assert {value for link in links for value in GRAPH.objects(None, link)} <= declared


def test_classes_and_properties_are_spelt_as_the_contract_spells_them() -> None:
    assert [name for name in names(CLASSES) if not re.fullmatch(r"([A-Z][a-z]+)+", name)] == []
    assert [name for name in names(PROPERTIES | INDIVIDUALS) if not re.fullmatch(r"[a-z]+([A-Z][a-z]+)*(256)?", name)] == []


# OWL 2 RL.

RL_AXIOMS = {
    RDF.type,
    RDFS.subClassOf,
    RDFS.subPropertyOf,
    RDFS.domain,
    RDFS.range,
    OWL.inverseOf,
    OWL.disjointWith,
    RDFS.label,
    SKOS.definition,
    RDFS.isDefinedBy,
}
RL_DATATYPES = {RDFS.Literal, XSD.decimal, XSD.string, XSD.boolean}


def test_only_named_classes_and_axioms_of_owl_2_rl_are_used() -> None:
    assert {predicate for subject, predicate, _ in GRAPH if subject != HEADER} <= RL_AXIOMS
    assert all(isinstance(node, URIRef | Literal) for triple in GRAPH for node in triple)


def test_every_datatype_is_one_of_owl_2_rl() -> None:
    assert {GRAPH.value(term, RDFS.range) for term in DATA_PROPERTIES | ANNOTATION_PROPERTIES} <= RL_DATATYPES


def test_no_name_stands_for_two_kinds_of_term() -> None:
    kinds = (CLASSES, OBJECT_PROPERTIES, DATA_PROPERTIES, ANNOTATION_PROPERTIES, INDIVIDUALS)
    assert [names(one & other) for one, other in combinations(kinds, 2) if one & other] == []


def test_only_object_properties_are_symmetric_transitive_or_inverse() -> None:
    logical = {
        *GRAPH.subjects(RDF.type, OWL.SymmetricProperty),
        *GRAPH.subjects(RDF.type, OWL.TransitiveProperty),
        *GRAPH.subjects(OWL.inverseOf, None),
        *GRAPH.objects(None, OWL.inverseOf),
    }
    assert logical <= OBJECT_PROPERTIES


def test_a_property_and_its_superproperty_are_of_the_same_kind() -> None:
    for term, broader in GRAPH.subject_objects(RDFS.subPropertyOf):
        shared = set(GRAPH.objects(term, RDF.type)) & set(GRAPH.objects(broader, RDF.type))
        assert shared & {OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty}, (term, broader)


def test_no_class_lies_under_two_that_exclude_each_other() -> None:
    for one, other in GRAPH.subject_objects(OWL.disjointWith):
        torn = {term for term in CLASSES if one in above(term) and other in above(term)}
        assert names(torn) == []


def test_the_file_follows_a_fixed_order_so_that_changes_are_easy_to_read() -> None:
    """Classes come first, then properties, then individuals."""
    text = (domain_folder() / "ontology" / "sahel.ttl").read_text(encoding="utf-8")
    order = [URIRef(ONTOLOGY + name) for name in re.findall(r"^sahel:(\w+) a ", text, re.MULTILINE)]
    ranks = [0 if term in CLASSES else 1 if term in PROPERTIES else 2 for term in order]
    assert len(order) == len(TERMS)
    assert all(earlier <= later for earlier, later in pairwise(ranks))
