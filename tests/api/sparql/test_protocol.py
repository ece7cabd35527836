"""The SPARQL 1.1 Protocol: three ways to ask, every form of answer, graphs, and what is refused."""

from __future__ import annotations

import csv
import io
from typing import Any
from xml.etree import ElementTree

import pyoxigraph
import pytest
from fastapi.testclient import TestClient
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import Graph

from api.sparql.forms import ROWS, STATEMENTS
from api.sparql.results import NAMESPACE
from tests.api.sparql.conftest import Ask

LG = "PREFIX lg: <https://w3id.org/lumigraph/ontology#>\n"
BASE = "https://w3id.org/lumigraph"
LITEK = f"<{BASE}/id/organisation/litek>"
NAME = f"{LG}SELECT ?name WHERE {{ {LITEK} lg:name ?name }}"
FORM = "application/x-www-form-urlencoded"


def values(answer: Any) -> list[dict[str, str]]:
    assert answer.status_code == 200, answer.text
    rows = answer.json()["results"]["bindings"]
    return [{name: term["value"] for name, term in row.items()} for row in rows]


def bindings(answer: Any) -> list[object]:
    found: list[object] = answer.json()["results"]["bindings"]
    return found


def test_three_ways_to_ask_give_one_answer(endpoint: TestClient) -> None:
    accept = {"Accept": "application/sparql-results+json", "Origin": "https://elsewhere.example"}
    answers = [
        endpoint.get("/sparql", params={"query": NAME}, headers=accept),
        endpoint.post("/sparql", data={"query": NAME}, headers=accept),
        endpoint.post(
            "/sparql",
            content=NAME,
            headers={**accept, "Content-Type": "application/sparql-query; charset=utf-8"},
        ),
    ]
    assert all(values(one) == values(answers[0]) != [] for one in answers)
    assert len({one.content for one in answers}) == 1
    assert all(one.headers["access-control-allow-origin"] == "*" for one in answers)


@pytest.mark.parametrize(("form", "media"), ROWS.items())
def test_rows_in_every_form(ask: Ask, form: str, media: str) -> None:
    query = """SELECT ?a ?b ?c ?d ?none { VALUES (?a ?b ?c ?d) {
      (<https://example.org/a> "x, <\\"y\\">\\n\\tz"@lt 42 "\\u0001&") } }"""
    answer = ask(query, media)
    assert answer.headers["content-type"].split(";")[0] == media
    if form == "json":
        (row,) = answer.json()["results"]["bindings"]
        assert row["a"] == {"type": "uri", "value": "https://example.org/a"}
        assert row["b"] == {"type": "literal", "value": 'x, <"y">\n\tz', "xml:lang": "lt"}
        assert row["c"]["datatype"].endswith("integer")
        assert row["d"] == {"type": "literal", "value": "\x01&"}
        assert answer.json()["head"]["vars"] == ["a", "b", "c", "d", "none"]
    if form == "xml":
        root = ElementTree.fromstring(answer.content)  # noqa: S314 - our own answer
        found = root.findall(f".//{{{NAMESPACE}}}binding")
        assert [one.get("name") for one in found] == ["a", "b", "c", "d"]
        assert found[1][0].text == 'x, <"y">\n\tz'
        assert found[3][0].text == "\ufffd&"
    if form == "csv":
        rows = list(csv.reader(io.StringIO(answer.text, newline="")))
        assert rows[1] == ["https://example.org/a", 'x, <"y">\n\tz', "42", "\x01&", ""]
    if form == "tsv":
        head, row = answer.text.splitlines()
        assert head == "?a\t?b\t?c\t?d\t?none"
        assert row.split("\t")[:2] == ["<https://example.org/a>", '"x, <\\"y\\">\\n\\tz"@lt']


@pytest.mark.parametrize(("form", "media"), ROWS.items())
@pytest.mark.parametrize("said", ["true", "false"])
def test_truth_in_every_form(ask: Ask, form: str, media: str, said: str) -> None:
    answer = ask(f"ASK {{ FILTER({said}) }}", media)
    if form == "json":
        assert answer.json()["boolean"] is (said == "true")
    else:
        assert f"{said}" in answer.text


@pytest.mark.parametrize("media", STATEMENTS.values())
@pytest.mark.parametrize("query", [f"DESCRIBE {LITEK}", f"CONSTRUCT WHERE {{ {LITEK} ?p ?o }}"])
def test_statements_in_every_form(ask: Ask, media: str, query: str) -> None:
    answer = ask(query, media)
    assert answer.headers["content-type"].split(";")[0] == media
    form = pyoxigraph.RdfFormat.from_media_type(media)
    triples = {quad.triple for quad in pyoxigraph.parse(answer.content, format=form)}
    expected = ask(f"SELECT (COUNT(*) AS ?n) {{ {LITEK} ?p ?o }}")
    assert len(triples) == int(values(expected)[0]["n"]) > 5


