"""What was read becomes records in the terms of the vocabulary, or a question to people."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from graph.records import EntityRecord, Record, Reject, RelationRecord
from graph.schema import load_schema
from ingest.documents.document import Document
from ingest.documents.facts.agreements import Agreements, Pact
from ingest.documents.facts.place import Page
from ingest.documents.facts.reader import (
    ALONE,
    NAMELESS,
    NEGATED,
    OVER,
    PLANNED,
    UNSIGNED,
    FactReader,
)
from ingest.documents.facts.statement import Statement
from ingest.documents.findings import Mention, Relation, Status
from ingest.documents.known import Known, Named
from ingest.documents.reading import Reading

TEXT = "LITEK and Nordlicht (NL) sign a memorandum. LASER-GO was over. " * 3
KNOWN = Known(
    {
        "litek": Named("litek", "organisation", (("en", "LITEK"),)),
        "laser-go": Named("laser-go", "project", (("en", "LASER-GO"),)),
        "cosme": Named("cosme", "programme", (("en", "COSME"),)),
        "lasers": Named("lasers", "technology", (("en", "lasers"),)),
        "city-at-graz": Named("city-at-graz", "place", (("de", "Graz"),)),
    }
)
NORDLICHT = Mention("organisation", 10, 24, slug="nordlicht", confidence=0.9)
MEMORANDUM = Mention("agreement", 32, 42, slug="memorandum-of-understanding-litek-nl")
FAIR = Mention("event", 0, 5, slug="a-fair")


def said(
    subject: str,
    predicate: str,
    object_: str,
    status: Status = "stated",
    confidence: float = 0.9,
) -> Relation:
    return Relation(subject, predicate, object_, 0, 43, status, confidence)


def read(
    *relations: Relation,
    mentions: Iterable[Mention] = (NORDLICHT, MEMORANDUM, FAIR),
    date: str = "2019-06",
    agreements: Agreements | None = None,
) -> list[Statement | Reject]:
    document = Document("a.txt", TEXT, "en", date=date, address="https://news.example.org/1")
    reading = Reading(document, KNOWN, list(mentions), list(relations))
    reader = FactReader(reading, Page(document), agreements or Agreements())
    return [one for one in reader.read() if not _is_fresh(one)]


def _is_fresh(one: Statement | Reject) -> bool:
    keys = {"nordlicht", "a-fair"}
    first = one.records[0] if isinstance(one, Statement) else None
    return isinstance(first, EntityRecord) and first.key in keys and not first.identifiers


def only(*relations: Relation) -> Statement:
    (found,) = read(*relations)
    assert isinstance(found, Statement)
    return found


def brief(record: Record) -> tuple[object, ...]:
    if isinstance(record, RelationRecord):
        return (record.source, record.type, record.target, dict(record.properties))
    return (record.key, record.type, dict(record.properties))


@pytest.mark.parametrize(
    ("relation", "expected"),
    [
        (
            said("litek", "coordinator_of", "laser-go"),
            ("litek", "PARTICIPATES_IN", "laser-go", {"role": "coordinator"}),
        ),
        (
            said("nordlicht", "coordinator_of", "litek"),
            ("nordlicht", "MANAGES", "litek", {"role": "coordinator"}),
        ),
        (
            said("litek", "organised", "a-fair"),
            ("litek", "TAKES_PART_IN", "a-fair", {"role": "organiser"}),
        ),
        (
            said("litek", "visited", "a-fair"),
            ("litek", "TAKES_PART_IN", "a-fair", {"role": "participant"}),
        ),
        (
            said("litek", "visited", "nordlicht"),
            ("litek", "IN_CONTACT_WITH", "nordlicht", {"role": "visit"}),
        ),
        (said("litek", "works_on", "lasers"), ("litek", "WORKS_ON", "lasers", {})),
        (said("laser-go", "works_on", "lasers"), ("laser-go", "ABOUT", "lasers", {})),
        (said("laser-go", "funded_by", "cosme"), ("laser-go", "FUNDED_BY", "cosme", {})),
        (
            said("litek", "located_in", "city-at-graz"),
            ("litek", "LOCATED_IN", "AT221", {"city": "Graz"}),
        ),
        (said("a-fair", "takes_place_in", "LT"), ("a-fair", "LOCATED_IN", "LT", {})),
        (said("laser-go", "starts", "2016"), ("laser-go", "Project", {"start": "2016"})),
        (
            said("laser-go", "duration", "2 years"),
            ("laser-go", "Project", {"durationMonths": 24}),
        ),
        (
            said("litek", "member_count", "41 companies"),
            ("litek", "Organisation", {"memberCount": 41}),
        ),
    ],
)
def test_a_relation_becomes_a_record(relation: Relation, expected: tuple[object, ...]) -> None:
    found = only(relation)
    assert [brief(record) for record in found.records] == [expected]
    assert found.doubt == ""
    assert load_schema().complaints(found.records[0], "test") == []


def test_a_record_says_where_it_was_read() -> None:
    evidence = only(said("litek", "works_on", "lasers", confidence=0.81)).records[0].evidence
    assert evidence.locator == "chars 0-43"
    assert evidence.quote == "LITEK and Nordlicht (NL) sign a memorandum."
    assert evidence.urls == ("https://news.example.org/1",)
    assert (evidence.language, evidence.confidence) == ("en", 0.81)


@pytest.mark.parametrize("told", [True, False])
def test_what_is_new_goes_in_when_something_is_said_of_it(told: bool) -> None:
    document = Document("a.txt", TEXT, "en")
    relations = [said("nordlicht", "works_on", "lasers")] if told else []
    reading = Reading(document, KNOWN, [NORDLICHT], relations)
    found, *_ = FactReader(reading, Page(document), Agreements()).read()
    assert isinstance(found, Statement)
    assert found.doubt == ("" if told else ALONE)
    assert brief(found.records[0]) == (
        "nordlicht",
        "Organisation",
        {"name": {"en": "Nordlicht"}, "acronym": ["NL"]},
    )


def test_a_grant_number_is_a_key_of_the_project() -> None:
    (record,) = only(said("laser-go", "grant_number", "688904")).records
    assert isinstance(record, EntityRecord)
    assert record.identifiers == ("grant:688904",)


def test_a_call_comes_with_the_project() -> None:
    found = only(said("laser-go", "call_id", "COS-CLUSTER-2014-3-03"))
    assert [brief(record)[:3] for record in found.records] == [
        ("laser-go", "UNDER_CALL", "cos-cluster-2014-3-03"),
        (
            "cos-cluster-2014-3-03",
            "Call",
            {"name": {"und": "COS-CLUSTER-2014-3-03"}, "code": ["COS-CLUSTER-2014-3-03"]},
        ),
    ]


@pytest.mark.parametrize(
    ("relation", "doubt"),
    [
        (said("litek", "works_on", "lasers", "planned"), PLANNED),
        (said("litek", "works_on", "lasers", "negated"), NEGATED),
        (said("litek", "works_on", "lasers", confidence=0.3), "the reading is sure to 0.30 only"),
        (said("laser-go", "starts", "2016", "past"), OVER),
        (
            said("laser-go", "funding", "EUR 248000"),
            "it may be the whole cost or a part of it",
        ),
    ],
)
def test_what_is_doubtful_says_why(relation: Relation, doubt: str) -> None:
    assert only(relation).doubt == doubt


def test_what_was_so_has_an_end() -> None:
    found = only(said("nordlicht", "member_of", "litek", "past"))
    assert found.doubt == ""
    assert found.records[0].properties["until"] == "2019-06"


def test_a_fact_about_something_doubtful_is_doubtful_and_brings_it() -> None:
    unsure = Mention("organisation", 10, 24, slug="nordlicht", confidence=0.4)
    (found,) = read(said("nordlicht", "member_of", "litek"), mentions=[unsure])
    assert isinstance(found, Statement)
    assert found.doubt == "the reading is sure to 0.40 only"
    assert [record.type for record in found.records] == ["MEMBER_OF", "Organisation"]


@pytest.mark.parametrize(
    ("relation", "reason"),
    [
        (said("laser-go", "starts", "04"), "the year is not stated"),
        (said("laser-go", "duration", "3 days"), "no whole number of months"),
        (said("laser-go", "organised", "a-fair"), "does not lead from Project to Event"),
        (said("litek", "admires", "nordlicht"), "no saying is known for admires"),
    ],
)
def test_what_the_vocabulary_cannot_say_is_told(relation: Relation, reason: str) -> None:
    (found,) = read(relation)
    assert isinstance(found, Reject)
    assert reason in found.reason
    assert (found.file, found.place) == ("a.txt", "chars 0-43")


def signed(status: Status = "stated") -> list[Relation]:
    slug = MEMORANDUM.slug or ""
    return [
        said("litek", "signed_agreement_with", "nordlicht", status),
        said(slug, "signed_on", "2019-06-26"),
        said(slug, "results_from", "laser-go"),
    ]


def test_an_agreement_is_known_by_kind_parties_and_day() -> None:
    key = "memorandum-of-understanding-litek-nordlicht-2019-06-26"
    agreement, day, origin = read(*signed())
    assert isinstance(agreement, Statement)
    assert isinstance(day, Statement)
    assert isinstance(origin, Statement)
    assert [brief(record) for record in agreement.records] == [
        (
            key,
            "Agreement",
            {
                "name": {"en": "Memorandum of understanding LITEK – NL"},
                "agreementKind": "memorandum-of-understanding",
            },
        ),
        ("litek", "PARTY_TO", key, {"role": "party"}),
        ("nordlicht", "PARTY_TO", key, {"role": "party"}),
    ]
    assert brief(day.records[0]) == (key, "Agreement", {"signed": "2019-06-26"})
    assert brief(origin.records[0]) == (key, "RESULTS_FROM", "laser-go", {})


def test_an_agreement_that_is_planned_is_a_question() -> None:
    agreement, *_ = read(*signed("planned"))
    assert isinstance(agreement, Statement)
    assert agreement.doubt == PLANNED


def test_what_is_said_of_an_agreement_that_is_a_question_is_one_too() -> None:
    agreement, _, *more = read(*signed("planned"))
    assert isinstance(agreement, Statement)
    stages = agreement.records[0]
    assert isinstance(stages, EntityRecord)
    assert stages.properties["stageChange"] == ["2019-06 announced"]
    assert [one.doubt for one in more if isinstance(one, Statement)] == [UNSIGNED]


def test_who_plans_to_sign_means_no_agreement_that_is_signed() -> None:
    pact = Pact("memorandum-of-understanding", frozenset({"litek", "nordlicht"}), "2016")
    plan = said("litek", "signed_agreement_with", "nordlicht", "planned")
    agreement, *_ = read(plan, agreements=Agreements(read={pact: "mou-2016"}))
    assert isinstance(agreement, Statement)
    assert brief(agreement.records[0])[0] == "memorandum-of-understanding-litek-nordlicht"


def test_what_is_said_not_to_be_so_is_a_denial() -> None:
    found = only(said("litek", "member_of", "nordlicht", "negated"))
    assert found.doubt == NEGATED
    assert [one.evidence.denies for one in found.records] == [True]
    agreement, *_ = read(*signed("negated"))
    assert isinstance(agreement, Statement)
    assert all(one.evidence.denies for one in agreement.records)
    assert brief(agreement.records[0])[2] == {}


def test_the_surest_day_of_an_agreement_counts() -> None:
    days = ("2019-06-26", 0.9), ("2019-06-30", 0.6)
    slug = MEMORANDUM.meant
    told = [said(slug, "signed_on", day, confidence=sure) for day, sure in days]
    agreement, *_ = read(said("litek", "signed_agreement_with", "nordlicht"), *told)
    assert isinstance(agreement, Statement)
    assert str(brief(agreement.records[0])[0]).endswith("2019-06-26")


def test_the_least_sure_reading_denies_nothing() -> None:
    found = only(said("litek", "works_on", "lasers", confidence=0.0001))
    assert not found.records[0].evidence.denies


def test_an_agreement_told_with_less_is_the_same() -> None:
    agreements = Agreements()
    parties = frozenset({"a", "b"})
    full = Pact("memorandum-of-understanding", parties, "2019-06-26")
    assert agreements.key(full) == "memorandum-of-understanding-a-b-2019-06-26"
    assert agreements.key(Pact("", parties, "2019-06")) == agreements.key(full)
    later = agreements.key(Pact("memorandum-of-understanding", parties, "2022"))
    assert later == "memorandum-of-understanding-a-b-2022"
    assert agreements.key(Pact("", parties, "")) == "agreement-a-b"


def test_what_has_no_name_is_a_question_and_no_other_documents_thing() -> None:
    workshop = Mention("event", 26, 30, slug="workshop-26")
    fact = read(said("litek", "organised", "workshop-26"), mentions=[workshop])[-1]
    assert isinstance(fact, Statement)
    assert fact.doubt == NAMELESS
    assert brief(fact.records[0])[2] == "a-workshop-26"


def test_an_agreement_that_the_graph_knows_keeps_its_name() -> None:
    pact = Pact("memorandum-of-understanding", frozenset({"litek", "nordlicht"}), "2019-06-26")
    agreement, *_ = read(*signed(), agreements=Agreements(read={pact: "mou-2019"}))
    assert isinstance(agreement, Statement)
    assert brief(agreement.records[0]) == (
        "mou-2019",
        "Agreement",
        {"agreementKind": "memorandum-of-understanding"},
    )


def test_an_address_is_a_place_with_street_and_postcode() -> None:
    graz = Mention("place", 26, 30, id="city-at-graz")
    (found,) = read(said("litek", "address", "Am Markt 3, 8020 Graz"), mentions=[graz])
    assert isinstance(found, Statement)
    carried = {"city": "Graz", "address": "Am Markt 3", "postcode": "8020"}
    assert brief(found.records[0]) == ("litek", "LOCATED_IN", "AT221", carried)
    assert load_schema().complaints(found.records[0], "test") == []
