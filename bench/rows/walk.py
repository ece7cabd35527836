"""Finding names in spite of typing errors, the neighbours of an organisation, shortest paths."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from string import ascii_lowercase
from typing import TypeVar

from bench.clock import Times, compare
from bench.peers.networkx_peer import InMemory
from bench.peers.plain import Ends, Named, Surroundings
from bench.peers.plain_cypher import PlainCypher
from bench.peers.plain_sql import PlainSql
from bench.results import NEO4J, SQLITE, Line
from bench.rows.asking import check_alike
from bench.workshop import Workshop
from graph.question.paths import PASSED_BY, paths
from graph.question.search import search
from graph.store import GraphStore

NAMES = 500
STARTS = 200
FIRST = 10
MOST = 500
Q = TypeVar("Q")
CYPHER = "plain Cypher"
BARE = "plain Cypher, ids and names alone"
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
        some = random.sample(participants(sql), 2 * STARTS)
        starts, goals = some[:STARTS], some[STARTS:]
        ends = list(zip(starts, goals, strict=True))
        stores, memory = {SQLITE: sqlite, NEO4J: neo4j}, InMemory(sql.rows("ends"))
        return [
            *names(finding, typed, workshop.runs),
            around(stores, cypher, memory, starts, workshop.runs),
            *between(stores, cypher, memory, ends, workshop.runs),
        ]


def around(
    stores: Mapping[str, GraphStore],
    cypher: PlainCypher,
    memory: InMemory,
    starts: Sequence[str],
    runs: int,
) -> Line:
    """Measure neighbours with the relations among them; peers that tell ids alone stand beside."""
    whole = {name: surroundings(store) for name, store in stores.items()}
    whole[CYPHER] = cypher.surroundings
    alone = {BARE: cypher.neighbours, NETWORKX: memory.neighbours}
    check_alike(whole, starts)
    check_alike({"ours": near(stores[SQLITE]), **alone}, starts)
    return held(f"neighbours (2 steps, {MOST}) and relations", {**whole, **alone}, starts, runs)


def between(
    stores: Mapping[str, GraphStore],
    cypher: PlainCypher,
    memory: InMemory,
    ends: Sequence[Ends],
    runs: int,
) -> list[Line]:
    """Measure shortest paths: by ids, as peers tell them, and with names and evidence."""
    bare = {name: length(store) for name, store in stores.items()}
    bare |= {CYPHER: cypher.path, NETWORKX: memory.path}
    whole = {name: way(store) for name, store in stores.items()}
    check_alike(bare | {f"{name}, whole": ask for name, ask in whole.items()}, ends)
    times = compare(whole, ends, runs)
    return [
        held("shortest path", bare, ends, runs),
        slow("with its names and evidence", times),
    ]


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


def held(
    what: str, asks: Mapping[str, Callable[[Q], object]], questions: Sequence[Q], runs: int
) -> Line:
    """Compare times with those of plain Cypher that answers the same."""
    line = slow(what, compare(asks, questions, runs))
    return line.faster(SQLITE, CYPHER, 1).within(NEO4J, CYPHER, 1)


def slow(what: str, times: Mapping[str, Times]) -> Line:
    """Say how long the slower questions took."""
    figures = {name: one.p95 for name, one in times.items()}
    return Line(f"{what}, 95th percentile", "ms", figures)


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
    """Return how our store finds neighbours, of which the ids are told."""
    return lambda id_: surroundings(store)(id_)[0]


def surroundings(store: GraphStore) -> Callable[[str], Surroundings]:
    """Return how our store finds neighbours with the relations among them."""

    def ask(id_: str) -> Surroundings:
        found = store.golden.vicinity(id_, 2, MOST, PASSED_BY)
        joined = {(relation.source, relation.target) for relation in found.relations}
        return found.entities.keys() - {id_}, joined

    return ask


def length(store: GraphStore) -> Callable[[Ends], int]:
    """Return how our store tells of how many relations a shortest path is, as peers do."""

    def ask(ends: Ends) -> int:
        found = store.golden.ways(*ends, 1, PASSED_BY)
        return len(found[0]) - 1 if found else 0

    return ask


def way(store: GraphStore) -> Callable[[Ends], int]:
    """Return how our store finds a shortest path with names, relations and their evidence."""

    def ask(ends: Ends) -> int:
        known = store.golden.entities(ends)
        found = paths(store, known[ends[0]], known[ends[1]], number=1)
        return len(found[0]) if found else 0

    return ask
