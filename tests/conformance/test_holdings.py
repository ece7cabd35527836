"""A graph of two stores: what is internal leaves no trace in the public one."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing, nullcontext
from dataclasses import replace
from datetime import datetime, tzinfo
from itertools import count
from pathlib import Path

import pytest

from graph.curating import entry
from graph.curating.hand import Hand
from graph.curating.trial import tried
from graph.errors import StoreBusyError, UnknownNameError, UsageError
from graph.export import export, lines
from graph.ledger.history import as_of
from graph.ledger.holdings import Holdings
from graph.ledger.writing import ingest
from graph.sqlite_store import SqliteStore, database
from graph.store import GraphStore
from tests.conformance.builders import SCHEMA, graph_of, info, optics, thing, tie, units
from tests.conformance.house import SECRET, TODAY, House


def test_the_scheme_of_technologies_stays(store: GraphStore) -> None:
    house = House(store)
    house.tell("technologies", thing("oct", "Technology"))
    for purge in (False, True):
        with pytest.raises(UsageError, match="comes with Lumigraph"):
            house.holdings.retract("technologies", purge=purge)
    assert house.sources(store) == {"technologies"}


def test_without_anything_internal_there_is_one_store(house: House) -> None:
    assert house.holdings.internal is None
    assert house.holdings.whole is house.public


def test_an_internal_source_changes_nothing_in_the_public_store(house: House) -> None:
    before, revision = graph_of(house.public), house.public.revision()
    house.tell("members", thing(SECRET), tie(SECRET, "WORKS_ON", "oct"), visibility="internal")
    assert graph_of(house.public) == before
    assert house.public.revision() == revision
    assert SECRET in "".join(house.internal())


def test_the_house_sees_one_graph(house: House) -> None:
    house.tell("members", thing("ekspla"), tie("ekspla", "WORKS_ON", "oct"), visibility="internal")
    once = House(SqliteStore(":memory:"))
    once.tell("optics", *optics())
    once.tell("open", thing("ekspla"), tie("ekspla", "WORKS_ON", "lasers"), thing("brolis"))
    once.tell("members", thing("ekspla"), tie("ekspla", "WORKS_ON", "oct"))
    assert house.internal() == graph_of(once.public)


def test_a_new_version_of_a_public_source_reaches_the_house(house: House) -> None:
    house.tell("members", thing(SECRET), visibility="internal")
    house.tell("open", thing("ekspla"), thing("altechna"))
    for store in (house.public, house.holdings.whole):
        assert {"ekspla", "altechna"} <= set(store.golden.entities(["ekspla", "altechna"]))
        assert not store.golden.entities(["brolis"])


def test_what_others_changed_in_the_public_store_reaches_the_house(house: House) -> None:
    house.tell("members", thing(SECRET), visibility="internal")
    other = Holdings(house.public, today=TODAY)
    other.retract("open")
    other.ingest(info("more", [thing("altechna")]), units([thing("altechna")]))
    house.reopen()
    assert house.holdings.whole.golden.entities(["altechna"])
    assert not house.holdings.whole.golden.entities(["ekspla"])
    assert house.holdings.whole.golden.entities([SECRET])


@pytest.fixture
def shared(store: GraphStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Holdings:
    """Holdings whose internal store is a file that others may write to."""
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.2)
    file = tmp_path / "internal.db"

    def opening(new: bool) -> SqliteStore | None:
        return SqliteStore(str(file)) if new or file.exists() else None

    found = Holdings(store, opening, SCHEMA, TODAY)
    found.ingest(info("optics", optics()), units(optics()))
    for name in ("alpha", "beta", "gamma"):
        found.ingest(info(name, [thing(name)]), units([thing(name)]))
    found.ingest(replace(info("house", [thing(SECRET)]), visibility="internal"), units([]))
    found.judge("alpha", "beta", "different", by="a", reason="")
    return found


CHANGES: dict[str, Callable[[Holdings], object]] = {
    "ingest": lambda one: one.ingest(info("new", [thing("new")]), units([thing("new")])),
    "retract": lambda one: one.retract("gamma"),
    "judge": lambda one: one.judge("alpha", "gamma", "same", by="a", reason=""),
    "undo": lambda one: one.undo(1),
    "by hand": lambda one: Hand(one, "a", "https://a.example").correct("alpha", "founded", "1999"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_who_cannot_change_both_stores_changes_neither(
    shared: Holdings, change: Callable[[Holdings], object], tmp_path: Path
) -> None:
    """Somebody else writes to the internal one: what is refused can be done again as it is."""
    before = [(one.revision(), graph_of(one)) for one in shared.stores]
    with closing(SqliteStore(str(tmp_path / "internal.db"))) as other:
        with other.turn(), pytest.raises(StoreBusyError):
            change(shared)
        assert [(one.revision(), graph_of(one)) for one in shared.stores] == before
    change(shared)
    assert all(one.revision() != then for one, (then, _) in zip(shared.stores, before, strict=True))


def test_what_becomes_internal_is_erased_from_the_public_store_and_its_history(
    house: House,
) -> None:
    house.tell("leak", thing(SECRET))
    told = house.public.revision().number
    house.tell("leak", thing(SECRET), visibility="internal")
    assert "leak" not in house.sources(house.public)
    assert SECRET not in "".join(lines(as_of(house.public, told, SCHEMA)))
    assert SECRET in "".join(house.internal())


class PowerCutError(Exception):
    """Stands for the end of a process."""


def test_what_becomes_internal_is_kept_before_the_public_store_lets_go_of_it(house: House) -> None:
    """Whoever was stopped in between had lost it in both."""

    def stop(store: str) -> None:
        raise PowerCutError

    house.tell("leak", thing(SECRET))
    holdings = Holdings(house.public, house.open, SCHEMA, TODAY, stop)
    hidden = replace(info("leak", [thing(SECRET)]), visibility="internal")
    with pytest.raises(PowerCutError):
        holdings.ingest(hidden, units([thing(SECRET)]))
    house.reopen()
    assert "leak" not in house.sources(house.public)
    assert SECRET in "".join(house.internal())


def test_two_who_bring_both_stores_in_line_at_once(house: House) -> None:
    """The other one takes out of the public store what the first is about to."""
    names = ("altechna", "litilit")
    house.tell("members", thing(SECRET), visibility="internal")
    inside = house.holdings.whole
    for name in names:
        house.tell(name, thing(name))
    for name in names:
        hidden = replace(info(name, [thing(name)]), visibility="internal")
        ingest(inside, SCHEMA, hidden, units([thing(name)]))
    other = Holdings(house.public, house.open, SCHEMA, TODAY)
    assert other.unsettled() is inside
    first = Holdings(house.public, house.open, SCHEMA, TODAY, lambda store: other.settle())
    assert first.internal is inside
    assert house.sources(house.public) == {"open", "optics"}


def test_what_becomes_public_is_in_both(house: House) -> None:
    house.tell("news", thing("altechna"), visibility="internal")
    house.tell("news", thing("altechna"), visibility="public")
    assert house.public.golden.entities(["altechna"])
    house.reopen()
    assert house.public.golden.entities(["altechna"])
    assert house.holdings.whole.golden.entities(["altechna"])


def test_what_is_under_embargo_builds_on_what_is_public(house: House) -> None:
    """It kept keys of internal sources, which became public with it on its day."""
    house.tell("members", thing(SECRET), visibility="internal")
    assert house.holdings.known_to("embargoed until 2027-01-01") is house.public
    assert house.holdings.known_to("internal") is house.holdings.whole
    hand = Hand(
        house.holdings, "a curator", "https://a.example/", visibility="embargoed until 2027-01-01"
    )
    with pytest.raises(UnknownNameError, match="in what is public"):
        hand.relate("ekspla", "COOPERATES_WITH", SECRET, {})
    house.reopen("2027-01-01")
    assert house.holdings.internal
    assert SECRET not in "".join(graph_of(house.public))


def test_an_embargo_ends_on_its_day(house: House) -> None:
    house.tell("news", thing("altechna"), visibility="embargoed until 2026-12-01")
    house.reopen("2026-11-30")
    assert house.holdings.internal is not None
    assert not house.public.golden.entities(["altechna"])
    house.reopen("2026-12-01")
    assert house.holdings.internal is not None
    assert house.public.golden.entities(["altechna"])
    assert house.internal() == graph_of(house.public)


@pytest.mark.parametrize("source", ["open", "members"])
def test_a_retracted_source_is_gone_from_both(house: House, source: str) -> None:
    house.tell("members", thing(SECRET), visibility="internal")
    house.holdings.retract(source)
    house.reopen()
    for store in (house.public, house.holdings.whole):
        assert source not in house.sources(store)


def test_an_unknown_source_is_told_so(house: House) -> None:
    house.tell("members", thing(SECRET), visibility="internal")
    with pytest.raises(UnknownNameError, match="nothing"):
        house.holdings.retract("nothing")


def _published(house: House) -> None:
    """A public version of an internal source was written, its copy not."""
    record = thing("altechna")
    open_house = Holdings(house.public, today=TODAY)
    open_house.ingest(info("members", [record]), units([record]))


def test_a_change_that_was_interrupted_between_the_stores_ends_as_it_began(house: House) -> None:
    house.tell("members", thing(SECRET), visibility="internal")
    before, inside = graph_of(house.public), house.internal()
    _published(house)
    house.reopen()
    assert house.internal() == inside
    assert graph_of(house.public) == before


class Ticking(datetime):
    """A clock that goes on by a microsecond each time it is looked at."""

    ticks = count()

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Ticking:
        return cls(2030, 1, 1, microsecond=next(cls.ticks), tzinfo=tz)


@pytest.mark.parametrize("clock", [datetime, Ticking])
def test_the_later_entry_by_hand_is_believed_in_whichever_store(
    house: House, clock: type[datetime], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where all are made within a millisecond."""
    monkeypatch.setattr(entry, "datetime", clock)
    for value, visibility in (
        ("2001", "internal"),
        ("2002", ""),
        ("2003", "internal"),
        ("2004", ""),
    ):
        hand = Hand(house.holdings, "a curator", "https://a.example/", visibility=visibility)
        hand.correct("ekspla", "founded", value)
        standing = house.holdings.whole.golden.entities(["ekspla"])["ekspla"]
        assert standing.properties["founded"] == value


