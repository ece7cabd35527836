"""What is done by processes that will be killed: each tells on file what it began, and what is in.

Started as a program, it imports everything once, and then forks a process for each line of JSON on
its standard input: so a victim begins within milliseconds, and no other thread lives in it.
"""

from __future__ import annotations

import json
import os
import random
import resource
import signal
import sys
import traceback
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import lumigraph
from graph.entities import DEFAULT_BASE_URI
from graph.errors import StoreBusyError
from graph.keeping.backup import PUBLIC, Backup, back_up
from graph.keeping.backup import opened as opened_backup
from graph.keeping.moving import move as move_all
from graph.keeping.restoring import bring_back
from graph.ledger.judging import undo
from graph.ledger.retention import forget_history
from graph.ledger.writing import Report, retract
from graph.neo4j_store import Neo4jStore
from graph.rdf.index import Index
from graph.records import Record
from graph.review.proposal import Pair, Proposal
from graph.review.proposing import propose
from graph.sqlite_store import SqliteStore
from graph.sqlite_store.blank import BESIDE
from graph.store import GraphStore
from tests.conformance.builders import SCHEMA, optics, same, tell, thing, tie
from tests.faults import house
from tests.neo4j_testing import bare, credentials

SPILL = 9
"""Rows a transaction, so that a revision of a victim takes several."""
SOURCES = 3
FIRMS = 2
ORIGIN, BACKUPS = "origin.db", ("first.zip", "second.zip")
"""The store that is moved, and two backups of it: of before it changed, and of then."""


class Diary:
    """What a victim began and what was acknowledged, in a file that outlives it."""

    def __init__(self, file: Path) -> None:
        self._file = os.open(file, os.O_CREAT | os.O_APPEND | os.O_WRONLY)

    def tell(self, what: str, *words: object) -> None:
        """Write a line: all of it, or nothing."""
        os.write(self._file, f"{' '.join(map(str, [what, *words]))}\n".encode())


def opened(url: str) -> GraphStore:
    """Open the store at ``url`` as a process does that is told nothing else."""
    if url.startswith("sqlite:///"):
        return SqliteStore(url.removeprefix("sqlite:///"))
    return Neo4jStore(url, *credentials(), spill=SPILL)


def emptied(url: str) -> None:
    """Let a store of the tests be as if nobody had opened it yet."""
    if url.startswith("sqlite:///"):
        for ending in BESIDE:
            Path(url.removeprefix("sqlite:///") + ending).unlink(missing_ok=True)
    else:
        bare(url)


def facts(source: int, version: int) -> list[Record]:
    """Return what a version of a source says: the same for everybody."""
    firms = [f"firm-{source}-{number}" for number in range(FIRMS + version % 3)]
    said: list[Record] = [
        thing(firm, name={"en": f"{firm} in version {version}"}, website=f"https://{firm}.example")
        for firm in firms
    ]
    said += [tie(firm, "LOCATED_IN", "LT") for firm in firms]
    return said + [tie(firm, "WORKS_ON", ("oct", "lasers")[version % 2]) for firm in firms]


def name(source: int) -> str:
    return f"source-{source}"


def take_in(store: GraphStore, source: int, version: int) -> Report:
    """Take in a version of a source."""
    return tell(store, name(source), *facts(source, version))


def ingest(store: GraphStore, diary: Diary, dice: random.Random, folder: Path) -> None:
    """Take in new versions of sources, one after the other."""
    source, version = dice.randrange(SOURCES), store.revision().number
    diary.tell("begin", "ingest", source, version)
    take_in(store, source, version)
    diary.tell("done", "ingest", source, version)


def link(store: GraphStore, diary: Diary, dice: random.Random, folder: Path) -> None:
    """Propose pairs, judge one, and take the judgement back."""
    number = store.revision().number
    pair = Pair(f"firm-0-{number}", f"firm-1-{number}")
    proposal = Proposal(pair, dice.random(), "linkage")
    with store.writing("link", ""):
        propose(store, "linkage", [proposal], complete=False)
    diary.tell("done", "propose", proposal.id)
    keys = [f"firm-{dice.randrange(2, SOURCES)}-{end}" for end in (0, 1)]
    if len(store.ledger.identities(keys)) == len(keys):
        made = same(store, keys[0], keys[1])
        diary.tell("done", "judge", made)
        undo(store, SCHEMA, made)
        diary.tell("done", "undo", made)


def index(store: GraphStore, diary: Diary, dice: random.Random, folder: Path) -> None:
    """Change something, and bring the RDF index up to date."""
    ingest(store, diary, dice, folder)
    stamp = Index(folder / "index", DEFAULT_BASE_URI).repair(store)
    diary.tell("done", "index", stamp.revision)


def backup(store: GraphStore, diary: Diary, dice: random.Random, folder: Path) -> None:
    """Change something, and back it up."""
    ingest(store, diary, dice, folder)
    file = folder / f"backup-{dice.randrange(6)}.zip"
    back_up({PUBLIC: store}, file, "0")
    diary.tell("done", "backup", file.name)


def forget(store: GraphStore, diary: Diary, dice: random.Random, folder: Path) -> None:
    """Replace something, and let go what was known before."""
    ingest(store, diary, dice, folder)
    last = store.revision()
    diary.tell("begin", "forget", last.number, len(store.ledger.superseded(last.number)))
    if forget_history(store, last.at[:10]):
        diary.tell("done", "forget", last.number)


