# ruff: noqa: E501 - Turtle
"""A small graph in which every shape has something to look at and nothing to find."""

import hashlib

from sahelkg.vocabulary import PREFIXES

TEXT = (
    "🌍 In 2014, Ruritania joined the League of Rivers. The League gave Ruritania €5 million in 2016; others say €6 million."
)


def claim(number: int, quote: str, content: str) -> str:
    start = TEXT.index(quote)
    end = start + len(quote)
    name = f"id:claim-{number:016x}"
    return f"""
{name} a sahel:Claim ; {content} ;
  sahel:modality sahel:asserted ; sahel:confidence 0.9 ; prov:wasAttributedTo id:league ; prov:wasQuotedFrom id:document-rivers ;
  sahel:article id:document-rivers-article-1 ; dct:language "en" ; oa:hasSelector {name}-position , {name}-quote .
{name}-position a oa:TextPositionSelector ; oa:start {start} ; oa:end {end} .
{name}-quote a oa:TextQuoteSelector ; oa:exact "{quote}" ;
  oa:prefix "{TEXT[max(0, start - 32) : start]}" ; oa:suffix "{TEXT[end : end + 32]}" .
"""


GIFT = """rdf:subject id:league ; rdf:predicate sahel:funds ; rdf:object id:ruritania ; sahel:currency currency:EUR ;
  sahel:status "provided" ; sahel:basis sahel:stated ; sahel:method "frame:giving" ; sahel:conflict id:conflict-1 ;
  sahel:start "2016"^^xsd:gYear ; sahel:startNotBefore "2016-01-01"^^xsd:date ; sahel:startNotAfter "2016-12-31"^^xsd:date ;
  sahel:end "2017"^^xsd:gYear ; sahel:endNotBefore "2017-01-01"^^xsd:date ; sahel:endNotAfter "2017-12-31"^^xsd:date"""
GOOD = (
    "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in PREFIXES.items())
    + claim(
        1,
        "In 2014, Ruritania joined the League of Rivers",
        'rdf:subject id:ruritania ; rdf:predicate sahel:memberOf ; rdf:object id:league ; sahel:basis sahel:stated ; sahel:method "f"',
    )
    + claim(2, "The League gave Ruritania €5 million in 2016", f"{GIFT} ; sahel:amount 5000000").replace(
        "5000000", '"5000000"^^xsd:decimal'
    )
    + claim(3, "others say €6 million", f"{GIFT} ; sahel:amount 6000000").replace("6000000", '"6000000"^^xsd:decimal')
    + claim(
        4,
        "joined the League of Rivers",
        """rdf:subject id:league ; rdf:predicate sahel:establishedOn ; rdf:object "2014-05"^^xsd:gYearMonth ;
  sahel:valueNotBefore "2014-05-01"^^xsd:date ; sahel:valueNotAfter "2014-05-31"^^xsd:date ; sahel:reportedBy id:league ;
  sahel:basis sahel:inferred ; sahel:rule id:rule-founding ; sahel:restsOn id:claim-0000000000000001""",
    )
    + claim(
        5,
        "Ruritania",
        """rdf:subject id:ruritania ; rdf:predicate sahel:strength ; rdf:object 12 ; sahel:quantity 12.0 ; sahel:unit "persons" ;
  sahel:basis sahel:stated ; sahel:method "f" """,
    ).replace("12.0", '"12"^^xsd:decimal')
    + f"""
id:claim-0000000000000001 sahel:furtherPassage id:claim-0000000000000001-passage-1 .
id:claim-0000000000000001-passage-1 a oa:TextPositionSelector , oa:TextQuoteSelector ; oa:start 50 ; oa:end 60 ;
  oa:exact "{TEXT[50:60]}" ; oa:prefix "{TEXT[18:50]}" ; oa:suffix "{TEXT[60:92]}" .
id:document-rivers a sahel:Document , sahel:Entity ; dct:title "Rivers"@en ; dct:language "en" ; sahel:text "{TEXT}" ;
  sahel:sha256 "{hashlib.sha256(TEXT.encode()).hexdigest()}" ; dct:license <https://example.org/licence> .
id:document-rivers-article-1 a sahel:Article , sahel:Document , sahel:Entity ; dct:isPartOf id:document-rivers ; dct:language "en" ;
  dct:title "Rivers"@en ; oa:start 0 ; oa:end {len(TEXT)} .
id:document-rivers-block-0 a sahel:Block , sahel:Passage ; sahel:inDocument id:document-rivers ; oa:start 0 ; oa:end {len(TEXT)} ;
  sahel:blockKind "paragraph" ; dct:language "en" .
id:mention-1 a sahel:Mention , sahel:Passage ; sahel:refersTo id:ruritania ; sahel:inDocument id:document-rivers ;
  oa:start 11 ; oa:end 20 ; sahel:origin "lexicon" .
id:conflict-1 a sahel:Conflict ; sahel:hasClaim id:claim-0000000000000002 , id:claim-0000000000000003 ;
  rdfs:label "two sums"@en , "deux montants"@fr .
id:rule-founding a sahel:Rule ; rdfs:label "founding"@en , "fondation"@fr .
id:ruritania a sahel:State , sahel:Agent , sahel:Actor , sahel:Locality , sahel:Setting , sahel:Entity ;
  skos:prefLabel "Ruritania"@en , "Ruritanie"@fr ; skos:definition "A state."@en , "Un État."@fr ; sahel:reviewed true ;
  skos:exactMatch <https://example.org/ruritania> ; sahel:memberOf id:league .
id:league a sahel:RegionalOrganisation , sahel:Organisation , sahel:Agent , sahel:Actor , sahel:Endeavour , sahel:Entity ;
  skos:prefLabel "League of Rivers"@en , "Ligue des rivières"@fr ; sahel:reviewed true ; sahel:hasMember id:ruritania ;
  sahel:establishedOn "2014-05"^^xsd:gYearMonth .
id:anna a sahel:Person , sahel:Agent , sahel:Actor , sahel:Entity ; skos:prefLabel "Anna"@en ; sahel:reviewed false .
"""
)
