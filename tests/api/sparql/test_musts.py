"""What the SPARQL 1.1 Protocol requires of a query service, section by section.

Each case is named by the section of https://www.w3.org/TR/sparql11-protocol/ and what it asks for,
in our words. The endpoint reads only, so of section 2.2 it has to refuse as the protocol says.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple
from urllib.parse import quote, urlencode
from xml.etree import ElementTree

import pyoxigraph
import pytest
from fastapi.testclient import TestClient

from tests.api.sparql.test_protocol import BASE, FORM, LITEK, NAME

QUERY, UPDATE = "application/sparql-query", "application/sparql-update"
JSON, XML = "application/sparql-results+json", "application/sparql-results+xml"
TURTLE, TRIPLES = "text/turtle", "application/n-triples"
TRUE = "ASK {}"
SHAPES = f"CONSTRUCT WHERE {{ {LITEK} ?p ?o }}"
NONE = f"{BASE}/graph/there-is-none"
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
NAMED = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
FROM = COUNT.replace("{ ?s", "FROM <{}> {{ ?s").replace("?o }", "?o }}")


class Request(NamedTuple):
    """A request to the endpoint: ``said`` stands in the address, ``body`` in the body."""

    method: str = "POST"
    said: str = ""
    body: bytes = b""
    media: str = ""
    accept: str = JSON


def get(query: str, accept: str = JSON, more: Mapping[str, Any] = MappingProxyType({})) -> Request:
    """Return a query by GET."""
    return Request("GET", urlencode({"query": query, **more}, doseq=True), accept=accept)


class Must(NamedTuple):
    """What a section requires: of a request, this status and that the answer holds true."""

    section: str
    request: Request
    status: int = 200
    holds: Callable[[Any], bool] = lambda answer: True


def named(answer: Any) -> bool:
    """Whether the rows have the name of the organisation that was asked for."""
    rows = answer.json()["results"]["bindings"]
    return "Laser and Engineering Technologies Cluster" in {one["name"]["value"] for one in rows}


def counted(answer: Any) -> int:
    """Return the one number of the rows."""
    return int(answer.json()["results"]["bindings"][0]["n"]["value"])


def media(form: str) -> Callable[[Any], bool]:
    """Return whether an answer is said to be in a form."""
    return lambda answer: answer.headers["content-type"].split(";")[0] == form


def body(text: str, form: str, said: str = "", accept: str = JSON) -> Request:
    """Return a POST."""
    return Request(body=text.encode(), media=form, said=said, accept=accept)


def encoded(**said: Any) -> str:
    """Return parameters as they stand in an address or a form."""
    return urlencode(said, doseq=True)


def parsed(answer: Any) -> bool:
    """Whether the statements of an answer are about the organisation."""
    form = pyoxigraph.RdfFormat.from_media_type(answer.headers["content-type"].split(";")[0])
    found = [*pyoxigraph.parse(answer.content, form)]
    return bool(found) and {str(one.subject) for one in found} == {LITEK}


def is_results(answer: Any) -> bool:
    """Whether an answer is a document of results in XML."""
    root = ElementTree.fromstring(answer.content)  # noqa: S314 - our own answer
    return root.tag == "{http://www.w3.org/2005/sparql-results#}sparql"


MUSTS = [
    Must("2.1 a query by GET", get(NAME), holds=named),
    Must("2.1 a query by POST", body(encoded(query=NAME), FORM), holds=named),
    Must("2.1 by no other method", Request("PUT", encoded(query=NAME)), 405),
    Must("2.1 exactly one query, not none", body(encoded(offset=0), FORM), 400),
    Must("2.1 exactly one query, not two", Request("GET", encoded(query=[TRUE, TRUE])), 400),
    Must("2.1 exactly one query, not two in a form", body(encoded(query=[TRUE] * 2), FORM), 400),
    Must("2.1 exactly one query, not one here and one there",
         body(TRUE, QUERY, encoded(query=TRUE)), 400),
    Must("2.1 no graph needs to be named", get(COUNT), holds=lambda answer: counted(answer) > 100),
    Must("2.1.1 percent-encoded parameters",
         Request("GET", "query=" + quote("ASK { FILTER('š&=+ ' = 'š&=+ ') }", safe="")),
         holds=lambda answer: answer.json()["boolean"] is True),
    Must("2.1.1 parameters parted by ampersands, in any order",
         Request("GET", encoded(**{"default-graph-uri": NONE, "query": COUNT})),
         holds=lambda answer: counted(answer) == 0),
    Must("2.1.2 parameters in a form, in any order",
         body(encoded(**{"default-graph-uri": NONE, "query": COUNT}), FORM),
         holds=lambda answer: counted(answer) == 0),
    Must("2.1.2 a form of no other type", body(encoded(query=NAME), "text/plain"), 400),
    Must("2.1.2 a body without a type", body(encoded(query=NAME), ""), 400),
    Must("2.1.3 the query itself as the body", body(NAME, QUERY), holds=named),
    Must("2.1.3 the body is in UTF-8", body("ASK { FILTER(STRLEN('š') = 1) }", QUERY),
         holds=lambda answer: answer.json()["boolean"] is True),
    Must("2.1.3 graphs stand in the address",
         body(COUNT, QUERY, encoded(**{"default-graph-uri": NONE})),
         holds=lambda answer: counted(answer) == 0),
    Must("2.1.4 a default graph of the request", get(COUNT, more={"default-graph-uri": NONE}),
         holds=lambda answer: counted(answer) == 0),
    Must("2.1.4 named graphs of the request", get(NAMED, more={"named-graph-uri": NONE}),
         holds=lambda answer: counted(answer) == 0),
    Must("2.1.4 several graphs of the request",
         get(COUNT, more={"default-graph-uri": [NONE, NONE + "-either"]}),
         holds=lambda answer: counted(answer) == 0),
    Must("2.1.4 what the request names replaces what the query names",
         get(FROM.format(BASE + "/graph"), more={"default-graph-uri": NONE}),
         holds=lambda answer: counted(answer) == 0),
    Must("2.1.4 a graph named by no IRI", get(COUNT, more={"default-graph-uri": "a b"}), 400),
    Must("2.1.5 rows in the form that is accepted", get(NAME, XML), holds=media(XML)),
    Must("2.1.5 the one that is preferred", get(NAME, f"{XML};q=0.2, {JSON}"), holds=media(JSON)),
    Must("2.1.5 a form that there is not", get(NAME, "image/png"), 406),
    Must("2.1.6 SELECT as results", get(NAME, XML), holds=is_results),
    Must("2.1.6 ASK as results", get(TRUE, XML), holds=is_results),
    Must("2.1.6 ASK says its form", get(TRUE, JSON), holds=media(JSON)),
    Must("2.1.6 CONSTRUCT as RDF", get(SHAPES, TURTLE), holds=parsed),
    Must("2.1.6 CONSTRUCT says its form", get(SHAPES, TRIPLES), holds=media(TRIPLES)),
    Must("2.1.6 DESCRIBE as RDF", get(f"DESCRIBE {LITEK}", TURTLE), holds=parsed),
    Must("2.1.7 what is no query", get("SELECT WHERE"), 400),
    Must("2.1.7 what is no query, as a body", body("SELECT WHERE", QUERY), 400),
    Must("2.1.7 what is no query, in a form", body(encoded(query="SELECT"), FORM), 400),
    Must("2.1.7 an empty query", get(""), 400),
    Must("2.1.7 an undeclared prefix", get("ASK { ?s lg:name ?o }"), 400),
    Must("2.1.7 an update is no query, and refused", get("DELETE WHERE { ?s ?p ?o }"), 403),
    Must("2.2 no update by GET", Request("GET", encoded(update="CLEAR ALL")), 403),
    Must("2.2.1 an update in a form", body(encoded(update="CLEAR ALL"), FORM), 403),
    Must("2.2.2 an update as the body", body("CLEAR ALL", UPDATE), 403),
    Must("2.2.3 the graphs of an update",
         body("CLEAR ALL", UPDATE, encoded(**{"using-graph-uri": NONE})), 403),
]  # fmt: skip


@pytest.mark.parametrize("must", MUSTS, ids=lambda one: one.section)
def test_the_protocol_is_kept(endpoint: TestClient, must: Must) -> None:
    method, said, content, form, accept = must.request
    headers = {"Accept": accept, **({"Content-Type": form} if form else {})}
    answer = endpoint.request(method, f"/sparql?{said}", content=content, headers=headers)
    assert answer.status_code == must.status, answer.text
    assert must.holds(answer), answer.text


def test_every_section_is_there() -> None:
    sections = {one.section.split()[0] for one in MUSTS}
    queries = {f"2.1.{number}" for number in range(1, 8)}
    assert sections == {"2.1", "2.2", *queries, "2.2.1", "2.2.2", "2.2.3"}
    assert len({one.section for one in MUSTS}) == len(MUSTS)
