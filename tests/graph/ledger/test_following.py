"""What the house is still to repeat of what was judged in public."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from graph.ledger.following import unrepeated
from graph.sqlite_store import SqliteStore
from tests.conformance.builders import different, same, tell, thing

Judge = Callable[[SqliteStore, str, str], int]


@pytest.fixture
def on(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Let the clock stand at a day."""

    def set_to(day: int) -> None:
        clock = SimpleNamespace(now=lambda _: datetime(2026, 1, day, tzinfo=UTC))
        monkeypatch.setattr("graph.sqlite_store.ledger.datetime", clock)

    return set_to


def store() -> SqliteStore:
    made = SqliteStore(":memory:")
    tell(made, "members", thing("east"), thing("west"))
    return made


def test_each_is_repeated_once_however_often_it_was_said() -> None:
    public, house = store(), store()
    numbers = [same(public, "east", "west") for _ in range(2)]
    assert [one.number for one in unrepeated(public.ledger, house.ledger)] == numbers
    same(house, "east", "west")
    assert [one.number for one in unrepeated(public.ledger, house.ledger)] == numbers[1:]
    same(house, "east", "west")
    assert unrepeated(public.ledger, house.ledger) == []


def test_what_names_a_key_that_is_not_known_waits() -> None:
    public, house = store(), SqliteStore(":memory:")
    same(public, "east", "west")
    tell(house, "members", thing("east"))
    assert unrepeated(public.ledger, house.ledger) == []


@pytest.mark.parametrize(("own", "heard"), [(1, True), (2, False), (3, False)])
@pytest.mark.parametrize(("judge", "other"), [(same, different), (different, same)])
def test_a_later_word_of_the_house_to_the_contrary_stands(
    on: Callable[[int], None], judge: Judge, other: Judge, own: int, heard: bool
) -> None:
    public, house = store(), store()
    on(2)
    judge(public, "east", "west")
    on(own)
    other(house, "west", "east")
    assert bool(unrepeated(public.ledger, house.ledger)) == heard
    on(3)
    judge(house, "west", "east")
    assert unrepeated(public.ledger, house.ledger), "the house says the same in its own words"
