"""A listed graph brought up to date: files, addresses, polygons, and what goes wrong."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from graph.errors import UsageError
from graph.ledger.holdings import Holdings
from graph.sqlite_store import SqliteStore
from ingest.fetching import Cache, Limits
from lumigraph.listing import Listed, Listing
from lumigraph.refreshing import Outcome, Refreshing, Wish
from tests.ingest.geometry.files import write
from tests.ingest.web import Page, Web

DAY = 86_400
FACTS = """
format: lumigraph/1
name: another-name
entries:
- id: {id}
  type: Company
  name: {{en: {name}}}
"""
MAPPING = """
visibility: public
rows: organisations
columns: {name: name, country: country, latitude: latitude, longitude: longitude}
"""
CITIES = """
visibility: public
rows: organisations
columns: {name: name, country: country, region: nuts, city: city, lat: latitude, lon: longitude}
"""
TOWNS = """name,country,region,city,lat,lon
Alpha UAB,LT,,Telšiai,55.98,22.25
Beta UAB,LT,,Kaunas,,
Gamma UAB,LT,LT022,Kaunas,,
Delta UAB,LT,LT022,Kaunas,,
"""
SNAPSHOT = """
visibility: public
snapshot: '{day}'
rows: members
of: {{id: cluster, type: Cluster}}
columns: {{name: name, country: country}}
"""
TABLE = "name,country,latitude,longitude\nAlpha UAB,LT,54.68,25.28\n"


def facts(name: str = "Alpha", id_: str = "alpha", wrong: str = "") -> str:
    return FACTS.format(id=id_, name=name) + wrong


@dataclass(slots=True)
class World:
    """A graph, a folder for its sources, and a clock that a test may move."""

    holdings: Holdings
    folder: Path
    time: float = 1_800_000_000.0

    def refresh(
        self, *listed: Listed, wish: Wish | None = None, cities: bool = False
    ) -> dict[str, Outcome]:
        """Refresh these sources; return source → what came of it, in order."""
        cache = Cache(
            self.folder / "cache", Limits(tries=1, silence=2), lambda _: None, lambda: self.time
        )
        listing = Listing(listed, Limits(), cities)
        run = Refreshing(self.holdings, cache, wish or Wish()).run(listing)
        return {one.name: one for one in run}

    def file(self, name: str, text: str) -> Path:
        """Write a source."""
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        os.utime(path, (self.time, self.time))
        return path

    def names(self) -> list[str]:
        """Return the names of the companies in the graph."""
        return [one.label for one in self.holdings.whole.golden.all_entities("Organisation")]


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    holdings = Holdings(SqliteStore(":memory:"))
    yield World(holdings, tmp_path)
    holdings.close()


def counts(one: Outcome) -> tuple[str, int, int, int, int]:
    return (one.state, one.created, one.updated, one.removed, one.rejected)


# Files


def test_new_changed_unchanged(world: World) -> None:
    listed = Listed("facts", world.file("facts.yaml", facts()))
    assert counts(world.refresh(listed)["facts"]) == ("new", 1, 0, 0, 0)
    assert counts(world.refresh(listed)["facts"]) == ("unchanged", 0, 0, 0, 0)
    world.file("facts.yaml", facts("Alpha Ltd"))
    assert counts(world.refresh(listed)["facts"]) == ("changed", 0, 1, 0, 0)
    world.file("facts.yaml", facts("Beta", "beta"))
    assert counts(world.refresh(listed)["facts"]) == ("changed", 1, 0, 1, 0)
    assert world.names() == ["Beta"]


def test_the_list_says_name_licence_and_visibility(world: World) -> None:
    path = world.file("facts.yaml", facts())
    world.refresh(Listed("mine", path, licence="CC0-1.0", visibility="embargoed until 2020"))
    (info,) = (one.info for one in world.holdings.whole.ledger.sources() if one.info.name == "mine")
    assert (info.licence, info.visibility) == ("CC0-1.0", "embargoed until 2020")
    assert info.origin == "facts.yaml"


def test_the_order_is_that_of_the_list(world: World) -> None:
    one = Listed("b", world.file("b.yaml", facts()))
    other = Listed("a", world.file("a.yaml", facts()))
    assert list(world.refresh(one, other)) == ["b", "a"]
    assert [one.note for one in world.holdings.public.revisions()][1:] == ["b", "a"]


def test_one_that_fails_stops_none(world: World) -> None:
    broken = Listed("broken", world.file("broken.yaml", "format: lumigraph/1\nentries: [\n"))
    unknown = Listed("unknown", world.file("unknown.bin", "?"))
    good = Listed("good", world.file("good.yaml", facts()))
    found = world.refresh(broken, unknown, good)
    assert [one.state for one in found.values()] == ["failed", "failed", "new"]
    assert "broken.yaml" in found["broken"].notes[0]
    assert "known format" in found["unknown"].notes[0]


def test_rows_that_are_set_aside_are_told_once(world: World) -> None:
    wrong = "- id: wrong\n  type: Nothing\n"
    listed = Listed("facts", world.file("facts.yaml", facts(wrong=wrong)))
    first = world.refresh(listed)["facts"]
    assert counts(first) == ("new", 1, 0, 0, 1)
    assert first.wants_a_look
    again = world.refresh(listed)["facts"]
    assert counts(again) == ("unchanged", 0, 0, 0, 0)
    assert not again.wants_a_look


def test_a_file_that_is_gone_is_reported_and_kept(world: World) -> None:
    path = world.file("facts.yaml", facts())
    listed = Listed("facts", path)
    world.refresh(listed)
    path.unlink()
    gone = world.refresh(listed)["facts"]
    assert gone.state == "gone"
    assert gone.wants_a_look
    assert world.names() == ["Alpha"]
    taken = world.refresh(listed, wish=Wish(retract_gone=True))["facts"]
    assert counts(taken) == ("retracted", 0, 0, 1, 0)
    assert world.names() == []


def test_a_file_that_never_was_is_an_error(world: World) -> None:
    found = world.refresh(Listed("facts", world.folder / "no.yaml"))["facts"]
    assert found.state == "failed"
    assert "no.yaml" in found.notes[0]


def test_a_file_that_is_overdue_is_asked_for(world: World) -> None:
    listed = Listed("facts", world.file("facts.yaml", facts()), every=7 * DAY)
    assert world.refresh(listed)["facts"].notes == []
    world.time += 9 * DAY
    (note,) = world.refresh(listed)["facts"].notes
    assert "facts.yaml is 9 days old" in note


def test_a_format_that_does_not_exist_stops_everything(world: World) -> None:
    good = Listed("good", world.file("good.yaml", facts()))
    with pytest.raises(UsageError, match="there is no format 'exel'; there are cordis"):
        world.refresh(good, Listed("bad", world.folder / "a.xlsx", format="exel"))
    assert world.names() == []


def test_our_own_scheme_cannot_be_replaced(world: World) -> None:
    with pytest.raises(UsageError, match="our own scheme"):
        world.refresh(Listed("technologies", world.file("facts.yaml", facts())))


def test_many_leave_only_when_that_is_sure(world: World) -> None:
    lines = [f"Company {number},LT" for number in range(10)]
    mapping = world.file("table.yaml", SNAPSHOT.format(day="2026-01-01"))
    listed = Listed(
        "table", world.file("a.csv", "\n".join(["name,country", *lines])), mapping=mapping
    )
    assert world.refresh(listed)["table"].state == "new"
    world.file("table.yaml", SNAPSHOT.format(day="2026-02-01"))
    world.file("a.csv", "\n".join(["name,country", *lines[:5]]))
    assert world.refresh(listed)["table"].state == "failed"
    seen = world.refresh(listed, wish=Wish(dry=True))["table"]
    assert (seen.state, "would leave" in seen.notes[0]) == ("changed", True)
    assert not world.refresh(listed, wish=Wish(dry=True, sure=True))["table"].notes
    assert world.refresh(listed, wish=Wish(sure=True))["table"].state == "changed"


# A dry run


def test_a_dry_run_counts_units_and_changes_nothing(world: World) -> None:
    path = world.file("facts.yaml", facts() + "- id: beta\n  type: Company\n  name: {en: Beta}\n")
    listed, dry = Listed("facts", path), Wish(dry=True)
    assert counts(world.refresh(listed, wish=dry)["facts"]) == ("new", 2, 0, 0, 0)
    assert world.names() == []
    world.refresh(listed)
    revision = world.holdings.public.revision()
    assert counts(world.refresh(listed, wish=dry)["facts"]) == ("unchanged", 0, 0, 0, 0)
    wrong = "- id: gamma\n  type: Company\n  name: {en: Gamma}\n- id: delta\n  type: Nothing\n"
    world.file("facts.yaml", facts("Alpha Ltd", wrong=wrong))
    assert counts(world.refresh(listed, wish=dry)["facts"]) == ("changed", 1, 1, 1, 1)
    path.unlink()
    both = Wish(dry=True, retract_gone=True)
    assert world.refresh(listed, wish=both)["facts"].state == "gone"
    assert world.holdings.public.revision() == revision


def test_a_dry_run_asks_nobody(world: World, web: Web) -> None:
    listed = Listed("facts", address=web.put("/facts.yaml", Page(facts().encode())))
    assert world.refresh(listed, wish=Wish(dry=True))["facts"].state == "waiting"
    assert web.asked == []
    world.refresh(listed)
    assert world.refresh(listed, wish=Wish(dry=True))["facts"].state == "waiting"
    assert len(web.asked) == 1


# Addresses


def test_an_address_is_asked_and_taken_in(world: World, web: Web) -> None:
    first = Page(facts().encode(), headers={"ETag": '"1"'})
    second = Page(facts("Alpha Ltd").encode(), headers={"ETag": '"2"'})
    listed = Listed("facts", address=web.put("/facts.yaml?key=1", first, first, second))
    assert counts(world.refresh(listed)["facts"]) == ("new", 1, 0, 0, 0)
    assert counts(world.refresh(listed)["facts"]) == ("unchanged", 0, 0, 0, 0)
    assert counts(world.refresh(listed)["facts"]) == ("changed", 0, 1, 0, 0)
    (info,) = (
        one.info for one in world.holdings.whole.ledger.sources() if one.info.name == "facts"
    )
    assert info.origin == f"{web.base}/facts.yaml"


def test_an_address_is_not_asked_before_its_time(world: World, web: Web) -> None:
    address = web.put("/facts.yaml", Page(facts().encode()))
    listed = Listed("facts", address=address, every=7 * DAY)
    world.refresh(listed)
    world.time += 6 * DAY
    assert world.refresh(listed)["facts"].state == "waiting"
    assert len(web.asked) == 1
    assert world.refresh(listed, wish=Wish(now=True))["facts"].state == "unchanged"
    world.time += 8 * DAY
    assert world.refresh(listed)["facts"].state == "unchanged"
    assert len(web.asked) == 3


def test_another_store_takes_the_kept_copy(world: World, web: Web) -> None:
    address = web.put("/facts.yaml", Page(facts().encode()))
    listed = Listed("facts", address=address, every=7 * DAY)
    world.refresh(listed)
    world.holdings = Holdings(SqliteStore(":memory:"))
    assert world.refresh(listed)["facts"].state == "new"
    assert len(web.asked) == 1


def test_an_address_that_is_gone_is_reported_and_kept(world: World, web: Web) -> None:
    page = Page(facts().encode())
    listed = Listed("facts", address=web.put("/facts.yaml", page, Page(status=410)))
    world.refresh(listed)
    gone = world.refresh(listed)["facts"]
    assert gone.state == "gone"
    assert "no more" in gone.notes[0]
    assert world.names() == ["Alpha"]
    assert world.refresh(listed, wish=Wish(retract_gone=True))["facts"].state == "retracted"


def test_an_address_that_moved_says_where_to(world: World, web: Web) -> None:
    new = web.put("/new.yaml", Page(facts().encode()))
    address = web.put("/old.yaml", Page(status=301, headers={"Location": new}))
    found = world.refresh(Listed("facts", address=address))["facts"]
    assert found.state == "new"
    assert f"write {new} into the list" in found.notes[0]


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        (Page(b"forma", promise=99), "RemoteProtocolError"),
        (Page(status=500), "500"),
        (Page(b"xx", pause=2.5), "ReadTimeout"),
    ],
)
def test_an_address_that_fails_leaves_what_was(
    world: World, web: Web, page: Page, reason: str
) -> None:
    listed = Listed("facts", address=web.put("/facts.yaml", Page(facts().encode()), page))
    world.refresh(listed)
    failed = world.refresh(listed)["facts"]
    assert failed.state == "failed"
    assert reason in failed.notes[0]
    assert world.names() == ["Alpha"]


def test_an_answer_that_is_no_source_leaves_what_was(world: World, web: Web) -> None:
    pages = (Page(facts().encode()), Page(b"<html>we are back soon</html>"))
    listed = Listed("facts", address=web.put("/facts.yaml", *pages))
    world.refresh(listed)
    assert world.refresh(listed)["facts"].state == "failed"
    assert world.names() == ["Alpha"]


# Polygons and tables


def test_polygons_come_last_and_place_what_the_others_state(world: World) -> None:
    mapping = world.file("table.yaml", MAPPING)
    geometry = Listed("borders", write(world.folder))
    table = Listed("table", world.file("a.csv", TABLE), mapping=mapping)
    found = world.refresh(geometry, table)
    assert {name: one.state for name, one in found.items()} == {
        "table": "new",
        "borders": "read",
        "geometry/table": "new",
    }
    assert {name: one.notes for name, one in found.items() if one.notes} == {}
    again = world.refresh(geometry, table)
    assert [one.state for one in again.values()] == ["unchanged", "read", "unchanged"]


def test_cities_come_after_polygons(world: World) -> None:
    mapping = world.file("table.yaml", CITIES)
    table = Listed("table", world.file("a.csv", TOWNS), mapping=mapping)
    borders = Listed("borders", write(world.folder))
    assert world.refresh(table, wish=Wish(dry=True), cities=True)["cities"].state == "read"
    found = world.refresh(borders, table, cities=True)
    assert [(name, one.state) for name, one in found.items()] == [
        ("table", "new"),
        ("borders", "read"),
        ("geometry/table", "new"),
        ("cities", "read"),
        ("cities/table", "new"),
    ]
    assert world.refresh(table, cities=True)["cities/table"].state == "unchanged"
    world.file("a.csv", TOWNS.replace("LT022", "LT"))
    assert world.refresh(table, cities=True)["cities/table"].state == "retracted"


def test_polygons_that_fail_do_not_stop_cities(world: World) -> None:
    mapping = world.file("table.yaml", CITIES)
    table = Listed("table", world.file("a.csv", TOWNS), mapping=mapping)
    world.refresh(table, cities=True)
    borders = Listed("borders", world.file("borders.txt", ""), format="nuts")
    assert [(name, one.state) for name, one in world.refresh(borders, table).items()] == [
        ("table", "unchanged"),
        ("borders", "failed"),
        ("cities", "read"),
        ("cities/table", "unchanged"),
    ]
