"""The settings say how much a server takes on."""

from __future__ import annotations

from pathlib import Path

import lumigraph
from api.sparql.asked import Limits
from ingest.uploads.limits import Limits as UploadLimits
from lumigraph.serving import application
from lumigraph.settings import Settings


def test_its_limits_are_those_of_the_settings(tmp_path: Path) -> None:
    settings = Settings(
        store=f"sqlite:///{tmp_path / 'graph.db'}",
        sparql_seconds=1,
        sparql_rows=2,
        sparql_queries=3,
        sparql_memory=4,
        upload_size=5,
        upload_seconds=6,
        upload_days=9,
    )
    with lumigraph.open(settings=settings) as graph:
        app = application(graph, "http://127.0.0.1:8000")
        assert app.state.dataset.limits == Limits(1, 2, 3, 4)
        assert app.state.uploads.limits == UploadLimits(5, 6, 9)
        app.state.dataset.close()
