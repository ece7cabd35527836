"""The closure that the main question reads."""

from __future__ import annotations

from collections.abc import Collection

import pytest

from graph.errors import UsageError
from graph.golden import consequences
from graph.golden.bulk import load
from graph.golden.reach import reach_rows
from graph.golden.technology_tree import TechnologyTree
from graph.ledger.judging import undo
from graph.neo4j_store import cells
from graph.places import inside
from graph.records import Record
from graph.sqlite_store import SqliteStore
from graph.store import GraphStore
from graph.stored import Interval, Reached, ReachRow
from tests.conformance.builders import SCHEMA, optics, reach_of, same, tell, thing, tie

LITHUANIA: Interval = ("LT", "LU")
AUSTRIA: Interval = ("AT", "AU")


def recomputed(store: GraphStore) -> list[ReachRow]:
    """Work all of reach out anew from the golden graph."""
    ancestors = TechnologyTree.of(store).ancestors
    ids = [entity.id for entity in store.golden.all_entities("Organisation")]
    return list(reach_rows(store.reach.footprints(ids), ancestors))


def ecosystem() -> list[Record]:
    """Return four organisations with links of all sorts."""
    return [
        *optics(),
        *(thing(name) for name in ("alpha", "beta", "gamma", "delta")),
        thing("fastlight", "Project", start="2020-01-01", end="2023-06-30"),
        thing("pact", "Agreement", signed="2018-06-26"),
        thing("scanner", "Product"),
        tie("alpha", "WORKS_ON", "lasers", since="2019"),
        tie("alpha", "LOCATED_IN", "LT011", city="Vilnius"),
        tie("alpha", "LOCATED_IN", "AT130", city="Wien"),
        tie("beta", "PARTICIPATES_IN", "fastlight", role="coordinator"),
        tie("beta", "LOCATED_IN", "LT011"),
        tie("gamma", "PARTY_TO", "pact", role="funder"),
        tie("gamma", "PARTICIPATES_IN", "fastlight", role="partner"),
        tie("gamma", "LOCATED_IN", "AT22"),
        tie("delta", "OFFERS", "scanner"),
        tie("delta", "LOCATED_IN", "AT22"),
        tie("delta", "LOCATED_IN", "AT130"),
        tie("fastlight", "ABOUT", "oct"),
        tie("pact", "ABOUT", "imaging"),
        tie("scanner", "ABOUT", "imaging"),
    ]


def placed(key: str) -> list[Record]:
    """Return an organisation of Lithuania that works on lasers."""
    return [thing(key), tie(key, "WORKS_ON", "lasers"), tie(key, "LOCATED_IN", "LT")]


def ids(store: GraphStore, technology: str, *intervals: Interval, limit: int = 10) -> list[str]:
    """Return who works on ``technology``, in their order."""
    return [one.organisation for one in store.reach.top(technology, intervals, 2024, limit)[1]]


def test_who_works_on_what_where(store: GraphStore) -> None:
    tell(store, "one", *ecosystem())
    assert ids(store, "light", LITHUANIA) == ["alpha", "beta"]
    assert ids(store, "light", AUSTRIA) == ["alpha", "delta", "gamma"]
    assert ids(store, "oct", LITHUANIA) == ["beta"]
    assert ids(store, "imaging", ("AT22", "AT23")) == ["delta", "gamma"]
    assert ids(store, "light", ("AT130:wien", "AT130:wien~")) == ["alpha"]
    assert ids(store, "light", ("FR", "FS")) == []
    total, (first, second) = store.reach.top("light", [LITHUANIA], 2024, 5)
    assert total == 2
    assert (first.organisation, first.points, first.links, first.last) == (
        "alpha",
        100,
        1,
        20190101,
    )
    assert (second.points, second.links, second.last) == (60, 1, 20230630)
    assert (first.score, second.score) == (100, 68)


def test_an_organisation_counts_once_however_many_places_and_ways(store: GraphStore) -> None:
    tell(store, "one", *ecosystem())
    assert store.reach.top("light", [("A", "Z")], 2024, 1)[0] == 4
    assert store.reach.top("light", [AUSTRIA, LITHUANIA], 2024, 1)[0] == 4
    assert ids(store, "light", AUSTRIA, LITHUANIA) == ids(store, "light", ("A", "Z"))
    assert ids(store, "imaging", ("AT130", "AT131"), ("AT22", "AT23")) == ["delta", "gamma"]
    links = {one.technology: one.links for one in reach_of(store) if one.organisation == "beta"}
    assert links == {"oct": 1, "lasers": 1, "imaging": 1, "light": 1}


