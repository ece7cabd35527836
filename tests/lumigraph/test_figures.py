"""Figures for Prometheus: how the store stands, and how far SPARQL is behind it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import httpx2
import pytest
from prometheus_client import CollectorRegistry

from graph.errors import StoreError
from graph.rdf.index import Index
from graph.review.proposal import OPEN
from graph.sqlite_store import SqliteStore
from lumigraph.figures import StoreFigures, told
from lumigraph.ports import free_ports
from lumigraph.settings import Settings

BASE = "https://example.org"


@pytest.fixture
def store() -> Iterator[SqliteStore]:
    opened = SqliteStore(":memory:")
    yield opened
    opened.close()


@pytest.fixture
def registry(store: SqliteStore, tmp_path: Path) -> CollectorRegistry:
    registry = CollectorRegistry()
    registry.register(StoreFigures(store, Index(tmp_path, BASE)))
    return registry


def write(store: SqliteStore) -> None:
    with store.writing("test", ""):
        pass


def test_the_lag_is_what_the_index_has_yet_to_take_in(
    store: SqliteStore, registry: CollectorRegistry, tmp_path: Path
) -> None:
    write(store)
    assert registry.get_sample_value("lumigraph_rdf_index_lag") is None
    Index(tmp_path, BASE).refresh(store)
    assert registry.get_sample_value("lumigraph_rdf_index_lag") == 0
    write(store)
    write(store)
    assert registry.get_sample_value("lumigraph_revision") == 3
    assert registry.get_sample_value("lumigraph_rdf_index_lag") == 2


def test_the_queue_is_counted_by_kind_and_state(
    store: SqliteStore, registry: CollectorRegistry, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(store.queue), "tally", lambda _: {("pair", OPEN): 7})
    labels = {"kind": "pair", "state": OPEN}
    assert registry.get_sample_value("lumigraph_review_queue", labels) == 7


def test_a_store_that_does_not_answer_is_told_of(
    store: SqliteStore, registry: CollectorRegistry, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert registry.get_sample_value("lumigraph_store_up") == 1

    def fail(_: object) -> NoReturn:
        raise StoreError("gone")

    monkeypatch.setattr(SqliteStore, "revision", fail)
    assert registry.get_sample_value("lumigraph_store_up") == 0
    assert registry.get_sample_value("lumigraph_revision") is None


def test_they_are_told_at_a_port_of_their_own(registry: CollectorRegistry) -> None:
    (port,) = free_ports(1)
    with told(registry, Settings(metrics_port=port)):
        answer = httpx2.get(f"http://127.0.0.1:{port}/metrics")
    assert answer.headers["content-type"].startswith("text/plain; version=")
    assert "lumigraph_store_up 1.0" in answer.text
