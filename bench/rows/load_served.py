"""Asked over 32 connections: the server's answers against the same bytes from its memory."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bench.load import asked
from bench.load.served import WORKERS, Passes, Served, same, served
from bench.peers.plain import Question
from bench.results import SQLITE, Line
from bench.workshop import Workshop, server

SAME = "the same bytes from memory"
PLAIN = "the same server asking plain Cypher"
NUMBER = 200
"""Questions a run; no run asks what another did."""
Runs = Sequence[Sequence[str]]


def run(workshop: Workshop) -> list[Line]:
    """Measure ``/who`` whole and bare, ``/search``, and entities as Turtle."""
    number = NUMBER * workshop.runs
    with workshop.plain_sql() as plain:
        made = workshop.generator
        pairs = asked.pairs(made, plain, 2 * number)
        searches = asked.searches(made, plain, number)
        documents = asked.documents(made, plain, number)
    whole, bare = pairs[:number], pairs[number:]
    url = f"sqlite:///{workshop.stock('full-sqlite') / 'graph.db'}"
    with (
        server(workshop.stock("plain-neo4j")) as bolt,
        served(workshop.folder("served"), url, bolt.url, bolt.password, workers=WORKERS) as running,
    ):
        return [
            *who(running, "/who", whole, {}),
            *who(running, "/who without facets", bare, {"facets": "false"}),
            *lines("/search", against_memory(running, parted(searches)), 0.4),
            *lines("entity as Turtle", against_memory(running, parted(documents)), 0.4),
        ]


def parted(paths: Sequence[str]) -> Runs:
    """Return the paths run by run."""
    return [paths[start : start + NUMBER] for start in range(0, len(paths), NUMBER)]


def who(
    running: Served, what: str, questions: Sequence[Question], more: Mapping[str, str]
) -> list[Line]:
    """Measure the question against memory, and against the same questions in plain Cypher."""
    ours = parted([asked.who(one, **more) for one in questions])
    plainly = parted([asked.plainly(one) for one in questions])
    passes = against_memory(running, ours)
    passes[PLAIN] = Passes([running.ask(some) for some in plainly])
    rate, *others = lines(what, passes, 0.5)
    return [rate.reaches(SQLITE, PLAIN, 10), others[0].within(SQLITE, SAME, 4), *others[1:]]


def against_memory(running: Served, runs: Runs) -> dict[str, Passes]:
    """Ask each run, and right after it for the same bytes from memory."""
    ours, memory = [], []
    for paths in runs:
        name = running.new_name()
        ours.append(running.ask(paths, keep=name))
        memory.append(running.ask(same(name, len(paths))))
    return {SQLITE: Passes(ours), SAME: Passes(memory)}


def lines(what: str, passes: Mapping[str, Passes], share: float) -> list[Line]:
    """Return answers a second, times, the server's own work, and what the asker could do."""
    rate = Line(f"{what}: rate", "req/s", {name: one.rate for name, one in passes.items()})
    return [
        rate.reaches(SQLITE, SAME, share),
        Line(f"{what}: 99th percentile", "ms", quantiles(passes, 0.99)),
        Line(f"{what}: median", "ms", quantiles(passes, 0.5)),
        Line(f"{what}: the server's CPU", "ms", {name: one.spent for name, one in passes.items()}),
        Line(
            f"{what}: the asker alone",
            "req/CPU-s",
            {name: one.ceiling for name, one in passes.items()},
        ),
    ]


def quantiles(passes: Mapping[str, Passes], share: float) -> dict[str, float]:
    """Return the milliseconds of each that this share of its answers did not exceed."""
    return {name: one.quantile(share) for name, one in passes.items()}
