"""Linking a store again: what changed is compared, what did not stays as it was decided."""

from __future__ import annotations

from pathlib import Path

from graph.ledger.holdings import Holdings
from graph.linkage.in_store import RULE
from graph.linkage.kept.sorts import PROJECTS
from graph.records import EntityRecord, Evidence, Properties
from graph.review.desk import Desk
from graph.review.proposal import OPEN, REJECTED
from graph.review.queue import Wanted
from graph.store import GraphStore
from tests.conformance.builders import optics, take_back, tell, thing, tie
from tests.conformance.linked import (
    ONE,
    OTHER,
    RELATIVE,
    STRANGERS,
    asked,
    fill,
    link,
    say,
    weighed,
)


def test_only_what_is_new_is_compared(store: GraphStore, tmp_path: Path) -> None:
    fill(store, tmp_path)
    assert weighed(store, tmp_path) == set()
    say(store, "news", other=OTHER)
    assert weighed(store, tmp_path) == {"other"}
    outcome = link(store, tmp_path)
    assert (outcome.judged, outcome.organisations) == (1, 8)
    (judgement,) = store.ledger.judgements()
    assert {judgement.left, judgement.right} == {"one", "other"}


def test_only_projects_that_are_new_or_told_otherwise_are_compared(
    store: GraphStore, tmp_path: Path
) -> None:
    others = [f"organ-{place}" for place in range(14)]
    tell(store, "list", *(project(name, f"Light for a better {name}") for name in others))
    told = project("eye", "Light for the eye", "LUX-EYE", "2023-01-01")
    tell(store, "register", told, thing("litek", "Cluster"))
    assert link(store, tmp_path).projects == len(others) + 1
    assert weighed(store, tmp_path, PROJECTS) == set()
    tell(store, "page", project("page", "LIGHT FOR THE EYE", "Lux-Eye", "2023-01"))
    assert weighed(store, tmp_path, PROJECTS) == {"page"}
    assert link(store, tmp_path).judged == 1
    link(store, tmp_path)
    coordinated = tie("litek", "PARTICIPATES_IN", "organ-3", role="coordinator")
    tell(store, "news", coordinated)
    assert weighed(store, tmp_path, PROJECTS) == {"organ-3"}


def project(key: str, title: str, acronym: str = "", start: str = "") -> EntityRecord:
    said: Properties = {"name": {"en": title}, "acronym": [acronym], "start": start}
    stated = {name: value for name, value in said.items() if value not in ("", [""])}
    return EntityRecord(key, "Project", stated, Evidence(f"of {key}"))


def test_what_was_asked_of_an_organisation_that_went_is_withdrawn(
    store: GraphStore, tmp_path: Path
) -> None:
    tell(store, "tree", *optics())
    say(store, "list", one=ONE, **STRANGERS)
    say(store, "passing", relative=RELATIVE)
    link(store, tmp_path)
    assert asked(store)
    take_back(store, "passing")
    link(store, tmp_path)
    assert not asked(store)


def test_what_is_asked_again_once_a_no_is_taken_back_stays(
    store: GraphStore, tmp_path: Path
) -> None:
    fill(store, tmp_path)
    pair = asked(store)
    (entry,) = store.queue.entries(Wanted(state=OPEN, source=RULE))
    desk = Desk(Holdings(store))
    desk.decide(entry.proposal.id, REJECTED, entry.version, by="Ana")
    link(store, tmp_path)
    assert not asked(store)
    desk.undo(entry.proposal.id, desk.find(entry.proposal.id).version)
    link(store, tmp_path)
    assert asked(store) == pair
