"""Who works on X in region Y: how long a random question takes."""

from __future__ import annotations

from bench.clock import compare, throughput
from bench.peers.plain import FIRST
from bench.results import NEO4J, SQLITE, Line
from bench.rows.asking import check_alike, our_way, questions
from bench.workshop import Workshop
from graph.question.who import Wish

PLAIN = "plain Cypher"
SAME = "plain Cypher on our database"
WITH_SIDES = Wish(limit=FIRST, facets=False)


def run(workshop: Workshop) -> list[Line]:
    """Measure single questions, eight threads at once, and questions with their side lists."""
    with (
        workshop.plain_sql() as sql,
        workshop.sqlite() as sqlite,
        workshop.plain_cypher() as cypher,
        workshop.neo4j() as (neo4j, same),
    ):
        asked, runs = questions(workshop.generator, sql), workshop.runs
        asks = {
            SQLITE: our_way(sqlite),
            NEO4J: our_way(neo4j),
            PLAIN: cypher.who,
            SAME: same.who,
            "plain SQL": sql.who,
        }
        check_alike(asks, asked)
        times = compare(asks, asked, runs)
        p95 = Line("95th percentile", "ms", {name: one.p95 for name, one in times.items()})
        rates = {name: throughput(ask, asked, runs) for name, ask in asks.items()}
        sides = {SQLITE: our_way(sqlite, WITH_SIDES), NEO4J: our_way(neo4j, WITH_SIDES)}
        beside = compare(sides, asked, runs)
    return [
        p95.faster(NEO4J, PLAIN, 15)
        .faster(NEO4J, SAME, 15)
        .faster(SQLITE, PLAIN, 100)
        .faster(SQLITE, SAME, 100),
        Line("median", "ms", {name: one.middle for name, one in times.items()}),
        Line("slowest", "ms", {name: one.worst for name, one in times.items()}),
        Line("8 threads at once", "questions/s", rates),
        Line(
            "95th percentile with members, unplaced and ended beside the hits",
            "ms",
            {name: one.p95 for name, one in beside.items()},
        ),
    ]
