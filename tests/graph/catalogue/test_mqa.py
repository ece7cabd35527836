"""The metadata quality assessment, metric by metric."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from rdflib import RDF, Graph, Literal, URIRef
from rdflib.namespace import DCAT, DCTERMS
from rdflib.term import Node

from graph.catalogue.mqa import Figure, Findings, addresses, assess, known, load_metrics

HERE = Path(__file__).parent
PERFECT = HERE / "perfect.ttl"
EU = "http://publications.europa.eu/resource/authority/"
UNKNOWN = URIRef("https://data.example/unknown")


@pytest.fixture
def document() -> Graph:
    """A catalogue of two datasets with two distributions each that lacks nothing."""
    return Graph().parse(PERFECT)


def fine(document: Graph) -> Findings:
    return Findings(dict.fromkeys(addresses(document), 200), violations=0)


def lost(document: Graph, findings: Findings) -> dict[str, float]:
    """Which metrics lost points, and how many."""
    figures = assess(document, findings).figures
    return {
        one.metric.name: one.metric.weight - one.points
        for one in figures
        if one.points != one.metric.weight
    }


def test_the_weights_are_those_of_the_portal() -> None:
    sums: dict[str, int] = {}
    for one in load_metrics():
        sums[one.dimension] = sums.get(one.dimension, 0) + one.weight
    assert sums == {
        "findability": 100,
        "accessibility": 100,
        "interoperability": 110,
        "reusability": 75,
        "contextuality": 20,
    }


def test_all_points(document: Graph) -> None:
    found = assess(document, fine(document))
    assert (found.points, found.most, found.rating) == (405, 405, "Excellent")


def every(document: Graph, path: URIRef) -> list[tuple[Node, Node]]:
    return [*document.subject_objects(path)]


REMOVED = {
    DCAT.keyword: {"keyword": 30},
    DCAT.theme: {"theme": 30},
    DCTERMS.spatial: {"spatial": 20},
    DCTERMS.temporal: {"temporal": 20},
    DCAT.accessURL: {"access-url": 50},
    DCAT.downloadURL: {"download-url": 20, "download-answers": 30},
    DCTERMS.format: {
        "format": 20, "format-known": 10, "non-proprietary": 20, "machine-readable": 20,
    },
    DCAT.mediaType: {"media-type": 10, "format-known": 10},
    DCTERMS.license: {"licence": 20, "licence-known": 10},
    DCTERMS.accessRights: {"access-rights": 10, "access-rights-known": 5},
    DCAT.contactPoint: {"contact-point": 20},
    DCTERMS.publisher: {"publisher": 10},
    DCTERMS.rights: {"rights": 5},
    DCAT.byteSize: {"byte-size": 5},
    DCTERMS.issued: {"issued": 5},
    DCTERMS.modified: {"modified": 5},
}  # fmt: skip


@pytest.mark.parametrize("path", REMOVED, ids=lambda path: path.fragment or path.split("/")[-1])
def test_what_is_missing_costs_its_points_and_those_that_rest_on_it(
    document: Graph, path: URIRef
) -> None:
    findings = fine(document)
    document.remove((None, path, None))
    assert lost(document, findings) == REMOVED[path]


REPLACED = {
    (DCTERMS.format, f"{EU}file-type/XLSX"): {"non-proprietary": 20},
    (DCTERMS.format, UNKNOWN): {
        "format-known": 10, "non-proprietary": 20, "machine-readable": 20,
    },
    (DCAT.mediaType, UNKNOWN): {"format-known": 10},
    (DCTERMS.license, UNKNOWN): {"licence-known": 10},
    (DCTERMS.accessRights, UNKNOWN): {"access-rights-known": 5},
}  # fmt: skip


@pytest.mark.parametrize(("path", "value"), REPLACED)
def test_what_no_vocabulary_has_costs_its_points(document: Graph, path: URIRef, value: str) -> None:
    for thing, former in every(document, path):
        document.remove((thing, path, former))
        document.add((thing, path, URIRef(value)))
    assert lost(document, fine(document)) == REPLACED[path, value]


@pytest.mark.parametrize(
    ("path", "points"),
    [(DCAT.accessURL, {"access-url": 50}), (DCAT.downloadURL, {"download-answers": 30})],
)
@pytest.mark.parametrize("status", [404, 500, 301, 0])
def test_an_address_that_does_not_answer_costs_its_points(
    document: Graph, path: URIRef, points: dict[str, float], status: int
) -> None:
    dead = {str(value): status for _, value in every(document, path)}
    findings = Findings({**fine(document).answers, **dead}, violations=0)
    assert lost(document, findings) == points


@pytest.mark.parametrize("violations", [1, None])
def test_what_the_shapes_refuse_or_were_not_asked_costs_its_points(
    document: Graph, violations: int | None
) -> None:
    findings = Findings(fine(document).answers, violations)
    assert lost(document, findings) == {"dcat-ap": 30}


def test_points_follow_the_share_that_has_them(document: Graph) -> None:
    document.remove((next(document.subjects(RDF.type, DCAT.Dataset)), DCAT.keyword, None))
    distribution = next(document.subjects(RDF.type, DCAT.Distribution))
    document.remove((distribution, DCAT.byteSize, None))
    assert lost(document, fine(document)) == {"keyword": 15, "byte-size": pytest.approx(1.3)}


def test_almost_all_is_not_all() -> None:
    metric = load_metrics()[0]
    assert Figure(metric, 9_999, 10_000).points < metric.weight


def test_one_value_that_no_vocabulary_has_is_enough(document: Graph) -> None:
    for thing in document.subjects(RDF.type, DCAT.Dataset):
        document.add((thing, DCTERMS.accessRights, Literal("public")))
    assert lost(document, fine(document)) == {"access-rights-known": 5}


def test_nothing_to_look_at_has_no_points() -> None:
    found = assess(Graph(), Findings(violations=0))
    assert (found.points, found.rating) == (0, "Bad")


@pytest.mark.parametrize(
    ("name", "table"),
    [
        ("non-proprietary", "non_proprietary"),
        ("machine-readable", "machine_readable"),
        ("file-type", "file_types"),
        ("media-type", "media_types"),
        ("licence", "licenses"),
        ("access-right", "access_rights"),
    ],
)
def test_what_counts_as_known_is_in_the_tables_of_the_eu(
    shared: Path, name: str, table: str
) -> None:
    with (shared / "data" / "eu-vocab" / f"{table}.csv").open(encoding="utf-8") as file:
        there = {row[0] for row in csv.reader(file)}
    assert known()[name] <= there
