"""Proposals in few words, and with all that helps to decide them."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest

from graph.ledger.holdings import Holdings
from graph.records import EntityRecord, Evidence, Record, RelationRecord, Value, digest
from graph.review.asked import NO_DECISION, Asked, Named, Row
from graph.review.desk import Desk
from graph.review.proposal import ACCEPTED, SKIPPED, Fact, Matter, Pair, Proposal, Remark
from graph.review.rehearsal import Effect
from graph.sqlite_store import SqliteStore
from tests.conformance.builders import tell, thing

PAGE = "https://page.example/1"
QUOTE = Evidence("chars 1-9", (PAGE,), "Alfa", "lt", 0.5)
ALPHA = Named("alpha", "alpha", "alpha", "Company")


@pytest.fixture
def store() -> SqliteStore:
    """Two companies, one of which two sources name."""
    made = SqliteStore(":memory:")
    tell(made, "one", thing("alpha", founded="2001"), thing("beta", founded="2001"))
    tell(made, "two", thing("alpha", website="https://alpha.example"))
    return made


@pytest.fixture
def desk(store: SqliteStore) -> Desk:
    """A desk over these."""
    return Desk(Holdings(store))


def proposed(desk: Desk, matter: Matter) -> str:
    """Propose a matter; return its id."""
    one = Proposal(matter, 0.5, "post")
    desk.propose(one.source, [one])
    return one.id


def in_words(desk: Desk, *records: Record) -> Asked:
    (shown,) = desk.in_words([desk.find(proposed(desk, Fact(records, PAGE)))])
    return shown


def founded(**properties: Value) -> EntityRecord:
    return EntityRecord("alpha", "Company", properties, QUOTE)


def test_a_fact_about_what_is_known_names_no_class(desk: Desk) -> None:
    shown = in_words(desk, founded(name={"en": "Alfa"}, memberCount=12, industry=["a", "b"]))
    assert shown.title == "alpha industry a, b, memberCount 12, name Alfa"
    assert shown.told
    assert (shown.told.subject, shown.told.type, shown.told.object) == ("alpha", "", "")
    assert shown.decision == NO_DECISION


def test_a_fact_about_what_is_new_says_its_name_once(desk: Desk) -> None:
    new = EntityRecord("delta", "Cluster", {"name": {"en": "Delta"}, "founded": "2020"}, QUOTE)
    assert in_words(desk, new).title == "Delta (Cluster) founded 2020"
    joined = RelationRecord("alpha", "MEMBER_OF", "delta", {}, QUOTE)
    told = in_words(desk, joined, new).told
    assert told
    assert (told.subject, told.type, told.relation, told.object) == (
        *("alpha", "", "MEMBER_OF", "Delta"),
    )


def test_a_pair_stands_side_by_side(desk: Desk) -> None:
    shown = desk.show(proposed(desk, Pair("alpha", "beta", {"name": 4.5})))
    assert shown.pair
    assert (shown.pair.left, shown.pair.right.id) == (ALPHA, "beta")
    assert (shown.pair.left_sources, shown.pair.right_sources) == (["one", "two"], ["one"])
    assert [row for row in shown.pair.rows if row.property != "name"] == [
        Row("founded", "2001", "2001", True),
        Row("type", "Company", "Company", True),
        Row("website", "https://alpha.example", None, False),
    ]
    assert [(one.id, one.how) for one in shown.effect.entities] == [
        ("alpha", "changed"),
        ("beta", "gone"),
    ]


def test_a_remark_changes_nothing(desk: Desk) -> None:
    remark = Remark("alpha", "website", "it has moved")
    shown = desk.show(proposed(desk, remark))
    assert (shown.remark, shown.asked.told) == (remark, None)
    assert (shown.effect.entities, shown.effect.relations_new, shown.problem) == ([], [], "")


def test_another_word_makes_another_remark() -> None:
    said = ("alpha", "website", "it has moved", PAGE)
    whole = Remark(*said, "https://new.example")
    others = [replace(whole, **{one.name: "another"}) for one in fields(Remark)]
    assert len({Proposal(one, 0.5, "readers").id for one in (whole, *others)}) == len(others) + 1
    without = Proposal(Remark(*said), 0.5, "readers")
    assert without.id == digest("remark", *said), "as before remarks could hold a value"


def test_what_was_decided_has_no_effect_any_more(desk: Desk) -> None:
    id_ = proposed(desk, Fact((founded(founded="2003"),), PAGE))
    desk.decide(id_, SKIPPED, desk.find(id_).version, by="a curator")
    (changed,) = desk.show(id_).effect.entities
    assert changed.rows == [Row("founded", "2001", "2003", False)]
    desk.decide(id_, ACCEPTED, desk.find(id_).version, by="a curator")
    assert desk.preview(id_) == Effect()


@pytest.mark.parametrize(
    ("document", "urls", "address"),
    [
        ("https://post.example/2", (PAGE,), "https://post.example/2"),
        ("notice.pdf", (PAGE,), PAGE),
        ("notice.pdf", (), "notice.pdf"),
    ],
)
def test_a_fact_stands_on_a_page_where_one_is_known(
    desk: Desk, store: SqliteStore, document: str, urls: tuple[str, ...], address: str
) -> None:
    record = EntityRecord("beta", "Company", {"founded": "2003"}, Evidence("chars 1-9", urls))
    id_ = proposed(desk, Fact((record,), document))
    desk.decide(id_, ACCEPTED, desk.find(id_).version, by="a curator")
    (entry,) = [one.info for one in store.ledger.sources() if one.info.name.startswith("hand/")]
    assert entry.origin == address
