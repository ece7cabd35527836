"""What is judged in public holds in the house, unless it judged otherwise later."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import AbstractContextManager, closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from graph.doctor.pair import Pair
from graph.errors import StoreError, UsageError
from graph.ledger.following import follow_judgements
from graph.ledger.holdings import Holdings
from graph.ledger.verdicts import Said
from graph.sqlite_store import SqliteStore
from graph.store import GraphStore
from tests.conformance.builders import SCHEMA, graph_of, tell, thing, tie
from tests.conformance.house import SECRET, TODAY, House


def test_a_judgement_of_public_keys_holds_in_both_and_is_undone_in_both(house: House) -> None:
    before = graph_of(house.public)
    house.tell("members", thing(SECRET), visibility="internal")
    inside = house.internal()
    judgement = house.holdings.judge("ekspla", "brolis", "same", by="curator", reason="")
    for store in (house.public, house.holdings.whole):
        assert len(store.golden.entities(["ekspla", "brolis"])) == 1
    house.holdings.undo(judgement.number)
    assert (graph_of(house.public), house.internal()) == (before, inside)


def test_a_judgement_of_an_internal_key_stays_in_the_house(house: House) -> None:
    house.tell("members", thing(SECRET), visibility="internal")
    before, revision = graph_of(house.public), house.public.revision()
    house.holdings.judge("ekspla", SECRET, "same", by="curator", reason="")
    house.reopen()
    assert (graph_of(house.public), house.public.revision()) == (before, revision)
    assert len(house.holdings.whole.golden.entities(["ekspla", SECRET])) == 1


def test_judgements_made_and_undone_elsewhere_reach_the_house(house: House) -> None:
    house.tell("members", thing(SECRET), visibility="internal")
    other = Holdings(house.public, today=TODAY)
    judgement = other.judge("ekspla", "brolis", "same", by="curator", reason="")
    house.reopen()
    assert len(house.holdings.whole.golden.entities(["ekspla", "brolis"])) == 1
    other.undo(judgement.number)
    house.reopen()
    assert len(house.holdings.whole.golden.entities(["ekspla", "brolis"])) == 2


NO_ROOM = "CREATE TRIGGER no_room BEFORE INSERT ON revision BEGIN SELECT RAISE(FAIL, 'full'); END"
SAID = Said("ekspla", "brolis", "same", "a curator", "")


@pytest.mark.parametrize(
    "judge",
    [
        lambda one: one.judge(*SAID[:3], by=SAID.by, reason=""),
        lambda one: one.judge_all("some", [SAID]),
    ],
    ids=["one", "some"],
)
def test_a_judgement_that_the_public_store_cannot_keep_stands_nowhere(
    store: GraphStore, tmp_path: Path, judge: Callable[[Holdings], object]
) -> None:
    """Of whichever kind the house is: what it kept first, nobody would have known of in public."""
    file = tmp_path / "public.db"
    with closing(SqliteStore(str(file))) as public:
        tell(public, "open", thing("ekspla"), thing("brolis"))
        holdings = Holdings(public, lambda _: store, SCHEMA, TODAY)
        before = graph_of(holdings.whole)
        with closing(sqlite3.connect(file)) as other, other:
            other.execute(NO_ROOM)
        with pytest.raises(StoreError, match="cannot write"):
            judge(holdings)
        assert [one.ledger.judgements() for one in (public, store)] == [[], []]
        assert graph_of(store) == before


def test_two_who_let_the_house_follow_at_once(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other one is done between our look and our turn: one copy is made, and it is dropped."""
    house.tell("members", thing(SECRET), visibility="internal")
    inside, other = house.holdings.whole, Holdings(house.public, today=TODAY)

    def late(action: str, note: str) -> AbstractContextManager[int]:
        monkeypatch.undo()
        follow_judgements(house.public, inside, SCHEMA)
        return inside.writing(action, note)

    def followed() -> int:
        monkeypatch.setattr(inside, "writing", late)
        follow_judgements(house.public, inside, SCHEMA)
        return len(inside.ledger.judgements())

    judgement = other.judge("ekspla", "brolis", "same", by="curator", reason="")
    assert followed() == 1
    other.undo(judgement.number)
    assert followed() == 0


