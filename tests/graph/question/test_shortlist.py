"""A shortlist: what it covers, what is missing, who has met whom."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from graph.errors import UsageError
from graph.question.shortlist import Shortlist, checklist, shortlist
from graph.sqlite_store import SqliteStore
from ontology.model import load_model
from ontology.regions import load_regions


@pytest.fixture(scope="module")
def store(bundled: str) -> Iterator[SqliteStore]:
    store = SqliteStore(bundled.removeprefix("sqlite:///"))
    yield store
    store.close()


def checks(found: Shortlist) -> dict[str, bool]:
    return {one.rule: one.met for one in found.checks}


def test_members_come_in_the_order_given(store: SqliteStore) -> None:
    found = shortlist(store, ["opticsvalley", "litek", "no-such", "opticsvalley"])
    assert [one.id for one in found.members] == ["opticsvalley", "litek"]
    assert found.unknown == ("no-such",)
    assert found.countries == {"FR": 1, "LT": 1}
    assert found.kinds == {"Cluster": 2}


def test_the_checklist_tells_what_is_missing(store: SqliteStore) -> None:
    found = shortlist(store, ["litek", "ekspla", "cpic"])
    assert checks(found) == {
        "three-legal-entities": True,
        "three-countries": False,
        "one-in-a-member-state": True,
        "a-research-performer": False,
        "a-company": True,
    }
    (countries,) = (one for one in found.checks if one.rule == "three-countries")
    assert (countries.needed, countries.found) == (3, 2)
    (company,) = (one for one in found.checks if one.rule == "a-company")
    assert company.counted == ("ekspla",)


def test_who_no_longer_exists_does_not_count(store: SqliteStore) -> None:
    found = shortlist(store, ["cipi"])
    assert found.members[0].ended == "2012-04-01"
    assert all(one.found == 0 for one in found.checks)


def test_pairs_say_in_what_they_met(store: SqliteStore) -> None:
    found = shortlist(store, ["litek", "opticsvalley", "cpic", "exfo"])
    pairs = {(one.one, one.other): one for one in found.pairs}
    both = pairs["litek", "opticsvalley"]
    assert {"laser-go-global", "laser-go"} <= {one.id for one in both.projects}
    starts = [one.start for one in both.projects]
    assert starts == sorted(starts, reverse=True)
    assert [one.id for one in pairs["litek", "cpic"].agreements] == ["mou-litek-cpic-2019"]
    assert ("litek", "exfo") in found.strangers
    assert len(found.pairs) + len(found.strangers) == 6


def test_only_organisations_are_listed(store: SqliteStore) -> None:
    with pytest.raises(UsageError, match="'laser-go' is no organisation but a Project"):
        shortlist(store, ["laser-go"])


def test_an_empty_one_is_one(store: SqliteStore) -> None:
    found = shortlist(store, [])
    assert not found.members
    assert not any(one.met for one in found.checks)


def test_the_checklist_names_what_there_is() -> None:
    for rule in checklist():
        assert bool(rule.entities) != bool(rule.countries), rule
        assert not rule.of or load_regions().get(rule.of)
        assert set(rule.kinds) <= load_model().kinds.keys()
