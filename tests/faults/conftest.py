"""What the tests of faults share: victims, and a store of either kind to do them harm in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conformance.conftest import NEO4J
from tests.faults.nursery import Nursery
from tests.faults.nursery import nursery as running
from tests.faults.victims import prepare
from tests.neo4j_testing import empty


@pytest.fixture(scope="module")
def nursery() -> Iterator[Nursery]:
    """Where victims come from."""
    with running() as one:
        yield one


@pytest.fixture(scope="module")
def housed(neo4j_url: str) -> Iterator[Nursery]:
    """The same, where they know the user and the password of the tests' Neo4j."""
    with running() as one:
        yield one


@pytest.fixture(params=["sqlite", NEO4J[0]])
def backend(request: pytest.FixtureRequest) -> str:
    """The kind of store."""
    return str(request.param)


@pytest.fixture
def victims(request: pytest.FixtureRequest, backend: str) -> Nursery:
    """Where victims for this kind of store come from."""
    found: Nursery = request.getfixturevalue("nursery" if backend == "sqlite" else "housed")
    return found


@pytest.fixture
def url(request: pytest.FixtureRequest, backend: str, tmp_path: Path) -> Iterator[str]:
    """A store with some sources in it."""
    if backend == "sqlite":
        address = f"sqlite:///{tmp_path / 'graph.db'}"
        prepare(address)
        yield address
        return
    address = request.getfixturevalue("neo4j_url")
    empty(address)
    prepare(address)
    yield address
    empty(address)
