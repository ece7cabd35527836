"""Finding names in spite of typing errors, the neighbours of an organisation, shortest paths."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from string import ascii_lowercase
from typing import TypeVar

from bench.clock import compare
from bench.peers.networkx_peer import InMemory
from bench.peers.plain import Ends, Named
from bench.peers.plain_sql import PlainSql
from bench.results import NEO4J, SQLITE, Line
from bench.rows.asking import check_alike
from bench.workshop import Workshop
from graph.question.paths import neighbours, paths
from graph.question.search import search
from graph.store import GraphStore

NAMES = 500
STARTS = 200
FIRST = 10
Q = TypeVar("Q")
A = TypeVar("A")
CYPHER = "plain Cypher"
NETWORKX = "networkx"


@dataclass(frozen=True, slots=True)
class Misspelt:
    """A name as it was typed, and what was meant."""

    typed: str
    meant: str


def run(workshop: Workshop) -> list[Line]:
    """Measure the three; what peers answer is compared first."""
    with (
        workshop.plain_sql() as sql,
        workshop.sqlite() as sqlite,
        workshop.plain_cypher() as cypher,
        workshop.neo4j() as (neo4j, _),
    ):
        random = Random(f"{workshop.spec.seed} walks")
        typed = misspellings(random, sql)
        finding = {SQLITE: finder(sqlite), NEO4J: finder(neo4j), CYPHER: cypher.search}
        lines = names(finding, typed, workshop.runs)
        some = random.sample(participants(sql), 2 * STARTS)
        starts, goals = some[:STARTS], some[STARTS:]
        ends = list(zip(starts, goals, strict=True))
        memory = InMemory(sql.rows("ends"))
        around: dict[str, Callable[[str], set[str]]] = {
            CYPHER: cypher.neighbours,
            SQLITE: near(sqlite),
            NEO4J: near(neo4j),
            NETWORKX: memory.neighbours,
        }
        between: dict[str, Callable[[Ends], int]] = {
            CYPHER: cypher.path,
            SQLITE: way(sqlite),
            NEO4J: way(neo4j),
            NETWORKX: memory.path,
        }
        lines.append(measured("neighbours (2 steps, 500)", around, starts, workshop.runs))
        lines.append(measured("shortest path", between, ends, workshop.runs))
    return lines


def names(
    finding: Mapping[str, Callable[[str], list[Named]]], typed: Sequence[Misspelt], runs: int
) -> list[Line]:
    """Measure how fast names are found, how often the right one, and whether alike."""
    texts = [one.typed for one in typed]
    found = {name: [ask(text) for text in texts] for name, ask in finding.items()}
    right = {name: share_of_right(some, typed) for name, some in found.items()}
    same = sum(a == b for a, b in zip(found[SQLITE], found[NEO4J], strict=True))
    times = compare(finding, texts, runs)
    speed = Line("misspelt name, 95th percentile", "ms", {n: one.p95 for n, one in times.items()})
    share = Line(f"right name among the first {FIRST}", "%", right)
    alike = Line("names with the same ten on both stores", "%", {SQLITE: 100 * same / len(typed)})
    return [
        speed.faster(SQLITE, CYPHER, 1).within(NEO4J, CYPHER, 1),
        share.least(SQLITE, 90).least(NEO4J, 90),
        alike.least(SQLITE, 100),
    ]


def share_of_right(found: Sequence[Sequence[Named]], typed: Sequence[Misspelt]) -> float:
    """Return for how many names, in per cent, the one that was meant is among those found."""
    pairs = zip(found, typed, strict=True)
    right = sum(one.meant in [name for _, name in some] for some, one in pairs)
    return 100 * right / len(typed)


def measured(
    what: str, asks: Mapping[str, Callable[[Q], A]], questions: Sequence[Q], runs: int
) -> Line:
    """Check that all answer alike, then compare their times with those of plain Cypher."""
    check_alike(asks, questions)
    times = compare(asks, questions, runs)
    figures = {name: one.p95 for name, one in times.items()}
    line = Line(f"{what}, 95th percentile", "ms", figures)
    return line.faster(SQLITE, CYPHER, 1).within(NEO4J, CYPHER, 1)


def misspellings(random: Random, plain: PlainSql) -> list[Misspelt]:
    """Draw names of organisations and give each one or two typing errors."""
    known = [name for _, name in plain.rows("nodes_of_kind", kind="Organisation")]
    return [
        Misspelt(misspelt(random, name, random.choice((1, 2))), name)
        for name in random.sample(known, min(NAMES, len(known)))
    ]


def misspelt(random: Random, text: str, errors: int) -> str:
    """Return ``text`` with this many letters left out, put in, changed or swapped."""
    for _ in range(errors):
        place = random.randrange(len(text) - 1)
        before, letter, after = text[:place], text[place], text[place + 1 :]
        other = random.choice(ascii_lowercase)
        text = random.choice(
            (
                before + after,
                before + other + letter + after,
                before + other + after,
                before + after[0] + letter + after[1:],
            )
        )
    return text


def participants(plain: PlainSql) -> list[str]:
    """Return the organisations that take part in a project, by id."""
    return [id_ for (id_,) in plain.rows("participants")]


def finder(store: GraphStore) -> Callable[[str], list[Named]]:
    """Return how our store finds names."""
    return lambda text: [(found.id, found.name) for found in search(store, text, limit=FIRST)]


def near(store: GraphStore) -> Callable[[str], set[str]]:
    """Return how our store finds neighbours; it returns their relations, too."""

    def ask(id_: str) -> set[str]:
        found = neighbours(store, store.golden.entities([id_])[id_], depth=2, limit=500)
        return {one.id for one in found.entities}

    return ask


def way(store: GraphStore) -> Callable[[Ends], int]:
    """Return how our store finds a shortest path; it returns the evidence, too."""

    def ask(ends: Ends) -> int:
        known = store.golden.entities(ends)
        found = paths(store, known[ends[0]], known[ends[1]], number=1)
        return len(found[0]) if found else 0

    return ask
