"""The published formula."""

import pytest

from graph.golden.reach import date_number, reach_rows, works
from graph.question.score import load_weights, recency, score
from graph.stored import Footprint, Link, ReachRow


@pytest.mark.parametrize(
    ("last", "expected"),
    [(0, 0), (20260101, 10), (20300101, 10), (20210630, 0), (20200101, -2), (19900101, -10)],
)
def test_recency(last: int, expected: int) -> None:
    assert recency(last, 2026) == expected


def test_an_unknown_date_neither_raises_nor_lowers() -> None:
    assert score(40, 0, 2026) == 40


@pytest.mark.parametrize("role", ["funder", "host", "supporter"])
def test_funders_hosts_and_supporters_do_not_work_on_the_subject(role: str) -> None:
    assert load_weights().points("project", role) == 0
    assert load_weights().points("agreement", role) == 0


def link(via: str, technology: str, role: str = "partner", last: int = 0) -> Link:
    return Link("o", "project" if via else "direct", via, role, technology, "", "", last)


def test_a_project_counts_once_however_many_ways_lead_up() -> None:
    above = {"oct": ("oct", "imaging"), "msot": ("msot", "imaging")}
    links = [link("p", "oct"), link("p", "msot"), link("q", "oct", last=20200101)]
    footprint = Footprint("o", ("LT", "AT"), ended=False, works=works(links))
    points = load_weights().points("project", "partner")
    assert list(reach_rows([footprint], above.__getitem__)) == [
        ReachRow("imaging", "AT", "o", "", 2 * points, 2, 20200101, 0),
        ReachRow("imaging", "LT", "o", "AT", 2 * points, 2, 20200101, 0),
        ReachRow("msot", "AT", "o", "", points, 1, 0, 0),
        ReachRow("msot", "LT", "o", "AT", points, 1, 0, 0),
        ReachRow("oct", "AT", "o", "", 2 * points, 2, 20200101, 0),
        ReachRow("oct", "LT", "o", "AT", 2 * points, 2, 20200101, 0),
    ]


def test_two_roles_in_one_project_count_as_the_better() -> None:
    links = [link("p", "oct", "partner"), link("p", "oct", "coordinator")]
    (work,) = works(links)
    assert work.points == load_weights().project["coordinator"]


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [("2016", "", 20160101), ("2016", "2018-06", 20180630), ("", "", 0)],
)
def test_date_number(since: str, until: str, expected: int) -> None:
    assert date_number(since, until) == expected
