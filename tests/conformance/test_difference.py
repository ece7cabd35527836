"""What `diff` says of two revisions, two days and two sources."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from graph.difference.difference import EntityChange
from graph.difference.sides import Comparison, difference, side
from graph.errors import UnknownNameError, UsageError
from graph.reader import Reader
from graph.records import Record
from graph.store import GraphStore
from tests.conformance.builders import same, take_back, tell, thing, tie

REGIONS = [thing(code, "Region") for code in ("LT", "LT011", "LT02", "AT")]
MOU = "memorandum-of-understanding"


@pytest.fixture
def reader(store: GraphStore) -> Iterator[Reader]:
    reader = Reader(store)
    yield reader
    for past in reader.past.values():
        past.store.close()


def between(reader: Reader, *records: Record) -> Comparison:
    """Let one more version of a source say ``records``, and compare it with the former one."""
    last = reader.store.revision().number
    tell(reader.store, "one", *REGIONS, *records)
    return difference(reader, f"#{last}")


def day_of(reader: Reader, number: int) -> str:
    """Return the day on which a revision was made."""
    return next(one.at[:10] for one in reader.store.revisions() if one.number == number)


def changed(found: Comparison) -> dict[str, tuple[str, ...]]:
    return {one.id: one.verbs for one in found.difference.entities}


def entity(found: Comparison, id_: str) -> EntityChange:
    return next(one for one in found.difference.entities if one.id == id_)


def test_new_gone_renamed_and_changed(reader: Reader) -> None:
    between(reader, thing("a"), thing("b"), thing("c"), thing("d"))
    renamed = thing("b", name={"en": "Bee"})
    found = between(
        reader, renamed, thing("c", website="https://c.example"), thing("d"), thing("e")
    )
    assert changed(found) == {
        "b": ("renamed",),
        "c": ("changed",),
        "e": ("new",),
        "a": ("gone",),
    }
    assert found.lines == ["1 organisation new, 1 gone, 1 renamed, 1 changed"]
    assert entity(found, "b").changes == {"name": ({"en": "b"}, {"en": "Bee"})}
    assert entity(found, "c").changes == {"website": ("", "https://c.example")}


def test_the_order_of_values_is_no_change(reader: Reader) -> None:
    between(reader, thing("a", acronym=["X", "Y"], altName={"en": ["P", "Q"]}))
    tell(reader.store, "two", thing("a", acronym=["Y"], altName={"en": ["Q"]}))
    assert difference(reader, "1").lines == ["Nothing changed."]


def test_memoranda_new_and_expired(reader: Reader) -> None:
    old = thing("old", "Agreement", agreementKind=MOU, stage="in-force")
    between(reader, old)
    over = thing("old", "Agreement", agreementKind=MOU, stage="ended")
    fresh = [thing(f"m{n}", "Agreement", agreementKind=MOU) for n in range(3)]
    other = thing("other", "Agreement", agreementKind="charter")
    found = between(reader, over, other, *fresh)
    assert found.lines == ["3 memoranda new, 1 expired", "1 agreement new"]


def test_a_day_that_passed_ends_what_nobody_touched(reader: Reader) -> None:
    tell(
        reader.store,
        "one",
        thing("mou", "Agreement", agreementKind=MOU, signed="2090-01-01", term="P3Y"),
        thing("project", "Project", end="2092"),
    )
    found = difference(reader, "2091", "2095-06")
    assert changed(found) == {"mou": ("expired",), "project": ("ended",)}
    assert found.lines == ["1 memorandum expired", "1 project ended"]
    assert difference(reader, "2094", "2095").lines == ["Nothing changed."]


@pytest.mark.parametrize(
    ("before", "after", "verbs"),
    [
        (("LT", "Vilnius"), ("LT", "Kaunas"), ("moved",)),
        (("LT", ""), ("AT", ""), ("moved",)),
        (("LT", ""), ("LT011", ""), ("located",)),
        (("LT", ""), ("LT", "Kaunas"), ("located",)),
        (("LT011", "Vilnius"), ("LT", ""), ()),
        (("LT011", ""), ("LT02", ""), ("moved",)),
    ],
)
def test_moved_or_located_more_exactly(
    reader: Reader, before: tuple[str, str], after: tuple[str, str], verbs: tuple[str, ...]
) -> None:
    def placed(place: tuple[str, str]) -> list[Record]:
        region, city = place
        details = {"city": city} if city else {}
        return [thing("a"), tie("a", "LOCATED_IN", region, **details)]

    between(reader, *placed(before))
    found = between(reader, *placed(after))
    assert changed(found).get("a", ()) == verbs


def test_memberships(reader: Reader) -> None:
    parts = [thing("a"), thing("b"), thing("c"), thing("cluster", "Cluster")]
    kept = tie("b", "MEMBER_OF", "cluster", role="member", since="2019")
    left = tie("a", "MEMBER_OF", "cluster", role="member", since="2016")
    between(reader, *parts, left, kept)
    ended = tie("a", "MEMBER_OF", "cluster", role="member", since="2016", until="2024")
    joined = tie("c", "MEMBER_OF", "cluster", role="member")
    found = between(reader, *parts, ended, kept, joined)
    assert found.lines == ["1 membership new, 1 ended"]
    (one,) = [one for one in found.difference.relations if one.verbs == ("ended",)]
    assert (one.source, one.target, one.changes) == ("a", "cluster", {"until": ("", "2024")})
    assert between(reader, *parts, kept, joined).lines == ["1 membership gone"]


def test_merged_and_split(reader: Reader) -> None:
    between(reader, thing("a"), thing("b", website="https://b.example"))
    number = same(reader.store, "a", "b")
    found = difference(reader, f"#{reader.store.revision().number - 1}")
    assert changed(found)["b"] == ("merged",)
    assert entity(found, "b").changes == {"id": ("b", "a")}
    back = difference(reader, f"#{reader.store.revision().number}", "1")
    assert changed(back)["b"] == ("split",)
    assert number == 1


def test_the_other_way_round(reader: Reader) -> None:
    between(reader, thing("a"))
    between(reader, thing("b"))
    assert difference(reader, "1", "2").lines == ["1 organisation new, 1 gone"]
    assert changed(difference(reader, "2", "1")) == {"a": ("new",), "b": ("gone",)}
    assert difference(reader, "2", "now").lines == ["Nothing changed."]


def test_before_the_first_there_was_nothing(reader: Reader) -> None:
    tell(reader.store, "one", thing("a"))
    day = day_of(reader, 1)
    assert changed(difference(reader, "1999", day)) == {"a": ("new",)}
    assert difference(reader, "#0", day).lines == ["1 organisation new"]


def test_two_sources(reader: Reader) -> None:
    stands, ended = (thing("m", "Agreement", stage=stage) for stage in ("in-force", "ended"))
    one = [thing("a", identifiers=["pic:1"]), thing("b"), thing("p", "Project"), stands]
    tell(reader.store, "one", *one)
    said = thing("pic:1", website="https://a.example", name={"en": "a"})
    ties = [tie("pic:1", "PARTICIPATES_IN", "p"), tie("pic:1", "MEMBER_OF", "nobody")]
    tell(reader.store, "two", said, thing("c"), ended, *ties)
    found = difference(reader, "one", "two")
    assert found.between_sources
    assert changed(found) == {
        **{"a": ("changed",), "m": ("changed",)},
        **{"c": ("new",), "b": ("gone",), "p": ("gone",)},
    }
    assert entity(found, "c").changes == {}
    assert found.lines == [
        "1 agreement described otherwise",
        "1 organisation only in the second, 1 only in the first, 1 described otherwise",
        "1 project only in the first",
        "1 participation only in the second",
    ]


def test_the_same_source_twice_differs_in_nothing(reader: Reader) -> None:
    tell(reader.store, "one", *REGIONS, thing("a"), tie("a", "LOCATED_IN", "LT"))
    assert difference(reader, "one", "one").lines == ["Nothing changed."]


def test_what_people_call_the_sides(reader: Reader) -> None:
    tell(reader.store, "2020", thing("a"))
    tell(reader.store, "two", thing("b"))
    kinds = {asked: side(reader.store, asked).kind for asked in ("2020", "2021", "1", "#2", "now")}
    assert kinds == {
        "2020": "source",
        "2021": "day",
        "1": "revision",
        "#2": "revision",
        "now": "revision",
    }
    assert side(reader.store, "now").revision == 2
    assert side(reader.store, "#1").day == day_of(reader, 1)


@pytest.mark.parametrize("asked", ["#9", "3", "yesterday", "", "2026-13", "three"])
def test_what_is_none_of_them(reader: Reader, asked: str) -> None:
    tell(reader.store, "one", thing("a"))
    take_back(reader.store, "one")
    with pytest.raises(UnknownNameError, match="revision up to 2"):
        difference(reader, asked)


def test_a_source_is_not_compared_with_a_day(reader: Reader) -> None:
    tell(reader.store, "one", thing("a"))
    with pytest.raises(UsageError, match="two sources"):
        difference(reader, "one", "2026")


def test_the_shape(reader: Reader) -> None:
    between(reader, thing("a"))
    found = between(reader, thing("b"), thing("c", "Project"), tie("b", "PARTICIPATES_IN", "c"))
    whole = found.shape()
    assert whole.keys() == {
        *("before", "after", "lines", "counts", "entities", "relations", "left_out")
    }
    day = day_of(reader, 1)
    assert whole["before"] == {"asked": "#1", "kind": "revision", "revision": 1, "day": day}
    assert whole["counts"] == {
        "Organisation": {"new": 1, "gone": 1},
        "Project": {"new": 1},
        "PARTICIPATES_IN": {"new": 1},
    }
    assert [one["id"] for one in whole["entities"]] == ["b", "c", "a"]
    assert whole["left_out"] == 0
    short = found.shape(1)
    assert (len(short["entities"]), len(short["relations"]), short["left_out"]) == (1, 1, 2)


def test_a_relation_without_words_of_its_own_goes_by_its_label(reader: Reader) -> None:
    parts = [thing("a"), thing("b")]
    between(reader, *parts)
    found = between(reader, *parts, tie("a", "FOUNDED", "b"))
    assert found.lines == ["1 link “founded” new"]
