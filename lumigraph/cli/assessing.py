"""What `lumigraph validate --mqa` does: the quality of the metadata of a running server."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from rdflib import Graph as Rdf

from graph.catalogue import mqa
from graph.catalogue.mqa import Assessment
from graph.errors import UsageError
from graph.shacl import VIOLATION, findings, load_shapes
from lumigraph.cli.output import print_json, say, table
from lumigraph.cli.progress import bars
from lumigraph.configuration import WEB_ADDRESS
from lumigraph.graph import Graph
from lumigraph.publishing import catalogue_of, hindrances
from lumigraph.quality import Place, Quality, quality
from lumigraph.serving import application, running

LEAST_SHAPES = Path(mqa.__file__).with_name("dcat-ap.ttl")
"""What DCAT-AP asks at least; users' own shapes stand in for it."""


def assess(
    graph: Graph, public: str, server: str, shapes: Sequence[Path], *, as_json: bool
) -> bool:
    """Print the quality of the catalogue at ``public``, at ``server``, or of ``graph`` itself.

    Return whether nothing is missing. Raises ``UsageError`` where there is no catalogue.
    """
    asked = load_shapes(shapes or [LEAST_SHAPES])

    def violations(document: Rdf) -> list[str]:
        return [str(one) for one in findings(document, asked) if one.severity == VIOLATION]

    with _place(graph, public, server) as place, bars() as begin:
        found = quality(place, violations, begin("addresses"))
    if as_json:
        print_json(_shape(found))
    else:
        _show(found)
    return found.expected.points == found.expected.most and not (public and found.obstacles)


@contextmanager
def _place(graph: Graph, public: str, server: str) -> Iterator[Place]:
    """Open what is asked: a server that runs, else one of ours for as long as it takes."""
    settings = graph.settings
    if public:
        outside = _checked("--public", public)
        yield Place(outside, outside, settings.base_uri, outside=True)
        return
    with _server(graph, _checked("--server", server)) as address:
        there = settings.public_url or address
        yield Place(address, there, settings.base_uri, tuple(hindrances(graph)))


def _checked(option: str, address: str) -> str:
    """Return a web address without a slash at its end; '' stays ''."""
    if address and not WEB_ADDRESS.fullmatch(address):
        raise UsageError(
            f"{option} is '{address}': write a web address, such as http://127.0.0.1:8000"
        )
    return address.rstrip("/")


@contextmanager
def _server(graph: Graph, server: str) -> Iterator[str]:
    if server:
        yield server
        return
    graph.settings = replace(graph.settings, rate="none", reading="open")  # nobody else asks it
    catalogue_of(graph)  # its dumps are made before somebody waits for them
    with running(lambda address: application(graph, graph.settings.public_url or address)) as found:
        yield found


def _show(found: Quality) -> None:
    """Print both figures metric by metric, what did not answer, and what is in the way."""
    rows = [
        (
            one.metric.dimension,
            one.metric.label,
            f"{one.passed:,} of {one.number:,}",
            _number(one.points),
            _number(later.points),
            one.metric.weight,
        )
        for one, later in zip(found.measured.figures, found.expected.figures, strict=True)
    ]
    table(("dimension", "metric", "have it", "measured", "when public", "most"), rows)
    for address, status in found.dead.items():
        say(f"{address} does not answer{f' but with {status}' if status else ''}")
    for violation in found.violations:
        say(violation)
    say(f"Measured at {found.server}: {_sum(found.measured)}.")
    if found.obstacles:
        say(f"Expected when public: {_sum(found.expected)}.")
        for obstacle in found.obstacles:
            say(f"Not publishable yet: {obstacle}")


def _sum(one: Assessment) -> str:
    return f"{_number(one.points)} of {one.most} points, {one.rating}"


def _number(points: float) -> str:
    return f"{points:g}"


def _shape(found: Quality) -> Mapping[str, Any]:
    return {
        "server": found.server,
        "publishable": not found.obstacles,
        "obstacles": found.obstacles,
        "dead": found.dead,
        "violations": found.violations,
        "measured": _assessed(found.measured),
        "expected": _assessed(found.expected),
    }


def _assessed(one: Assessment) -> Mapping[str, Any]:
    return {
        "points": one.points,
        "most": one.most,
        "rating": one.rating,
        "metrics": [
            {
                "name": figure.metric.name,
                "dimension": figure.metric.dimension,
                "label": figure.metric.label,
                "passed": figure.passed,
                "number": figure.number,
                "points": figure.points,
                "most": figure.metric.weight,
            }
            for figure in one.figures
        ],
    }
