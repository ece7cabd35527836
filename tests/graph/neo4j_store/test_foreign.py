"""Other people's data in the same database."""

from __future__ import annotations

import neo4j
import pytest

from graph.errors import ForeignDataError
from graph.neo4j_store import Neo4jStore
from ontology.model import load_model
from tests.conformance.builders import graph_of, optics, take_back, tell, thing
from tests.graph.neo4j_store.trial import (
    ALPHA,
    SNAPSHOT,
    SPILL,
    ask,
    opened,
)
from tests.neo4j_testing import credentials

pytestmark = pytest.mark.neo4j


FOREIGN = (
    "CREATE (a:Organisation {id: 'alpha', name: 'not ours'})-[:MEMBER_OF {since: 'x'}]->"
    "(b:Club {id: 'club', name: 'not ours'}), (c:Organisation {id: 'alpha'})"
)


def test_foreign_data_are_refused(url: str, raw: neo4j.Driver) -> None:
    _drop_kind_constraints(raw)
    ask(raw, FOREIGN)
    with pytest.raises(
        ForeignDataError, match=r"3 nodes that Lumigraph did not write.*--alongside"
    ):
        Neo4jStore(url, *credentials())
    assert ask(raw, "MATCH (n) RETURN count(n)") == [[3]]


def test_foreign_data_that_came_later_are_refused(url: str, raw: neo4j.Driver) -> None:
    with opened(url) as store:
        tell(store, "one", thing("alpha"))
    ask(raw, "MATCH (n:_Entity {id: 'alpha'}) CREATE (n)-[:KNOWS]->(n)")
    with pytest.raises(ForeignDataError, match="relationships of the type KNOWS"):
        Neo4jStore(url, *credentials())
    with opened(url, alongside=True) as store:
        assert list(store.golden.entities(["alpha"])) == ["alpha"]


@pytest.mark.parametrize("spill", [SPILL, 50_000])
def test_foreign_data_stay_as_they_are(url: str, raw: neo4j.Driver, spill: int) -> None:
    _drop_kind_constraints(raw)
    ask(raw, FOREIGN)
    before = ask(raw, SNAPSHOT)
    with opened(url, alongside=True, spill=spill) as store:
        tell(store, "optics", *optics())
        tell(store, "one", *ALPHA, thing("club", "Association"))
        full = graph_of(store)
        assert store.golden.entities(["alpha"])["alpha"].label == "alpha"
        assert store.golden.counts()[0]["Organisation"] == 2
        assert ask(raw, SNAPSHOT) == before
        tell(store, "one", thing("alpha"))
        take_back(store, "one")
        take_back(store, "optics")
        assert graph_of(store) == []
        assert ask(raw, SNAPSHOT) == before
        tell(store, "optics", *optics())
        tell(store, "one", *ALPHA, thing("club", "Association"))
        assert graph_of(store) == full
    assert ask(raw, SNAPSHOT) == before
    assert "lumigraph_organisation" not in _constraints(raw)


def _constraints(raw: neo4j.Driver) -> set[str]:
    return {str(name) for (name,) in ask(raw, "SHOW CONSTRAINTS YIELD name")}


def _drop_kind_constraints(raw: neo4j.Driver) -> None:
    """Make the server as it is before any store was laid out on it."""
    kinds = ("CHANGE_EVENT" if name == "ChangeEvent" else name for name in load_model().kinds)
    for name in kinds:
        ask(raw, f"DROP CONSTRAINT lumigraph_{name.lower()} IF EXISTS")


@pytest.mark.parametrize("spill", [SPILL, 50_000])
def test_what_people_add_to_our_nodes_stays(url: str, raw: neo4j.Driver, spill: int) -> None:
    with opened(url, spill=spill) as store:
        tell(store, "one", *optics(), *ALPHA)
        ask(raw, "MATCH (n:_Entity {id: 'alpha'}) SET n.remark = 'nice', n:Favourite")
        tell(store, "one", *optics(), thing("alpha", "Cluster"))
        [[node]] = ask(raw, "MATCH (n:Favourite) RETURN n")
        assert (node["remark"], node["website"]) == ("nice", None)


@pytest.mark.parametrize("spill", [SPILL, 50_000])
def test_a_foreign_relationship_outlives_the_entity(
    url: str, raw: neo4j.Driver, spill: int
) -> None:
    ask(raw, "CREATE (:Note {text: 'ask them'})")
    with opened(url, alongside=True, spill=spill) as store:
        tell(store, "optics", *optics())
        tell(store, "one", *ALPHA)
        full = graph_of(store)
        note = "MATCH (n:Note) MATCH (e:_Entity {id: 'alpha'}) CREATE (n)-[:MEMBER_OF]->(e)"
        ask(raw, note)
        assert graph_of(store) == full
        take_back(store, "one")
        look = "MATCH (:Note)-[:MEMBER_OF]->(e) RETURN labels(e), keys(e), e.id, e.name"
        [[labels, keys, *values]] = ask(raw, look)
        assert (labels, set(keys) - {"_first"}) == (["_Gone"], {"id", "name"})
        assert values == ["alpha", "alpha"]
        assert store.golden.entities(["alpha"]) == {}
        tell(store, "one", *ALPHA)
        assert graph_of(store) == full
        [[labels, *_]] = ask(raw, look)
        assert set(labels) == {"Organisation", "Cluster", "_Entity"}