def test_paging_gives_each_hit_once(store: GraphStore) -> None:
    same_score: list[Record] = [record for number in range(7) for record in placed(f"org{number}")]
    tell(store, "one", *ecosystem(), *same_score)
    for intervals in ([("A", "Z")], [AUSTRIA, LITHUANIA]):
        whole = store.reach.top("light", intervals, 2024, 100)
        pages: list[Reached] = []
        after: tuple[int, str] | None = None
        while page := store.reach.top("light", intervals, 2024, 3, after)[1]:
            pages += page
            after = (page[-1].score, page[-1].organisation)
        assert (len(pages), pages) == whole
        assert store.reach.top("light", intervals, 2024, 3, after) == (11, [])


@pytest.mark.parametrize("ended", [False, True])
def test_all_that_is_counted_with_its_places(store: GraphStore, *, ended: bool) -> None:
    tell(store, "one", *ecosystem())
    tell(store, "two", thing("beta", ended="2022"), *placed("late"))
    rows = [row for row in reach_of(store) if row.technology == "light" and row.ended == ended]
    for intervals in ([], [LITHUANIA], [AUSTRIA, LITHUANIA], [("AT130", "AT131"), ("A", "Z")]):
        total, found = store.reach.top("light", intervals, 2024, 100, ended=ended)
        everyone = store.reach.organisations("light", intervals, ended=ended)
        assert everyone.keys() == {one.organisation for one in found}
        assert len(everyone) == total
        assert {(id_, place) for id_, places in everyone.items() for place in places} == {
            (row.organisation, row.place) for row in rows if inside(row.place, intervals)
        }


def test_recency_counts_from_the_year_asked(store: GraphStore) -> None:
    tell(store, "one", *ecosystem())
    scores = [
        store.reach.top("oct", [LITHUANIA], year, 1)[1][0].score for year in (2020, 2023, 2040)
    ]
    assert scores == [70, 70, 50]


def test_ended_organisations_are_a_list_of_their_own(store: GraphStore) -> None:
    successor: list[Record] = [
        thing("merger", "ChangeEvent"),
        thing("omega"),
        tie("merger", "ORIGINAL_ORGANISATION", "alpha"),
        tie("merger", "RESULTING_ORGANISATION", "omega"),
    ]
    tell(store, "one", *ecosystem())
    tell(store, "two", *successor, thing("beta", ended="2022"))
    assert ids(store, "light", LITHUANIA) == []
    total, ended = store.reach.top("light", [LITHUANIA], 2024, 5, ended=True)
    assert (total, [one.organisation for one in ended]) == (2, ["alpha", "beta"])
    tell(store, "two", *successor, tie("merger", "RESULTING_ORGANISATION", "alpha"))
    assert ids(store, "light", LITHUANIA) == ["alpha", "beta"]
    assert reach_of(store) == recomputed(store)


def test_links_behind_a_hit(store: GraphStore) -> None:
    tell(store, "one", *ecosystem())
    found = store.reach.links(["oct", "imaging", "lasers"], ["alpha", "gamma", "delta"])
    assert sorted(found) == [
        ("alpha", "direct", "", "", "lasers", "2019", "", 20190101),
        ("delta", "product", "scanner", "", "imaging", "", "", 0),
        ("gamma", "agreement", "pact", "funder", "imaging", "2018-06-26", "", 20180626),
        ("gamma", "project", "fastlight", "partner", "oct", "2020-01-01", "2023-06-30", 20230630),
    ]
    assert store.reach.links(["light"], ["alpha", "gamma"]) == []


def test_links_to_one_technology_are_those_to_several(store: GraphStore) -> None:
    tell(store, "one", *ecosystem(), tie("pact", "ABOUT", "oct"), tie("alpha", "WORKS_ON", "oct"))
    technologies, organisations = ["light", "oct", "imaging", "lasers"], ["alpha", "gamma", "delta"]
    singly = [link for one in technologies for link in store.reach.links([one], organisations)]
    assert sorted(singly) == sorted(store.reach.links(technologies, organisations))
    assert len(singly) == 6
    assert store.reach.links(["oct"], []) == store.reach.links([], organisations) == []


def test_who_is_reached_by_way_of_what(store: GraphStore) -> None:
    tell(store, "one", *ecosystem())
    assert store.reach.organisations_via(["fastlight"]) == {"beta", "gamma"}
    assert store.reach.organisations_via(["imaging", "lasers"]) == {"alpha", "gamma", "delta"}
    assert store.reach.organisations_via([]) == set()


