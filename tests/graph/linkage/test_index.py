"""The index of linking: what is new is compared as if all were, whatever happened to the file."""

from __future__ import annotations

import os
import random
import signal
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from graph.errors import StoreBusyError, StoreError
from graph.linkage.kept.batch import Batch
from graph.linkage.kept.index import Index, Stamp
from graph.linkage.kept.removal import NAME
from graph.linkage.kept.sorts import PROJECTS
from graph.linkage.linking import Linked, link
from graph.linkage.model import Model
from graph.linkage.organisation import Organisation
from graph.linkage.others.project import RULES, TYPES, Project, lines
from graph.linkage.others.weighing import rules, weigh
from graph.linkage.reading import Filed

MODEL = Model.load()
FIRST, SECOND = Stamp(1, "2026-01-01", "one"), Stamp(2, "2026-01-02", "one")
WORDS = ("Lichtwerk", "Optik", "Laser", "Photonik", "Institut", "Universität", "Klinik", "Sensorik")
PLACES = (("AT", "Graz"), ("DE", "Jena"), ("LT", "Vilnius"))
Weighed = dict[frozenset[str], float]


def organisations(number: int, seed: int) -> list[Organisation]:
    """Return organisations whose names are made of few words, so that many resemble each other."""
    dice = random.Random(seed)
    return [_organisation(str(place), dice) for place in range(number)]


def _organisation(id_: str, dice: random.Random) -> Organisation:
    country, city = dice.choice(PLACES)
    names = tuple(
        f"{' '.join(dice.sample(WORDS, dice.randint(1, 3)))} {dice.choice(('GmbH', 'AG', ''))}"
        for _ in range(dice.randint(1, 2))
    )
    street = f"Hauptstr. {dice.randint(1, 3)}" if dice.random() < 0.5 else ""
    return Organisation(id_, names, country, city, address=street, postcode="8010")


def filed(some: Sequence[Organisation]) -> Iterator[Filed]:
    return (Filed(one.id, one) for one in some)


def weighed(linked: Linked, ids: Sequence[str]) -> Weighed:
    pairs = linked.pairs
    sides = zip(pairs.left.tolist(), pairs.right.tolist(), strict=True)
    return {
        frozenset((ids[left], ids[right])): round(weight, 6)
        for (left, right), weight in zip(sides, pairs.weight.tolist(), strict=True)
    }


def compared(batch: Batch) -> Weighed:
    return weighed(batch.linked(MODEL), batch.keys)


def in_full(some: Sequence[Organisation], new: Sequence[Organisation]) -> Weighed:
    """Return what a full run over ``some`` tells of the pairs that touch ``new``."""
    ids = {one.id for one in new}
    found = weighed(link(some, MODEL), [one.id for one in some])
    return {pair: weight for pair, weight in found.items() if pair & ids}


def settled(index: Index) -> None:
    index.mark(index.batch(MODEL.digest), MODEL.digest)


@pytest.mark.parametrize("seed", range(2))
def test_new_records_weigh_with_all_others_what_a_full_run_says(tmp_path: Path, seed: int) -> None:
    some = organisations(60, seed)
    random.Random(seed).shuffle(some)
    old, new = some[:50], some[50:]
    with Index.of(tmp_path) as index:
        index.fill(filed(old), FIRST)
        settled(index)
    with Index.of(tmp_path) as index:
        index.replace([one.id for one in new], filed(new), SECOND)
        batch = index.batch(MODEL.digest)
        assert batch.counted is not None
        assert compared(batch) == in_full(some, new) != {}


