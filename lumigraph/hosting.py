"""A graph on the web for as long as this process lives: alone, or with a crew."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from socket import socket

from fastapi import FastAPI
from prometheus_client import CollectorRegistry, ProcessCollector
from prometheus_client.multiprocess import mark_process_dead

from api.traffic.metrics import Metrics
from lumigraph.answering import TIDYING, answer, end_within
from lumigraph.crew import Crew
from lumigraph.figures import StoreFigures, figures_of_crew, shared_folder, told
from lumigraph.graph import Graph
from lumigraph.graph import open as open_graph
from lumigraph.logs import configure_logs
from lumigraph.serving import application, kept_up
from lumigraph.settings import Settings
from lumigraph.stopping import at_stop


@dataclass(frozen=True, slots=True)
class Work:
    """What each process of a crew does: it opens the graph for itself and answers questions."""

    settings: Settings
    public_url: str
    listener: socket
    internal: bool
    alongside: bool

    def __call__(self) -> None:
        """Answer until told to end."""
        configure_logs(self.settings.log_level, self.settings.log_format)
        opened = open_graph(
            settings=self.settings, alongside=self.alongside, internal=self.internal
        )
        with opened as graph:
            app = application(graph, self.public_url)
            with app.state.atlas.warming():
                answered(app, self.settings, Metrics(), self.listener)
                end_within()


def host(graph: Graph, listener: socket, public_url: str, *, alongside: bool) -> None:
    """Serve a graph until SIGINT or SIGTERM, with as many processes as the settings say.

    This one alone brings up what is derived from the graph: RDF index, dumps, layouts.
    """
    settings = graph.settings
    configure_logs(settings.log_level, settings.log_format)
    app = application(graph, public_url)
    with kept_up(app):
        if settings.workers == 1:
            alone(app, graph, listener)
        else:
            internal = graph.store is not graph.holdings.public
            share = replace(settings, sparql_queries=settings.sparql_queries // settings.workers)
            with_crew(app, graph, Work(share, public_url, listener, internal, alongside))
        end_within()


def alone(app: FastAPI, graph: Graph, listener: socket) -> None:
    """Answer in this process."""
    metrics = Metrics()
    with figures(app, graph, metrics.registry):
        answered(app, graph.settings, metrics, listener)


def answered(app: FastAPI, settings: Settings, metrics: Metrics, listener: socket) -> None:
    """Answer until told to end, and let go of what is worked on for nobody who waits."""
    answer(app, settings, metrics, listener)
    if app.state.uploads:
        app.state.uploads.end()


def with_crew(app: FastAPI, graph: Graph, work: Work) -> None:
    """Let others answer, and look after them."""
    settings = graph.settings
    told: list[bool] = []  # an event deadlocks when set by who waits for it: a signal can
    with shared_folder() as folder, at_stop(lambda: told.append(True)):
        gone = partial(mark_process_dead, path=str(folder))
        crew = Crew(work, settings.workers, gone)
        with figures(app, graph, figures_of_crew(folder)):
            # Each ends by itself within TIDYING after its last request: only then it is killed.
            crew.run(lambda: bool(told), settings.stop_seconds + 2 * TIDYING)


@contextmanager
def figures(app: FastAPI, graph: Graph, registry: CollectorRegistry) -> Iterator[None]:
    """Tell figures to Prometheus inside, where the settings want it."""
    if not graph.settings.metrics:
        yield
        return
    registry.register(StoreFigures(graph.store, app.state.dataset.index))
    ProcessCollector(registry=registry)
    with told(registry, graph.settings):
        yield
