"""The catalogue from the command line: checked and written."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from rdflib import RDF, Graph
from rdflib.namespace import DCAT, XSD

from tests.command_line import Run

SETTINGS = """
public_url = "https://data.lumigraph.eu"
publisher_name = "Photonics Alliance"
publisher_url = "https://alliance.lumigraph.eu"
contact_name = "Data desk"
contact_email = "data@lumigraph.eu"
"""
SHAPES = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix lg: <https://w3id.org/lumigraph/ontology#> .
[] a sh:NodeShape ; sh:targetClass %s ; sh:property [ sh:path %s ; sh:minCount 1 %s ] , [] .
"""


@pytest.fixture
def published(run: Run) -> Run:
    """The command line where the publisher has set everything."""
    Path("lumigraph.toml").write_text(SETTINGS)
    return run


@pytest.fixture
def shapes(tmp_path: Path) -> Path:
    return tmp_path / "shapes.ttl"


def test_the_bundled_data_may_be_published(published: Run) -> None:
    ran = published("validate", "--catalog")
    assert (ran.code, ran.out) == (0, "No problems.\n")
    assert published("validate", "--catalog", "--json").json == {"problems": [], "warnings": []}


def test_nothing_is_published_that_nobody_set(run: Run) -> None:
    ran = run("validate", "--catalog")
    assert ran.code == 1
    for name in ("public_url", "publisher_name", "publisher_url", "contact_name", "contact_email"):
        assert name in ran.out


def test_the_source_that_forbids_it_is_named(published: Run, own: str, tmp_path: Path) -> None:
    table = tmp_path / "members.csv"
    table.write_text("Name,Country\nAcme,LT\nOther,AT\n")
    published("ingest", str(table), "--store", own, "--visibility", "public")
    ran = published("validate", "--catalog", "--store", own, "--json")
    [problem] = ran.json["problems"]
    assert "members" in problem
    assert "states no licence" in problem
    published("ingest", str(table), "--store", own, "--visibility", "internal")
    assert published("validate", "--catalog", "--store", own).code == 0


def test_the_catalogue_against_shapes(published: Run, shapes: Path) -> None:
    shapes.write_text(SHAPES % ("dcat:Dataset", "dcat:version", ""))
    ran = published("validate", "--catalog", "--shapes", str(shapes))
    assert ran.code == 1
    assert (
        "Violation: https://w3id.org/lumigraph/dataset/graph http://www.w3.org/ns/dcat#ver"
        in ran.out
    )
    shapes.write_text(SHAPES % ("dcat:Dataset", "dcat:version", "; sh:severity sh:Warning"))
    ran = published("validate", "--catalog", "--shapes", str(shapes))
    assert ran.code == 0
    assert ran.out.endswith("No problems, 3 warnings.\n")


def test_the_graph_against_shapes(run: Run, shapes: Path) -> None:
    shapes.write_text(SHAPES % ("lg:Organisation", "lg:name", ""))
    assert run("validate", "--shapes", str(shapes)).code == 0
    # A cluster is an organisation, and few of them say how many members they have.
    shapes.write_text(SHAPES % ("lg:Organisation", "lg:memberCount", ""))
    ran = run("validate", "--shapes", str(shapes), "--json")
    assert ran.code == 1
    assert any("/id/organisation/" in one for one in ran.json["problems"])


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("validate", "--profile", "2.1.1"), "say --catalog too"),
        (("validate", "--catalog", "--shapes", "bad.ttl"), "bad.ttl cannot be read as RDF"),
        (("export", "-o", "x.csv", "--format", "dcat"), "'x.csv' has no ending of a catalogue"),
        (("export", "-o", "no/x.ttl", "--format", "dcat"), "there is no folder no"),
        (("export", "-o", "x.ttl", "--profile", "2.1.1"), "say --format dcat too"),
        (("validate", "--catalog", "--profile", "4"), "'4' is no profile"),
        (("export", "-o", "x.ttl", "--format", "dcat", "--profile", "4"), "'4' is no profile"),
    ],
)
def test_what_is_wrong_is_said(run: Run, arguments: tuple[str, ...], says: str) -> None:
    Path("bad.ttl").write_text("@prefix")
    ran = run(*arguments)
    assert ran.code == 2
    assert says in ran.err
    assert not Path("x.ttl").exists()


def test_a_setting_of_no_known_word(run: Run) -> None:
    Path("lumigraph.toml").write_text('frequency = "often"\n')
    ran = run("validate", "--catalog")
    assert ran.code == 2
    assert "'often' is no frequency that is known here: set one of ANNUAL" in ran.err


@pytest.mark.parametrize(
    ("profile", "datatype"), [("3.0.1", XSD.nonNegativeInteger), ("2.1.1", XSD.decimal)]
)
def test_the_catalogue_in_a_file(published: Run, profile: str, datatype: str) -> None:
    ran = published("export", "-o", "c.ttl", "--format", "dcat", "--profile", profile)
    assert ran.code == 0
    assert "may not be published" not in ran.out
    graph = Graph().parse("c.ttl")
    assert len([*graph.subjects(RDF.type, DCAT.Dataset)]) == 3
    assert {str(one.datatype) for one in graph.objects(None, DCAT.byteSize)} == {str(datatype)}  # type: ignore[attr-defined]


def test_packed_and_the_same_each_time(run: Run) -> None:
    for name in ("one.nt.gz", "two.nt.gz"):
        assert "may not be published yet" in run("export", "-o", name, "--format", "dcat").out
    assert Path("one.nt.gz").read_bytes() == Path("two.nt.gz").read_bytes()
    assert b"ns/dcat#Catalog" in gzip.decompress(Path("one.nt.gz").read_bytes())
