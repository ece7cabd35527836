"""The public Python API, as a notebook uses it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
import rdflib

import lumigraph
from graph.errors import StaleError, StoreError, UsageError
from graph.ledger.writing import ingest
from graph.records import EntityRecord, Evidence, SourceInfo, Unit
from graph.schema import load_schema
from lumigraph import Graph, Settings


@pytest.fixture(scope="module")
def graph(bundled: str) -> Iterator[Graph]:
    with lumigraph.open(bundled) as opened:
        yield opened


class Cells(HTMLParser):
    """Collects the texts of a table's cells, and every tag."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.tags: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def test_who(graph: Graph) -> None:
    result = graph.who("OCT", "Vienna")
    assert result.total == 1
    assert result.hits[0].name == "Medical University of Vienna"
    assert result.to_dict()["query"]["region"]["id"] == "AT13"


def test_who_as_a_frame(graph: Graph) -> None:
    result = graph.who("lasers", "LT", limit=50)
    hits = result.to_pandas()
    assert list(hits["id"]) == [hit.id for hit in result.hits]
    assert list(hits["paths"]) == [len(hit.paths) for hit in result.hits]
    paths = result.to_pandas(one_row_per="path")
    assert len(paths) == sum(hits["paths"])
    assert paths["urls"].map(len).min() > 0
    assert set(paths.columns) == {"id", "name", "score", "path", "role", "since", "until", "urls"}


def test_filters_and_pages(graph: Graph) -> None:
    first = graph.who("lasers", "LT", kinds=["Company"], limit=1)
    second = graph.who("lasers", "LT", kinds=["Company"], limit=1, cursor=first.answer.next)
    assert first.hits[0].id != second.hits[0].id
    with pytest.raises(UsageError, match="not both"):
        graph.who("lasers", "LT", valid_on="2016", period="2017")


def test_results_are_tables_in_notebooks(graph: Graph) -> None:
    shown: dict[str, Any] = {
        "Medical University of Vienna": graph.who("OCT", "Vienna"),
        "Ekspla": graph.search("ekspla"),
        "PARTY_TO": graph.path("LITEK", "CPIC"),
        "OpticsValley": graph.neighbours("LASER-GO"),
        "MEMBER_OF": graph.portrait("litek"),
        "Nothing changed.": graph.diff("now", "now"),
    }
    for text, result in shown.items():
        cells = Cells(result._repr_html_())
        assert text in cells.texts
        assert cells.tags == {"table", "caption", "tr", "th", "td"}


def test_names_from_sources_are_no_markup() -> None:
    with lumigraph.open("sqlite:///:memory:") as graph:
        said = {"name": {"en": "<script>alert(1)</script>"}}
        record = EntityRecord("bad", "Company", said, Evidence("row 1"))
        unit = Unit("bad", "1", lambda: [record])
        ingest(graph.store, load_schema(), SourceInfo("one", "one", "1", "test"), [unit])
        cells = Cells(graph.search("script alert")._repr_html_())
        assert "<script>alert(1)</script>" in cells.texts
        assert "script" not in cells.tags


def test_sequences(graph: Graph) -> None:
    found = graph.search("laser", limit=5)
    assert len(found) == 5
    assert [one.id for one in found[:2]] == [found[0].id, found[1].id]
    assert found[0] in found
    ways = graph.path("LITEK", "CPIC", 2)
    assert [len(way) for way in ways] == [len(ways[0]), len(ways[1])]
    assert list(ways[:1]) == [ways[0]]


def test_frames(graph: Graph) -> None:
    assert len(graph.search("laser", limit=5).to_pandas()) == 5
    ways = graph.path("LITEK", "CPIC", 2)
    assert len(ways.to_pandas()) == sum(map(len, ways))
    around = graph.neighbours("LASER-GO").to_pandas()
    assert set(around["distance"]) == {1}
    organisations = graph.to_pandas("Organisation")
    assert set(organisations["kind"]) == {"Organisation"}
    assert "litek" in set(organisations["id"])
    assert len(graph.to_pandas()) > len(organisations)


def test_frames_of_nothing_have_their_columns(graph: Graph) -> None:
    full, none = graph.who("lasers", "LT"), graph.who("OCT", "Styria")
    assert none.total == 0
    for rows in ("hit", "path"):
        assert list(none.to_pandas(rows)) == list(full.to_pandas(rows))
    assert list(graph.search("zzzzqqqq").to_pandas()) == list(graph.search("ekspla").to_pandas())
    ways = graph.path("LITEK", "CPIC")
    assert list(type(ways)([]).to_pandas()) == list(ways.to_pandas())


def test_one_name_may_stand_for_itself(graph: Graph) -> None:
    companies = graph.who("lasers", "LT", kinds=["Company"]).total
    for one in ("Company", ["Company"]):
        assert graph.who("lasers", "LT", kinds=one).total == companies > 0
        assert {found.type for found in graph.search("laser", kinds=one)} == {"Company"}
    around = graph.neighbours("litek", 2, via="Region").entities
    assert around == graph.neighbours("litek", 2, via=["Region"]).entities


