"""What the graph says of claims, documents, mentions and things."""

from dataclasses import replace
from decimal import Decimal
from itertools import groupby
from pathlib import Path

from pyoxigraph import Literal, Quad, Store

from sahelkg.graph import KnowledgeGraph, assemble
from sahelkg.graph.terms import known, sahel, thing
from sahelkg.model import Date, IntroducedName, Label, Mention, Quantity, Span, Text
from sahelkg.vocabulary import PREFIXES, REIFIERS_GRAPH
from tests.graph.conftest import Assemble
from tests.graph.material import LEXICON, candidate, claim, document, extraction, money, persons

NOTE = document("In 2014, Northland joined the League. The Bank may give Northland €6.50 or 36 million.", title="A note")
JOINED = claim(NOTE, "In 2014, Northland joined the League", "northland", "memberOf", "league", since="2014")
MENTION = Mention(start=9, end=18, entity="northland", cls="State")


def store(graph: KnowledgeGraph) -> Store:
    found = Store()
    found.extend(graph.quads())
    return found


def ask(graph: KnowledgeGraph, pattern: str) -> bool:
    return bool(store(graph).query(f"ASK {{ {pattern} }}", prefixes=PREFIXES))


def values(graph: KnowledgeGraph, claim_id: str, name: str) -> set[object]:
    return {quad.object for quad in graph.quads() if quad.subject == thing(claim_id) and quad.predicate == sahel(name)}


def test_a_claim_carries_statement_passage_asserter_and_period(assembled: Assemble) -> None:
    graph = assembled(extraction(NOTE, [JOINED]))
    assert ask(
        graph,
        f"""id:{JOINED.id} a sahel:Claim ; rdf:subject id:northland ; rdf:predicate sahel:memberOf ; rdf:object id:league ;
        sahel:start "2014"^^xsd:gYear ; sahel:startNotBefore "2014-01-01"^^xsd:date ;
        sahel:startNotAfter "2014-12-31"^^xsd:date ;
        sahel:modality sahel:asserted ; sahel:basis sahel:stated ; sahel:confidence 0.9 ; sahel:method "frame:test" ;
        prov:wasAttributedTo id:agency ; prov:wasQuotedFrom id:document-note ; sahel:article id:document-note ;
        dct:language "en" ; oa:hasSelector id:{JOINED.id}-position , id:{JOINED.id}-quote .
        id:{JOINED.id}-position a oa:TextPositionSelector ; oa:start 0 ; oa:end 36 .
        id:{JOINED.id}-quote a oa:TextQuoteSelector ; oa:exact "In 2014, Northland joined the League" ;
        oa:prefix "" ; oa:suffix ". The Bank may give Northland €6" .""",
    )


def test_a_claim_names_the_further_passages_it_rests_on_with_their_words(assembled: Assemble) -> None:
    joined = replace(JOINED, evidence=(Span(38, 46), Span(47, 50), Span(38, 46)))
    graph = assembled(extraction(NOTE, [joined]))
    (first, second) = (f"id:{joined.id}-passage-{number}" for number in (1, 2))
    assert ask(
        graph,
        f"""id:{joined.id} sahel:furtherPassage {first} , {second} .
        {first} a oa:TextPositionSelector , oa:TextQuoteSelector ; oa:start 38 ; oa:end 46 ; oa:exact "The Bank" ;
        oa:prefix "4, Northland joined the League. " ; oa:suffix " may give Northland €6.50 or 36 " .
        {second} oa:start 47 ; oa:exact "may" .""",
    )


def test_an_uncontested_asserted_claim_gives_the_plain_triple_with_superproperties_and_inverses(assembled: Assemble) -> None:
    graph = assembled(extraction(NOTE, [JOINED]))
    assert ask(
        graph, "id:northland sahel:memberOf id:league ; org:memberOf id:league . id:league sahel:hasMember id:northland"
    )


def test_planned_proposed_denied_and_opined_claims_give_no_plain_triple(assembled: Assemble) -> None:
    for modality in ("planned", "proposed", "negated", "opinion"):
        graph = assembled(extraction(NOTE, [claim(NOTE, "Northland", "northland", "signed", "pact", modality=modality)]))
        assert not ask(graph, "id:northland sahel:signed ?what")
        assert ask(graph, f"?claim rdf:predicate sahel:signed ; sahel:modality sahel:{modality}")


def test_money_keeps_recipient_as_object_and_hangs_sum_and_currency_on_the_claim(assembled: Assemble) -> None:
    given = claim(NOTE, "€6.50", "bank", "funds", "northland", value=money("6.50"), qualifiers=(("instrument", "id:trust"),))
    graph = assembled(extraction(NOTE, [given]))
    assert ask(
        graph,
        f"id:{given.id} rdf:object id:northland ; sahel:amount 6.5 ; sahel:currency currency:EUR ; "
        "sahel:instrument id:trust",
    )
    assert values(graph, given.id, "amount") == {Literal("6.5", datatype=known("xsd:decimal"))}


