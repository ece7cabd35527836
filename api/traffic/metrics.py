"""The figures of the server that change with every request, as Prometheus counts them."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

SECONDS = (0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
"""The bounds of the histogram."""


class Metrics:
    """Counters of one process.

    With ``PROMETHEUS_MULTIPROC_DIR`` set before the first import they are also kept in files of
    that folder, from which another process adds them up.
    """

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "lumigraph_http_requests",
            "Requests that were answered, by the route that matched",
            ("method", "route", "status"),
            registry=self.registry,
        )
        self.seconds = Histogram(
            "lumigraph_http_request_seconds",
            "Seconds from a request's head to the last byte of its answer",
            ("route",),
            buckets=SECONDS,
            registry=self.registry,
        )
        self.in_flight = Gauge(
            "lumigraph_http_requests_in_flight",
            "Requests that are being answered",
            multiprocess_mode="livesum",
            registry=self.registry,
        )
        self.shed = Counter(
            "lumigraph_http_requests_shed",
            "Requests that were told to come again, since too many were being answered",
            registry=self.registry,
        )
        self.queries = Gauge(
            "lumigraph_sparql_queries_running",
            "SPARQL queries that are being answered",
            multiprocess_mode="livesum",
            registry=self.registry,
        )