@pytest.mark.parametrize(
    "ask",
    [
        lambda graph: graph.who("lasers", "LT", limit=0),
        lambda graph: graph.who("lasers", "LT", paths=-1),
        lambda graph: graph.neighbours("litek", 0),
        lambda graph: graph.neighbours("litek", 1, -1),
        lambda graph: graph.path("litek", "cpic", 0),
        lambda graph: graph.search("litek", limit=-1),
    ],
)
def test_nothing_cannot_be_asked_for(graph: Graph, ask: Callable[[Graph], object]) -> None:
    with pytest.raises(UsageError, match="ask for"):
        ask(graph)


@pytest.mark.parametrize(
    ("ask", "says"),
    [
        (lambda graph: graph.who(None, "LT"), "`technology` is None: give a text"),
        (lambda graph: graph.who("OCT", 3), "`region` is of type int: give a text"),
        (lambda graph: graph.who("OCT", "LT", limit="5"), "`limit` is of type str: give a whole"),
        (lambda graph: graph.who("OCT", "LT", limit=2.5), "`limit` is of type float"),
        (lambda graph: graph.who("OCT", "LT", kinds=[3]), "`kinds` is of type list: give a text"),
        (lambda graph: graph.who("OCT", "LT", valid_on=2016), "`valid_on` is of type int: give a"),
        (lambda graph: graph.search(None), "`text` is None: give a text"),
        (lambda graph: graph.entity(graph.entity("litek")), "`name` is of type Entity"),
        (lambda graph: graph.neighbours("litek", "2"), "`depth` is of type str: give a whole"),
        (lambda graph: graph.ingest(graph.to_pandas()), "`path` is of type DataFrame: give the pa"),
        (
            lambda graph: graph.add("Company", None, address="x"),
            "`properties` is None: give a dict",
        ),
        (lambda graph: graph.correct("litek", "founded", None, address="x"), "`value` is None"),
        (lambda graph: graph.to_pandas(None), "`kind` is None: give a text"),
        (lambda graph: graph.who("OCT", "LT").to_pandas("rows"), "give 'hit' or 'path'"),
        (lambda _: lumigraph.open(7), "`store` is of type int: give a text"),  # type: ignore[arg-type]
    ],
)
def test_arguments_of_another_kind_are_told(
    graph: Graph, ask: Callable[[Graph], object], says: str
) -> None:
    with pytest.raises(UsageError, match=says):
        ask(graph)


def test_numbers_of_numpy_and_dates_of_python(graph: Graph) -> None:
    assert len(graph.search("laser", limit=np.int64(2))) == 2  # type: ignore[arg-type]
    said = graph.who("lasers", "LT", valid_on=date(2016, 5, 31)).answer
    assert said == graph.who("lasers", "LT", valid_on="2016-05-31").answer


def test_every_error_is_found_where_the_graph_is(graph: Graph, tmp_path: Path) -> None:
    """The package `graph` is hidden by whoever calls a graph so."""
    with pytest.raises(lumigraph.UnknownNameError) as unknown:
        graph.entity("Eksplaa")
    assert isinstance(unknown.value, lumigraph.GraphError)
    with pytest.raises(lumigraph.IngestError, match="no such file"):
        graph.ingest(tmp_path / "none.csv")


def test_what_is_secret_is_not_shown() -> None:
    """Notebooks, tracebacks and logs show settings as they stand."""
    settings = Settings(
        neo4j_password="hush-1",
        endpoint_url="http://127.0.0.1:1/v1",
        endpoint_model="one",
        endpoint_key="hush-2",
        document_confidence=0.9,
    )
    for shown in (settings, settings.access(), settings.manner()):
        assert "hush" not in repr(shown)
    assert (settings.access().password, settings.endpoint_key) == ("hush-1", "hush-2")


def test_a_closed_graph_says_so() -> None:
    with lumigraph.open("sqlite:///:memory:") as graph:
        assert repr(graph) == "<Graph sqlite:///:memory:>"
    graph.close()
    for ask in (lambda: graph.who("OCT", "Vienna"), lambda: graph.ingest("members.csv")):
        with pytest.raises(UsageError, match="the graph is closed: open it again"):
            ask()
    assert repr(graph) == "<Graph sqlite:///:memory:, closed>"


def test_results_are_short_where_no_notebook_shows_them(graph: Graph) -> None:
    shown = (
        graph.who("lasers", "LT", limit=3),
        graph.search("laser"),
        graph.path("LITEK", "CPIC"),
        graph.neighbours("LASER-GO", 2),
        graph.portrait("litek"),
        graph.sources(),
    )
    assert [repr(one) for one in shown] == [
        "<WhoResult: 22 on lasers in Lithuania, 3 of them here>",
        f"<SearchResult: {', '.join(one.id for one in shown[1][:5])} and 5 more>",
        f"<Ways: 3, of {', '.join(str(len(way)) for way in shown[2])} steps>",
        f"<Around laser-go: {', '.join(one.id for one in shown[3].entities[:5])} and 132 more>",
        f"<Picture of litek: {len(shown[4].relations)} relations>",
        "<Sources: lumigraph-starter, technologies>",
    ]


