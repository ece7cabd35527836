"""The question over the bundled data: evidence, places, side lists, pages, facets."""

from __future__ import annotations

import base64
from collections import Counter

import pytest

from graph.errors import UsageError
from graph.question.answer import Answer
from graph.question.answer import cursor as cursor_of
from graph.question.filters import Filters
from graph.question.hits import WITNESSES
from graph.question.score import load_weights, score
from graph.question.who import Wish, who
from graph.reader import Reader
from graph.records import Record
from graph.sqlite_store import SqliteStore
from tests.conformance.builders import optics, tell, thing, tie

ALL = Wish(limit=1000, paths=1000)


def test_every_step_of_every_hit_has_a_witness(reader: Reader) -> None:
    answer = who(reader, "photonics", "Europe", wish=ALL)
    assert answer.total == len(answer.hits) > 100
    for hit in answer.hits:
        assert hit.paths
        assert hit.places
        for step in (*hit.places, *(step for path in hit.paths for step in path)):
            assert step.evidence, f"{step} of {hit.id}"


def test_paths_lead_from_the_organisation_to_the_technology(reader: Reader) -> None:
    for hit in who(reader, "lasers", "LT", wish=ALL).hits:
        for path in hit.paths:
            here = hit.id
            for step in path:
                assert here in (step.source, step.target)
                here = step.target if step.source == here else step.source
            assert here == "lasers"


def test_hits_are_in_order_and_scored_by_the_formula(reader: Reader) -> None:
    answer = who(reader, "lasers", "LT", wish=ALL)
    keys = [(-hit.score, hit.id) for hit in answer.hits]
    assert keys == sorted(keys)
    reference = reader.frame().reference
    points = load_weights().points
    roles = {"WORKS_ON": "direct", "OFFERS": "product", "PARTICIPATES_IN": "project"}
    for hit in answer.hits:
        sum_ = sum(
            points(roles.get(path[0].relation, "agreement"), path[0].role) for path in hit.paths
        )
        last = int(hit.last_active.replace("-", "") or 0)
        assert hit.score == score(sum_, last, reference), hit.id
        assert hit.links == len(hit.paths)


def test_facets_count_the_whole_answer(reader: Reader) -> None:
    answer = who(reader, "lasers", "LT", wish=ALL)
    first = who(reader, "lasers", "LT", wish=Wish(limit=1))
    assert first.facets == answer.facets
    assert answer.facets["kind"] == Counter(hit.kind for hit in answer.hits)
    assert answer.facets["country"] == {"LT": answer.total}
    for counted in answer.facets.values():
        assert list(counted.items()) == sorted(counted.items(), key=lambda one: (-one[1], one[0]))
    assert sum(answer.facets["basis"].values()) >= answer.total


def test_pages_under_a_filter(reader: Reader) -> None:
    filters = Filters(kinds=("Company",))
    whole = who(reader, "lasers", "LT", filters, ALL)
    seen: list[str] = []
    page = who(reader, "lasers", "LT", filters, Wish(limit=2))
    while True:
        seen += [hit.id for hit in page.hits]
        assert page.total == whole.total
        if not page.next:
            break
        page = who(reader, "lasers", "LT", filters, Wish(limit=2, cursor=page.next))
    assert seen == [hit.id for hit in whole.hits]


def packed(said: str) -> str:
    return base64.urlsafe_b64encode(said.encode()).decode().rstrip("=")


@pytest.mark.parametrize(
    "cursor",
    [
        "x",
        "////",
        "é",
        *map(
            packed,
            (
                "{}",
                '["a"]',
                '"who"',
                '["who", 1]',
                '["who", "1", "litek"]',
                '["who", 1.5, "litek"]',
                '["who", Infinity, "litek"]',
                '["who", 1, null]',
                '["who", 1, "\\ud800"]',
                f'["who", {10**30}, "litek"]',
                f'["who", -{10**30}, "litek"]',
                "[" * 20_000,
            ),
        ),
    ],
)
def test_what_is_no_cursor(reader: Reader, cursor: str) -> None:
    with pytest.raises(UsageError, match="is no cursor"):
        who(reader, "lasers", "LT", wish=Wish(cursor=cursor))


