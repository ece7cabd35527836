"""What must be true after a fault: what was acknowledged is there, and nothing is half there."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from graph.doctor.derived import IndexCheck
from graph.doctor.examination import examine
from graph.entities import DEFAULT_BASE_URI
from graph.keeping.backup import opened as opened_backup
from graph.keeping.backup import verify
from graph.ledger.judging import undo
from graph.ledger.retention import FORGET
from graph.ledger.writing import retract
from graph.records import EntityRecord
from graph.store import GraphStore
from tests.conformance.builders import SCHEMA, graph_of, info, reach_of
from tests.faults.house import check_both
from tests.faults.nursery import read
from tests.faults.victims import SOURCES, extra, extra_facts, facts, name, opened, take_in


@dataclass(slots=True)
class Figures:
    """What was tried, what was told to be in, and what of it was found."""

    faults: int = 0
    acknowledged: int = 0
    found: int = 0

    def __str__(self) -> str:
        return (
            f"{self.faults} faults tried, {self.acknowledged:,} writes acknowledged, "
            f"{self.found:,} writes found"
        )


def check(url: str, folder: Path, diary: str = "diary") -> tuple[int, int]:
    """Return how many writes were acknowledged, and how many of them are there.

    The doctor finds nothing, and each source is one of the versions that it may be, whole.
    """
    file = folder / diary
    with closing(opened(url)) as store:
        found = _versions(store, file) + _asked(store, file) + _judged(store, file)
        found += _forgotten(store, file) + _purged(store, file) + check_both(store, folder, file)
        assert examine(store, SCHEMA, thorough=True) == []
        assert [*IndexCheck(store, folder / "index", DEFAULT_BASE_URI).find()] == []
    found += _backups(folder, file)
    indexed = len(read(file, "done", "index"))  # derived: what counts is that it can be read
    return len(read(file, "done")), found + indexed


def _versions(store: GraphStore, diary: Path) -> int:
    """Return how many acknowledged versions of sources are in, or were and made way for later."""
    standing = {one.info.name: one.info.digest for one in store.ledger.sources()}
    done, begun = read(diary, "done", "ingest"), read(diary, "begin", "ingest")
    for source in range(SOURCES):
        versions = [int(version) for one, version in begun if int(one) == source]
        known = [int(version) for one, version in done if int(one) == source]
        least = versions.index(known[-1]) if known else 0
        allowed = {info(name(source), facts(source, one)).digest for one in versions[least:]}
        if not known:
            allowed.add(info(name(source), facts(source, 0)).digest)
        assert standing[name(source)] in allowed
    recorded = {one.info.digest for one in store.ledger.sources(closed=True)}
    there = [info(name(int(one)), facts(int(one), int(version))).digest for one, version in done]
    return sum(one in recorded for one in there)


def _asked(store: GraphStore, diary: Path) -> int:
    ids = {id_ for (id_,) in read(diary, "done", "propose")}
    return sum(id_ in store.queue.find(ids) for (id_,) in read(diary, "done", "propose"))


def _judged(store: GraphStore, diary: Path) -> int:
    judgements = {one.number: one for one in store.ledger.judgements(closed=True)}
    made = sum(int(number) in judgements for (number,) in read(diary, "done", "judge"))
    undone = read(diary, "done", "undo")
    return made + sum(judgements[int(number)].closed is not None for (number,) in undone)


def _forgotten(store: GraphStore, diary: Path) -> int:
    """Return how much letting go stands; the last went to its end, or did not begin.

    What comes later may supersede what was kept as the last that was known of a firm.
    """
    later = {one.number: one.action for one in store.revisions()}
    for number, count in read(diary, "begin", "forget")[-1:]:
        if {later[one] for one in later if one > int(number)} <= {FORGET}:
            assert len(store.ledger.superseded(int(number))) in (0, int(count))
    return sum(later[int(number) + 1] == FORGET for (number,) in read(diary, "done", "forget"))


def _purged(store: GraphStore, diary: Path) -> int:
    """Return how many sources are erased with their history; one that is not is whole."""
    known = {one.info.name for one in store.ledger.sources(closed=True)}
    for (number,) in read(diary, "begin", "purge"):
        firms = {one.key for one in extra_facts(int(number)) if isinstance(one, EntityRecord)}
        there = store.ledger.identities(firms)
        assert len(there) == (len(firms) if extra(int(number)) in known else 0)
        assert store.golden.entities(set(firms)).keys() == there.keys()
    return sum(extra(int(number)) not in known for (number,) in read(diary, "done", "purge"))


def _backups(folder: Path, diary: Path) -> int:
    """Return how many acknowledged backups are there; whatever is there is whole."""
    files = {one.name for one in folder.glob("backup-*.zip")}
    for one in files:
        verify(opened_backup(folder / one))
    return sum(file in files for (file,) in read(diary, "done", "backup"))


def completes(url: str, other: str) -> None:
    """Repeat what was interrupted: the graph becomes that of a store that nothing happened to."""
    states = []
    for address in (url, other):
        with closing(opened(address)) as store:
            for made in store.ledger.judgements():
                undo(store, SCHEMA, made.number)
            for one in store.ledger.sources():
                if one.info.name.startswith("extra-"):
                    retract(store, SCHEMA, one.info.name, purge=True)
            for source in range(SOURCES):
                take_in(store, source, 1)
                take_in(store, source, 2)
            states.append((graph_of(store), reach_of(store), sorted(store.names.every())))
    assert states[0] == states[1]
