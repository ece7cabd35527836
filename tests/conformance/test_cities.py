"""Who states a city alone gets the region that others of the graph state of it, and says so."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from graph.curating.hand import Hand
from graph.ledger.history import as_of
from graph.ledger.holdings import Holdings
from graph.question.evidence import relation_evidence
from graph.records import RelationRecord, Value
from graph.store import GraphStore
from ingest.cities import PREFIX
from ingest.cities.placements import ByCities
from ingest.derived import derived, forget, hide, retract, take_back
from lumigraph.placing import Placed, place
from tests.conformance.builders import SCHEMA, graph_of, info, optics, reach_of, same, thing, tie
from tests.conformance.house import House
from tests.ingest.geometry.files import write

VILNIUS = {"latitude": 54.68, "longitude": 25.28}


def there(key: str, region: str, city: str = "Kaunas", **more: Value) -> RelationRecord:
    """Return that something is in a city."""
    return tie(key, "LOCATED_IN", region, city=city, **more)


def located(*regions: str, city: str = "Kaunas") -> Iterable[RelationRecord]:
    """Yield that a company of the register is in the city, for each of these regions."""
    return (there(f"r{nth}", region, city) for nth, region in enumerate(regions))


@pytest.fixture
def house(store: GraphStore) -> House:
    """A graph of whose members one states a city and its country alone."""
    found = House(store)
    found.tell("optics", *optics())
    found.tell("members", thing("m"), there("m", "LT"), tie("m", "WORKS_ON", "oct"))
    return found


def register(house: House, *said: RelationRecord, name: str = "register", seen: str = "") -> None:
    """Have a register state these places, of companies that it describes."""
    companies = {record.source: thing(record.source) for record in said}
    house.tell(name, *companies.values(), *said, visibility=seen)


def places(store: GraphStore, id_: str = "m") -> list[str]:
    return sorted(one.target for one in store.golden.relations([id_], ["LOCATED_IN"], "out"))


def asked(holdings: Holdings) -> dict[str, Placed[ByCities]]:
    return {one.source: one for one in place(holdings, cities=True).cities.sources}


def numbers(house: House, source: str = "members") -> tuple[int, int, int, int]:
    made = asked(house.holdings)[source].placements
    return (made.stated, made.placed, made.known, made.open)


def test_the_region_is_added_with_its_evidence(house: House) -> None:
    register(house, *located("LT022", "LT022", "LT022", "LT022", "LT021"))
    assert numbers(house) == (1, 1, 0, 0)
    assert places(house.public) == ["LT", "LT022"]
    (said,) = relation_evidence(house.public, [("m", "LOCATED_IN", "LT022")]).values()
    assert [(one.source, one.confidence, one.locator) for one in said] == [
        (
            "cities/members",
            0.7,
            "4 of 5 organisations of the graph that state the city Kaunas and a region state "
            "LT022; the city is stated by members, m to LT",
        )
    ]
    assert any(row.place == "LT022:kaunas" for row in reach_of(house.public))
    (source,) = (
        one.info for one in house.public.ledger.sources() if one.info.name == said[0].source
    )
    assert source.origin == "register"


@pytest.mark.parametrize(
    ("stated", "region"),
    [
        (["LT022"], None),
        (["LT022", "LT022", "LT022", "LT011"], None),
        (["LT022", "LT021", "LT023"], "LT02"),
        (["LT022", "LT022", "LT02", "LT02"], "LT022"),
        (["LT022", "LT022", *["LT01"] * 9], "LT01"),
        (["LT022", "LT021-02", "LT", "LT"], "LT02"),
    ],
)
def test_two_and_four_in_five_must_agree(
    house: House, stated: list[str], region: str | None
) -> None:
    register(house, *located(*stated))
    asked(house.holdings)
    assert places(house.public) == ["LT", *([region] if region else [])]


def test_the_region_lies_in_the_one_that_is_stated(house: House) -> None:
    house.tell("members", thing("m"), there("m", "LT01"), thing("n"), there("n", "LT02"))
    register(house, *located("LT011", "LT011", *["LT022"] * 8))
    assert numbers(house) == (2, 2, 0, 0)
    assert places(house.public, "m") == ["LT01", "LT011"]
    assert places(house.public, "n") == ["LT02", "LT022"]


def test_a_city_is_one_in_any_spelling_and_in_its_country(house: House) -> None:
    house.tell(
        "members", thing("m"), there("m", "AT", "Vienna"), thing("n"), there("n", "DE", "Wien")
    )
    register(house, *located("AT130", "AT130", city="WIEN"))
    assert numbers(house) == (2, 1, 0, 1)
    assert places(house.public) == ["AT", "AT130"]


def test_subdivisions_speak_where_there_is_no_nuts(house: House) -> None:
    house.tell("members", thing("m"), there("m", "US", "Boston"))
    register(house, *located("US-MA", "US-MA", city="Boston"))
    asked(house.holdings)
    assert places(house.public) == ["US", "US-MA"]


def test_an_organisation_counts_once(house: House) -> None:
    register(house, *located("LT022", "LT022"))
    same(house.public, "r0", "r1")
    assert numbers(house) == (1, 0, 0, 1)
    register(house, *located("LT022", "LT022"), there("r2", "LT022"), there("r2", "LT011"))
    assert numbers(house) == (1, 0, 0, 1), "it contradicts itself"


def test_who_is_known_to_be_there_is_left_alone(house: House) -> None:
    register(house, *located("LT022", "LT022"), there("m", "LT021"))
    assert numbers(house) == (1, 0, 1, 0)
    register(house, *located("LT022", "LT022"), there("m", "LT011", "Vilnius"))
    assert numbers(house) == (1, 1, 0, 0)
    assert places(house.public) == ["LT", "LT011", "LT022"]


def test_what_is_denied_places_nobody_and_is_not_placed(house: House) -> None:
    no = [_denied(one) for one in located("LT022", "LT022")]
    register(house, *no)
    assert numbers(house) == (1, 0, 0, 1)
    house.tell("members", thing("m"), _denied(there("m", "LT")))
    register(house, *located("LT022", "LT022"))
    assert asked(house.holdings) == {}


def _denied(record: RelationRecord) -> RelationRecord:
    return replace(record, evidence=replace(record.evidence, confidence=0))


def test_events_are_placed_and_do_not_speak(house: House) -> None:
    fairs = [thing(name, "Event") for name in ("e", "f", "g")]
    stated = [there("e", "LT"), there("f", "LT022"), there("g", "LT022")]
    house.tell("fairs", *fairs, *stated)
    assert numbers(house, "fairs") == (1, 0, 0, 1)
    register(house, *located("LT022", "LT022"))
    assert numbers(house, "fairs") == (1, 1, 0, 0)


def test_again_changes_nothing_and_makes_nothing_surer(house: House) -> None:
    house.tell("members", *(record for key in "mno" for record in (thing(key), there(key, "LT"))))
    register(house, *located("LT022", "LT022"))
    asked(house.holdings)
    revision, before = house.public.revision(), graph_of(house.public)
    assert not asked(house.holdings)["members"].report.changed
    assert house.public.revision() == revision
    register(house, *located("LT022"))
    assert numbers(house) == (3, 0, 0, 3), "who was placed states nothing"
    assert derived(house.holdings) == []
    assert places(house.public) == ["LT"]
    register(house, *located("LT022", "LT022"))
    asked(house.holdings)
    assert graph_of(house.public) == before


def test_what_polygons_made_is_no_statement(house: House, tmp_path: Path) -> None:
    house.tell("members", thing("m"), there("m", "LT", "Vilnius"))
    register(house, *(there(key, "LT", "Vilnius", **VILNIUS) for key in ("a", "b", "c")))
    place(house.holdings, [write(tmp_path)])
    assert places(house.public, "a") == ["LT", "LT011"]
    assert numbers(house) == (1, 0, 0, 1)


@pytest.mark.parametrize("polygons_first", [True, False])
def test_polygons_go_before(house: House, tmp_path: Path, *, polygons_first: bool) -> None:
    house.tell("members", thing("m"), there("m", "LT", "Vilnius", **VILNIUS))
    register(house, *located("LT012", "LT012", city="Vilnius"))
    if polygons_first:
        place(house.holdings, [write(tmp_path)])
        assert numbers(house) == (1, 0, 1, 0)
    else:
        asked(house.holdings)
        assert places(house.public) == ["LT", "LT012"]
        found = place(house.holdings, [write(tmp_path)])
        assert [one.source for one in found.cities.gone] == ["cities/members"]
    assert places(house.public) == ["LT", "LT011"]


def test_polygons_speak_for_an_organisation_whose_source_names_no_city(
    house: House, tmp_path: Path
) -> None:
    register(house, *located("LT022", "LT022"), tie("m", "LOCATED_IN", "LT", **VILNIUS))
    place(house.holdings, [write(tmp_path)], cities=True)
    assert places(house.public) == ["LT", "LT011"]


def test_forgetting_takes_exactly_that_out(house: House, tmp_path: Path) -> None:
    register(house, *located("LT022", "LT022"), there("s", "LT", "Vilnius", **VILNIUS))
    before = graph_of(house.public), reach_of(house.public)
    place(house.holdings, [write(tmp_path)], cities=True)
    assert derived(house.holdings) == ["cities/members", "geometry/register"]
    told = house.public.revision().number
    assert [one.source for one in forget(house.holdings, PREFIX)] == ["cities/members"]
    assert derived(house.holdings) == ["geometry/register"]
    place(house.holdings, cities=True)
    assert len(forget(house.holdings)) == 2
    assert (graph_of(house.public), reach_of(house.public)) == before
    assert forget(house.holdings) == []
    with closing(as_of(house.public, told, SCHEMA)) as then:
        assert places(then) == ["LT", "LT022"]


@pytest.mark.parametrize("gone", ["members", "register"])
@pytest.mark.parametrize("purge", [True, False])
def test_a_source_takes_what_rests_on_it_with_it(house: House, gone: str, *, purge: bool) -> None:
    register(house, *located("LT022", "LT022"))
    asked(house.holdings)
    assert [one.source for one in retract(house.holdings, gone, purge=purge)] == [
        gone,
        "cities/members",
    ]
    assert "LT022" not in places(house.public)
    versions = {one.info.name for one in house.public.ledger.sources(closed=True)}
    assert ("cities/members" in versions) is not purge


def test_a_comma_in_a_name_parts_nothing(house: House) -> None:
    register(house, *located("LT022", "LT022"), name="firms, Kaunas")
    asked(house.holdings)
    gone = [one.source for one in retract(house.holdings, "firms, Kaunas")]
    assert gone == ["firms, Kaunas", "cities/members"]


def test_what_rested_on_a_source_once_is_erased_with_it(house: House) -> None:
    register(house, *located("LT022", "LT022"))
    asked(house.holdings)
    forget(house.holdings)
    retract(house.holdings, "register", purge=True)
    versions = {one.info.name for one in house.public.ledger.sources(closed=True)}
    assert "cities/members" not in versions


@pytest.mark.parametrize(("who", "where"), [("m", "LT"), ("b", "LT022")])
def test_an_entry_that_is_taken_back_takes_what_rests_on_it_with_it(
    house: House, who: str, where: str
) -> None:
    known = {"m": "LT", "a": "LT022", "b": "LT022"}
    said = [there(key, region) for key, region in known.items() if key != who]
    house.tell("members", *map(thing, known), thing("LT022", "Region"), *said)
    before = graph_of(house.public)
    hand = Hand(house.holdings, "a curator", "https://example.org")
    entry = hand.relate(who, "LOCATED_IN", where, {"city": "Kaunas"})
    asked(house.holdings)
    assert "LT022" in places(house.public)
    take_back(hand, entry)
    assert graph_of(house.public) == before


# What is internal


def test_the_public_is_told_what_the_public_knows(house: House) -> None:
    house.tell("secret", thing("s"), there("s", "LT"), visibility="internal")
    register(house, *located("LT022", "LT022"), name="secrets", seen="internal")
    before, revision = graph_of(house.public), house.public.revision()
    assert numbers(house) == (1, 0, 0, 1)
    assert (graph_of(house.public), house.public.revision()) == (before, revision)
    assert places(house.holdings.whole) == ["LT"], "a public source says the same in both"
    assert places(house.holdings.whole, "s") == ["LT", "LT022"]
    names = house.sources(house.holdings.whole) - house.sources(house.public)
    assert names == {"secret", "secrets", "cities/secret"}


def test_numbers_too_are_those_of_the_public(house: House) -> None:
    register(house, *located("LT022", "LT022"))
    asked(house.holdings)
    before = graph_of(house.public)
    hidden = [there(key, "LT022") for key in ("x", "y")]
    register(house, *hidden, there("m", "LT021"), name="secrets", seen="internal")
    house.tell("secret", thing("s"), there("s", "LT"), visibility="internal")
    found = asked(house.holdings)
    assert not found["members"].report.changed
    assert graph_of(house.public) == before
    (record,) = found["secret"].placements.records["s"]
    assert record.evidence.locator.startswith("4 of 5 organisations")


def test_under_embargo_the_house_knows_more_than_is_published(house: House) -> None:
    later = "embargoed until 2027-01-01"
    house.tell("soon", thing("s"), there("s", "LT"), visibility=later)
    register(house, *located("LT022", "LT022"), name="secrets", seen="internal")
    asked(house.holdings)
    assert places(house.holdings.whole, "s") == ["LT", "LT022"]
    house.reopen("2027-01-02")
    assert places(house.holdings.whole, "s") == ["LT", "LT022"]
    assert places(house.public, "s") == ["LT"]
    asked(house.holdings)
    assert places(house.holdings.whole, "s") == ["LT"], "it is public now"
    assert "LT022" not in "".join(graph_of(house.public))


def test_a_source_that_is_hidden_hides_what_rested_on_it(house: House) -> None:
    register(house, *located("LT022", "LT022"))
    asked(house.holdings)
    hide(house.holdings, replace(info("register", []), visibility="internal"))
    register(house, *located("LT022", "LT022"), seen="internal")
    assert places(house.public) == ["LT"]
    for store in house.holdings.stores:
        versions = {one.info.name for one in store.ledger.sources(closed=True)}
        assert "cities/members" not in versions
