"""Our own shapes of DCAT-AP: they take what is right, and find what is missing or wrong."""

from __future__ import annotations

import pytest
from rdflib import RDF, Graph, Literal, URIRef
from rdflib.namespace import DCAT, DCTERMS, FOAF, SKOS

from graph.catalogue.profiles import load_profiles
from graph.catalogue.rendering import catalogue_statements, written
from graph.shacl import findings, load_shapes
from graph.sqlite_store import SqliteStore
from lumigraph.cli.assessing import LEAST_SHAPES
from tests.api.catalogue.conftest import catalogue_of, tell_licensed
from tests.conformance.builders import thing

SPDX = "http://spdx.org/rdf/terms#"


@pytest.fixture(scope="module", params=load_profiles())
def statements(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A catalogue of one source as N-Triples."""
    store = SqliteStore(":memory:")
    tell_licensed(store, "one", thing("a"))
    catalogue = catalogue_of(store, tmp_path_factory.mktemp("dumps"))
    store.close()
    return written(catalogue_statements(catalogue, load_profiles()[request.param]), "nt")


@pytest.fixture
def document(statements: bytes) -> Graph:
    return Graph().parse(data=statements, format="nt")


def found(document: Graph) -> set[str]:
    """The paths that the shapes complain of."""
    return {one.path for one in findings(document, load_shapes([LEAST_SHAPES]))}


def test_a_catalogue_has_no_violation(document: Graph) -> None:
    assert found(document) == set()


NEEDED = [
    (DCAT.Catalog, DCTERMS.title),
    (DCAT.Catalog, DCTERMS.description),
    (DCAT.Catalog, DCTERMS.publisher),
    (DCAT.Dataset, DCTERMS.title),
    (DCAT.Dataset, DCTERMS.description),
    (DCAT.Distribution, DCAT.accessURL),
    (DCAT.DataService, DCTERMS.title),
    (DCAT.DataService, DCAT.endpointURL),
    (FOAF.Agent, FOAF.name),
    (URIRef(f"{SPDX}Checksum"), URIRef(f"{SPDX}algorithm")),
    (URIRef(f"{SPDX}Checksum"), URIRef(f"{SPDX}checksumValue")),
    (SKOS.Concept, SKOS.prefLabel),
]


@pytest.mark.parametrize(("kind", "path"), NEEDED)
def test_what_must_be_there_is_missed(document: Graph, kind: URIRef, path: URIRef) -> None:
    document.remove((next(document.subjects(RDF.type, kind)), path, None))
    assert found(document) == {str(path)}


WRONG = [
    (DCAT.Dataset, DCTERMS.modified, Literal("yesterday")),
    (DCAT.Dataset, DCTERMS.accessRights, URIRef("https://a.example/rights")),
    (DCAT.Dataset, DCAT.keyword, URIRef("https://a.example/word")),
    (DCAT.Dataset, DCAT.theme, URIRef("https://a.example/theme")),
    (DCAT.Distribution, DCAT.downloadURL, Literal("https://a.example/file")),
    (DCAT.Distribution, DCTERMS.license, URIRef("https://a.example/licence")),
    (DCAT.Distribution, DCAT.byteSize, Literal("many")),
]


@pytest.mark.parametrize(("kind", "path", "value"), WRONG)
def test_what_is_wrong_or_too_much_is_found(
    document: Graph, kind: URIRef, path: URIRef, value: URIRef | Literal
) -> None:
    document.add((next(document.subjects(RDF.type, kind)), path, value))
    assert found(document) == {str(path)}