def test_a_cursor_of_another_list(reader: Reader) -> None:
    with pytest.raises(UsageError, match="another list"):
        who(reader, "lasers", "LT", wish=Wish(cursor=cursor_of("technologies", 20)))


def ask(store: SqliteStore, region: str = "LT") -> Answer:
    return who(Reader(store), "lasers", region)


@pytest.fixture
def store() -> SqliteStore:
    store = SqliteStore(":memory:")
    tell(store, "optics", *optics())
    return store


def ids(found: object) -> list[str]:
    return [one.id for one in found]  # type: ignore[attr-defined]


def placed(key: str, type_: str = "Company", region: str = "LT011") -> list[Record]:
    return [thing(key, type_), tie(key, "LOCATED_IN", region)]


@pytest.mark.parametrize("filters", [Filters(), Filters(kinds=("Company",), minimum=1)])
def test_the_country_that_is_counted_is_the_one_shown(store: SqliteStore, filters: Filters) -> None:
    """As codes Greece (EL30) comes before France, as paths of places (GR30) behind it."""
    works = [tie(key, "WORKS_ON", "lasers") for key in ("alpha", "beta", "gamma")]
    tell(
        store,
        "one",
        *(thing(code, "Region") for code in ("FR101", "EL30")),
        *(*placed("alpha", region="FR101"), tie("alpha", "LOCATED_IN", "EL30")),
        *(*placed("beta", region="LT011"), tie("beta", "LOCATED_IN", "FR101")),
        *placed("gamma", region="LT011"),
        *works,
    )
    for region, countries in (
        ("Europe", {"FR": 1, "GR": 1, "LT": 1}),
        ("France", {"FR": 2}),
        ("Lithuania", {"LT": 2}),
    ):
        answer = who(Reader(store), "lasers", region, filters)
        assert answer.facets["country"] == Counter(hit.country for hit in answer.hits) == countries


@pytest.mark.parametrize("facets", [True, False])
def test_what_a_related_technology_would_add(store: SqliteStore, *, facets: bool) -> None:
    tell(
        store,
        "one",
        *(thing(name, "Technology") for name in ("masers", "torches")),
        *(tie("lasers", "RELATED", name) for name in ("masers", "torches")),
        *(record for key in ("alpha", "beta", "gamma") for record in placed(key)),
        *placed("delta", region="AT130"),
        thing("funded", "Project"),
        tie("funded", "ABOUT", "oct"),
        tie("alpha", "PARTICIPATES_IN", "funded", role="partner"),
        tie("gamma", "PARTICIPATES_IN", "funded", role="funder"),
        *(tie(key, "WORKS_ON", "masers") for key in ("alpha", "beta", "gamma", "delta")),
    )
    answer = who(Reader(store), "lasers", "LT", wish=Wish(facets=facets))
    assert ids(answer.hits) == ["alpha"]
    (found,) = answer.related
    assert (found.id, found.total, ids(found.hits)) == ("masers", 2, ["beta", "gamma"])
    alone = who(Reader(store), "lasers", "LT", wish=Wish(facets=facets, beside=False))
    assert (alone.hits, alone.related) == (answer.hits, ())


def test_the_best_witnesses_of_a_step_and_the_identifiers_of_schemes(store: SqliteStore) -> None:
    for source in ("two", "three", "four"):
        tell(store, source, tie("imaging", "BROADER", "light"))
    alpha = thing("alpha", identifiers=["pic:1", "club:7"])
    tell(
        store,
        "one",
        alpha,
        tie("alpha", "LOCATED_IN", "LT011"),
        tie("alpha", "WORKS_ON", "imaging"),
    )
    (hit,) = who(Reader(store), "light", "LT").hits
    assert [len(step.evidence) for step in hit.paths[0]] == [1, WITNESSES]
    assert hit.identifiers == {"pic": "1"}


