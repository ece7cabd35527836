"""The server's figures for Prometheus, at a port of their own.

So no proxy that hands on everything shows them to the world, and they are told while the server is
too busy to answer anybody else.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from prometheus_client import CollectorRegistry, start_http_server
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from graph.errors import GraphError
from graph.rdf.index import Index
from graph.store import GraphStore
from lumigraph.settings import Settings

Gauge = GaugeMetricFamily
VARIABLE = "PROMETHEUS_MULTIPROC_DIR"
"""By which prometheus_client is told, before it is imported, to keep figures in files."""


class StoreFigures(Collector):
    """How the store stands, and how far the RDF index is behind it, when they are asked for."""

    def __init__(self, store: GraphStore, index: Index) -> None:
        self._store = store
        self._index = index

    def describe(self) -> list[Metric]:
        """Return nothing, so that to register it asks no store."""
        return []

    def collect(self) -> Iterator[Metric]:
        """Yield the figures; of a store that does not answer, only this."""
        try:
            revision = self._store.revision().number
            waiting = self._store.queue.tally()
        except GraphError:
            yield Gauge("lumigraph_store_up", "Whether the store answers", 0)
            return
        yield Gauge("lumigraph_store_up", "Whether the store answers", 1)
        yield Gauge("lumigraph_revision", "The number of the last write", revision)
        queue = Gauge(
            "lumigraph_review_queue", "What people are asked to decide", labels=("kind", "state")
        )
        for place, number in sorted(waiting.items()):
            queue.add_metric(place, number)
        yield queue
        if stamp := self._index.stamp():
            lag = max(0, revision - stamp.revision)
            yield Gauge("lumigraph_rdf_index_revision", "The write it holds", stamp.revision)
            yield Gauge("lumigraph_rdf_index_lag", "How many writes it is behind", lag)


@contextmanager
def told(registry: CollectorRegistry, settings: Settings) -> Iterator[None]:
    """Tell the figures of ``registry`` inside, at the host and port that the settings name."""
    server, thread = start_http_server(settings.metrics_port, settings.metrics_host, registry)
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def figures_of_crew(folder: Path) -> CollectorRegistry:
    """Return the sum of what several processes keep in ``folder``."""
    registry = CollectorRegistry()
    MultiProcessCollector(registry, str(folder))  # type: ignore[no-untyped-call]
    return registry


@contextmanager
def shared_folder() -> Iterator[Path]:
    """Make a folder in which the processes that are started inside keep their figures."""
    with TemporaryDirectory(prefix="lumigraph-figures-", ignore_cleanup_errors=True) as folder:
        os.environ[VARIABLE] = folder
        try:
            yield Path(folder)
        finally:
            del os.environ[VARIABLE]
