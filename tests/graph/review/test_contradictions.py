"""Values that sources contradict each other in, and the rule that chose."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph.curating.hand import Hand
from graph.errors import UsageError
from graph.ledger.holdings import Holdings
from graph.records import EntityRecord
from graph.review.contradictions import contradictions
from graph.sqlite_store import SqliteStore
from tests.conformance.builders import SCHEMA, tell, thing


def unsure(record: EntityRecord) -> EntityRecord:
    """The same record, read with less confidence."""
    return replace(record, evidence=replace(record.evidence, confidence=0.5))


FIRST = thing("alpha", founded="2001", description={"en": "one", "lt": "vienas"})
SECOND = thing("alpha", founded="2003", description={"en": "two"})
FULLER = thing("alpha", founded="2003", description={"en": "two"}, website="https://a.example")


@pytest.mark.parametrize(
    ("said", "weights", "rule"),
    [
        (SECOND, {"priority": -1}, "priority"),
        (unsure(SECOND), {}, "confidence"),
        (FULLER, {"date": "2019"}, "date"),
        (thing("alpha", founded="2003"), {}, "completeness"),
        (SECOND, {"date": "2020"}, "content"),
    ],
)
def test_the_rule_that_chose(said: EntityRecord, weights: dict[str, int], rule: str) -> None:
    store = SqliteStore(":memory:")
    tell(store, "one", FIRST, date="2020")
    tell(store, "two", said, **({"date": "2020"} | weights))  # type: ignore[arg-type]
    found = {(one.property, one.language): one for one in contradictions(store, SCHEMA)}
    founded = found["founded", ""]
    assert (founded.stands.value, [one.value for one in founded.lost]) == ("2001", ["2003"])
    assert (founded.stands.witness.source, founded.lost[0].witness.source) == ("one", "two")
    assert founded.rule == rule
    standing = store.golden.entities(["alpha"])["alpha"].properties["founded"]
    assert founded.stands.value == standing
    assert ("description", "lt") not in found


def test_a_denied_value_lost() -> None:
    store = SqliteStore(":memory:")
    tell(store, "one", FIRST, date="2020")
    tell(store, "two", SECOND)
    Hand(Holdings(store), "a curator", "https://a.example").deny("alpha", "founded")
    (founded,) = (
        one for one in contradictions(store, SCHEMA, entity="alpha") if one.property == "founded"
    )
    assert (founded.stands.value, founded.lost[0].value, founded.rule) == ("2003", "2001", "denied")
    assert founded.lost[0].witness.source == "one"


def test_what_agrees_is_none() -> None:
    store = SqliteStore(":memory:")
    tell(store, "one", FIRST, thing("beta", website="https://b.example"))
    tell(store, "two", thing("alpha", founded="2001"), thing("beta", founded="2001"))
    assert list(contradictions(store, SCHEMA)) == []


@pytest.mark.parametrize("priority", [1, -1])
def test_a_date_agrees_with_one_that_says_less(priority: int) -> None:
    store = SqliteStore(":memory:")
    tell(store, "exact", thing("alpha", founded="2001-05"), priority=priority)
    tell(store, "vague", thing("alpha", founded="2001"))
    assert list(contradictions(store, SCHEMA)) == []


def test_what_is_no_kind() -> None:
    with pytest.raises(UsageError, match="'Firm' is no top kind: give one of Agreement"):
        list(contradictions(SqliteStore(":memory:"), SCHEMA, kind="Firm"))


@pytest.mark.parametrize(
    ("other", "found"),
    [
        ("https://b.example/", []),
        ("https://b.example/en", ["https://b.example/en"]),
        ("http://b.example", ["http://b.example"]),
    ],
)
def test_addresses_that_differ_in_the_last_slash_alone_agree(other: str, found: list[str]) -> None:
    store = SqliteStore(":memory:")
    tell(store, "one", thing("beta", website="https://b.example"), date="2020")
    tell(store, "two", thing("beta", website=other), date="2019")
    lost = [claim.value for one in contradictions(store, SCHEMA) for claim in one.lost]
    assert lost == found


@pytest.mark.parametrize(
    ("start", "end", "months", "found"),
    [
        ("2018-01", "2019-06-30", 24, ["2018-01/2019-06-30"]),
        ("2018-01", "2019-06-30", 18, []),
        ("2018-01-15", "2019-07-14", 18, []),
        ("2018", "2019-06-30", 24, []),
    ],
)
def test_a_length_that_does_not_fit_the_dates(
    start: str, end: str, months: int, found: list[str]
) -> None:
    store = SqliteStore(":memory:")
    tell(store, "one", thing("beam", "Project", start=start, end=end))
    tell(store, "two", thing("beam", "Project", durationMonths=months))
    contradicted = list(contradictions(store, SCHEMA))
    assert [one.stands.value for one in contradicted] == found
    for one in contradicted:
        assert (one.rule, one.property, one.lost[0].value) == (
            "exactness",
            "durationMonths",
            months,
        )
        assert (one.stands.witness.source, one.lost[0].witness.source) == ("one", "two")
