"""The question narrowed by role and period, and with facets: stated, without a target."""

from __future__ import annotations

from bench.clock import Times, compare
from bench.peers.plain import FIRST
from bench.results import NEO4J, SQLITE, Line
from bench.rows.asking import check_alike, our_way, questions
from bench.workshop import Workshop
from graph.dates import Period
from graph.question.filters import Filters
from graph.question.who import Wish

NARROWED = Filters(roles=("coordinator",), period=Period.parse("2018..2020"))
PLAIN = Wish(limit=FIRST, facets=False, beside=False)
FACETS = Wish(limit=FIRST, beside=False)
FORMS = {
    "coordinators 2018–2020": (PLAIN, NARROWED),
    "facets": (FACETS, None),
    "both": (FACETS, NARROWED),
}


def run(workshop: Workshop) -> list[Line]:
    """Measure each form on the pairs of the plain question."""
    with (
        workshop.plain_sql() as sql,
        workshop.sqlite() as sqlite,
        workshop.neo4j() as (neo4j, _),
    ):
        asked = questions(workshop.generator, sql)
        lines = []
        for what, (wish, filters) in FORMS.items():
            asks = {
                SQLITE: our_way(sqlite, wish, filters),
                NEO4J: our_way(neo4j, wish, filters),
            }
            check_alike(asks, asked)
            lines += lines_of(what, compare(asks, asked, workshop.runs))
    return lines


def lines_of(what: str, times: dict[str, Times]) -> list[Line]:
    """Return median and 95th percentile of one form."""
    return [
        Line(f"{what}, median", "ms", {name: one.middle for name, one in times.items()}),
        Line(f"{what}, 95th percentile", "ms", {name: one.p95 for name, one in times.items()}),
    ]