def test_rdf_xml_of_any_text(ask: Ask) -> None:
    says = r'CONSTRUCT { <a:b> <a:c> "a\r\nb\u0007" } {}'
    read = Graph().parse(data=ask(says, "application/rdf+xml").content, format="xml")
    assert [str(value) for value in read.objects()] == ["a\r\nb\ufffd"]


def test_a_predicate_that_is_no_name_in_xml(ask: Ask) -> None:
    says = "CONSTRUCT { <a:b> <http://a.example/1> 2 } {}"
    refused = ask(says, "application/rdf+xml")
    assert refused.status_code == 406
    assert "cannot write the predicate <http://a.example/1>" in refused.json()["detail"]
    assert ask(says, "text/turtle").status_code == 200


def test_an_unknown_function_is_no_torn_index(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    def repair(*_: object) -> None:
        raise AssertionError("the index is made anew")

    monkeypatch.setattr("graph.rdf.index.Index.repair", repair)
    assert ask("SELECT (<http://e.example/f>(1) AS ?x) {}").status_code == 400


def test_a_mark_of_the_byte_order_before_a_query(endpoint: TestClient) -> None:
    marked = "\ufeffASK {}"
    media = {"Content-Type": "application/sparql-query"}
    assert endpoint.post("/sparql", data={"query": marked}).status_code == 200
    assert endpoint.post("/sparql", content=marked.encode(), headers=media).status_code == 200


def test_from_knows_the_names_of_the_default_graph_and_of_all(ask: Ask) -> None:
    def number(clauses: str, pattern: str = "?s ?p ?o", **more: str) -> int:
        prefix = f"PREFIX g: <{BASE}/graph/>"
        query = f"{prefix} SELECT (COUNT(*) AS ?n) {clauses} {{ {pattern} }}"
        return int(values(ask(query, **more))[0]["n"])

    def protocol(name: str) -> int:
        return number("", **{"default-graph-uri": f"{BASE}/graph/{name}"})

    golden, union = protocol("golden"), protocol("union")
    assert union > golden > 0
    assert number(f"FROM <{BASE}/graph/golden>") == golden
    assert number("from g:golden") == golden
    assert number(f"FROM <{BASE}/graph/union> WHERE") == union
    assert number("FROM g:golden FROM g:inferred") > golden
    inferred = protocol("inferred")
    each = "GRAPH ?g { ?s ?p ?o }"
    assert number("FROM g:golden FROM NAMED g:inferred", each) == inferred
    assert number("FROM g:golden", each) == 0
    # What the protocol says goes before what the query says.
    assert number("FROM g:golden", **{"default-graph-uri": f"{BASE}/graph/inferred"}) == inferred


def test_graphs_of_the_dataset(ask: Ask) -> None:
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"

    def number(*default: str, named: str = "") -> int:
        graphs = {"default-graph-uri": [f"{BASE}/graph/{one}" for one in default]}
        more = {"named-graph-uri": named} if named else {}
        return int(values(ask(count, **graphs, **more))[0]["n"])

    golden, inferred = number("golden"), number("inferred")
    assert int(values(ask(count))[0]["n"]) == golden > 0
    assert inferred > 0
    assert number("union") >= max(golden, inferred)
    graphs = values(ask("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"))
    names = [one["g"].removeprefix(f"{BASE}/graph/") for one in graphs]
    assert {"inferred", "source/technologies"} < set(names)
    # A statement that several hold counts once.
    assert number("golden", *names) == number("union")
    assert number("nowhere") == 0
    everywhere = {"default-graph-uri": f"{BASE}/graph/union"}
    each = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
    one = {"named-graph-uri": f"{BASE}/graph/inferred"}
    assert int(values(ask(each, **everywhere))[0]["n"]) > inferred
    assert int(values(ask(each, **everywhere, **one))[0]["n"]) == inferred
    assert number(named=f"{BASE}/graph/inferred") == 0
    named = f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{BASE}/graph/inferred> {{ ?s ?p ?o }} }}"
    assert int(values(ask(named))[0]["n"]) == inferred
    assert int(values(ask(named, **{"default-graph-uri": f"{BASE}/graph/golden"}))[0]["n"]) == 0
    assert (
        int(
            values(ask(f"{count[:-1]}".replace("{", f"FROM <{BASE}/graph/inferred> {{") + "}"))[0][
                "n"
            ]
        )
        == inferred
    )