@pytest.mark.parametrize("paths", [0, 1, 10])
def test_amounts_are_of_all_participations_however_few_are_shown(
    store: SqliteStore, paths: int
) -> None:
    tell(
        store,
        "one",
        thing("alpha"),
        tie("alpha", "LOCATED_IN", "LT011"),
        *(thing(name, "Project") for name in ("fast", "slow")),
        *(tie(name, "ABOUT", "lasers") for name in ("fast", "slow")),
        tie("alpha", "PARTICIPATES_IN", "fast", role="coordinator", ecContribution=100.0),
        tie("alpha", "PARTICIPATES_IN", "fast", role="partner", ecContribution=10.5),
        tie("alpha", "PARTICIPATES_IN", "slow", role="partner", ecContribution=1.0),
    )
    (hit,) = who(Reader(store), "lasers", "LT", wish=Wish(paths=paths)).hits
    assert (len(hit.paths), hit.amounts) == (min(paths, 2), {"ecContribution": 111.5})


@pytest.mark.parametrize(
    ("role", "counts"),
    [("coordinator", 60), ("partner", 40), ("test-site", 20), ("funder", 0), ("sponsor", 0)],
)
def test_roles_in_a_project(store: SqliteStore, role: str, counts: int) -> None:
    tell(
        store,
        "one",
        *placed("alpha"),
        thing("p", "Project"),
        tie("p", "ABOUT", "oct"),
        tie("alpha", "PARTICIPATES_IN", "p", role=role),
    )
    answer = ask(store)
    assert [(hit.id, hit.score, hit.basis) for hit in answer.hits] == (
        [("alpha", counts, "project")] if counts else []
    )


def test_a_project_about_two_narrower_technologies_counts_once(store: SqliteStore) -> None:
    tell(
        store,
        "one",
        *placed("alpha"),
        thing("p", "Project"),
        tie("p", "ABOUT", "oct"),
        tie("p", "ABOUT", "lasers"),
        tie("alpha", "PARTICIPATES_IN", "p", role="partner"),
        tie("alpha", "PARTICIPATES_IN", "p", role="coordinator"),
    )
    [hit] = ask(store).hits
    assert (hit.score, hit.links, len(hit.paths)) == (60, 1, 1)


def test_members_of_an_umbrella_and_its_founders_stay_out(store: SqliteStore) -> None:
    tell(
        store,
        "one",
        *(one for key in ("m", "f", "u") for one in placed(key)),
        *placed("cluster", "Cluster"),
        *placed("umbrella", "Cluster"),
        tie("cluster", "WORKS_ON", "lasers"),
        tie("umbrella", "WORKS_ON", "lasers"),
        tie("cluster", "MEMBER_OF", "umbrella"),
        tie("m", "MEMBER_OF", "cluster", role="member"),
        tie("f", "FOUNDED", "cluster"),
        tie("u", "MEMBER_OF", "umbrella"),
        *placed("abroad", region="AT22"),
        tie("abroad", "MEMBER_OF", "cluster", role="member"),
    )
    answer = ask(store)
    assert ids(answer.hits) == ["cluster", "umbrella"]
    assert ids(answer.membership) == ["m"]
    assert answer.membership[0].via == ("cluster",)


def test_unplaced_and_nearest(store: SqliteStore) -> None:
    tell(store, "one", *placed("somewhere", region="LT"), tie("somewhere", "WORKS_ON", "oct"))
    answer = ask(store, "LT011")
    assert answer.total == 0
    assert ids(answer.unplaced) == ["somewhere"]
    assert ids(answer.nearest["region"]) == ["LT"]
    austria = ask(store, "AT22")
    assert (ids(austria.unplaced), ids(austria.nearest["region"])) == ([], [])


def test_two_places_are_one_hit(store: SqliteStore) -> None:
    tell(
        store,
        "one",
        *placed("alpha"),
        tie("alpha", "LOCATED_IN", "AT22"),
        tie("alpha", "WORKS_ON", "oct"),
    )
    answer = ask(store, "Europe")
    assert answer.total == 1
    assert {one.target for one in answer.hits[0].places} == {"LT011", "AT22"}
    assert [one.target for one in ask(store, "AT").hits[0].places] == ["AT22"]
