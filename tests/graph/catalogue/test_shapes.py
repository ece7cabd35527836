"""The catalogue against the official shapes of DCAT-AP."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from rdflib import Graph

from graph.catalogue.model import Catalogue
from graph.catalogue.profiles import load_profiles, profile_named
from graph.catalogue.rendering import catalogue_statements, written
from graph.shacl import VIOLATION, Finding, findings, load_shapes

IMPORTS = ("imports.ttl", "mdr_imports.ttl")
"""They only name other documents."""
# What the shapes would like, and why the catalogue does not have it.
WISHES = {
    "http://purl.org/dc/terms/publisher",  # one in the EU's own table of bodies
    "http://purl.org/dc/terms/spatial",  # no NUTS regions, which are more exact than countries
    "http://www.w3.org/ns/dcat#bbox",  # coordinates of places that the EU has URIs for
    "http://www.w3.org/ns/dcat#centroid",
    "http://www.w3.org/ns/dcat#endDate",  # an end of what goes on
}


@pytest.fixture(scope="module", params=[*load_profiles()])
def profile(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def shapes(shared: Path, profile: str) -> Graph:
    files = sorted((shared / "data" / "dcat-ap" / profile).glob("*.ttl"))
    assert len(files) >= 7
    return load_shapes([one for one in files if not one.name.endswith(IMPORTS)])


def found(catalogue: Catalogue, profile: str, shapes: Graph) -> list[Finding]:
    statements = catalogue_statements(catalogue, profile_named(profile))
    return findings(Graph().parse(data=written(statements, "nt"), format="nt"), shapes)


def test_no_violation_of_the_official_shapes(
    catalogue: Catalogue, profile: str, shapes: Graph
) -> None:
    told = found(catalogue, profile, shapes)
    assert [str(one) for one in told if one.severity == VIOLATION] == []
    assert {one.path for one in told} <= WISHES
    spatial = [one.value for one in told if one.path.endswith("/spatial")]
    assert all("/nuts/code/" in one for one in spatial)


def test_the_other_profile_would_not_do(catalogue: Catalogue, profile: str, shapes: Graph) -> None:
    [other] = load_profiles().keys() - {profile}
    paths = {one.path for one in found(catalogue, other, shapes) if one.severity == VIOLATION}
    assert "http://www.w3.org/ns/dcat#byteSize" in paths


def test_the_shapes_find_what_is_broken(catalogue: Catalogue, profile: str, shapes: Graph) -> None:
    first, *others = catalogue.datasets
    broken = replace(
        catalogue,
        publisher=replace(catalogue.publisher, name=""),
        datasets=(replace(first, description={}, frequency=first.access_rights), *others),
    )
    paths = {one.path for one in found(broken, profile, shapes) if one.severity == VIOLATION}
    assert {
        "http://xmlns.com/foaf/0.1/name",
        "http://purl.org/dc/terms/description",
        "http://purl.org/dc/terms/accrualPeriodicity",
    } <= paths
