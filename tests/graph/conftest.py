"""A reader of the bundled data, for questions that change nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from graph.opening import open_store
from graph.reader import Reader


@pytest.fixture(scope="session")
def reader(bundled: str) -> Iterator[Reader]:
    store = open_store(bundled)
    yield Reader(store)
    store.close()
