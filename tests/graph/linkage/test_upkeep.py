"""The index follows a store of companies: what it compares anew, and what it leaves."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from graph.linkage.kept import upkeep
from graph.linkage.kept.index import Index
from graph.linkage.model import Model
from graph.sqlite_store import SqliteStore
from graph.store import GraphStore
from tests.conformance.builders import different, take_back
from tests.conformance.linked import OTHER, STRANGERS, asked, content, fill, link, say, weighed


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "linkage"


@pytest.fixture
def linked(folder: Path) -> Iterator[GraphStore]:
    with closing(SqliteStore(":memory:")) as store:
        fill(store, folder)
        yield store


def test_what_is_asked_stays_when_others_come(linked: GraphStore, folder: Path) -> None:
    before = asked(linked)
    assert before == {frozenset(("one", "relative"))}
    say(linked, "news", newcomer="Fleischerei Gruber AG")
    link(linked, folder)
    assert asked(linked) == before


def test_what_was_judged_meanwhile_is_asked_no_more(linked: GraphStore, folder: Path) -> None:
    different(linked, "one", "relative")
    link(linked, folder)
    assert not asked(linked)


def test_who_is_killed_between_comparing_and_judging_compares_again(
    linked: GraphStore, folder: Path
) -> None:
    say(linked, "news", other=OTHER)
    assert weighed(linked, folder) == weighed(linked, folder) == {"other"}
    assert link(linked, folder).judged == 1


def test_other_thresholds_compare_all_again(linked: GraphStore, folder: Path) -> None:
    lenient = Model.load()
    with Index.of(folder) as index:
        again = upkeep.to_weigh(index, linked, Model(0, lenient.weights, 1, 0))
    assert len(again.keys) == 7


def test_a_purge_makes_the_index_anew(
    linked: GraphStore, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    say(linked, "secret", secret="Geheimwerk AG")
    link(linked, folder)
    assert b"geheim" in content(folder)
    take_back(linked, "secret", purge=True)
    monkeypatch.setattr(Index, "replace", None)
    assert weighed(linked, folder) == {"one", "relative", *STRANGERS}
    assert b"geheim" not in content(folder)
