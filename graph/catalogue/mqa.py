"""The metadata quality assessment of the European data portal, of any DCAT-AP document.

What is measured and what it is worth stands in ``mqa.yaml``. A metric's points are its weight times
the share of datasets, or of distributions, that have what it asks: the whole weight only when all
of them do.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from rdflib import RDF, Graph, URIRef
from rdflib.namespace import DCAT, DCTERMS
from rdflib.term import Node

from graph.catalogue.vocabularies import load_vocabularies
from ontology.licences import load_licences

FILE = Path(__file__).with_name("mqa.yaml")
PREFIXES = {"dcat": DCAT, "dct": DCTERMS}
CLASSES = {"dataset": DCAT.Dataset, "distribution": DCAT.Distribution}
ADDRESSES = (DCAT.accessURL, DCAT.downloadURL)
OK = range(200, 300)


@dataclass(frozen=True, slots=True)
class Need:
    """What a dataset or a distribution must have at ``path``, and of which kind."""

    path: URIRef
    values_of: str = ""
    answers: bool = False


@dataclass(frozen=True, slots=True)
class Metric:
    """One thing that is measured; ``of`` is a class, ``weight`` its points in full."""

    name: str
    dimension: str
    label: str
    weight: int
    of: URIRef
    needs: tuple[Need, ...] = ()
    valid: bool = False


@dataclass(frozen=True, slots=True)
class Findings:
    """What the document itself does not tell.

    ``answers`` are address → HTTP status (0 for none), ``violations`` how many the shapes found,
    None where they were not asked.
    """

    answers: Mapping[str, int] = field(default_factory=dict)
    violations: int | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """What came of a metric: how many ``passed`` out of how many."""

    metric: Metric
    passed: int
    number: int

    @property
    def points(self) -> float:
        """The points, down to a tenth, so that all means all; none where there is nothing."""
        return self.metric.weight * self.passed * 10 // max(self.number, 1) / 10


@dataclass(frozen=True, slots=True)
class Assessment:
    """What came of all metrics, in the order of ``mqa.yaml``."""

    figures: tuple[Figure, ...]

    @property
    def points(self) -> float:
        """All points, to a tenth."""
        return round(sum(one.points for one in self.figures), 1)

    @property
    def most(self) -> int:
        """What can be reached."""
        return sum(one.metric.weight for one in self.figures)

    @property
    def rating(self) -> str:
        """What the portal calls so many points."""
        return next(name for name, least in _table()["ratings"].items() if self.points >= least)


def assess(document: Graph, findings: Findings) -> Assessment:
    """Return the points of the datasets and distributions in ``document``."""
    return Assessment(tuple(_figure(document, metric, findings) for metric in load_metrics()))


def addresses(document: Graph) -> list[str]:
    """Return the addresses of all distributions, each once, in order."""
    found = (str(one) for path in ADDRESSES for one in document.objects(None, path))
    return sorted(set(found))


@cache
def load_metrics() -> tuple[Metric, ...]:
    """Return the metrics of ``mqa.yaml``."""
    return tuple(
        _metric(**row, name=name, dimension=dimension)
        for dimension, some in _table()["metrics"].items()
        for name, row in some.items()
    )


def _metric(of: str, needs: Iterable[Mapping[str, Any]] = (), **row: Any) -> Metric:
    paths = tuple(Need(**{**one, "path": _path(one["path"])}) for one in needs)
    return Metric(**row, of=CLASSES[of], needs=paths)


def _path(text: str) -> URIRef:
    prefix, _, name = text.partition(":")
    return PREFIXES[prefix][name]


def _figure(document: Graph, metric: Metric, findings: Findings) -> Figure:
    things = [*document.subjects(RDF.type, metric.of)]
    if metric.valid:
        return Figure(metric, len(things) if findings.violations == 0 else 0, len(things))
    passed = [
        thing
        for thing in things
        if all(_has(document, thing, need, findings) for need in metric.needs)
    ]
    return Figure(metric, len(passed), len(things))


def _has(document: Graph, thing: Node, need: Need, findings: Findings) -> bool:
    values = [str(value) for value in document.objects(thing, need.path)]
    if need.answers and any(findings.answers.get(one, 0) not in OK for one in values):
        return False
    return bool(values) and (not need.values_of or known()[need.values_of].issuperset(values))


@cache
def known() -> dict[str, frozenset[str]]:
    """Return vocabulary or list → the URIs in it."""
    vocabularies = load_vocabularies()
    codes: dict[str, Iterable[str]] = {name: one.values for name, one in vocabularies.items()}
    codes["licence"] = (one.authority for one in load_licences().values())
    uris = {
        name: frozenset(vocabularies[name].value(code, {}).uri for code in some)
        for name, some in codes.items()
    }
    types = vocabularies["file-type"]
    lists = {
        name: frozenset(types.value(code, {}).uri for code in some)
        for name, some in _table()["lists"].items()
    }
    return {**uris, **lists, "file-type": frozenset().union(uris["file-type"], *lists.values())}


@cache
def _table() -> dict[str, dict[str, Any]]:
    table: dict[str, dict[str, Any]] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return table