def purge(store: GraphStore, diary: Diary, dice: random.Random, folder: Path) -> None:
    """Take in a source of one's own, and erase it for good."""
    number = store.revision().number
    diary.tell("begin", "purge", number)
    tell(store, extra(number), *extra_facts(number))
    retract(store, SCHEMA, extra(number), purge=True)
    diary.tell("done", "purge", number)


def move(store: GraphStore, diary: Diary, dice: random.Random, folder: Path) -> None:
    """Let a source be for everybody, or for the house alone."""
    with house.housed(store, folder) as holdings:
        version = holdings.whole.revision().number
        told = extra(dice.randrange(FIRMS)), version, dice.choice(house.VISIBILITIES)
        diary.tell("begin", "move", *told)
        house.move(holdings, *told)
        diary.tell("done", "move", *told)


def judge(store: GraphStore, diary: Diary, dice: random.Random, folder: Path) -> None:
    """Judge in both stores of a graph, and take the judgement back in both."""
    with house.housed(store, folder) as holdings:
        house.move(holdings, extra(FIRMS), 0, "internal")
        why = str(holdings.whole.revision().number)
        made = holdings.judge("firm-0-0", "firm-1-0", "same", by="a curator", reason=why)
        diary.tell("done", "both", why)
        holdings.undo(made.number)
        diary.tell("done", "neither", why)


def restore(store: GraphStore, diary: Diary, dice: random.Random, folder: Path) -> None:
    """Bring a backup back, where the store is empty."""
    _fill(store, diary, "restore", lambda: bring_back(_backup(folder, 0), PUBLIC, store, SCHEMA))


def move_in(store: GraphStore, diary: Diary, dice: random.Random, folder: Path) -> None:
    """Put all of another store in, where this one is empty."""
    with closing(SqliteStore(str(folder / ORIGIN))) as origin:
        _fill(store, diary, "move_in", lambda: move_all(origin, store, SCHEMA))


def replace(store: GraphStore, diary: Diary, dice: random.Random, folder: Path) -> None:
    """Bring one backup or another back in the place of what is there."""
    one = _backup(folder, dice.randrange(len(BACKUPS)))
    diary.tell("begin", "replace")
    bring_back(one, PUBLIC, store, SCHEMA, replace=True)


def _fill(store: GraphStore, diary: Diary, work: str, fill: Callable[[], object]) -> None:
    if not store.revision().number:
        diary.tell("begin", work)
        fill()


def _backup(folder: Path, number: int) -> Backup:
    return opened_backup(folder / BACKUPS[number])


def extra(number: int) -> str:
    """Return what a source is called that is to be purged."""
    return f"extra-{number}"


def extra_facts(number: int) -> list[Record]:
    """Return what it says: of firms that nobody else knows."""
    firms = [f"{extra(number)}-{one}" for one in range(FIRMS)]
    said: list[Record] = [thing(firm) for firm in firms]
    return said + [tie(firm, "WORKS_ON", "lasers") for firm in firms]


def bundled(store: GraphStore, diary: Diary, dice: random.Random, folder: Path) -> None:
    """Take in the bundled data."""
    with lumigraph.open(store.url) as graph:
        graph.ingest(lumigraph.bundled_data())
    diary.tell("done", "bundled", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)


WORKS: dict[str, Callable[[GraphStore, Diary, random.Random, Path], None]] = {
    one.__name__: one
    for one in (
        ingest,
        link,
        index,
        backup,
        forget,
        purge,
        move,
        judge,
        restore,
        move_in,
        replace,
        bundled,
    )
}
LIMITS = {"size": resource.RLIMIT_FSIZE, "memory": resource.RLIMIT_DATA}


def prepare(url: str) -> None:
    """Put in what the sources of the victims point at, and one version of each."""
    with closing(opened(url)) as store:
        tell(store, "optics", *optics())
        for source in range(SOURCES):
            take_in(store, source, 0)


def live(order: dict[str, Any]) -> None:
    """Do the work again and again until somebody ends it, or so many times."""
    for limit, most in order.get("limits", {}).items():
        resource.setrlimit(LIMITS[limit], (most, most))
    if user := order.get("user"):
        os.setuid(user)
    folder, dice = Path(order["folder"]), random.Random(order["seed"])
    diary = Diary(Path(order["diary"]))
    diary.tell("ready", os.getpid())
    done, times = 0, order.get("times", sys.maxsize)
    with closing(opened(order["url"])) as store:
        while done < times:
            try:
                WORKS[order["work"]](store, diary, dice, folder)
                done += 1
            except StoreBusyError:
                diary.tell("busy")


def fork(order: dict[str, Any]) -> int:
    """Return the id of a process that lives by ``order``; what goes wrong is told in its diary."""
    pid = os.fork()
    if pid:
        return pid
    code = 0
    try:
        live(order)
    except BaseException as error:
        code = 1
        diary = Diary(Path(order["diary"]))
        diary.tell("failed", type(error).__name__, str(error).replace("\n", " "))
        if "traceback" in order:
            traceback.print_exc()
    os._exit(code)


def main() -> None:
    """Fork victims as the lines on standard input say, and wait for them."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for line in sys.stdin:
        order = json.loads(line)
        if "wait" in order:
            _, status = os.waitpid(order["wait"], 0)
            answer = os.waitstatus_to_exitcode(status)
        else:
            answer = fork(order)
        print(answer, flush=True)


if __name__ == "__main__":
    main()
