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
from graph.catalogue.dumps import source_mark
from graph.catalogue.profiles import profile_named
from graph.catalogue.rendering import dataset_statements
from graph.sqlite_store import SqliteStore
from tests.api.catalogue.conftest import catalogue_of, tell_licensed
from tests.api.catalogue.harvester import NS, ask, harvest, harvested, identifiers
from tests.conformance.builders import take_back, thing

SOURCES = 250
RETRACTED, PURGED = range(0, 100, 10), range(100, 150, 10)
BASE = "https://w3id.org/lumigraph/dataset"
RECORDS = {"verb": "ListRecords", "metadataPrefix": "oai_dc"}
HOSTILE = "<b>&]]>\x01 \"' é 漢"


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DatasetRepository]:
    """A catalogue of 250 sources, of which some were retracted and some purged."""
    folder = tmp_path_factory.mktemp("oai")
    store = SqliteStore(str(folder / "graph.db"))
    for number in range(SOURCES):
        tell_licensed(store, f"s{number:03}", thing(f"a{number}"), title=f"{number} {HOSTILE}")
    for number in RETRACTED:
        take_back(store, f"s{number:03}")
    for number in PURGED:
        take_back(store, f"s{number:03}", purge=True)
    catalogue = catalogue_of(store, folder / "dumps")
    yield DatasetRepository(catalogue, "https://data.lumigraph.eu/oai", ("data@lumigraph.eu",))
    store.close()


def uri(number: int) -> str:
    return f"{BASE}/source-s{number:03}"


def mark(number: int) -> str:
    return f"{BASE}/{source_mark(f's{number:03}')}"


def test_a_harvest_has_every_source_once(repository: DatasetRepository) -> None:
    expected = {f"{BASE}/graph", *map(mark, range(SOURCES))}
    for page in (7, 100, 1000):
        found = harvested(repository, page, **RECORDS)
        assert len(found) == len(set(found)) == SOURCES + 1
        assert set(found) == expected


def deleted(repository: DatasetRepository, page: int = 100, /, **said: str) -> list[str]:
    return [
        one.findtext("o:identifier", "", NS)
        for answer in harvest(repository, page, **RECORDS, **said)
        for one in answer.findall(".//o:header[@status='deleted']", NS)
    ]


def test_sources_that_left_are_deleted_records(repository: DatasetRepository) -> None:
    expected = sorted(map(mark, (*RETRACTED, *PURGED)))
    for page in (3, 100):
        assert sorted(deleted(repository, page)) == expected
    for number in (*RETRACTED, *PURGED):
        said = {"metadataPrefix": "dcat_ap_3", "identifier": mark(number)}
        answer = ask(repository, verb="GetRecord", **said)
        assert answer.find(".//o:header[@status='deleted']", NS) is not None
        assert answer.find(".//o:metadata", NS) is None


def test_what_left_is_found_by_when_it_left(repository: DatasetRepository) -> None:
    times = [one.datestamp for one in repository.headers if one.deleted]
    first, last = min(times), max(times)
    assert len(deleted(repository, 4, from_=first, until=last)) == len(times)
    day = first[: len("YYYY-MM-DD")]
    assert len(deleted(repository, 4, from_=day)) == len(times)
    assert not deleted(repository, 4, until="2000-01-01")


def test_no_answer_names_what_was_purged(repository: DatasetRepository) -> None:
    """Not in a token either, which ends with the record that came last."""
    for prefix in ("oai_dc", "dcat_ap_3"):
        said = {"verb": "ListRecords", "metadataPrefix": prefix}
        text = b"".join(tostring(one) for one in harvest(repository, 7, **said))
        for number in PURGED:
            assert f"s{number:03}".encode() not in text


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
    found = record(repository, "oai_dc", mark(7))
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
@pytest.mark.parametrize("identifier", [f"{BASE}/graph", mark(1)])
def test_dcat_ap_is_what_the_catalogue_says(
    repository: DatasetRepository, prefix: str, identifier: str
) -> None:
    found = record(repository, prefix, identifier)
    assert found.tag == f"{{{RDF}}}RDF"
    said = Graph().parse(data=tostring(found), format="xml")
    datasets = repository.catalogue.datasets
    dataset = next(one for one in datasets if identifier.endswith(one.mark))
    assert [*said.subjects(RDF.type, DCAT.Dataset)] == [URIRef(dataset.uri)]
    profile = profile_named(PROFILES[prefix])
    lines = "".join(
        f"{one} .\n" for one in dataset_statements(repository.catalogue, dataset, profile)
    )
    assert isomorphic(said, Graph().parse(data=lines, format="nt"))


def test_identifiers_lead_to_datasets_and_name_no_source(repository: DatasetRepository) -> None:
    listed = ask(repository, verb="ListIdentifiers", metadataPrefix="dcat_ap_3")
    assert all(one.startswith(BASE) and "source-" not in one for one in identifiers(listed))