def test_more_rows_than_may_be_are_announced(ask: Ask, endpoint: TestClient) -> None:
    query = "SELECT ?s ?p ?o { ?s ?p ?o } LIMIT 1200"
    first = ask(query)
    assert len(values(first)) == 500
    assert first.headers["lumigraph-row-limit"] == "500"
    assert first.headers["lumigraph-truncated"] == "true"
    rows = bindings(first)
    answer = first
    while "link" in answer.headers:
        address, rel = answer.headers["link"].split("; ")
        assert rel == 'rel="next"'
        answer = endpoint.get(f"/sparql{address[1:-1]}", headers={"Accept": "application/json"})
        rows += bindings(answer)
    assert "lumigraph-truncated" not in answer.headers
    assert len(rows) == len({str(one) for one in rows}) == 1200
    construct = ask("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }", "application/n-triples")
    assert construct.text.count("\n") == 500
    assert construct.headers["lumigraph-truncated"] == "true"
    exact = ask("SELECT ?s { ?s ?p ?o } LIMIT 500")
    assert "lumigraph-truncated" not in exact.headers


@pytest.mark.parametrize(
    ("query", "place"),
    [
        ("SELEC ?s", "line 1, column"),
        ("SELECT ?s WHERE {\n ?s ?p ?o .\n FILTER( }", "line 3, column"),
        ("", "line 1, column"),
        ("SELECT * { ?s ?p ?o } SERVICE", "line 1, column"),
        (
            "SELECT ?s {\n ?s lg:name ?o }",
            "line 2, column 5: begin with PREFIX lg: <https://w3id.org/",
        ),
        (
            "SELECT ?s { ?s a <a:'x:>, 'y:' . # z:\n _:b q:r:s ?o }",
            "column 6: begin with PREFIX q: <…>",
        ),
        ("PREFIX q: <a:b> SELECT ?s { ?s q:r:s }", "column 38: it cannot be read at '}'"),
        ("SELECT ?s { ?s a <http://a b> }", "an address in <…> is no IRI"),
        ("SELECT ?s { ?s ?p ?o } GROUP BY ?o", "a variable that neither the pattern nor GROUP BY"),
        ("SELECT ?s {\n ?s ?p", "line 2, column 7: it ends too early"),
        ("SELECT ?s { ?s ?p ?o } LIMIT many", "it cannot be read at 'many'"),
        (
            "SELECT * {\n <organisation/litek> ?p 'b: <c>' }",
            "line 2, column 2: <organisation/litek> is part of an address: write it in full",
        ),
        ("BASE <https://a.example/> SELECT * { <b> ?p }", "line 1, column 46: it ends too early"),
        ("SELECT (<http://e.example/f>(1) AS ?x) {}", "no function <http://e.example/f> here"),
        ("ASK { ?s ?p ?o FILTER(<a:f>(?o)) }", "no function <a:f> here: use those of SPARQL 1.1"),
    ],
)
def test_a_malformed_query_is_told_where(ask: Ask, query: str, place: str) -> None:
    answer = ask(query)
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"
    assert place in answer.json()["detail"]


ELSEWHERE = "<http://127.0.0.1:9/sparql>"


@pytest.mark.parametrize(
    "query",
    [
        "INSERT DATA { <a:a> <a:b> 1 }",
        "# a comment\nPREFIX a: <b:>\n delete where { ?s ?p ?o }",
        "LOAD <http://127.0.0.1:9/x>",
        "\\u004cOAD <http://127.0.0.1:9/x>",
        "CLEAR ALL",
        f"SELECT * {{ SERVICE {ELSEWHERE} {{ ?s ?p ?o }} }}",
        f"SELECT * {{ seRvice SILENT {ELSEWHERE} {{ ?s ?p ?o }} }}",
        f"SELECT * {{ \\u0053ERVICE {ELSEWHERE} {{ ?s ?p ?o }} }}",
        f"SELECT * {{ \\U00000053ERVICE {ELSEWHERE} {{ ?s ?p ?o }} }}",
        f"ASK {{ FILTER EXISTS {{ {{ SELECT * {{ SERVICE {ELSEWHERE} {{ ?s ?p ?o }} }} }} }} }}",
        "SELECT * { ?a ?b ?c FILTER(?a<?b)SERVICE#c>\n?s{ ?x ?y ?z } }",
    ],
)
def test_what_is_not_done_here_is_refused(ask: Ask, query: str) -> None:
    answer = ask(query)
    assert answer.status_code == 403, answer.text
    assert "refused" in answer.json()["detail"]


def test_updates_are_refused_however_they_come(endpoint: TestClient) -> None:
    update = "INSERT DATA { <a:a> <a:b> 1 }"
    media = {"Content-Type": "application/sparql-update"}
    assert endpoint.post("/sparql", data={"update": update}).status_code == 403
    assert endpoint.post("/sparql", content=update, headers=media).status_code == 403
    assert endpoint.get("/sparql", params={"update": update}).status_code == 403


