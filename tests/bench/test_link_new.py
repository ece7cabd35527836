"""The crowd among which new organisations are linked, and what is demanded of it."""

from __future__ import annotations

from itertools import islice

from bench.child import Done
from bench.peers.linking import NEW, copies, parted
from bench.results import SQLITE
from bench.rows.link_new import FULL, lines
from graph.linkage.organisation import Organisation

LAB = Organisation("lab", ("Universität Lichtwerk",), country="AT", city="Graz")


def test_a_copy_keeps_words_that_many_share_and_changes_the_others() -> None:
    first, second = islice(copies([LAB]), 2)
    assert first.names == LAB.names
    assert second.names == ("Universität Modjvxisl",)
    assert (first.id, second.id) == ("0-0", "1-0")


def test_the_new_ones_lie_evenly_among_all() -> None:
    some = [*islice(copies([LAB]), 3 * NEW)]
    old, new = parted(some)
    assert len(new) == NEW
    assert {*old, *new} == {*some}
    assert some.index(new[1]) - some.index(new[0]) == 3


def test_a_tenth_of_the_time_is_demanded() -> None:
    done = [Done(0, 10**9, 5, 0), Done(3.0, 10**9, 5, 0), Done(40.0, 2 * 10**9, 5, 0)]
    time, memory, *_ = lines(1_000, done[0], 10**6, done[1], done[2])
    assert time.figures == {SQLITE: 3.0, FULL: 40.0}
    assert [one.met for one in time.targets] == [True]
    assert memory.figures[FULL] == 2_000
