"""A harvester that people use, against the running server, on both stores."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import fromstring, tostring

import httpx2
import pytest
from rdflib import RDF, Graph, URIRef
from rdflib.namespace import DCAT
from sickle import Sickle
from sickle.oaiexceptions import (
    BadArgument,
    BadResumptionToken,
    CannotDisseminateFormat,
    IdDoesNotExist,
    NoRecordsMatch,
)

from api.app import create_app
from graph.catalogue.dumps import source_mark
from graph.reader import Reader
from graph.store import GraphStore
from tests.api.catalogue.conftest import BY, tell_licensed
from tests.conformance.builders import take_back, thing
from tests.conformance.conftest import Opening, backend, opening, store
from tests.serving import running

__all__ = ["Opening", "backend", "opening", "store"]
BASE = "https://w3id.org/lumigraph/dataset"
FORM = {"Content-Type": "application/x-www-form-urlencoded; charset=utf-8"}
NAMES = ("one", "two", "three")


@pytest.fixture
def address(store: GraphStore, tmp_path: Path) -> Iterator[str]:
    """A server over a graph of three sources, one of them retracted."""
    for name in NAMES:
        tell_licensed(store, name, thing(f"of-{name}"), title=f"The source {name}")
    take_back(store, "three")

    def make(url: str) -> Any:
        return create_app(
            Reader(store),
            public_url=url,
            publication=BY,
            index=tmp_path / "index",
            dumps=tmp_path / "dumps",
        )

    with running(make) as url:
        yield url


def known(source: str) -> str:
    """The identifier by which harvesters know what a source says."""
    return f"{BASE}/{source_mark(source)}"


def test_sickle(address: str, store: GraphStore) -> None:
    client = Sickle(f"{address}/oai", max_retries=20)  # where it must wait, as it is told to
    identity = client.Identify()
    assert identity.deletedRecord == "persistent"
    assert identity.adminEmail == "data@lumigraph.eu"
    assert [one.metadataPrefix for one in client.ListMetadataFormats()] == [
        *("oai_dc", "dcat_ap_3", "dcat_ap_2")
    ]
    assert [one.setSpec for one in client.ListSets()] == ["graph", "source"]
    headers = {
        one.identifier: one.deleted for one in client.ListIdentifiers(metadataPrefix="oai_dc")
    }
    sources = {known(name): name == "three" for name in NAMES}
    assert headers == {f"{BASE}/graph": False, **sources}
    records = [*client.ListRecords(metadataPrefix="oai_dc", set="source", ignore_deleted=True)]
    titles = [one.metadata["title"] for one in records]
    assert sorted(titles) == [["The source one"], ["The source two"]]
    check_dcat(client)
    check_errors(client)
    check_change(client, store)


def check_dcat(client: Sickle) -> None:
    """A record in DCAT-AP, by POST as well."""
    client.http_method = "POST"
    for prefix in ("dcat_ap_3", "dcat_ap_2"):
        record = client.GetRecord(metadataPrefix=prefix, identifier=known("one"))
        (metadata,) = fromstring(record.raw).iterfind("{*}metadata/*")  # noqa: S314 - our own
        said = Graph().parse(data=tostring(metadata), format="xml")
        assert [*said.subjects(RDF.type, DCAT.Dataset)] == [URIRef(f"{BASE}/source-one")]
        assert len([*said.subjects(RDF.type, DCAT.Distribution)]) == 3
    client.http_method = "GET"


def check_errors(client: Sickle) -> None:
    with pytest.raises(IdDoesNotExist):
        client.GetRecord(metadataPrefix="oai_dc", identifier="none")
    with pytest.raises(CannotDisseminateFormat):
        client.ListRecords(metadataPrefix="marc")
    with pytest.raises(BadArgument):
        client.ListRecords(metadataPrefix="oai_dc", **{"from": "2026-13-01"})
    with pytest.raises(BadResumptionToken):
        client.ListRecords(resumptionToken="none")
    with pytest.raises(NoRecordsMatch):
        client.ListRecords(metadataPrefix="oai_dc", until="2001-01-01")


def check_change(client: Sickle, store: GraphStore) -> None:
    """What leaves while the server runs is told of as deleted, what is new as new."""
    take_back(store, "two", purge=True)
    tell_licensed(store, "four", thing("of-four"))
    listed = client.ListRecords(metadataPrefix="dcat_ap_3", set="source")
    now = {one.header.identifier: one.header.deleted for one in listed}
    assert now == {known(name): name in ("two", "three") for name in (*NAMES, "four")}


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
def test_what_cannot_be_read_is_an_error_of_the_protocol(address: str) -> None:
    unread = [
        httpx2.get(f"{address}/oai?verb=%ff"),
        httpx2.post(f"{address}/oai", json={"verb": "Identify"}),
        httpx2.post(f"{address}/oai", content=b"verb=\xff", headers=FORM),
        httpx2.post(f"{address}/oai", content=b"x" * 1_000_001, headers=FORM),
        httpx2.get(f"{address}/oai?{'&'.join(['a=b'] * 101)}"),
    ]
    for answer in unread:
        assert answer.status_code == 200
        assert answer.headers["content-type"] == "text/xml; charset=utf-8"
        assert 'code="badArgument"' in answer.text
    assert "badVerb" in httpx2.get(f"{address}/oai").text