def test_new_projects_weigh_with_all_others_what_a_full_run_says(tmp_path: Path) -> None:
    dice, model = random.Random(3), rules(RULES)
    some = [
        Project(
            str(place),
            frozenset(),
            (" ".join(dice.sample(WORDS, 4)),),
            (dice.choice(("LUX", "OPTO", "RAY")),) if dice.random() < 0.5 else (),
            f"20{dice.randint(20, 22)}-01",
        )
        for place in range(60)
    ]
    old, new = some[:50], some[50:]
    with Index.of(tmp_path) as index:
        index.fill([*filed(organisations(5, 1)), *(Filed(one.id, one) for one in old)], FIRST)
        index.mark(index.batch(model.digest, PROJECTS), model.digest)
        assert not index.batch(model.digest, PROJECTS).rows
        index.replace([one.id for one in new], (Filed(one.id, one) for one in new), SECOND)
        assert (index.size(), index.size(PROJECTS)) == (5, 60)
        batch = index.batch(model.digest, PROJECTS)
    assert batch.new_from > 0
    whole = weigh(some, lines, TYPES, model)
    ids = {one.id for one in new}
    expected = weighed(whole.linked, whole.keys)
    touched = {pair: weight for pair, weight in expected.items() if pair & ids}
    assert weighed(batch.linked(model), batch.keys) == touched != {}


def test_a_changed_record_weighs_as_it_is_now_and_a_lost_one_nothing(tmp_path: Path) -> None:
    some = organisations(60, 7)
    changed, gone = [replace(one, names=("Laser Institut",)) for one in some[:5]], some[5:9]
    with Index.of(tmp_path) as index:
        index.fill(filed(some), FIRST)
        settled(index)
        index.replace([one.id for one in (*changed, *gone)], filed(changed), SECOND)
        now = [*changed, *some[9:]]
        assert index.size() == len(now)
        assert compared(index.batch(MODEL.digest)) == in_full(now, changed) != {}


def test_where_much_is_new_all_is_compared() -> None:
    some = organisations(40, 1)
    with Index.of() as index:
        index.fill(filed(some), FIRST)
        batch = index.batch(MODEL.digest)
        assert compared(batch) == in_full(some, some)
        index.mark(batch, MODEL.digest)
        assert not index.batch(MODEL.digest).rows
        assert len(index.batch(replace(MODEL, automatic=9.0).digest).keys) == len(some)


def _die_in(folder: Path, moment: str) -> None:
    """Replace half of what an index holds in a process that is killed at a moment."""
    pid = os.fork()
    if not pid:
        with Index.of(folder) as index:

            def killed(*_: object) -> None:
                os.kill(os.getpid(), signal.SIGKILL)

            setattr(index, moment, killed)
            some = organisations(20, 3)
            index.replace([one.id for one in some], filed(some), SECOND)
        os._exit(1)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == -signal.SIGKILL


@pytest.mark.parametrize("moment", ["_drop", "_put", "_count", "_close"])
def test_who_is_killed_while_replacing_leaves_what_was(tmp_path: Path, moment: str) -> None:
    some = organisations(40, 2)
    with Index.of(tmp_path) as index:
        index.fill(filed(some), FIRST)
        before = compared(index.batch(MODEL.digest))
    _die_in(tmp_path, moment)
    with Index.of(tmp_path) as index:
        assert index.stamp() == FIRST
        assert compared(index.batch(MODEL.digest)) == before


def test_an_index_left_in_the_middle_of_its_making_holds_nothing(tmp_path: Path) -> None:
    def broken() -> Iterator[Filed]:
        yield from filed(organisations(3, 1))
        raise KeyboardInterrupt

    with Index.of(tmp_path) as index, pytest.raises(KeyboardInterrupt):
        index.fill(broken(), FIRST)
    with Index.of(tmp_path) as index:
        assert index.stamp() is None
        index.fill(filed(organisations(5, 1)), SECOND)
        assert (index.stamp(), index.size()) == (SECOND, 5)


def test_a_torn_file_is_made_anew(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / NAME).write_bytes(b"torn" * 5000)
    with Index.of(tmp_path) as index:
        assert index.stamp() is None
    assert "is made anew" in caplog.text


def test_two_do_not_write_at_once(tmp_path: Path) -> None:
    with Index.of(tmp_path), pytest.raises(StoreBusyError), Index.of(tmp_path):
        pass


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="cannot be kept in"), Index.of(tmp_path / "file"):
        pass