def test_a_judgement_of_what_was_retracted_waits(house: House) -> None:
    """A judgement of a key that no record names any more does not keep the house from opening."""
    other = (thing("quarz"), tie("quarz", "WORKS_ON", "lasers"))
    house.tell("other", *other)
    house.holdings.judge("ekspla", "quarz", "same", by="a curator", reason="")
    house.holdings.retract("other")
    house.tell("members", thing(SECRET), visibility="internal")
    assert house.holdings.whole.ledger.judgements() == []
    house.tell("other", *other)
    assert house.holdings.whole.ledger.identities(["quarz"]) == {"quarz": "ekspla"}


def test_what_the_house_overruled_stays_until_it_lets_go_of_that(house: House) -> None:
    """What is known in the house alone was merged again by the next process that opened it."""
    house.tell("members", thing("ekspla"), thing("brolis"), visibility="internal")
    house.holdings.judge("ekspla", "brolis", "same", by="a curator", reason="")
    house.holdings.retract("open")
    own = house.holdings.judge("ekspla", "brolis", "different", by="the house", reason="")
    house.reopen()
    assert len(house.holdings.whole.golden.entities(["ekspla", "brolis"])) == 2
    assert house.holdings.internal
    assert not list(Pair(house.public, house.holdings.internal, TODAY).unlike())
    house.holdings.undo(own.number)
    assert len(house.holdings.whole.golden.entities(["ekspla", "brolis"])) == 1


def test_many_public_judgements_reach_a_new_house_in_one_revision(house: House) -> None:
    """One revision for each made the time grow with the square of their number."""
    names = [f"number-{number}" for number in range(12)]
    house.tell("many", *map(thing, names))
    pairs = zip(names[::2], names[1::2], strict=True)
    said = [Said(*pair, "same", "a linker", "") for pair in pairs]
    house.holdings.judge_all("alike", said)
    house.tell("members", thing(SECRET), visibility="internal")
    whole = house.holdings.whole
    assert len(whole.golden.entities(names)) == len(said)
    assert len({one.opened for one in whole.ledger.judgements()}) == 1


def test_what_the_house_judges_again_after_the_public_took_it_back_stays(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.tell("other", thing("quarz"))
    house.tell("members", thing(SECRET), visibility="internal")
    first = house.holdings.judge("ekspla", "quarz", "same", by="a curator", reason="")
    house.holdings.undo(first.number)
    house.tell("other", thing("quarz"), visibility="internal")
    later = (datetime.now(UTC) + timedelta(seconds=5)).replace(microsecond=0)
    monkeypatch.setattr("graph.sqlite_store.ledger.datetime", SimpleNamespace(now=lambda _: later))
    house.holdings.judge("ekspla", "quarz", "same", by="a curator", reason="")
    house.reopen()
    assert house.holdings.whole.ledger.identities(["quarz"]) == {"quarz": "ekspla"}


def test_of_two_judgements_that_say_the_same_one_is_undone(house: House) -> None:
    house.tell("members", thing(SECRET), visibility="internal")
    said = ("ekspla", "brolis", "same")
    house.holdings.judge(*said, by="a curator", reason="")
    house.holdings.undo(house.holdings.judge(*said, by="a curator", reason="").number)
    house.reopen()
    for store in (house.public, house.holdings.whole):
        assert len(store.ledger.judgements()) == 1
        assert len(store.golden.entities(["ekspla", "brolis"])) == 1


def test_what_the_house_cannot_part_is_parted_nowhere(house: House) -> None:
    house.tell("open", thing("club:acme", identifiers=["pic:2"]))
    house.tell("members", thing("club-acme", identifiers=["pic:2"]), visibility="internal")
    before = graph_of(house.public)
    said = Said("club:acme", "pic:2", "different", "a", "")
    with pytest.raises(UsageError, match="cannot be parted"):
        house.holdings.judge(*said[:3], by="a", reason="")
    with pytest.raises(UsageError, match="cannot be parted"):
        house.holdings.judge_all("some", [said])
    assert graph_of(house.public) == before
    assert house.public.ledger.judgements() == []


def test_a_public_judgement_reaches_a_house_that_cannot_part_them(house: House) -> None:
    """It was refused there, and from then on nothing could be taken in."""
    house.tell("open", thing("club:acme"))
    house.tell("list", thing("pic:2"))
    house.holdings.judge("club:acme", "pic:2", "different", by="a", reason="")
    house.holdings.retract("list")
    house.tell("members", thing("club-acme", identifiers=["pic:2"]), visibility="internal")
    assert len(house.holdings.whole.ledger.judgements()) == 1
    house.tell("more", thing("altechna"), visibility="internal")
    assert house.holdings.whole.golden.entities(["altechna"])
