"""Datasets as packages of CKAN, checked by the rules of its ``package_create``."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from graph.catalogue.ckan import packages
from graph.sqlite_store import SqliteStore
from tests.api.catalogue.conftest import catalogue_of, tell_licensed
from tests.conformance.builders import thing

NAME = re.compile(r"[a-z0-9_-]{2,100}")
TAG = re.compile(r"[\w .-]{2,100}")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    store = SqliteStore(":memory:")
    tell_licensed(store, "Members 2026 — Ünïcode.csv", thing("a"), title="Members", licence="ODbL")
    tell_licensed(store, "plain", thing("b"), licence="whatever")
    catalogue = catalogue_of(store, Path(tmp_path_factory.mktemp("dumps")))
    store.close()
    return packages(catalogue)


def test_names_and_tags_are_as_ckan_wants_them(made: list[dict[str, Any]]) -> None:
    assert len({one["name"] for one in made}) == len(made) == 3
    for one in made:
        assert NAME.fullmatch(one["name"])
        tags = [tag["name"] for tag in one["tags"]]
        assert len(tags) == len(set(tags)) > 0
        assert all(map(TAG.fullmatch, tags))


def test_extras_are_texts_and_stand_once(made: list[dict[str, Any]]) -> None:
    for one in made:
        keys = [extra["key"] for extra in one["extras"]]
        assert len(keys) == len(set(keys))
        assert all(isinstance(extra["value"], str) and extra["value"] for extra in one["extras"])
        said = {extra["key"]: extra["value"] for extra in one["extras"]}
        assert said["publisher_name"] == "Photonics Alliance"
        assert json.loads(said["theme"])[0].endswith("/HEAL")


def test_licences_are_named_where_a_table_has_them(made: list[dict[str, Any]]) -> None:
    _, members, plain = made
    assert members["license_id"] == "ODbL-1.0"
    assert "license_id" not in plain
    assert plain["resources"][0]["license"] == ""


def test_resources_are_the_dumps(made: list[dict[str, Any]]) -> None:
    graph = made[0]
    assert [one["format"] for one in graph["resources"]] == [
        *("RDF_N_TRIPLES", "RDF_TURTLE", "RDF_XML", "JSON_LD", "RDF_N_QUADS", "RDF_TRIG")
    ]
    for one in graph["resources"]:
        assert one["url"].startswith("https://data.lumigraph.eu/dump/graph.")
        assert one["mimetype"] == "application/gzip"
        assert one["size"] > 0
        assert re.fullmatch(r"[0-9a-f]{64}", one["hash"])
