"""IRIs and prefixes, in one place for both wings."""

ONTOLOGY = "https://w3id.org/sahelkg/ontology#"
ONTOLOGY_IRI = "https://w3id.org/sahelkg/ontology"
ID = "https://w3id.org/sahelkg/id/"
SHAPES = "https://w3id.org/sahelkg/shapes#"
REIFIERS_GRAPH = "https://w3id.org/sahelkg/graph/reifiers"
CURRENCY = "http://publications.europa.eu/resource/authority/currency/"

PREFIXES = {
    "sahel": ONTOLOGY,
    "id": ID,
    "shape": SHAPES,
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "prov": "http://www.w3.org/ns/prov#",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "dct": "http://purl.org/dc/terms/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "void": "http://rdfs.org/ns/void#",
    "schema": "https://schema.org/",
    "time": "http://www.w3.org/2006/time#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vann": "http://purl.org/vocab/vann/",
    "currency": CURRENCY,
    "wd": "http://www.wikidata.org/entity/",
}
"""Prefix to namespace, for serialisations, the query page and ``FROM``-less queries."""


def iri(slug: str) -> str:
    """The IRI of an entity, document or claim by its slug."""
    return ID + slug


def term(name: str) -> str:
    """The IRI of an ontology term by its local name."""
    return ONTOLOGY + name