def test_sources_are_cited(graph: Graph) -> None:
    frame = graph.sources().to_pandas().set_index("name")
    assert frame.loc["lumigraph-starter", "licence"] == "CC-BY-4.0"
    assert "//creativecommons.org/licenses/by/4.0" in str(frame.loc["technologies", "citation"])
    assert set(frame["visibility"]) == {"public"}
    assert "lumigraph-starter" in Cells(graph.sources()._repr_html_()).texts


def test_one_name_may_be_the_focus_of_a_drawing(graph: Graph, tmp_path: Path) -> None:
    one = graph.draw(tmp_path / "one.svg", focus="litek")
    assert one.nodes == graph.draw(tmp_path / "two.svg", focus=["litek"]).nodes


def test_a_change_and_back(tmp_path: Path) -> None:
    table = tmp_path / "firms.csv"
    pd.DataFrame({"Name": ["Alfa Optics", "Beta Optics"]}).to_csv(table, index=False)
    with lumigraph.open("sqlite:///:memory:", internal=True) as graph:
        assert graph.ingest(table).rejected == 0
        judgement = graph.merge("firms:alfa-optics", "firms:beta-optics", reason="one firm")
        assert len(graph.to_pandas("Organisation")) == 1
        with pytest.raises(StaleError, match="says so already"):
            graph.merge("firms:alfa-optics", "firms:beta-optics")
        graph.undo(judgement.number)
        assert len(graph.to_pandas("Organisation")) == 2
        graph.split("firms:alfa-optics", "firms:beta-optics")
        assert graph.export(tmp_path / "graph.csv") > 0
        assert [one.source for one in graph.retract("firms", purge=True)] == ["firms"]
        assert graph.to_pandas("Organisation").empty


def test_more_than_there_is_may_be_asked_for(graph: Graph) -> None:
    many = 10**30
    all_hits = graph.who("lasers", "LT", limit=many)
    assert len(all_hits.hits) == all_hits.total
    assert graph.neighbours("litek", 1, many).left_out == 0


def test_a_frame_of_a_class(graph: Graph) -> None:
    companies = graph.to_pandas("Company")
    assert set(companies["kind"]) == {"Organisation"}
    assert {"Company", "Consultancy"} >= set(companies["type"]) >= {"Company"}
    with pytest.raises(UsageError, match="'Nothing' is no kind: give one of Agreement"):
        graph.to_pandas("Nothing")


def test_portrait(graph: Graph) -> None:
    whole = graph.portrait("mou-litek-cpic-2019")
    assert all(whole.witnesses(one) for one in whole.relations)
    assert whole.evidence.keys() == whole.entity.properties.keys()


def test_networkx(graph: Graph) -> None:
    whole = graph.to_networkx()
    entities, relations = graph.store.golden.counts()
    assert whole.number_of_nodes() == sum(entities.values())
    assert whole.number_of_edges() == sum(relations.values())
    edges = whole.get_edge_data("litek", "laser-go")
    assert "PARTICIPATES_IN" in {edge["relation"] for edge in edges.values()}
    assert {edge["role"] for edge in edges.values()} >= {"coordinator"}


def test_rdflib(graph: Graph) -> None:
    whole = graph.to_rdflib()
    rows = whole.query(
        """
        PREFIX lg: <https://w3id.org/lumigraph/ontology#>
        SELECT ?name WHERE {
          ?project rdfs:label ?title ; lg:acronym "LASER-GO" .
          ?cluster lg:participatesIn ?project ; rdfs:label ?name .
        }
        """
    )
    names = {str(row[0]) for row in rows}  # type: ignore[index]
    assert {"OpticsValley", "Human.technology Styria"} <= names
    litek = rdflib.URIRef("https://w3id.org/lumigraph/id/organisation/litek")
    assert (litek, None, None) in whole


def test_cypher_needs_neo4j(graph: Graph) -> None:
    with pytest.raises(UsageError, match="does not speak Cypher: open a Neo4j store"):
        graph.cypher("MATCH (n) RETURN n")


def test_settings_name_the_store(tmp_path: Path) -> None:
    settings = Settings(store=f"sqlite:///{tmp_path / 'graph.db'}", base_uri="https://example.org")
    with lumigraph.open(settings=settings) as graph:
        graph.ingest(lumigraph.bundled_data())
        assert graph.search("litek")[0].uri == "https://example.org/id/organisation/litek"
    assert (tmp_path / "graph.db").is_file()


def test_a_wrong_url_says_what_to_write() -> None:
    with pytest.raises(StoreError, match=r"sqlite:///file\.db, bolt://host:7687"):
        lumigraph.open("postgres://here")


def test_a_missing_pandas_is_named(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(ImportError, match=r"pip install 'lumigraph\[pandas\]'"):
        graph.who("OCT", "Vienna").to_pandas()


def test_diff(graph: Graph) -> None:
    found = graph.diff("1999")
    assert found.lines[0].endswith(" new")
    assert found.shape()["after"]["asked"] == "now"
    assert graph.diff("now", "now").lines == ["Nothing changed."]
