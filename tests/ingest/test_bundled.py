"""The bundled set: what it states of the ecosystem, and that each fact has its page."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from graph.records import EntityRecord, Record, RelationRecord
from ingest.cordis.records import listed_key
from ingest.cordis.tables import settings as settings_of_cordis
from ingest.starter import PRODUCES
from tests.ingest.starter_reading import FORMAT, ROOT, Link, links, records, rejects, said_of


@pytest.fixture(scope="module")
def bundled() -> list[Record]:
    return records(ROOT / "data")


@pytest.fixture(scope="module")
def facts(bundled: list[Record]) -> set[Link]:
    return links(bundled)


def test_nothing_of_the_bundled_set_is_refused() -> None:
    assert rejects(ROOT / "data") == []
    info = FORMAT.info(ROOT / "data")
    assert (info.name, info.licence) == ("lumigraph-starter", "CC-BY-4.0")


def test_it_states_what_it_declares(bundled: list[Record]) -> None:
    relations = {r.type for r in bundled if isinstance(r, RelationRecord)}
    assert relations.union(*(r.properties for r in bundled)) == PRODUCES


def test_every_fact_has_its_page(bundled: list[Record]) -> None:
    assert [r.evidence.locator for r in bundled if not r.evidence.urls] == []


def test_no_fact_is_told_twice(bundled: list[Record]) -> None:
    found = [
        (r.source, r.type, r.target, str(sorted(r.properties.items())))
        for r in bundled
        if isinstance(r, RelationRecord)
    ]
    assert len(found) == len(set(found))


def test_gold_knows_no_organisation_that_is_missing(shared: Path, bundled: list[Record]) -> None:
    questions = yaml.safe_load((shared / "gold/questions.yaml").read_text(encoding="utf-8"))
    named = {name for question in questions for name in _organisations(question)}
    assert named
    assert named <= {r.key for r in bundled if isinstance(r, EntityRecord)}


_LISTS = ("direct", "project", "membership", "unplaced")


def _organisations(question: Mapping[str, Any]) -> set[str]:
    """Every organisation that a question of the gold file names."""
    found = {name for key in _LISTS for name in question.get(key) or []}
    for key in ("nearest_region", "nearest_broader"):
        found = found.union(*question.get(key, {}).values())
    for name, end in question.get("ended", {}).items():
        found |= {name, end["successor"]}
    return found


def partners(facts: set[Link], project: str, role: str) -> set[str]:
    return {s for s, type_, t, r in facts if (type_, t, r) == ("PARTICIPATES_IN", project, role)}


def test_laser_go(bundled: list[Record], facts: set[Link]) -> None:
    assert ("laser-go", "UNDER_CALL", "cos-cluster-2014-3-03", "") in facts
    assert said_of(bundled, "cos-cluster-2014-3-03")["code"] == ["COS-CLUSTER-2014-3-03"]
    assert partners(facts, "laser-go", "coordinator") == {"litek"}
    assert partners(facts, "laser-go", "partner") == {"opticsvalley", "human-technology-styria"}


def test_a_call_is_the_one_that_cordis_knows(bundled: list[Record], facts: set[Link]) -> None:
    frameworks = {one["key"] for one in settings_of_cordis()["frameworks"].values()}
    within = {s for s, type_, t, _ in facts if type_ == "PART_OF" and t in frameworks}
    calls = [r for r in bundled if isinstance(r, EntityRecord) and r.type == "Call"]
    known = [call for call in calls if call.key in within]
    assert known
    for call in known:
        codes = call.properties["code"]
        assert isinstance(codes, list)
        assert [listed_key("call", code) for code in codes] == list(call.identifiers)


def test_laser_go_global(facts: set[Link]) -> None:
    assert ("laser-go-global", "FOLLOWS", "laser-go", "") in facts
    added = partners(facts, "laser-go-global", "partner") - partners(facts, "laser-go", "partner")
    assert added == {"medicen", "biocat", "optence"}


def test_who_runs_litek(facts: set[Link]) -> None:
    assert ("fimtp", "MANAGES", "litek", "coordinator") in facts


def test_the_memorandum_of_litek_and_cpic(bundled: list[Record], facts: set[Link]) -> None:
    memorandum = "mou-litek-cpic-2019"
    said = said_of(bundled, memorandum)
    assert (said["agreementKind"], said["signed"]) == ("memorandum-of-understanding", "2019-06-26")
    assert said["scope"] == [
        "business-opportunities", "joint-rd", "market-information", "meetings-and-seminars",
        "member-visits", "missions", "policy-information", "product-promotion",
        "regulatory-information", "stakeholder-cooperation",
    ]  # fmt: skip
    assert said["beneficiary"] == ["members-of-parties", "smes"]
    assert said["stakeholder"] == [
        "incubators", "large-companies", "research-centres", "universities",
    ]  # fmt: skip
    around = {link for link in facts if memorandum in link}
    assert around == {
        ("litek", "PARTY_TO", memorandum, "party"),
        ("cpic", "PARTY_TO", memorandum, "party"),
        (memorandum, "RESULTS_FROM", "laser-go-global", ""),
        (memorandum, "TARGETS", "EUROPE", ""),
        (memorandum, "TARGETS", "CA", ""),
        (memorandum, "PROMOTES", "laser-go-global-catalogue", ""),
        (memorandum, "ABOUT", "photonics", ""),
    }
    assert ("litek", "COOPERATES_WITH", "cpic", "memorandum") not in facts


@pytest.mark.parametrize(
    ("ended", "successor"),
    [
        ("optitec", "pole-scs"),
        ("cipi", "cpic"),
        ("cpc", "cpic"),
        ("route-des-lasers", "alpha-rlh"),
        ("elopsys", "alpha-rlh"),
        ("afop", "photonics-france"),
        ("cnop", "photonics-france"),
        ("catalonia-healthtech-cluster", "cataloniabio-healthtech"),
        ("perfos", "photonics-bretagne"),
    ],
)
def test_successors_of_ended_organisations(facts: set[Link], ended: str, successor: str) -> None:
    changes = {s for s, type_, t, _ in facts if (type_, t) == ("ORIGINAL_ORGANISATION", ended)}
    became = {t for s, type_, t, _ in facts if type_ == "RESULTING_ORGANISATION" and s in changes}
    assert became == {successor}
