"""What a source says by itself."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest

from graph.catalogue.said import Sayings, standing_records
from graph.rdf import golden_statements
from graph.reader import Reader
from graph.sqlite_store import SqliteStore
from graph.store import GraphStore
from tests.conformance.builders import same, take_back, tell, thing, tie

BASE = "https://example.org"
ID = f"{BASE}/id"
LG = "https://w3id.org/lumigraph/ontology#"


@pytest.fixture
def store() -> Iterator[GraphStore]:
    with closing(SqliteStore(":memory:")) as made:
        yield made


def said(store: GraphStore) -> dict[str, list[str]]:
    """Source → what it says."""
    return {
        source: [*Sayings(store, BASE).of(records)] for source, records in standing_records(store)
    }


def test_one_source_alone_says_what_the_graph_says(reader: Reader) -> None:
    """Of the bundled data, in which the two sources speak of different things.

    What leads to something that nobody describes is in no golden graph.
    """
    statements = {one for some in said(reader.store).values() for one in some}
    golden = set(golden_statements(reader.store, BASE))
    known = {one.split()[0] for one in golden}
    assert golden < statements
    assert not {one.split()[2] for one in statements - golden} & known


def test_each_source_under_its_own_key(store: GraphStore) -> None:
    tell(store, "one", thing("acme", identifiers=["ror:05qrv8x55"]))
    tell(store, "two", thing("ror:05qrv8x55", founded="1999"))
    one, two = said(store).values()
    assert f'<{ID}/organisation/acme> <{LG}name> "acme"@en' in one
    assert any(line.startswith(f"<{ID}/organisation/ror-05qrv8x55> <{LG}founded>") for line in two)
    assert not any("founded" in line for line in one)


def test_neither_judgements_nor_others_change_it(store: GraphStore) -> None:
    tell(store, "one", thing("acme"), thing("club", "Cluster"), tie("acme", "MEMBER_OF", "club"))
    tell(store, "two", thing("other"), thing("acme", "University", founded="1579"), priority=9)
    before = said(store)["one"]
    same(store, "acme", "other")
    assert said(store)["one"] == before
    take_back(store, "two")
    assert said(store) == {"one": before}


def test_a_second_membership_is_a_second_relation(store: GraphStore) -> None:
    spells = [tie("acme", "MEMBER_OF", "club", since=year) for year in ("2010", "2015")]
    spells[0] = tie("acme", "MEMBER_OF", "club", since="2010", until="2012")
    tell(store, "one", thing("acme"), thing("club", "Cluster"), *spells)
    nodes = {one.split()[0] for one in said(store)["one"] if "ontology#since" in one}
    assert len(nodes) == 2


def test_what_nobody_describes_and_could_be_anything_is_left_out(store: GraphStore) -> None:
    tell(store, "one", thing("talk", "Event"), tie("talk", "PART_OF", "nothing"))
    tell(store, "two", thing("acme"), tie("acme", "MEMBER_OF", "elsewhere"))
    one, two = said(store).values()
    assert not any("nothing" in line for line in one)
    # A member is one of an organisation, whoever describes it.
    assert f"<{ID}/organisation/acme> <{LG}memberOf> <{ID}/organisation/elsewhere>" in two
