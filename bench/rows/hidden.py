"""Do public answers take another time where there is something that they must not tell of?

One server's graph holds as many internal facts as public ones, near to them in place, technology
and name; the others' hold none. All three are asked the same, one question after the other; the
third shows how far apart two are that are alike.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, replace
from http.client import HTTPConnection
from operator import attrgetter
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter, sleep
from urllib.parse import urlencode

from bench.clock import percentile
from bench.generator import Generator, Spec
from bench.load.served import Served, served
from bench.results import SQLITE, Line
from bench.rows.walk import misspelt
from bench.workshop import BenchError, Workshop
from graph.ledger.identity import entity_id
from graph.ledger.reference import regions_of
from graph.records import Record, RelationRecord, Unit
from lumigraph.graph import open as open_graph
from lumigraph.loading import take_in_technologies

SHARE = 0.02
"""Of the million nodes: answers are short, so that a little more work would show."""
NUMBER = 40
"""Questions of a kind in a pass; those of the next pass are others."""
WITH, WITHOUT, AGAIN = "internal facts beside", "none", "none, once more"
COUNTS = ("/api/v1/stats", "/api/v1/sources", "/api/v1/technologies?broader=lasers")
LOCATED = """PREFIX lg: <https://w3id.org/lumigraph/ontology#>
PREFIX region: <https://w3id.org/lumigraph/id/region/>
SELECT (COUNT(*) AS ?number) { ?one lg:locatedIn/lg:partOf* region:%s }"""
REFUSED = b'"status":503'
PATIENCE = 600
"""Seconds within which the RDF index is there."""
NOISE = "a server like it, at most"
Asked = Mapping[str, Sequence[str]]


def run(workshop: Workshop) -> list[Line]:
    """Measure each kind of question."""
    made = Generator(Spec(SHARE * workshop.spec.scale, workshop.spec.seed))
    folder = workshop.folder("hidden")
    fill(made, folder)
    asked = questions(made, (workshop.runs + 1) * NUMBER)
    with ExitStack() as stack:
        servers = {
            name: stack.enter_context(asking(folder / name)) for name in (WITH, WITHOUT, AGAIN)
        }
        ask_all(servers, part(asked, 0))  # what is made when it is first asked for
        passes = [ask_all(servers, part(asked, one)) for one in range(1, workshop.runs + 1)]
    return [one for kind in asked for one in lines(kind, [figures[kind] for figures in passes])]


def fill(made: Generator, folder: Path) -> None:
    """Make the graph, copy it twice, and plant internal facts in one of the copies."""
    for name in (WITHOUT, AGAIN, WITH):
        (folder / name).mkdir()
    with open_graph(url(folder / WITHOUT)) as graph:
        take_in_technologies(graph.holdings)
        graph.holdings.ingest(made.info, made.units(), regions_of)
    for name in (AGAIN, WITH):
        shutil.copy(folder / WITHOUT / "graph.db", folder / name)
    with open_graph(url(folder / WITH)) as graph:
        info = replace(made.info, name="hidden", visibility="internal")
        graph.holdings.ingest(info, hidden(made), regions_of)


def url(folder: Path) -> str:
    """Return the URL of the public store in a folder; the internal one lies beside it."""
    return f"sqlite:///{folder / 'graph.db'}"


def hidden(made: Generator) -> Iterator[Unit]:
    """Yield a unit for each public one: places and technologies the same, names nearly."""
    random = Random(f"{made.spec.seed} hidden")
    for unit in made.units():
        records = [moved(random, record) for record in unit.records()]
        yield Unit(moved_key(unit.key), unit.digest, records.__iter__)


def moved(random: Random, record: Record) -> Record:
    """Return what is said of the hidden thing; its name has one error in it."""
    if isinstance(record, RelationRecord):
        source, target = map(moved_key, (record.source, record.target))
        return replace(record, source=source, target=target)
    name = record.properties.get("name")
    named = (
        {"name": {language: misspelt(random, str(text), 1) for language, text in name.items()}}
        if isinstance(name, Mapping)
        else {}
    )
    properties = {**record.properties, **named}
    return replace(record, key=moved_key(record.key), properties=properties)


def moved_key(key: str) -> str:
    """Return the key of the hidden thing; places and technologies are those of everybody.

    >>> moved_key("grant:100000079-0"), moved_key("LT011")
    ('grant:hidden-100000079-0', 'LT011')
    """
    scheme, colon, number = key.partition(":")
    return f"{scheme}:hidden-{number}" if colon else key


def questions(made: Generator, number: int) -> dict[str, list[str]]:
    """Return so many paths of each kind: to public things near to hidden ones, and to those."""
    random = Random(f"{made.spec.seed} asking for what is hidden")
    organisations = [one for one in made.entities() if one.kind == "Organisation"]
    drawn = random.choices(organisations, k=number)
    ids = [one.id for one in drawn]
    names = [misspelt(random, one.label, 1) for one in drawn]
    technologies = random.choices(made.technologies, k=number)
    countries = random.choices(sorted({one.country for one in made.addresses}), k=number)
    pairs = zip(technologies, countries, strict=True)
    ways = zip(ids, random.sample(ids, number), strict=True)
    return {
        "who": [path("/api/v1/who", technology=x, region=y) for x, y in pairs],
        "a hidden name": [path("/api/v1/search", text=name) for name in names],
        "a hidden id": [f"/api/v1/entities/{hidden_id(one)}" for one in ids],
        "suggestions": [path("/reconcile/suggest/entity", prefix=name[:6]) for name in names],
        "neighbours": [f"/api/v1/entities/{one}/neighbours?depth=2" for one in ids],
        "ways": [path("/api/v1/path", **{"from": one, "to": other}) for one, other in ways],
        "Turtle": [f"/data/organisation/{one}.ttl" for one in ids],
        "counts": [random.choice(COUNTS) for _ in ids],
        "SPARQL": [path("/sparql", query=LOCATED % one) for one in countries],
    }


def path(route: str, **asked: str) -> str:
    """Return the path of a question."""
    return f"{route}?{urlencode(asked)}"


def hidden_id(id_: str) -> str:
    """Return the id of the hidden thing beside a public one.

    >>> hidden_id("pic-900000001")
    'pic-hidden-900000001'
    """
    return entity_id([moved_key(id_.replace("-", ":", 1))])


def part(asked: Asked, number: int) -> Asked:
    """Return the questions of a pass."""
    return {kind: paths[number * NUMBER : (number + 1) * NUMBER] for kind, paths in asked.items()}


@dataclass(frozen=True, slots=True)
class Figures:
    """Milliseconds an answer: a server's own work, and what the quicker quarter of askers waits."""

    work: float
    wait: float