def test_a_sum_without_currency_says_so(assembled: Assemble) -> None:
    given = claim(NOTE, "36 million", "bank", "funds", "northland", value=money("36000000", None))
    assert ask(assembled(extraction(NOTE, [given])), f"id:{given.id} sahel:currency sahel:currencyNotStated")


def test_a_budget_has_its_sum_as_decimal_object(assembled: Assemble) -> None:
    given = claim(NOTE, "36 million", "trust", "budget", value=money("36000000"))
    assert ask(assembled(extraction(NOTE, [given])), f"id:{given.id} rdf:object 36000000.0 ; sahel:amount 36000000.0")


def test_counted_things_have_quantity_and_unit(assembled: Assemble) -> None:
    given = claim(NOTE, "36", "league", "strength", value=persons(36))
    graph = assembled(extraction(NOTE, [given]))
    assert ask(graph, f'id:{given.id} rdf:object 36 ; sahel:quantity 36.0 ; sahel:unit "persons"')
    assert not values(graph, given.id, "amount")


def test_a_month_is_typed_as_month_and_bounded_by_its_days(assembled: Assemble) -> None:
    given = claim(NOTE, "2014", "watch-northland", "mandateEnd", value=Date("2016-02"))
    assert ask(
        assembled(extraction(NOTE, [given])),
        f"""id:{given.id} rdf:object "2016-02"^^xsd:gYearMonth ;
        sahel:valueNotBefore "2016-02-01"^^xsd:date ; sahel:valueNotAfter "2016-02-29"^^xsd:date""",
    )


def test_a_text_keeps_its_language(assembled: Assemble) -> None:
    given = claim(NOTE, "Northland", "league", "hasPurpose", value=Text("paix", "fr"))
    assert ask(assembled(extraction(NOTE, [given])), 'id:league sahel:hasPurpose "paix"@fr')


def test_reifiers_stand_in_a_graph_of_their_own_and_the_default_graph_is_rdf_1_1(assembled: Assemble) -> None:
    graph = assembled(extraction(NOTE, [JOINED]))
    reifying = [quad for quad in graph.quads() if quad.predicate == known("rdf:reifies")]
    assert [str(quad.graph_name) for quad in reifying] == [f"<{REIFIERS_GRAPH}>"]
    found = store(graph).query(
        "SELECT ?who WHERE { id:northland sahel:memberOf id:league {| prov:wasAttributedTo ?who |} }",
        prefixes=PREFIXES,
        use_default_graph_as_union=True,
    )
    assert [str(solution["who"]) for solution in found] == ["<https://w3id.org/sahelkg/id/agency>"]  # type: ignore[union-attr,index]


def test_a_document_has_text_digest_blocks_and_mentions(assembled: Assemble) -> None:
    graph = assembled(extraction(NOTE, mentions=[MENTION]))
    assert ask(
        graph,
        f"""id:document-note a sahel:Document ; dct:title "A note"@en ; dct:language "en" ;
        sahel:text ?text ; sahel:sha256 "{NOTE.digest}" .
        id:document-note-block-0 a sahel:Block ; sahel:inDocument id:document-note ; oa:start 0 ;
        sahel:blockKind "paragraph" .
        ?mention a sahel:Mention ; sahel:refersTo id:northland ; oa:start 9 ; oa:end 18 ; sahel:origin "lexicon" .""",
    )


def test_the_articles_of_a_thread_are_described_and_claims_say_in_which_they_stand(assembled: Assemble) -> None:
    thread = document("Northland is here.\nThe League is there.", articles=[(0, 18), (19, 39)])
    there = claim(thread, "League", "league", "count", value=Quantity(Decimal(2)))
    graph = assembled(extraction(thread, [there]))
    assert ask(
        graph,
        f"""id:document-note dct:hasPart id:document-note-article-1 , id:document-note-article-2 .
        id:document-note-article-2 a sahel:Article ; dct:isPartOf id:document-note ; oa:start 19 ; oa:end 39 .
        id:{there.id} sahel:article id:document-note-article-2 .""",
    )


def test_the_sidecar_tells_publisher_date_source_and_licence(assembled: Assemble) -> None:
    told = document(
        "Words.", publisher="Agency", published="2018-02", source="https://example.org/a", licence="All rights reserved"
    )
    assert ask(
        assembled(extraction(told)),
        """id:document-note dct:publisher id:agency ; dct:issued "2018-02"^^xsd:gYearMonth ;
        dct:source <https://example.org/a> ; dct:rights "All rights reserved" . id:agency a sahel:MediaOrganisation""",
    )


