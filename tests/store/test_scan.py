"""What can be told of a query without parsing it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Store

from sahelkg.store import scan

IRI = "http://example.org/sparql"
HIDING = st.sampled_from(
    [
        "'SERVICE <http://evil/> {}'",
        '"SERVICE <http://evil/> {}"',
        "'''it's SERVICE <http://evil/>'''",
        '"""a "quoted" SERVICE <http://evil/>"""',
        "'\\' SERVICE <http://evil/>'",
        '"\\\\"',
        "''",
        '""""""',
    ]
)
COMMENT = st.sampled_from(["", "# SERVICE <http://evil/>\n", "#'\n", '# """\n', "#<\n", " "])


@given(st.lists(st.tuples(HIDING, COMMENT), max_size=6))
def test_what_strings_and_comments_say_is_never_taken_for_a_service(parts: list[tuple[str, str]]) -> None:
    query = "ASK { " + " ".join(f"?s ?p {string} . {comment}" for string, comment in parts) + "}"
    Store().query(query)
    assert scan.features(query).services == ()


@given(st.lists(st.tuples(HIDING, COMMENT), max_size=6), st.sampled_from(["SERVICE", "service", "Service SILENT"]), COMMENT)
def test_a_service_is_found_whatever_stands_before_it(parts: list[tuple[str, str]], word: str, comment: str) -> None:
    before = " ".join(f"?s ?p {string} . {note}" for string, note in parts)
    query = f"ASK {{ {before} {word} {comment}<{IRI}> {{ ?a ?b ?c }} }}"
    assert scan.features(query).services == (IRI,)


@pytest.mark.parametrize(
    "query",
    [
        "ASK { SERVICE ?where { } }",
        "PREFIX a: <http://a/> ASK { SERVICE a:b { } }",
        "ASK { SERVICE",
        "ASK { S\\u0045RVICE <http://evil/> { } }",
        "ASK { \\u0053ERVICE ?x { } }",
    ],
)
def test_a_service_that_is_not_named_by_a_full_iri_is_one_of_no_host(query: str) -> None:
    assert scan.features(query).services
    assert set(scan.features(query).services) <= {"", "http://evil/"}


def test_escaped_letters_are_seen_both_ways() -> None:
    assert scan.features('ASK { ?s ?p "\\u0022" SERVICE <http://evil/> { } }').services[0] == "http://evil/"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("SELECT * { << ?s ?p ?o >> ?q ?r }", True),
        ("SELECT * { ?s ?p ?o {| ?q ?r |} }", True),
        ("SELECT * { ?s ?p ?o ~ ?r }", True),
        ("SELECT * { ?s ?p '<< {| ~' }", False),
        ("SELECT * { ?s ?p <http://a/~b> }", False),
        ("SELECT * { ?s ?p ?o } # << ~", False),
        ("SELECT * { ?s ?p ?o FILTER(?o < ?s && ?s < ?o) }", False),
    ],
)
def test_rdf_12_syntax_is_told_from_what_only_looks_like_it(query: str, expected: bool) -> None:
    assert scan.features(query).rdf12 is expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("SELECT * { GRAPH ?g { ?s ?p ?o } }", True),
        ("SELECT * { graph<http://a/b> { ?s ?p ?o } }", True),
        ("SELECT * { \\u0047RAPH ?g { ?s ?p ?o } }", True),
        ("SELECT ?graph { ?graph <http://a/graph> 'GRAPH' }", False),
    ],
)
def test_a_query_that_may_ask_for_named_graphs_is_known(query: str, expected: bool) -> None:
    assert scan.features(query).graphs is expected


@pytest.mark.parametrize(
    ("query", "volatile"),
    [("SELECT (NOW() AS ?x) {}", True), ("SELECT ?now { ?now ?p 'RAND()' }", False), ("SELECT (?a-rand() AS ?x) {}", True)],
)
def test_what_another_run_may_answer_otherwise_is_known(query: str, volatile: bool) -> None:
    assert scan.features(query).volatile is volatile


@pytest.mark.parametrize(
    "word", ["INSERT DATA { }", "delete where { }", "LOAD <http://a/>", "CLEAR ALL", "WITH <http://a/> DELETE {}"]
)
def test_updates_are_told_from_queries(word: str) -> None:
    assert scan.is_update(f"PREFIX insert: <http://select/> # SELECT\nBASE <http://b/> {word}")
    assert not scan.is_update(f"SELECT * {{ ?s ?p '{word}' }}")


def test_depth_is_what_counts_not_the_number_of_brackets() -> None:
    assert scan.too_deep("SELECT * " + "{" * 1100 + "}" * 1100)
    assert scan.too_deep("SELECT (" + "(" * 1100 + "1" + ")" * 1100 + " AS ?x) {}")
    assert not scan.too_deep("SELECT * { " + "{ ?s ?p ?o } UNION " * 3000 + "{} }")
    assert not scan.too_deep("SELECT * { ?s ?p '" + "{" * 3000 + "' }")
    assert not scan.too_deep("SELECT * { ?s ?p <http://a/" + "(" * 3000 + "> } # " + "[" * 3000)
    assert not scan.too_deep("SELECT * { ?s ?p a:" + r"\(" * 3000 + " }")
    assert scan.too_deep("SELECT * { ?s ?p '}' , " + "[ ?p '''}''' ; ?q " * 1100 + "]" * 1100 + " }")
    assert scan.too_deep("SELECT * { " + "<< " * 1100 + "?s ?p ?o" + " >> ?p ?o" * 1100 + " }")


@given(st.text(max_size=200))
def test_any_text_can_be_looked_at(text: str) -> None:
    scan.features(text)
    scan.too_deep(text)
    scan.first_word(text)
    scan.has_relative_iri(text)


@pytest.mark.parametrize(
    ("query", "relative"),
    [
        ("ASK { <a> ?p ?o }", True),
        ("ASK { <http://a/> ?p <urn:b> }", False),
        ("BASE <http://a/> ASK { <a> ?p ?o }", False),
        ("ASK { ?s ?p '<a>' }", False),
    ],
)
def test_a_relative_iri_is_seen(query: str, relative: bool) -> None:
    assert scan.has_relative_iri(query) is relative
