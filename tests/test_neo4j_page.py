"""The page on Neo4j: its schema is the vocabulary's and the stores', its answers are real ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import lumigraph
from graph import neo4j_store
from graph.neo4j_store.page import PAGE, derived, neo4j_type
from lumigraph import Graph
from ontology.model import load_model
from tests.neo4j_testing import empty

MODEL = load_model()
TEXT = PAGE.read_text(encoding="utf-8")
QUESTION = re.compile(r"^### \d+\. (.+?)$.*?^```cypher\n(.*?)^```\n\n(.*?)\n\n", re.M | re.S)
MORE = "…"
OWN_KEYS = {"id": "STRING", "name": "STRING", "keys": "LIST of STRING"}
STATEMENTS = sorted(Path(neo4j_store.__file__).parent.glob("*.cypher"))


class Question(NamedTuple):
    """A question of the page: what is asked, in words and in Cypher, and the table below it."""

    words: str
    cypher: str
    columns: list[str]
    rows: list[list[str]]


def cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def questions() -> Iterator[Question]:
    for words, cypher, table in QUESTION.findall(TEXT + "\n"):
        columns, _, *rows = map(cells, table.splitlines())
        yield Question(words, cypher, columns, rows)


QUESTIONS = list(questions())


@pytest.fixture(scope="module")
def graph(neo4j_url: str) -> Iterator[Graph]:
    """A Neo4j database that holds the bundled data."""
    empty(neo4j_url)
    with lumigraph.open(neo4j_url) as opened:
        opened.ingest(lumigraph.bundled_data())
        yield opened
    empty(neo4j_url)


def as_text(value: Any) -> str:
    """Return a value as the page shows it; the order within a list has no meaning."""
    return (
        ", ".join(sorted(value)) if isinstance(value, list) else "" if value is None else str(value)
    )


def sorted_parts(cell: str) -> str:
    return ", ".join(sorted(cell.split(", ")))


def test_the_page_is_up_to_date() -> None:
    for path, text in derived(MODEL).items():
        assert path.read_text(encoding="utf-8") == text, "run `python -m graph.neo4j_store.page`"


def test_there_are_fifteen_questions_and_the_first_is_short() -> None:
    assert len(QUESTIONS) == 15
    assert len(QUESTIONS[0].cypher.splitlines()) <= 8


@pytest.mark.neo4j
@pytest.mark.parametrize("question", QUESTIONS, ids=[one.words for one in QUESTIONS])
def test_a_question_has_the_answer_that_the_page_shows(graph: Graph, question: Question) -> None:
    answer = graph.cypher(question.cypher)
    assert list(answer[0]) == question.columns
    found = [[sorted_parts(as_text(value)) for value in row.values()] for row in answer]
    goes_on = question.rows[-1] == [MORE] * len(question.columns)
    shown = [
        [sorted_parts(cell) for cell in row] for row in question.rows[: -1 if goes_on else None]
    ]
    assert found[: len(shown)] == shown
    assert (len(found) > len(shown)) == goes_on


@pytest.mark.neo4j
def test_the_first_question_finds_whom_lumigraph_finds(graph: Graph) -> None:
    found = [row["organisation"] for row in graph.cypher(QUESTIONS[0].cypher)]
    asked = graph.who("lasers", "Lithuania", limit=200)
    assert sorted(found) == sorted(hit.name for hit in asked.hits)


def bookkeeping() -> set[str]:
    """Return the labels and types of Lumigraph's own that the page explains."""
    section = TEXT.partition("### Bookkeeping")[2].partition("\n## ")[0]
    return set(re.findall(r"^\| `(_\w+)` \| \w", section, re.MULTILINE))


def test_the_page_explains_the_bookkeeping_of_the_store() -> None:
    said = "\n".join(path.read_text(encoding="utf-8") for path in STATEMENTS)
    used = set(re.findall(r"[:|](_[A-Z]\w*)", said))
    assert bookkeeping() == used, "put what is missing into the table, take out what is too many"


@pytest.mark.neo4j
def test_a_store_has_the_labels_and_types_that_the_page_names(graph: Graph) -> None:
    labels = {
        row["label"]
        for row in graph.cypher("MATCH (n) UNWIND labels(n) AS label RETURN DISTINCT label")
    }
    types = {
        row["type"] for row in graph.cypher("MATCH ()-[r]->() RETURN DISTINCT type(r) AS type")
    }
    assert labels <= MODEL.kinds.keys() | bookkeeping()
    assert types <= MODEL.relations.keys() | bookkeeping()
    assert {"Cluster", "Organisation", "_Entity"} <= labels


@pytest.mark.neo4j
@pytest.mark.parametrize(
    ("what", "owners"),
    [("(n:_Entity)", "labels(n)"), ("(:_Entity)-[n]->(:_Entity)", "[type(n)]")],
    ids=["entities", "relationships"],
)
def test_a_store_has_the_properties_that_the_page_names(
    graph: Graph, what: str, owners: str
) -> None:
    rows = graph.cypher(
        f"MATCH {what} UNWIND [key IN keys(n) WHERE NOT key STARTS WITH '_'] AS key "
        f"UNWIND {owners} AS owner RETURN DISTINCT key, owner, valueType(n[key]) AS type"
    )
    assert rows
    for row in rows:
        if row["owner"] != "_Entity":
            assert_documented(row["key"], row["owner"], plain_type(row["type"]))


def plain_type(type_: str) -> str:
    """Return a type of Neo4j as the page writes it: ``LIST of STRING``."""
    return type_.replace(" NOT NULL", "").replace("LIST<", "LIST of ").rstrip(">")


def assert_documented(key: str, owner: str, type_: str) -> None:
    if key in OWN_KEYS and owner in MODEL.kinds:
        assert type_ == OWN_KEYS[key]
        assert f"`{key}`" in TEXT
        return
    name = key.partition("_")[0]
    found = MODEL.properties[name]
    assert (found.datatype == "langString") == (key != name), key
    carried = owner in MODEL.relations and name in MODEL.relations[owner].carries
    assert carried or name in MODEL.properties_of(owner)
    assert type_ in neo4j_type(found).split(" or "), key
    assert f"| `{key}`" in TEXT or f"| `{name}_en`" in TEXT


@pytest.mark.neo4j
def test_what_the_page_on_leaving_asks(graph: Graph) -> None:
    """Its other boxes are run in tests/leaving."""
    page = (PAGE.parent / "leaving.md").read_text(encoding="utf-8")
    members, classes = re.findall(r"^```cypher\n(.*?)^```$", page, re.M | re.S)
    assert "ekspla" in {row["o.id"] for row in graph.cypher(members)}
    counts = {row["class"]: row["number"] for row in graph.cypher(classes)}
    assert counts.keys() >= {"Organisation", "Company", "Project"}
    assert counts["Organisation"] == graph.store.golden.counts()[0]["Organisation"]