def test_a_public_entry_repeats_nothing_of_an_internal_source(house: House, tmp_path: Path) -> None:
    """The first key of the whole entity, and what stands there, are secret."""
    inner = thing(f"aaa-{SECRET}", identifiers=["ekspla"], description={"en": SECRET})
    house.tell("members", inner, tie("ekspla", "WORKS_ON", "oct"), visibility="internal")
    hand = Hand(house.holdings, "a curator", "https://a.example/")
    hand.correct("ekspla", "description", {"en": "makes lasers"})
    hand.relate("ekspla", "WORKS_ON", "imaging", {})
    hand.deny_relation(inner.key, "WORKS_ON", "lasers")
    with pytest.raises(UnknownNameError, match="what is public has no relation"):
        hand.end("ekspla", "WORKS_ON", "oct", "2026")
    house.tell("more", thing(SECRET), visibility="internal")
    with pytest.raises(UnknownNameError, match="make this entry internal"):
        hand.correct(SECRET, "founded", "1993")
    export(house.public, tmp_path / "graph.nq")
    assert SECRET not in (tmp_path / "graph.nq").read_text("utf-8")
    whole = house.holdings.whole.golden.entities([inner.key])[inner.key]
    assert whole.properties["description"] == {"en": "makes lasers"}


def test_what_the_house_denies_can_still_be_corrected_in_public(house: House) -> None:
    house.tell("members", thing(SECRET), visibility="internal")
    page = "https://a.example/"
    Hand(house.holdings, "a curator", page, visibility="internal").deny("ekspla")
    assert not house.holdings.whole.golden.entities(["ekspla"])
    Hand(house.holdings, "a curator", page).correct("ekspla", "founded", "1992")
    assert house.public.golden.entities(["ekspla"])["ekspla"].properties["founded"] == "1992"


