"""Lumigraph: the knowledge graph of the photonics-for-health ecosystem.

>>> import lumigraph
>>> with lumigraph.open("sqlite:///:memory:") as graph:
...     report = graph.ingest(lumigraph.bundled_data())
...     graph.who("OCT", "Vienna").hits[0].name
'Medical University of Vienna'
"""

from importlib import import_module
from pathlib import Path

PACKAGES = ("ontology", "graph", "ingest", "viz", "api")


def _check_packages() -> None:
    """See that the plain top-level names are Lumigraph's own, not a file of the user's."""
    home = Path(__file__).resolve().parents[1]
    for name in PACKAGES:
        file = import_module(name).__file__
        if file is None or Path(file).resolve().parents[1] != home:
            raise ImportError(
                f"Lumigraph needs its own package '{name}', but Python found {file} first: "
                f"rename that file or folder, or start Python elsewhere"
            )


_check_packages()

from graph.errors import (  # noqa: E402
    AmbiguousNameError,
    GraphError,
    StoreError,
    UnknownNameError,
    UsageError,
)
from ingest.errors import IngestError  # noqa: E402
from lumigraph.bundled import bundled_data  # noqa: E402
from lumigraph.graph import Graph, open  # noqa: E402
from lumigraph.settings import Settings  # noqa: E402

__all__ = [
    "AmbiguousNameError",
    "Graph",
    "GraphError",
    "IngestError",
    "Settings",
    "StoreError",
    "UnknownNameError",
    "UsageError",
    "bundled_data",
    "open",
]