def test_members_of_clusters_but_not_through_an_umbrella(store: GraphStore) -> None:
    tell(
        store,
        "one",
        *optics(),
        *(thing(name, "Cluster") for name in ("valley", "umbrella", "other")),
        *(thing(name) for name in ("alpha", "beta", "gamma")),
        *(tie(name, "WORKS_ON", "lasers") for name in ("valley", "umbrella")),
        tie("valley", "MEMBER_OF", "umbrella"),
        tie("alpha", "MEMBER_OF", "valley", role="founder"),
        tie("beta", "MEMBER_OF", "valley", role="member", since="2015"),
        tie("beta", "MEMBER_OF", "umbrella"),
        tie("gamma", "MEMBER_OF", "other"),
    )
    found = store.reach.members(["lasers", "imaging"])
    assert [(one.source, one.target, one.role, one.since) for one in found] == [
        ("alpha", "valley", "founder", ""),
        ("beta", "valley", "member", "2015"),
    ]
    assert store.reach.members(["light"]) == []


def test_reach_follows_the_technology_tree(store: GraphStore) -> None:
    tell(store, "one", *ecosystem())
    before = reach_of(store)
    tell(store, "two", thing("photonics", "Technology"), tie("light", "BROADER", "photonics"))
    assert ids(store, "photonics", LITHUANIA) == ["alpha", "beta"]
    assert reach_of(store) == recomputed(store)
    tell(store, "two", thing("photonics", "Technology"))
    assert reach_of(store) == before
    number = same(store, "lasers", "imaging")
    assert reach_of(store) == recomputed(store) != before
    undo(store, SCHEMA, number)
    assert reach_of(store) == before


def test_what_is_new_is_reached_in_whatever_parts_it_comes(
    store: GraphStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(consequences, "PART", 2)
    said = [
        *ecosystem(),
        thing("merger", "ChangeEvent"),
        tie("merger", "ORIGINAL_ORGANISATION", "alpha"),
        tie("light", "BROADER", "photonics"),
        thing("photonics", "Technology"),
    ]
    for number in range(3):
        tell(store, f"part {number}", *said[number::3])
        assert reach_of(store) == recomputed(store)
    assert ids(store, "photonics", LITHUANIA) == ["beta"]


def test_nobody_is_looked_for_by_way_of_what_is_new(
    store: GraphStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    way = store.reach.organisations_via

    def noting(ids: Collection[str]) -> set[str]:
        asked.extend(ids)
        return way(ids)

    monkeypatch.setattr(store.reach, "organisations_via", noting)
    tell(store, "one", *ecosystem())
    tell(store, "two", thing("newer", "Project"), tie("newer", "ABOUT", "oct"))
    assert asked == []
    tell(store, "three", tie("fastlight", "ABOUT", "imaging"))
    assert asked == ["fastlight"]


@pytest.mark.parametrize("largest", [0, 3, 1_000])
def test_rows_come_in_one_order_wherever_they_lie(
    store: GraphStore, monkeypatch: pytest.MonkeyPatch, largest: int
) -> None:
    monkeypatch.setattr(cells, "LARGEST", largest)
    regions = ("AT", "AT1", "AT13", "AT130", "AT22", "AT221", "LT", "LT0", "LT011")
    tell(store, "one", *optics(), *(thing(code, "Region") for code in regions))
    for number, city in enumerate(["", "Zzyx", "Aabc", ""]):
        said = [
            record
            for place, region in enumerate(reversed(regions))
            for name in (f"org{number}", f"{region.lower()}-{place * number % 5}")
            for record in (
                thing(name),
                tie(name, "WORKS_ON", ("oct", "lasers")[place % 2]),
                tie(name, "LOCATED_IN", region, city=city),
            )
        ]
        tell(store, f"places {number % 3}", *said)
        assert list(store.reach.rows()) == sorted(recomputed(store))


def test_a_graph_loaded_whole_reaches_the_same(store: GraphStore) -> None:
    told = SqliteStore(":memory:")
    merger: list[Record] = [
        thing("merger", "ChangeEvent"),
        tie("merger", "ORIGINAL_ORGANISATION", "alpha"),
        tie("merger", "ORIGINAL_ORGANISATION", "beta"),
        tie("merger", "RESULTING_ORGANISATION", "beta"),
        tie("beta", "PARTICIPATES_IN", "fastlight", role="partner", until="2021"),
        thing("gamma", ended="2022"),
        tie("delta", "WORKS_ON", "light"),
        tie("delta", "PARTICIPATES_IN", "secret", role="partner"),
        thing("secret", "Project"),
    ]
    tell(told, "one", *ecosystem(), *merger)
    load(store, told.golden.all_entities(), told.golden.all_relations())
    assert reach_of(store) == recomputed(store) == reach_of(told)
    assert {one.organisation for one in reach_of(store) if one.ended} == {"alpha", "gamma"}
    assert store.names.exact("Alpha") == ["alpha"]
    assert store.golden.changed(0) == told.golden.changed(0)
    with pytest.raises(UsageError, match="not empty"):
        load(store, [], [])
    told.close()
