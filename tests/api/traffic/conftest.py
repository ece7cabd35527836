"""Figures as they are told to Prometheus."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from api.traffic.metrics import Metrics

Figure = Callable[..., float]


@pytest.fixture
def metrics() -> Metrics:
    return Metrics()


@pytest.fixture
def figure(metrics: Metrics) -> Figure:
    """Reads one figure: ``figure("lumigraph_…_total", route="/x")``; 0 before it first counts."""

    def read(name: str, **labels: str) -> float:
        return metrics.registry.get_sample_value(name, labels) or 0.0

    return read