def test_trying_out_a_public_entry_refuses_what_making_it_would(house: House) -> None:
    house.tell("members", thing(SECRET), visibility="internal")
    for visibility, refused in (("", True), ("internal", False)):
        hand = Hand(house.holdings, "a curator", "https://a.example/", visibility=visibility)
        steps = {
            SECRET: lambda one: one.correct(SECRET, "founded", "1993"),
            "ekspla": lambda one: one.relate("ekspla", "COOPERATES_WITH", SECRET, {}),
        }
        for about, step in steps.items():
            with pytest.raises(UnknownNameError) if refused else nullcontext():
                tried(hand, step, about, SECRET if about != SECRET else "")


def test_a_public_entry_is_tried_out_on_what_is_public(house: House) -> None:
    """What only an internal source states can be neither ended nor shown by it."""
    inner = (tie("ekspla", "WORKS_ON", "oct"), thing("ekspla", description={"en": SECRET}))
    house.tell("members", *inner, visibility="internal")
    hand = Hand(house.holdings, "a curator", "https://a.example/")
    with pytest.raises(UnknownNameError, match="what is public has no relation"):
        tried(hand, lambda one: one.end("ekspla", "WORKS_ON", "oct", "2026"), "ekspla", "oct")
    effect = tried(hand, lambda one: one.correct("ekspla", "founded", "1993"), "ekspla")
    assert [one.properties["founded"] for one in effect.after] == ["1993"]
    assert SECRET not in repr(effect)
    at_home = replace(hand, visibility="internal")
    whole = tried(at_home, lambda one: one.correct("ekspla", "founded", "1993"), "ekspla")
    assert SECRET in repr(whole)
    ended = tried(at_home, lambda one: one.end("ekspla", "WORKS_ON", "oct", "2026"), "ekspla")
    assert [one.until for one in ended.relations_after] == ["2026"]