def test_only_things_that_documents_name_and_what_these_link_to_are_in_the_graph(assembled: Assemble) -> None:
    graph = assembled(extraction(NOTE, mentions=[MENTION]))
    assert set(graph.entities) == {"northland", "coast", "port"}
    assert ask(
        graph,
        "id:northland a sahel:State , sahel:Agent ; sahel:locatedIn id:coast . id:coast sahel:isLocationOf id:northland",
    )


def test_a_candidate_is_marked_unreviewed_and_named_in_both_languages(assembled: Assemble) -> None:
    drill = candidate("drill", "Event", "drill, Port, 2018")
    graph = assembled(extraction(NOTE, entities=[drill], mentions=[Mention(start=0, end=2, entity="drill", cls="Event")]))
    assert ask(
        graph,
        'id:drill a sahel:Event ; sahel:reviewed false ; skos:prefLabel "drill, Port, 2018"@en , "drill, Port, 2018"@fr',
    )


def test_a_name_that_the_text_introduces_becomes_a_label(assembled: Assemble) -> None:
    introduced = IntroducedName(entity="northland", label=Label("NLD", "en", "acronym"), start=9, end=18)
    graph = assembled(replace(extraction(NOTE, mentions=[MENTION]), names=(introduced,)))
    assert ask(graph, 'id:northland sahel:acronym "NLD"@en ; skos:altLabel "NLD"@en')


def test_the_passage_that_introduces_a_name_is_labelled_with_it(assembled: Assemble) -> None:
    introduced = IntroducedName(entity="northland", label=Label("NLD", "en", "acronym"), start=9, end=25)
    graph = assembled(replace(extraction(NOTE, mentions=[MENTION]), names=(introduced,)))
    assert ask(
        graph, '?passage a sahel:Mention ; rdfs:label "NLD"@en ; sahel:refersTo id:northland ; oa:start 9 ; oa:end 25'
    )


def test_definitions_and_links_come_from_the_lexicon_files(assembled: Assemble, ontology: Path) -> None:
    (ontology / "lexicon").mkdir()
    (ontology / "lexicon" / "states.ttl").write_text(
        """@prefix id: <https://w3id.org/sahelkg/id/> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        id:northland skos:definition "A state."@en ; skos:hiddenLabel "Norhtland"@en ;
        skos:exactMatch <http://www.wikidata.org/entity/Q1> .
        id:southland skos:definition "Another."@en ."""
    )
    graph = assembled(extraction(NOTE, mentions=[MENTION]))
    assert ask(graph, 'id:northland skos:definition "A state."@en ; skos:exactMatch wd:Q1')
    assert not ask(graph, "id:northland skos:hiddenLabel ?typo")
    assert not ask(graph, 'id:southland skos:definition "Another."@en')


def test_the_quads_are_the_same_whatever_the_order_of_the_documents(assembled: Assemble) -> None:
    other = document("The League and Southland.", "other")
    one = extraction(NOTE, [JOINED], [candidate("drill", "Event", "drill")], [MENTION])
    two = extraction(other, [claim(other, "League", "southland", "memberOf", "league")])
    assert list(assembled(one, two).quads()) == list(assembled(two, one).quads())


def test_the_quads_of_one_subject_come_together_and_none_twice(assembled: Assemble) -> None:
    members = [JOINED, claim(NOTE, "Northland", "southland", "memberOf", "league")]
    quads = list(assembled(extraction(NOTE, members, mentions=[MENTION])).quads())
    assert len(set(quads)) == len(quads)
    subjects = [subject for subject, _ in groupby(quads, key=lambda quad: str(quad.subject))]
    assert len(set(subjects)) == len(subjects)


def test_the_store_gives_back_the_literals_that_were_written(assembled: Assemble) -> None:
    members = [JOINED, claim(NOTE, "€6.50", "bank", "funds", "northland", value=money("6.50"))]
    graph = assembled(extraction(NOTE, members, mentions=[MENTION]))
    written: set[Quad] = set(graph.quads())
    assert set(store(graph)) == written


def test_no_blank_node_is_in_the_graph(assembled: Assemble) -> None:
    graph = assembled(extraction(NOTE, [JOINED], mentions=[MENTION]))
    assert not ask(graph, "?thing ?property ?value FILTER (isBlank(?thing) || isBlank(?value))")


def test_an_iterator_of_extractions_is_read_once_and_written_as_often_as_asked(ontology: Path) -> None:
    graph = assemble(iter([extraction(NOTE, [JOINED])]), LEXICON, ontology)
    assert list(graph.quads()) == list(graph.quads())
    assert [row.quote for row in graph.facts()] == [NOTE.text[JOINED.start : JOINED.end]]