class Asking:
    """Asks a server one question after the other."""

    def __init__(self, server: Served, line: HTTPConnection) -> None:
        self._server = server
        self._line = line

    def ask(self, path: str) -> tuple[float, bytes]:
        """Return milliseconds and the answer, whatever it is.

        On a new connection: the server ends one on which nobody asks while another is asked.
        """
        self._line.close()
        self._line.connect()
        begun = perf_counter()
        self._line.request("GET", path, headers={"X-Request-ID": "bench"})
        body = self._line.getresponse().read()
        taken = 1000 * (perf_counter() - begun)
        return taken, body.replace(f"127.0.0.1:{self._server.port}".encode(), b"")

    def wait_for_index(self) -> None:
        """Wait until queries are answered: their index is made after the server has started.

        Raises BenchError where it is not.
        """
        until = perf_counter() + PATIENCE
        while REFUSED in (answer := self.ask("/sparql?query=ASK%7B%7D")[1]):
            if perf_counter() > until:
                raise BenchError(f"no RDF index after {PATIENCE} s: {answer.decode()}")
            sleep(0.2)

    def spent(self) -> float:
        """Return the milliseconds of work that the server has done so far."""
        return 1000 * self._server.spent()


@contextmanager
def asking(folder: Path) -> Iterator[Asking]:
    """Serve the store in a folder while inside."""
    with (
        served(folder, url(folder)) as server,
        closing(HTTPConnection("127.0.0.1", server.port)) as line,
    ):
        one = Asking(server, line)
        one.wait_for_index()
        yield one


def ask_all(servers: Mapping[str, Asking], asked: Asked) -> dict[str, dict[str, Figures]]:
    """Ask each question of each server; return the figures by kind and server."""
    return {kind: ask_some(servers, paths) for kind, paths in asked.items()}


def ask_some(servers: Mapping[str, Asking], paths: Sequence[str]) -> dict[str, Figures]:
    """Ask each server each path; they take turns at being the first.

    Raises BenchError where answers differ.
    """
    before = {name: one.spent() for name, one in servers.items()}
    taken: dict[str, list[float]] = {name: [] for name in servers}
    order = list(servers)
    for path in paths:
        answers = {name: servers[name].ask(path) for name in order}
        if len({body for _, body in answers.values()}) > 1:
            said = {
                name: body[:200].decode(errors="replace") for name, (_, body) in answers.items()
            }
            raise BenchError(f"not all servers answer the same to {path}: {said}")
        for name, (time, _) in answers.items():
            taken[name].append(time)
        order = [*order[1:], order[0]]
    work = {name: (one.spent() - before[name]) / len(paths) for name, one in servers.items()}
    return {name: Figures(work[name], percentile(sorted(taken[name]), 0.25)) for name in servers}


def lines(kind: str, passes: Sequence[Mapping[str, Figures]]) -> Iterator[Line]:
    """Yield how far apart the figures are, beside how far those of two alike are, over passes.

    What hides facts counts with the middle of its passes, what hides none with the farthest.
    """
    for what in ("work", "wait"):
        figure = attrgetter(what)
        apart = {
            name: [100 * (figure(one[name]) / figure(one[WITHOUT]) - 1) for one in passes]
            for name in (WITH, AGAIN)
        }
        middle = median(figure(one[WITHOUT]) for one in passes)
        figures = {SQLITE: abs(median(apart[WITH])), NOISE: max(map(abs, apart[AGAIN]))}
        found = Line(f"{kind}: {what} of {middle:.3g} ms, apart", "%", figures)
        yield found.within(SQLITE, NOISE, 1) if what == "work" else found
