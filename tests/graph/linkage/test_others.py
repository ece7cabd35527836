"""Rules for projects and places: what is merged, what is asked, what is left apart, and why."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing

import pytest

from graph.linkage.others import place, project
from graph.linkage.others.place import Place
from graph.linkage.others.project import Project
from graph.linkage.others.weighing import Weighed, rules, weigh, weigh_places
from graph.linkage.scoring import reasons
from graph.sqlite_store import SqliteStore
from tests.conformance.builders import tell, thing, tie

MERGED, ASKED, APART = "merged", "asked", "apart"
LIGHT = Project(
    "light",
    frozenset({"cordis:101000001"}),
    ("Light for the early diagnosis of skin cancer in primary care",),
    ("DERMALIGHT",),
    "2023-01-01",
    "2026-12-31",
    ("litek",),
    ("horizon-europe",),
)
STYRIA = Place("AT22", frozenset({"region:AT22"}), ("Steiermark",), "AT", "nuts2", (47.1, 15.4))
PAGE = Project("page", frozenset(), LIGHT.titles, LIGHT.acronyms, LIGHT.start)


def projects(*some: Project) -> Weighed:
    return weigh(some, project.lines, project.TYPES, rules(project.RULES))


def places(*some: Place) -> Weighed:
    return weigh(some, place.lines, place.TYPES, rules(place.RULES))


def verdict(found: Weighed) -> str:
    grouping = found.linked.grouping
    assert not (grouping.ties and grouping.queued)
    return MERGED if grouping.ties else ASKED if grouping.queued else APART


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (PAGE, MERGED),
        (PAGE._replace(titles=[LIGHT.titles[0].upper() + "!"], start="2023-01"), MERGED),
        (PAGE._replace(acronyms=(), coordinators=["litek"]), MERGED),
        (PAGE._replace(start=""), ASKED),
        (PAGE._replace(acronyms=()), ASKED),
        (PAGE._replace(titles=["DermaLight"], acronyms=()), ASKED),
        (PAGE._replace(start="2026-06-01"), ASKED),
        (PAGE._replace(titles=[f"{LIGHT.titles[0]} II"]), ASKED),
        (PAGE._replace(titles=[f"{LIGHT.titles[0]} II"], start="2027-01-01"), APART),
        (PAGE._replace(acronyms=["LIGHTCARE"], start="2026-06-01"), APART),
        (PAGE._replace(titles=["Lichtschutz für die Haut"], start="2019"), APART),
        (PAGE._replace(identifiers=frozenset({"cordis:101000002"})), APART),
    ],
)
def test_a_project_is_known_by_acronym_title_and_start(other: Project, expected: str) -> None:
    assert verdict(projects(LIGHT, other)) == expected


def test_different_numbers_of_a_project_are_reported() -> None:
    other = PAGE._replace(identifiers=frozenset({"cordis:101000002"}))
    (conflict,) = projects(LIGHT, other).linked.grouping.conflicts
    assert (conflict.register, conflict.right) == ("cordis", ("cordis:101000002",))


def test_a_title_in_one_of_its_languages_is_enough() -> None:
    told = LIGHT._replace(titles=(*LIGHT.titles, "Šviesa ankstyvai odos vėžio diagnostikai"))
    other = PAGE._replace(titles=["Šviesa ankstyvai odos vėžio diagnostikai"])
    assert verdict(projects(told, other)) == MERGED


def test_a_pair_of_projects_is_explained_by_bits_that_add_up() -> None:
    found = projects(LIGHT, PAGE)
    told = reasons(found.linked.pairs, 0, found.model)
    assert {(one.comparison, one.level) for one in told if one.weight} == {
        ("title", "the same"),
        ("acronym", "the same"),
        ("start", "the same day"),
    }
    total = found.model.base + sum(one.weight for one in told)
    assert total == pytest.approx(found.linked.pairs.weight[0], abs=0.01)


@pytest.mark.parametrize(
    ("names", "said", "expected"),
    [
        (["Styria"], {}, MERGED),
        (["Štirija"], {}, MERGED),
        (["Štajerska", "Land Steiermark"], {"position": (47.0, 15.5)}, MERGED),
        (["Styria"], {"level": "country"}, ASKED),
        (["Styria"], {"position": (52.5, 13.4)}, APART),
        (["Styria"], {"country": ""}, APART),
        (["Steiermark"], {"country": "SI"}, APART),
        (["Kärnten"], {}, APART),
    ],
)
def test_a_place_is_known_by_a_name_in_any_language_and_its_country(
    names: Sequence[str], said: dict[str, str], expected: str
) -> None:
    other = Place("own", frozenset(), names, "AT")._replace(**said)  # type: ignore[arg-type]
    assert verdict(places(STYRIA, other)) == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [({}, ASKED), ({"level": "city"}, MERGED), ({"position": (40.0, 20.0)}, APART)],
)
def test_places_that_no_table_has_need_more_than_a_name(
    said: dict[str, str], expected: str
) -> None:
    one, other = (
        Place(key, frozenset(), ["Lichtental-Oberdorf"], "AT", position=(47.1, 15.4))
        for key in ("one", "other")
    )
    if said:
        one, other = one._replace(level=said.get("level", "")), other._replace(**said)  # type: ignore[arg-type]
    else:
        other = other._replace(position=None)
    assert verdict(places(one, other)) == expected


def test_two_regions_of_the_table_are_never_one() -> None:
    part = Place("AT130", frozenset({"region:AT130"}), ["Wien"], "AT")
    whole = Place("AT13", frozenset({"region:AT13"}), ["Wien"], "AT")
    assert verdict(places(part, whole)) == APART


def test_where_organisations_are_tells_where_their_region_is() -> None:
    with closing(SqliteStore(":memory:")) as store:
        regions = [
            thing("AT33", "Region", name={"de": "Tirol"}),
            thing("AT332", "Region"),
            thing("far", "Region", name={"de": "Tirol"}, country="AT", latitude=55, longitude=25),
        ]
        located = tie("lab", "LOCATED_IN", "AT332", city="Innsbruck")
        tell(store, "some", *regions, thing("lab"), located)
        found = {one.id: one.position for one in place.places(store)}
        assert [*(found["AT33"] or ())] == pytest.approx([47.3, 11.4], abs=0.1)
        assert (found["AT332"], found["far"]) == (found["AT33"], (55, 25))
        assert verdict(weigh_places(store)) == APART


def test_regions_that_are_known_by_codes_are_not_compared() -> None:
    with closing(SqliteStore(":memory:")) as store:
        regions = [thing(code, "Region", country=code[:2]) for code in ("AT33", "LTX", "HR9Z")]
        tell(store, "some", *regions)
        assert not place.places(store)
