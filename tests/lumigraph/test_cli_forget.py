"""`lumigraph forget`: history goes as far as the setting or a flag says, and the graph stays."""

from __future__ import annotations

from contextlib import closing

import pytest

from graph.opening import open_store
from tests.command_line import Run
from tests.conformance.builders import tell, thing

OLD, LATER = "2020-01-01T12:00:00+00:00", "2024-01-01T12:00:00+00:00"


@pytest.fixture
def aged(own: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """The URL of a graph whose facts were replaced four years after they came in."""
    for at, website in ((OLD, "https://old.example"), (LATER, "https://new.example")):
        monkeypatch.setattr("graph.sqlite_store.store.now", lambda at=at: at)
        with closing(open_store(own)) as store:
            tell(store, "one", thing("alpha", website=website))
    return own


def test_a_preview_changes_nothing(run: Run, aged: str) -> None:
    ran = run("forget", "--before", "2025", "--preview", "--store", aged)
    assert ran.code == 0
    assert "1 records and 1 lines of the change log would go." in ran.out
    assert run("status", "--store", aged, "--json").json["known_from"] == "2020-01-01"


def test_what_is_gone_is_told_with_the_day_from_which_on_there_is_something(
    run: Run, aged: str
) -> None:
    asked = ("diff", "2021", "--store", aged)
    assert run(*asked).code == 0
    ran = run("forget", "--before", "2025", "--store", aged, "--json")
    (told,) = ran.json["stores"]
    assert (ran.json["first_day"], told["records"], told["changes"]) == ("2025-01-01", 1, 1)
    found = run(*asked)
    assert found.code == 2
    assert "the history of this graph is kept from 2025-01-01 on" in found.err
    assert "can be asked from 2025-01-01 on" in run("status", "--store", aged).out
    assert run("doctor", "--thorough", "--store", aged).code == 0
    assert run("audit", "--verify", "--store", aged).code == 0
    again = run("forget", "--before", "2025", "--store", aged)
    assert "nothing is known from before 2025-01-01 alone" in again.out


def test_the_setting_says_how_far_back(
    run: Run, aged: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran = run("forget", "--store", aged)
    assert (ran.code, "all history is kept: say how far back" in ran.err) == (2, True)
    monkeypatch.setenv("LUMIGRAPH_HISTORY", "1 year")
    ran = run("forget", "--store", aged, "--preview", "--json")
    assert ran.json["stores"][0]["records"] == 1
    ran = run("forget", "--keep", "90 years", "--store", aged, "--preview", "--json")
    assert ran.json["stores"][0]["records"] == 0


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--before", "soon"], "'soon' is no date"),
        (["--before", "2999"], "2999-01-01 has not come yet"),
        (["--keep", "long"], "'long' is no span of time: write 5 years"),
        (["--keep", "9999 years"], "leads before the year 1"),
        (["--keep", "1 year", "--before", "2020"], "one of the two"),
    ],
)
def test_what_is_no_day(run: Run, aged: str, arguments: list[str], says: str) -> None:
    ran = run("forget", *arguments, "--store", aged)
    assert ran.code == 2
    assert says in ran.err


def test_a_setting_that_is_no_span(run: Run, aged: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LUMIGRAPH_HISTORY", "long")
    ran = run("forget", "--store", aged)
    assert (ran.code, "history is 'long': set a span of time" in ran.err) == (2, True)
