"""The data that rows are measured on: made once, kept as long as what made them stands.

A *stock* is a folder with the million nodes in one form: in plain tables, in plain Neo4j, in our
stores as a golden graph only, or with records and evidence.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

import neo4j

from bench.clock import Stopwatch
from bench.generator import Generator, Spec
from bench.peers.plain_cypher import PlainCypher
from bench.peers.plain_sql import PlainSql
from graph.golden.bulk import load
from graph.ledger.holdings import Holdings
from graph.ledger.reference import regions_of
from graph.ledger.writing import ingest
from graph.opening import Access, open_store
from graph.schema import load_schema
from graph.store import GraphStore
from lumigraph.java import find_java
from lumigraph.loading import take_in, take_in_technologies
from lumigraph.neo4j_server import USER, Neo4jServer, default_folder, kept_password

ROOT = Path(__file__).parents[1]
CACHE = ROOT / ".cache" / "bench"
CORDIS = ROOT.parent / "shared" / "data" / "cordis"
WHOLE = "cordis-horizon-csv.zip"
PART = "cordis-horizon-photonics-health-csv.zip"
HEAP = PAGE_CACHE = "2g"
MAKERS = ("graph/**/*.*", "ontology/*.*", "bench/*.*", "bench/peers/*.*")
"""What a stock follows from: when one of these files changes, it is made anew."""


class BenchError(Exception):
    """A benchmark cannot be run, or what it compares is not the same; the message says why."""


@dataclass(frozen=True, slots=True)
class Stock:
    """What making a stock took: seconds, and the bytes that it takes on the disk."""

    seconds: float
    size: int


class Workshop:
    """Where a run finds its data; ``keep`` takes stocks as they are, whatever has changed since."""

    def __init__(
        self, spec: Spec, runs: int = 5, folder: Path = CACHE, *, keep: bool = False
    ) -> None:
        self.spec = spec
        self.runs = runs
        self.generator = Generator(spec)
        self.keep = keep
        self._changing: set[str] = set()
        self._folder = folder / f"{spec.seed}-{spec.scale:g}"

    @property
    def data(self) -> str:
        """The data in words."""
        nodes = self.spec.organisations + round(2.5 * self.spec.projects)
        return f"about {nodes:,} generated nodes, seed {self.spec.seed}"

    @property
    def bundle(self) -> Path:
        """The Horizon bundle; on a small scale the smaller one.

        Raises BenchError where it is missing.
        """
        path = CORDIS / (WHOLE if self.spec.scale >= 1 else PART)
        if not path.exists():
            raise BenchError(f"{path.name} is missing: put it into shared/data/cordis beside this")
        return path

    def path(self, name: str) -> Path:
        """Return the folder of this name."""
        return self._folder / name

    def folder(self, name: str) -> Path:
        """Return the folder of this name, emptied."""
        path = self.path(name)
        shutil.rmtree(path, ignore_errors=True)
        path.mkdir(parents=True)
        return path

    def stock(self, name: str) -> Path:
        """Return the folder of a stock, which is made when it is missing or old."""
        folder = self.path(name)
        if name not in self._changing and not self._stands(folder):
            self.make(name)
        return folder

    def make(self, name: str) -> Stock:
        """Make a stock anew."""
        print(f"  making {name} …", flush=True)
        folder = self.folder(name)
        seconds = MAKING[name](self, folder)
        stock = Stock(seconds, size(folder))
        stamp = {"made_from": _digest(), **asdict(stock)}
        (folder / "stock.json").write_text(json.dumps(stamp), encoding="utf-8")
        return stock

    def _stands(self, folder: Path) -> bool:
        stamp = folder / "stock.json"
        if not stamp.exists():
            return False
        return self.keep or json.loads(stamp.read_text("utf-8"))["made_from"] == _digest()

    @contextmanager
    def changing(self, *names: str) -> Iterator[None]:
        """Inside these stocks may be changed, and must be put back; if that fails, they are old."""
        stamps = [self.stock(name) / "stock.json" for name in names]
        kept = [stamp.read_bytes() for stamp in stamps]
        for stamp in stamps:
            stamp.unlink()
        self._changing.update(names)
        yield
        self._changing.difference_update(names)
        for stamp, content in zip(stamps, kept, strict=True):
            stamp.write_bytes(content)

    @contextmanager
    def sqlite(self) -> Iterator[GraphStore]:
        """Our embedded store with records and evidence."""
        with opened_sqlite(self.stock("full-sqlite")) as store:
            yield store

    @contextmanager
    def plain_sql(self) -> Iterator[PlainSql]:
        """The plain tables."""
        plain = PlainSql(self.stock("plain-sqlite") / "plain.db")
        yield plain
        plain.close()

    @contextmanager
    def neo4j(self) -> Iterator[tuple[GraphStore, PlainCypher]]:
        """Our Neo4j store with records and evidence, and plain Cypher on the same database."""
        with server(self.stock("full-neo4j")) as running, ExitStack() as stack:
            store = stack.enter_context(opened_neo4j(running))
            yield store, PlainCypher(stack.enter_context(driver(running)))

    @contextmanager
    def plain_cypher(self) -> Iterator[PlainCypher]:
        """The plain database, on a server of its own."""
        with server(self.stock("plain-neo4j")) as running, driver(running) as connected:
            yield PlainCypher(connected)


def server(folder: Path) -> Neo4jServer:
    """Return a server whose data are in ``folder``.

    Raises BenchError where Neo4j or Java is missing.
    """
    java, lib = find_java(), default_folder() / "lib"
    if java is None or not lib.is_dir():
        raise BenchError("Neo4j or Java is missing: `python run.py bench` fetches them")
    home = folder / "home"
    return Neo4jServer(home, lib, java, kept_password(home), heap=HEAP, page_cache=PAGE_CACHE)


def driver(running: Neo4jServer) -> neo4j.Driver:
    """Return a driver for the server."""
    return neo4j.GraphDatabase.driver(running.url, auth=(USER, running.password))


@contextmanager
def opened_neo4j(running: Neo4jServer) -> Iterator[GraphStore]:
    """Our store on the server."""
    store = open_store(running.url, Access(USER, running.password))
    yield store
    store.close()


@contextmanager
def opened_sqlite(folder: Path) -> Iterator[GraphStore]:
    """Our store in ``folder``."""
    store = open_store(f"sqlite:///{folder / 'graph.db'}")
    yield store
    store.close()


def size(folder: Path) -> int:
    """Return the bytes of a stock: the file, or what Neo4j keeps of its database.

    Neo4j's log of transactions, which it keeps for its own recovery, is left out, as is SQLite's.
    """
    databases = folder / "home" / "data" / "databases" / "neo4j"
    files = databases.rglob("*") if databases.exists() else folder.glob("*.db")
    return sum(file.stat().st_size for file in files if file.is_file())


def _digest() -> str:
    """Return a hash of the files that stocks follow from."""
    files = sorted({file for glob in MAKERS for file in ROOT.glob(glob) if file.is_file()})
    sources = [file for file in files if "__pycache__" not in file.parts]
    parts = [file.name.encode() + file.read_bytes() for file in sources]
    return hashlib.blake2b(b"\0".join(parts), digest_size=12).hexdigest()


def _golden(workshop: Workshop, store: GraphStore) -> float:
    watch, made = Stopwatch(), workshop.generator
    load(store, watch.without(made.entities()), watch.without(made.relations()))
    return watch.seconds


def _full(workshop: Workshop, store: GraphStore) -> float:
    watch, made = Stopwatch(), workshop.generator
    take_in_technologies(Holdings(store))
    ingest(store, load_schema(), made.info, watch.without(made.units()), regions_of)
    return watch.seconds


def _plain(workshop: Workshop, peer: PlainSql | PlainCypher) -> float:
    watch, made = Stopwatch(), workshop.generator
    peer.load(watch.without(made.entities()), watch.without(made.relations()))
    return watch.seconds


def _plain_sqlite(workshop: Workshop, folder: Path) -> float:
    peer = PlainSql(folder / "plain.db")
    seconds = _plain(workshop, peer)
    peer.close()
    return seconds


def _plain_neo4j(workshop: Workshop, folder: Path) -> float:
    with server(folder) as running, driver(running) as connected:
        return _plain(workshop, PlainCypher(connected))


def _horizon(workshop: Workshop, store: GraphStore) -> float:
    watch = Stopwatch()
    take_in(Holdings(store), workshop.bundle)
    return watch.seconds


Fill = Callable[[Workshop, GraphStore], float]


def _in_sqlite(fill: Fill) -> Callable[[Workshop, Path], float]:
    def make(workshop: Workshop, folder: Path) -> float:
        with opened_sqlite(folder) as store:
            return fill(workshop, store)

    return make


def _in_neo4j(fill: Fill) -> Callable[[Workshop, Path], float]:
    def make(workshop: Workshop, folder: Path) -> float:
        with server(folder) as running, opened_neo4j(running) as store:
            return fill(workshop, store)

    return make


MAKING: dict[str, Callable[[Workshop, Path], float]] = {
    "plain-sqlite": _plain_sqlite,
    "plain-neo4j": _plain_neo4j,
    "golden-sqlite": _in_sqlite(_golden),
    "golden-neo4j": _in_neo4j(_golden),
    "full-sqlite": _in_sqlite(_full),
    "horizon-sqlite": _in_sqlite(_horizon),
    "full-neo4j": _in_neo4j(_full),
}
