"""Matching a table of names: batches to /reconcile, one /search a name, rapidfuzz over all."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from http import HTTPStatus
from http.client import HTTPConnection
from random import Random
from typing import Any
from urllib.parse import urlencode

import uvicorn
from rapidfuzz import fuzz, process

from api.app import create_app
from bench.clock import milliseconds
from bench.results import NEO4J, SQLITE, Line
from bench.rows.walk import Misspelt, misspelt
from bench.workshop import BenchError, Workshop
from graph.chunks import chunks
from graph.reader import Reader
from graph.store import GraphStore
from ontology.fold import fold
from ontology.values.legal_forms import split

NAMES, BATCH, FEW = 1_000, 10, 100
"""``FEW`` of the names are asked of rapidfuzz, which takes the same time for each."""
FACTOR, RIGHT = 3, 90
IDLE = 3_600
"""Seconds for which the server keeps a connection on which nobody asks."""
RAPIDFUZZ = "rapidfuzz"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def run(workshop: Workshop) -> list[Line]:
    """Measure on each store."""
    with workshop.sqlite() as sqlite, workshop.neo4j() as (neo4j, _):
        known = names(sqlite)
        rows = typed(Random(f"{workshop.spec.seed} reconciling"), known)
        return [
            *measured(SQLITE, sqlite, rows, known, workshop.runs),
            *measured(NEO4J, neo4j, rows, known, workshop.runs),
        ]


def measured(
    ours: str, store: GraphStore, rows: Sequence[Misspelt], known: Sequence[str], runs: int
) -> list[Line]:
    """Return milliseconds a name, and how often the first candidate is right."""
    borne = every_name(store)
    search = f"/search on {ours}"
    with serving(store) as port, closing(HTTPConnection("127.0.0.1", port)) as line:
        ways: dict[str, tuple[Callable[[Sequence[Misspelt]], list[str]], Sequence[Misspelt]]] = {
            ours: (lambda some: in_batches(line, some), rows),
            search: (lambda some: one_by_one(line, some), rows),
            RAPIDFUZZ: (lambda some: by_rapidfuzz(borne, some), rows[:FEW]),
        }
        answers = {name: ask(some) for name, (ask, some) in ways.items()}
        taken: dict[str, list[float]] = {name: [] for name in ways}
        for _ in range(runs):  # in turns, so that a busy minute hurts all alike
            for name, (ask, some) in ways.items():
                taken[name].append(milliseconds(ask, some) / len(some))
    figures = {name: sorted(some)[len(some) // 2] for name, some in taken.items()}
    right = {name: share(some, ways[name][1]) for name, some in answers.items()}
    return [
        Line(f"{NAMES:,} names in batches of {BATCH}: a name", "ms", figures)
        .faster(ours, search, FACTOR)
        .faster(ours, RAPIDFUZZ, FACTOR),
        Line("the first candidate is right", "%", right).least(ours, RIGHT),
    ]


def names(store: GraphStore) -> list[str]:
    """Return the names of all organisations."""
    return [one.label for one in store.golden.all_entities("Organisation")]


def every_name(store: GraphStore) -> tuple[list[str], list[str]]:
    """Return every folded name that an organisation goes by, and whose each is."""
    pairs = [
        (fold(name), one.label)
        for one in store.golden.all_entities("Organisation")
        for name in one.names()
    ]
    return [name for name, _ in pairs], [label for _, label in pairs]


def typed(random: Random, known: Sequence[str]) -> list[Misspelt]:
    """Draw names, each written in one of the ways in which tables differ."""
    return [
        Misspelt(random.choice(WAYS)(random, name), name)
        for name in random.sample(known, min(NAMES, len(known)))
    ]


WAYS: Sequence[Callable[[Random, str], str]] = (
    lambda _, name: name,
    lambda _, name: fold(name).upper(),
    lambda _, name: split(name)[0],
    lambda random, name: misspelt(random, name, random.choice((1, 2))),
)


def in_batches(line: HTTPConnection, rows: Sequence[Misspelt]) -> list[str]:
    """Return the first candidate's name of each row."""
    found = []
    for some in chunks(rows, BATCH):
        queries = {
            str(number): {"query": row.typed, "type": "Organisation"}
            for number, row in enumerate(some)
        }
        line.request("POST", "/reconcile", urlencode({"queries": json.dumps(queries)}), FORM)
        answer = read(line)
        found += [first(answer[key]["result"]) for key in queries]
    return found


def one_by_one(line: HTTPConnection, rows: Sequence[Misspelt]) -> list[str]:
    """Return what a search finds first for each row."""
    found = []
    for row in rows:
        asked = urlencode({"text": row.typed, "kind": "Organisation", "limit": 10})
        line.request("GET", f"/api/v1/search?{asked}")
        found.append(first(read(line)["found"]))
    return found


def by_rapidfuzz(borne: tuple[list[str], list[str]], rows: Sequence[Misspelt]) -> list[str]:
    """Return whose name is most like each row's, of all there are."""
    names, labels = borne
    found = []
    for row in rows:
        best = process.extract(fold(row.typed), names, scorer=fuzz.ratio, limit=10)
        found.append(labels[best[0][2]] if best else "")
    return found


def read(line: HTTPConnection) -> Any:
    """Return the JSON of an answer; raise BenchError when it is a refusal."""
    answer = line.getresponse()
    body = answer.read()
    if answer.status != HTTPStatus.OK:
        raise BenchError(f"the server answered {answer.status}: {body.decode()}")
    return json.loads(body)


def first(found: Sequence[Any]) -> str:
    """Return the name of the first, or ''."""
    return str(found[0]["name"]) if found else ""


def share(found: Sequence[str], rows: Sequence[Misspelt]) -> float:
    """Return for how many rows, in per cent, what was found is what was meant."""
    right = sum(name == row.meant for name, row in zip(found, rows, strict=True))
    return 100 * right / len(rows)


@contextmanager
def serving(store: GraphStore) -> Iterator[int]:
    """Serve the store; yield the port."""
    app = create_app(Reader(store))
    # The connection is kept while rapidfuzz, which takes minutes, is asked.
    config = uvicorn.Config(app, port=0, log_level="warning", timeout_keep_alive=IDLE)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started and thread.is_alive():
        time.sleep(0.01)
    try:
        yield int(server.servers[0].sockets[0].getsockname()[1])
    finally:
        server.should_exit = True
        thread.join()
        app.state.dataset.close()
