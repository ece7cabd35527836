"""The widest question: the largest branch of technologies in Germany."""

from __future__ import annotations

from collections.abc import Callable

from neo4j.exceptions import Neo4jError

from bench.clock import compare
from bench.generator import LAST_YEAR
from bench.peers.plain import Question, Shown
from bench.peers.plain_cypher import PlainCypher
from bench.results import NEO4J, SQLITE, Line
from bench.rows.asking import check_alike, our_way
from bench.workshop import Workshop
from ontology.technologies import load_technologies

COUNTRY = "DE"


def run(workshop: Workshop) -> list[Line]:
    """Measure it; plain Cypher may run out of memory, which the line then says."""
    question = Question(largest_branch(), COUNTRY, LAST_YEAR)
    with (
        workshop.plain_sql() as sql,
        workshop.sqlite() as sqlite,
        workshop.plain_cypher() as cypher,
        workshop.neo4j() as (neo4j, _),
    ):
        ((links,),) = sql.rows(
            "matching_links", technology=question.technology, region=question.region
        )
        asks = {SQLITE: our_way(sqlite), NEO4J: our_way(neo4j), "plain SQL": sql.who}
        failure = failing(cypher, question)
        if not failure:
            asks["plain Cypher"] = cypher.who
        check_alike(asks, [question])
        times = compare(asks, [question], workshop.runs)
    figures: dict[str, float | str] = {name: one.middle for name, one in times.items()}
    what = f"{question.technology} in {COUNTRY}, {links:,} matching links"
    line = Line(what, "ms", {**figures, **failure})
    return [line.faster(SQLITE, "plain SQL", 25).within(NEO4J, SQLITE, 15)]


def largest_branch() -> str:
    """Return the technology with the most below it."""
    concepts = load_technologies().concepts
    above: dict[str, set[str]] = {}

    def ancestors(id_: str) -> set[str]:
        if id_ not in above:
            above[id_] = set().union({id_}, *map(ancestors, concepts[id_].broader))
        return above[id_]

    return max(sorted(concepts), key=lambda id_: sum(id_ in ancestors(one) for one in concepts))


def failing(cypher: PlainCypher, question: Question) -> dict[str, str]:
    """Return how plain Cypher fails; nothing when it answers."""
    ask: Callable[[Question], Shown] = cypher.who
    try:
        ask(question)
    except Neo4jError as error:
        return {"plain Cypher": f"fails ({(error.code or 'unknown').rpartition('.')[2]})"}
    return {}
