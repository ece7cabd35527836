"""Two who write at once, a clock that was set back, an index that was torn: nothing is lost."""

from __future__ import annotations

import random
from contextlib import closing
from datetime import datetime, tzinfo
from pathlib import Path

import pyoxigraph
import pytest

import graph.stored
from graph.doctor.examination import examine
from graph.entities import DEFAULT_BASE_URI
from graph.rdf.index import Index
from tests.conformance.builders import SCHEMA, tell, thing
from tests.faults.aftermath import check
from tests.faults.nursery import Nursery, read
from tests.faults.victims import SOURCES, emptied, name, opened, prepare

TURNS = 3
BEGINNERS = (0, 1, 5, 7)
"""Seeds of four, of whom two say the same: that is in once or twice, as they come."""


def test_two_ingests_at_once(victims: Nursery, url: str, tmp_path: Path) -> None:
    """Each waits for the other or is told to try again; what both were told to be in, is in."""
    pids = [
        victims.start("ingest", url, tmp_path, "diary", seed=seed, times=TURNS) for seed in (1, 2)
    ]
    assert [victims.wait(pid) for pid in pids] == [0, 0]
    assert len(read(tmp_path / "diary", "done")) == len(pids) * TURNS
    acknowledged, found = check(url, tmp_path)
    assert found == acknowledged
    with closing(opened(url)) as store:
        numbers = [one.number for one in store.revisions()]
        assert numbers == [*range(1, len(numbers) + 1)]


def test_several_begin_a_store_at_once(
    victims: Nursery, url: str, backend: str, tmp_path: Path
) -> None:
    """Each finds it laid out, by whomever, and what each was told to be in is in."""
    for turn in range({"sqlite": TURNS, "neo4j": 1}[backend]):
        emptied(url)
        diary = f"diary-{turn}"
        pids = [
            victims.start("ingest", url, tmp_path, diary, seed=seed, times=1) for seed in BEGINNERS
        ]
        ended = [victims.wait(pid) for pid in pids]
        assert (ended, read(tmp_path / diary, "failed")) == ([0] * len(BEGINNERS), [])
        done = read(tmp_path / diary, "done", "ingest")
        with closing(opened(url)) as store:
            told = {one.note for one in store.revisions() if one.action == "ingest"}
            assert (len(done), told) == (len(BEGINNERS), {name(one) for one in range(SOURCES)})
            assert examine(store, SCHEMA, thorough=True) == []


def test_a_clock_that_was_set_back(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Revisions are in the order of their numbers, whatever the clock says of them."""

    class Yesteryear(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Yesteryear:
            return cls(2001, 2, 3, tzinfo=tz)

    with closing(opened(url)) as store:
        before = store.revision()
        monkeypatch.setattr(graph.stored, "datetime", Yesteryear)
        tell(store, "later", thing("later"))
        assert store.revision().number == before.number + 1
        assert store.revision().at < before.at
        assert store.golden.changed(before.number) == (["later"], [])
        assert store.golden.types(["later"]) == {"later": "Company"}
        assert examine(store, SCHEMA) == []


@pytest.mark.parametrize("seed", range(3))
def test_a_torn_index(tmp_path: Path, seed: int) -> None:
    """Some file of the RDF index is cut at some place: the next who reads gets a whole one."""
    url, dice = f"sqlite:///{tmp_path / 'graph.db'}", random.Random(seed)
    prepare(url)
    index = Index(tmp_path / "index", DEFAULT_BASE_URI)
    with closing(opened(url)) as store:
        whole = index.build(store)
        names = ("CURRENT", "stamp.json", "MANIFEST-")
        files = [one for one in sorted(index.folder.rglob("*")) if one.name.startswith(names)]
        torn = dice.choice(files)
        torn.write_bytes(torn.read_bytes()[: dice.randrange(torn.stat().st_size)])
        again = index.repair(store)
        assert (again.revision, again.quads) == (whole.revision, whole.quads)
        assert len(pyoxigraph.Store.read_only(str(index.path(again)))) == whole.quads
    assert check(url, tmp_path) == (0, 0)
