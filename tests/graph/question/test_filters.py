"""Filters of the question: what they let through, and what they refuse to mean."""

from __future__ import annotations

from typing import Any

import pytest

from graph.dates import Period
from graph.errors import UnknownNameError, UsageError
from graph.question.answer import Answer
from graph.question.filters import Filters
from graph.question.who import Wish, described, who
from graph.reader import Reader
from graph.sqlite_store import SqliteStore
from graph.store import Reach
from tests.conformance.builders import optics, tell, thing, tie


def lasers(reader: Reader, filters: Filters) -> Answer:
    return who(reader, "lasers", "LT", filters, Wish(limit=200))


def ids(answer: Answer) -> set[str]:
    return {hit.id for hit in answer.hits}


def test_a_kind_means_its_subclasses_and_is_read_as_people_write_it(reader: Reader) -> None:
    everybody = ids(lasers(reader, Filters()))
    assert ids(lasers(reader, Filters(kinds=("Organisation",)))) == everybody
    companies = lasers(reader, Filters(kinds=("company",)))
    assert {hit.kind for hit in companies.hits} == {"Company"}
    assert companies.query.filters == {"kind": "Company"}


def test_each_filter_narrows_and_the_total_follows(reader: Reader) -> None:
    everybody = ids(lasers(reader, Filters()))
    for filters in (
        Filters(kinds=("Cluster",)),
        Filters(roles=("coordinator",)),
        Filters(programme="cosme"),
        Filters(minimum=200),
        Filters(period=Period.parse("2017")),
    ):
        answer = lasers(reader, filters)
        assert answer.total == len(answer.hits)
        assert ids(answer) < everybody or filters.period


def test_a_programme_may_be_named(reader: Reader) -> None:
    named = lasers(reader, Filters(programme="COSME"))
    assert named.total == 2
    assert ids(named) == ids(lasers(reader, Filters(programme="cosme"))) == {"fimtp", "litek"}


def test_a_programme_means_its_parts_and_their_calls() -> None:
    store = SqliteStore(":memory:")
    parts = {"whole": "FUNDED_BY", "part": "FUNDED_BY", "call": "UNDER_CALL", "other": "FUNDED_BY"}
    tell(
        store,
        "one",
        *optics(),
        *(thing(name, "Call" if name == "call" else "Programme") for name in parts),
        tie("part", "PART_OF", "whole"),
        tie("call", "PART_OF", "part"),
        *(thing(f"p-{name}", "Project") for name in parts),
        *(tie(f"p-{name}", type_, name) for name, type_ in parts.items()),
        *(tie(f"p-{name}", "ABOUT", "oct") for name in parts),
        *(thing(f"by-{name}") for name in parts),
        *(tie(f"by-{name}", "LOCATED_IN", "LT011") for name in parts),
        *(tie(f"by-{name}", "PARTICIPATES_IN", f"p-{name}", role="partner") for name in parts),
    )
    reader = Reader(store)
    assert ids(lasers(reader, Filters(programme="whole"))) == {"by-whole", "by-part", "by-call"}
    assert ids(lasers(reader, Filters(programme="call"))) == {"by-call"}


def test_the_filters_that_were_set_are_told() -> None:
    assert described(Filters()) == {}
    assert described(Filters(as_of="2020-02", minimum=0, period=Period.parse("2017"))) == {
        "as_of": "2020-02-29",
        "minimum": "0",
        "period": "2017-01-01..2017-12-31",
    }


@pytest.mark.parametrize(
    ("filters", "error", "says"),
    [
        (Filters(kinds=("Firm",)), UsageError, "no kind of organisation"),
        (Filters(kinds=("Project",)), UsageError, "Company"),
        (Filters(roles=("boss",)), UsageError, "coordinator"),
        (Filters(programme="litek"), UsageError, "is of kind Cluster"),
        (Filters(programme="no such programme"), UnknownNameError, "no such programme"),
    ],
)
def test_what_could_never_be_met_is_an_error(
    reader: Reader, filters: Filters, error: type[Exception], says: str
) -> None:
    with pytest.raises(error, match=says):
        lasers(reader, filters)


def test_a_period_that_ends_before_it_begins() -> None:
    with pytest.raises(ValueError, match="ends before it begins"):
        Period.parse("2018..2016")


def test_an_ended_organisation_counts_before_its_end(reader: Reader) -> None:
    def adaptive(filters: Filters) -> Answer:
        return who(reader, "adaptive optics", "FRL0", filters)

    assert "optitec" not in ids(adaptive(Filters()))
    assert "optitec" in ids(adaptive(Filters(period=Period.parse("2020"))))
    assert "optitec" not in ids(adaptive(Filters(period=Period.parse("2025"))))


def test_a_wide_answer_is_not_ranked_in_one_piece(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    reach, limits = type(reader.store.reach), []
    top = reach.top

    def noted(self: Reach, technology: str, places: Any, year: int, limit: int, *rest: Any) -> Any:
        limits.append(limit)
        return top(self, technology, places, year, limit, *rest)

    monkeypatch.setattr(reach, "top", noted)
    wish = Wish(limit=20, facets=True, beside=False)
    who(reader, "lasers", "LT", Filters(), wish)
    narrow = Filters(roles=("coordinator",), period=Period.parse("2017"))
    who(reader, "lasers", "LT", narrow, wish)
    assert limits == [21]
