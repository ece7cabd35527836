"""A Neo4j that is empty, as a store and as anybody else sees it."""

from __future__ import annotations

from collections.abc import Iterator

import neo4j
import pytest

from tests.neo4j_testing import credentials, empty


@pytest.fixture
def url(neo4j_url: str) -> Iterator[str]:
    """The tests' own server, empty before and after."""
    empty(neo4j_url)
    yield neo4j_url
    empty(neo4j_url)


@pytest.fixture
def raw(url: str) -> Iterator[neo4j.Driver]:
    """Neo4j as anybody else sees it."""
    with neo4j.GraphDatabase.driver(url, auth=credentials()) as driver:
        yield driver
