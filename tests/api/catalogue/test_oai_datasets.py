"""The catalogue as an OAI-PMH repository: which records there are, and what they say."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element, tostring

import pytest
from rdflib import RDF, Graph, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import DCAT

from api.catalogue.oai.datasets import PROFILES, DatasetRepository
from api.catalogue.oai.dublin_core import DC
from graph.catalogue.profiles import profile_named
from graph.catalogue.rendering import dataset_statements
from graph.sqlite_store import SqliteStore
from tests.api.catalogue.conftest import catalogue_of, tell_licensed
from tests.api.catalogue.harvester import NS, ask, harvest, harvested, identifiers
from tests.conformance.builders import take_back, thing

SOURCES = 250
BASE = "https://w3id.org/lumigraph/dataset"
RECORDS = {"verb": "ListRecords", "metadataPrefix": "oai_dc"}
HOSTILE = "<b>&]]>\x01 \"' é 漢"


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DatasetRepository]:
    """A catalogue of 250 sources, of which ten were retracted."""
    folder = tmp_path_factory.mktemp("oai")
    store = SqliteStore(str(folder / "graph.db"))
    for number in range(SOURCES):
        tell_licensed(store, f"s{number:03}", thing(f"a{number}"), title=f"{number} {HOSTILE}")
    for number in range(0, 100, 10):
        take_back(store, f"s{number:03}")
    catalogue = catalogue_of(store, folder / "dumps")
    yield DatasetRepository(catalogue, "https://data.lumigraph.eu/oai", ("data@lumigraph.eu",))
    store.close()


def uri(number: int) -> str:
    return f"{BASE}/source-s{number:03}"


def test_a_harvest_has_every_source_once(repository: DatasetRepository) -> None:
    expected = {f"{BASE}/graph", *map(uri, range(SOURCES))}
    for page in (7, 100, 1000):
        found = harvested(repository, page, **RECORDS)
        assert len(found) == len(set(found)) == SOURCES + 1
        assert set(found) == expected


def test_retracted_sources_are_deleted_records(repository: DatasetRepository) -> None:
    deleted = [
        one.findtext("o:identifier", namespaces=NS)
        for answer in harvest(repository, **RECORDS)
        for one in answer.findall(".//o:header[@status='deleted']", NS)
    ]
    assert sorted(filter(None, deleted)) == [uri(number) for number in range(0, 100, 10)]


def test_an_incremental_harvest_has_what_changed(repository: DatasetRepository) -> None:
    last = repository.headers[-1].datestamp
    changed = [one.identifier for one in repository.headers if one.datestamp == last]
    assert f"{BASE}/graph" in changed
    assert harvested(repository, **RECORDS, from_=last) == changed


def test_sets(repository: DatasetRepository) -> None:
    assert harvested(repository, **RECORDS, set="graph") == [f"{BASE}/graph"]
    assert len(harvested(repository, **RECORDS, set="source")) == SOURCES


def record(repository: DatasetRepository, prefix: str, identifier: str) -> Element:
    said = {"verb": "GetRecord", "metadataPrefix": prefix, "identifier": identifier}
    found = ask(repository, **said).find(".//o:metadata", NS)
    assert found is not None
    return next(iter(found))


def test_dublin_core(repository: DatasetRepository) -> None:
    found = record(repository, "oai_dc", uri(7))
    said = {
        name: [one.text for one in found.findall(f"{{{DC}}}{name}")]
        for name in ("title", "publisher", "identifier", "rights", "type", "format")
    }
    assert said["title"] == ["7 <b>&]]>\ufffd \"' é 漢"]
    assert said["publisher"] == ["Photonics Alliance"]
    assert said["identifier"] == [uri(7)]
    assert said["type"] == ["Dataset"]
    assert said["rights"][0] == "http://publications.europa.eu/resource/authority/licence/CC0"
    assert said["format"] == ["application/n-triples", "text/turtle", "application/rdf+xml"]
    elements = {one.tag.removeprefix(f"{{{DC}}}") for one in found}
    assert elements <= {
        *("title", "creator", "subject", "description", "publisher", "contributor", "date"),
        *("type", "format", "identifier", "source", "language", "relation", "coverage", "rights"),
    }


@pytest.mark.parametrize("prefix", PROFILES)
@pytest.mark.parametrize("identifier", [f"{BASE}/graph", uri(1)])
def test_dcat_ap_is_what_the_catalogue_says(
    repository: DatasetRepository, prefix: str, identifier: str
) -> None:
    found = record(repository, prefix, identifier)
    assert found.tag == f"{{{RDF}}}RDF"
    said = Graph().parse(data=tostring(found), format="xml")
    assert [*said.subjects(RDF.type, DCAT.Dataset)] == [URIRef(identifier)]
    dataset = next(one for one in repository.catalogue.datasets if one.uri == identifier)
    profile = profile_named(PROFILES[prefix])
    lines = "".join(
        f"{one} .\n" for one in dataset_statements(repository.catalogue, dataset, profile)
    )
    assert isomorphic(said, Graph().parse(data=lines, format="nt"))


def test_identifiers_are_uris_of_datasets(repository: DatasetRepository) -> None:
    listed = ask(repository, verb="ListIdentifiers", metadataPrefix="dcat_ap_3")
    assert all(one.startswith(BASE) for one in identifiers(listed))
