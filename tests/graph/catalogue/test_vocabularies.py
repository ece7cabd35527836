"""Values of controlled vocabularies against the EU's own tables."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from rdflib import RDF, SKOS, Graph, Literal, URIRef

from graph.catalogue.datasets import FILE_TYPES
from graph.catalogue.model import Concept
from graph.catalogue.vocabularies import (
    concept,
    licence_concept,
    load_vocabularies,
    place,
    scheme_titles,
)
from graph.errors import UsageError
from ontology.licences import load_licences
from ontology.regions import load_regions

TABLES = {
    "access-right": "access_rights.csv",
    "file-type": "file_types.csv",
    "licence": "licenses.csv",
    "media-type": "media_types.csv",
}
LABELLED = {
    "data-theme": "data-theme-skos-ap-act.ttl",
    "file-type": "filetypes-skos-ap-act.ttl",
    "frequency": "frequencies-filtered.rdf",
    "language": "languages-filtered.rdf",
}
LANGUAGES = ("en", "lt", "fr", "de")


@pytest.fixture(scope="module")
def tables(shared: Path) -> Path:
    return shared / "data" / "eu-vocab"


def values(vocabulary: str) -> Iterator[Concept]:
    """Every value that a catalogue may name."""
    if vocabulary == "licence":
        yield from map(licence_concept, load_licences().values())
    for code in load_vocabularies()[vocabulary].values:
        yield concept(vocabulary, code)


@pytest.mark.parametrize(("vocabulary", "table"), TABLES.items())
def test_every_value_is_in_the_table(tables: Path, vocabulary: str, table: str) -> None:
    with (tables / table).open(encoding="utf-8", newline="") as file:
        known = {row[0] for row in csv.reader(file)}
    ours = {one.uri for one in values(vocabulary)}
    assert ours
    assert ours <= known


@pytest.mark.parametrize(("vocabulary", "table"), LABELLED.items())
def test_every_label_is_the_table_s(tables: Path, vocabulary: str, table: str) -> None:
    graph = Graph().parse(tables / table)
    scheme = URIRef(load_vocabularies()[vocabulary].scheme)
    assert (scheme, RDF.type, SKOS.ConceptScheme) in graph
    for one in values(vocabulary):
        labels = graph.objects(URIRef(one.uri), SKOS.prefLabel)
        theirs = {str(each.language): str(each) for each in labels if isinstance(each, Literal)}
        assert one.labels == {code: theirs[code] for code in LANGUAGES if code in theirs}


def test_every_country_is_in_the_table(tables: Path) -> None:
    graph = Graph().parse(tables / "countries-skos.rdf")
    countries = [one for one in load_regions() if one.level == "country"]
    assert len(countries) > 200
    for one in countries:
        value = place(one)
        assert value is not None
        assert value.labels["en"]
        assert (URIRef(value.uri), SKOS.inScheme, URIRef(value.scheme)) in graph, one


def test_dumps_are_open_and_machine_readable(tables: Path) -> None:
    for table in ("non_proprietary.csv", "machine_readable.csv"):
        with (tables / table).open(encoding="utf-8", newline="") as file:
            known = {row[1] for row in csv.reader(file)}
        assert set(FILE_TYPES.values()) <= known


@pytest.mark.parametrize(
    ("code", "uri", "scheme"),
    [
        ("LT01", "http://data.europa.eu/nuts/code/LT01", "NUTS 2024"),
        ("EL30", "http://data.europa.eu/nuts/code/EL30", "NUTS 2024"),
        ("UKJ1", "http://data.europa.eu/nuts/code/UKJ1", "NUTS 2016"),
        ("GR", "http://publications.europa.eu/resource/authority/country/GRC", "Country"),
        ("XK", "http://publications.europa.eu/resource/authority/country/1A0", "Country"),
    ],
)
def test_a_place_as_the_eu_names_it(code: str, uri: str, scheme: str) -> None:
    region = load_regions().get(code)
    assert region is not None
    value = place(region)
    assert value is not None
    assert (value.uri, scheme_titles()[value.scheme]) == (uri, scheme)
    assert value.kind == "http://purl.org/dc/terms/Location"


@pytest.mark.parametrize("code", ["LT", "EUROPE", "CA-QC", "LT011", "LT0"])
def test_only_countries_and_nuts_2_are_places(code: str) -> None:
    region = load_regions().get(code)
    assert region is not None
    assert (place(region) is None) == (region.level != "country")


def test_what_a_licence_asks_decides_its_type() -> None:
    types = {
        code: one.type.code
        for code in load_licences()
        if (one := licence_concept(load_licences()[code])).type
    }
    assert types["CC0-1.0"] == "PublicDomain"
    assert types["CC-BY-4.0"] == types["COM-REUSE"] == "Attribution"
    assert types["ODbL-1.0"] == "ViralEffect-ShareAlike"
    assert types["CC-BY-NC-4.0"] == "NonCommercialUseOnly"
    assert types["CC-BY-ND-4.0"] == "NoDerivativeWork"


def test_a_code_that_is_not_there() -> None:
    with pytest.raises(UsageError, match="'OFTEN' is no frequency"):
        concept("frequency", "OFTEN")