@pytest.mark.parametrize(
    "query",
    [
        'SELECT * { ?s ?p "service" } LIMIT 1',
        "PREFIX service: <https://example.org/service#> SELECT ?service { ?service service:of 1 }",
        "# SERVICE is not asked\nASK {}",
    ],
)
def test_the_word_alone_is_no_service(ask: Ask, query: str) -> None:
    assert ask(query).status_code == 200


@pytest.mark.parametrize(
    ("parameters", "status"),
    [
        ({"query": ["ASK {}", "ASK {}"]}, 400),
        ({"query": "ASK {}", "format": "json", "output": "x"}, 200),
        ({"query": "ASK {}", "offset": "-1"}, 400),
        ({"query": "ASK {}", "offset": "x"}, 400),
        ({"query": "ASK {}", "default-graph-uri": "no address"}, 400),
        ({"query": "ASK {}", "named-graph-uri": "x:<"}, 400),
    ],
)
def test_wrong_parameters(endpoint: TestClient, parameters: dict[str, Any], status: int) -> None:
    assert endpoint.get("/sparql", params=parameters).status_code == status


def test_wrong_bodies(endpoint: TestClient) -> None:
    for content, media in [(b"ASK {}", "text/plain"), (b"\xff", "application/sparql-query")]:
        answer = endpoint.post("/sparql", content=content, headers={"Content-Type": media})
        assert answer.status_code == 400
    long = endpoint.post("/sparql", data={"query": "x" * 1_100_000})
    assert long.status_code == 400
    assert "longer" in long.json()["detail"]


@pytest.mark.parametrize(
    ("query", "accept"),
    [
        ("ASK {}", "image/png"),
        ("ASK {}", "text/turtle"),
        ("CONSTRUCT WHERE { ?s ?p ?o }", "text/csv"),
        ("ASK {}", "nonsense"),
    ],
)
def test_a_form_that_there_is_not(ask: Ask, query: str, accept: str) -> None:
    answer = ask(query, accept)
    assert answer.status_code == 406
    assert accept in answer.json()["detail"]


def test_it_describes_itself(endpoint: TestClient) -> None:
    answer = endpoint.get("/sparql", headers={"Accept": "text/turtle"})
    store = pyoxigraph.Store()
    store.load(input=answer.content, format=pyoxigraph.RdfFormat.TURTLE)
    found = store.query(
        """PREFIX sd: <http://www.w3.org/ns/sparql-service-description#>
        PREFIX void: <http://rdfs.org/ns/void#>
        ASK { ?s a sd:Service ; sd:endpoint ?e ; sd:defaultDataset ?d .
          ?d void:triples ?n ; sd:namedGraph [ sd:name ?g ] ;
            sd:defaultGraph [ void:classPartition [ void:entities ?of ] ] . }"""
    )
    assert found
    assert "http" in str(answer.text)
    assert endpoint.get("/sparql", headers={"Accept": "image/png"}).status_code == 406


def test_browsers_get_a_page(endpoint: TestClient, page: Any, reader: Any) -> None:
    from api.app import create_app

    (page / "sparql.html").write_text("<!doctype html><title>SPARQL</title>")
    client = TestClient(create_app(reader, page=page))
    accept = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
    answer = client.get("/sparql", headers=accept)
    assert answer.headers["content-type"].startswith("text/html")
    assert "default-src 'self'" in answer.headers["content-security-policy"]
    turtle = client.get("/sparql", headers={"Accept": "text/turtle, text/html;q=0.5"})
    assert turtle.headers["content-type"].startswith("text/turtle")
    client.app.state.dataset.close()  # type: ignore[attr-defined]


def test_pages_elsewhere_may_ask(endpoint: TestClient) -> None:
    asked = {"Origin": "https://example.org", "Access-Control-Request-Method": "POST"}
    answer = endpoint.options("/sparql", headers=asked)
    assert answer.status_code == 200
    assert "POST" in answer.headers["access-control-allow-methods"]


@pytest.mark.parametrize("graph", [":", "0", "a b:c", "x:<y>"])
def test_what_is_no_address_of_a_graph(endpoint: TestClient, graph: str) -> None:
    answer = endpoint.get("/sparql", params={"query": "ASK {}", "default-graph-uri": graph})
    assert (answer.status_code, "no address of a graph" in answer.text) == (400, True)


@settings(max_examples=60)
@given(
    query=st.text(max_size=60) | st.sampled_from(["SELECT * {", "ASK {}", "DESCRIBE <a:b>", "\\u"]),
    accept=st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=20),
    graph=st.text(max_size=10),
)
def test_nothing_breaks_it(endpoint: TestClient, query: str, accept: str, graph: str) -> None:
    answer = endpoint.get(
        "/sparql",
        params={"query": query, "default-graph-uri": graph},
        headers={"Accept": accept},
    )
    assert answer.status_code in {200, 400, 403, 406}, answer.text
