# ruff: noqa: E501 - a table
"""Faults to plant into the graph of rivers: what is wrong, the shape that says so and others that follow, where, the update."""

from sahelkg.vocabulary import PREFIXES

PROLOGUE = "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in PREFIXES.items())
C1, C2, C4, C5 = (f"id:claim-{number:016x}" for number in (1, 2, 4, 5))


def swap(subject: str, predicate: str, value: str) -> str:
    """An update that gives `subject` another value of `predicate`."""
    return f"DELETE {{ {subject} {predicate} ?old }} INSERT {{ {subject} {predicate} {value} }} WHERE {{ {subject} {predicate} ?old }}"


def add(triple: str) -> str:
    return f"INSERT DATA {{ {triple} }}"


def drop(subject: str, predicate: str) -> str:
    return f"DELETE WHERE {{ {subject} {predicate} ?old }}"


FAULTS = [
    ("a quote that is not what stands at its offsets", "Claim-quote", C1, swap(f"{C1}-quote", "oa:exact", '"In 2014, Ruritania left"')),
    ("an offset that slipped by one", "Claim-quote Claim-surroundings", C1, swap(f"{C1}-position", "oa:start", "3")),
    ("surroundings from elsewhere", "Claim-surroundings", C1, swap(f"{C1}-quote", "oa:prefix", '"elsewhere"')),
    ("offsets behind the end of the text", "Claim-offsets Claim-quote Claim-surroundings", C1, swap(f"{C1}-position", "oa:end", "9999")),
    ("an end before the start", "Position-order Claim-quote Claim-surroundings", f"{C1}-position", swap(f"{C1}-position", "oa:end", "1")),
    ("a negative offset", "Position-start Claim-quote Claim-surroundings", f"{C1}-position", swap(f"{C1}-position", "oa:start", "-2")),
    ("a further passage that is not what stands at its offsets", "Claim-passages", C1, swap(f"{C1}-passage-1", "oa:exact", '"The Pond"')),
    ("an amount without currency", "Claim-currency", C2, drop(C2, "sahel:currency")),
    ("an amount in two currencies", "Claim-currency", C2, add(f"{C2} sahel:currency currency:USD")),
    ("a currency that is none", "Claim-currencyCode", C2, swap(C2, "sahel:currency", "id:league")),
    ("a negative amount", "Claim-amount", C2, swap(C2, "sahel:amount", '"-5"^^xsd:decimal')),
    ("an inferred claim without rule", "Claim-rule", C4, drop(C4, "sahel:rule")),
    ("a claim resting on one that is not there", "Claim-restsOn", C4, swap(C4, "sahel:restsOn", "id:claim-gone")),
    ("a stated claim without method", "Claim-method", C1, drop(C1, "sahel:method")),
    ("an unknown asserter", "Claim-asserter", C1, swap(C1, "prov:wasAttributedTo", "id:nobody")),
    ("no asserter", "Claim-attribution", C1, drop(C1, "prov:wasAttributedTo")),
    ("an unknown reporter", "Claim-reporter", C4, swap(C4, "sahel:reportedBy", "id:nobody")),
    ("an end before the start of a period", "Claim-period", C2, swap(C2, "sahel:endNotAfter", '"2015-12-31"^^xsd:date')
     + f"; {swap(C2, 'sahel:endNotBefore', chr(34) + '2015-01-01' + chr(34) + '^^xsd:date')}"),
    ("bounds of a start that cross", "Claim-startBounds", C2, swap(C2, "sahel:startNotAfter", '"2015-12-31"^^xsd:date')),
    ("bounds of an end that cross", "Claim-endBounds", C2, swap(C2, "sahel:endNotBefore", '"2018-01-01"^^xsd:date')),
    ("bounds of a date that cross", "Claim-valueBounds", C4, swap(C4, "sahel:valueNotAfter", '"2014-04-30"^^xsd:date')),
    ("a start that is no date", "Claim-start", C2, swap(C2, "sahel:start", '"last year"')),
    ("an end that is no date", "Claim-end", C2, swap(C2, "sahel:end", "2017")),
    ("a reviewed thing without a French label", "Entity-labels", "id:ruritania", 'DELETE DATA { id:ruritania skos:prefLabel "Ruritanie"@fr }'),
    ("two labels in one language", "Entity-prefLabel", "id:ruritania", add('id:ruritania skos:prefLabel "Ruritania!"@en')),
    ("a definition in one language", "Entity-definition", "id:ruritania", 'DELETE DATA { id:ruritania skos:definition "Un État."@fr }'),
    ("a thing that does not say if it is reviewed", "Entity-reviewed", "id:league", drop("id:league", "sahel:reviewed")),
    ("a match that is no address", "Entity-exactMatch", "id:league", add('id:league skos:exactMatch "Q42"')),
    ("a class above that is not written", "Entity-superclasses", "id:ruritania", "DELETE DATA { id:ruritania a sahel:Locality }"),
    ("a state that is a person", "Entity-disjoint", "id:ruritania", add("id:ruritania a sahel:Person")),
    ("a plain triple outside its domain", "Entity-domain", "id:league", add('id:league sahel:heldOn "2014"^^xsd:gYear')),
    ("a plain triple outside its range", "Entity-range Entity-inverse", "id:ruritania", add("id:ruritania sahel:participatedIn id:document-rivers")),
    ("an inverse that is not written", "Entity-inverse", "id:ruritania", "DELETE DATA { id:league sahel:hasMember id:ruritania }"),
    ("a claim whose subject is outside the domain", "Claim-domain", C1, swap(C1, "rdf:subject", "id:document-rivers")),
    ("a claim whose object is outside the range", "Claim-range", C1, swap(C1, "rdf:object", "id:anna")),
    ("a claim with words where a number belongs", "Claim-value", C5, swap(C5, "rdf:object", '"twelve"')),
    ("a predicate that the ontology lacks", "Claim-knownPredicate", C1, swap(C1, "rdf:predicate", "sahel:likes")),
    ("a predicate of another vocabulary", "Claim-predicate Claim-knownPredicate", C1, swap(C1, "rdf:predicate", "dct:relation")),
    ("a claim about a thing without name", "Claim-thing Claim-domain", C1, swap(C1, "rdf:subject", "id:ghost")),
    ("a claim without object", "Claim-object", C1, drop(C1, "rdf:object")),
    ("a claim with two subjects", "Claim-subject", C1, add(f"{C1} rdf:subject id:league")),
    ("confidence above one", "Claim-confidence", C1, swap(C1, "sahel:confidence", "1.5")),
    ("a modality that is none", "Claim-modality", C1, swap(C1, "sahel:modality", "sahel:rumoured")),
    ("a basis that is none", "Claim-basis", C1, swap(C1, "sahel:basis", "sahel:guessed")),
    ("a claim without selectors", "Claim-selectors", C1, drop(C1, "oa:hasSelector")),
    ("a claim from a document that is not there", "Claim-document", C1, swap(C1, "prov:wasQuotedFrom", "id:document-gone")),
    ("a claim in no article", "Claim-article", C1, drop(C1, "sahel:article")),
    ("a claim without language", "Claim-language", C1, drop(C1, "dct:language")),
    ("a status that is none", "Claim-status", C2, swap(C2, "sahel:status", '"dreamt of"')),
    ("a quantity that is no number", "Claim-quantity", C5, swap(C5, "sahel:quantity", '"many"')),
    ("an empty unit", "Claim-unit", C5, swap(C5, "sahel:unit", '""')),
    ("a conflict that does not list the claim", "Claim-conflict", C1, add(f"{C1} sahel:conflict id:conflict-1")),
    ("a conflict of one claim", "Conflict-claims Claim-conflict", "id:conflict-1", f"DELETE DATA {{ id:conflict-1 sahel:hasClaim {C2} }}"),
    ("a conflict with a claim that does not name it", "Conflict-members", "id:conflict-1", add(f"id:conflict-1 sahel:hasClaim {C1}")),
    ("a conflict without French label", "Conflict-labelFr", "id:conflict-1", 'DELETE DATA { id:conflict-1 rdfs:label "deux montants"@fr }'),
    ("a rule without French label", "Rule-labelFr", "id:rule-founding", 'DELETE DATA { id:rule-founding rdfs:label "fondation"@fr }'),
    ("a mention of nothing known", "Mention-entity", "id:mention-1", swap("id:mention-1", "sahel:refersTo", "id:ghost")),
    ("a mention behind the end of the text", "Mention-offsets", "id:mention-1", swap("id:mention-1", "oa:end", "9999")),
    ("a mention of no known origin", "Mention-origin", "id:mention-1", swap("id:mention-1", "sahel:origin", '"oracle"')),
    ("a block behind the end of the text", "Block-offsets", "id:document-rivers-block-0", swap("id:document-rivers-block-0", "oa:end", "9999")),
    ("a block of unknown kind", "Block-kind", "id:document-rivers-block-0", swap("id:document-rivers-block-0", "sahel:blockKind", '"poem"')),
    ("an article of no document", "Article-isPartOf", "id:document-rivers-article-1", drop("id:document-rivers-article-1", "dct:isPartOf")),
    ("an article behind the end of the text", "Article-offsets", "id:document-rivers-article-1",
     swap("id:document-rivers-article-1", "oa:end", "9999")),
    ("a digest of another text", "Document-digest", "id:document-rivers", swap("id:document-rivers", "sahel:sha256", f'"{"0" * 64}"')),
    ("a document without language", "Document-language", "id:document-rivers", drop("id:document-rivers", "dct:language")),
    ("a meeting held on no date", "Meeting-heldOn Entity-superclasses Entity-prefLabel Entity-reviewed", "id:fair",
     add('id:fair a sahel:Meeting ; sahel:heldOn "soon"')),
    ("a mission whose mandate starts on no date", "Mission-mandateStart Mission-kind Entity-superclasses", "id:watch",
     add('id:watch a sahel:Mission ; sahel:mandateStart "soon"')),
]  # fmt: skip
