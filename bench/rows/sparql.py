"""Who works on X in region Y in SPARQL: over the closures, against property paths up the trees."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pyoxigraph

from bench.clock import compare
from bench.peers.plain import Question
from bench.results import Line
from bench.rows.asking import questions
from bench.workshop import BenchError, Workshop
from graph.entities import DEFAULT_BASE_URI
from graph.rdf.index import Index
from graph.rdf.reached import field
from graph.rdf.terms import iri

PEERS = Path(__file__).parents[1] / "peers"
CLOSURE, PATHS = "over the closures", "property paths"
Ask = Callable[[Question], set[str]]


def run(workshop: Workshop) -> list[Line]:
    """Measure both on the same database; paths take so long that they are asked once."""
    index = Index(workshop.folder("sparql-index"), DEFAULT_BASE_URI)
    with workshop.plain_sql() as plain, workshop.sqlite() as store:
        asked = questions(workshop.generator, plain)
        stamp = index.refresh(store)
    database = pyoxigraph.Store.read_only(str(index.path(stamp)))
    asks = {
        CLOSURE: asking(database, "who_closure.rq"),
        PATHS: asking(database, "who_paths.rq"),
    }
    times = compare(asks, asked, 1)
    check(asks, asked[:10])
    p95 = Line("95th percentile", "ms", {name: one.p95 for name, one in times.items()})
    return [
        p95.faster(CLOSURE, PATHS, 40),
        Line("median", "ms", {name: one.middle for name, one in times.items()}),
        Line("slowest", "ms", {name: one.worst for name, one in times.items()}),
    ]


def asking(database: pyoxigraph.Store, name: str) -> Ask:
    """Return how a query of ours is asked: as text, as every client does."""
    query = (PEERS / name).read_text(encoding="utf-8")

    def ask(question: Question) -> set[str]:
        terms = {kind: node(kind, getattr(question, kind)) for kind in ("technology", "region")}
        said = query.replace("?field", field(**terms))
        for kind, term in terms.items():
            said = said.replace(f"?{kind}", term)
        found = database.query(said)
        assert isinstance(found, pyoxigraph.QuerySolutions)  # noqa: S101 - both are SELECT
        return {str(row["organisation"]) for row in found}

    return ask


def node(kind: str, id_: str) -> str:
    """Return the term of an entity."""
    return iri(f"{DEFAULT_BASE_URI}/id/{kind}/{id_}")


def check(asks: dict[str, Ask], asked: list[Question]) -> None:
    """See that the closures find nobody whom the paths do not.

    The paths find more: funders, and who has ended. Raises BenchError.
    """
    for question in asked:
        if more := asks[CLOSURE](question) - asks[PATHS](question):
            raise BenchError(f"{question}: only over the closures: {sorted(more)[:3]}")
