"""What the driver raises is told as the store's errors."""

from __future__ import annotations

from errno import ENOSPC, ENOTCONN

import pytest

from graph.errors import StoreError
from graph.neo4j_store.address import Address
from graph.neo4j_store.faults import explained

HERE = Address("bolt://host", "")


@pytest.mark.parametrize(
    ("writing", "says"), [(False, "no Neo4j server answers"), (True, "was lost while writing")]
)
def test_a_line_that_is_cut_as_it_is_opened(writing: bool, says: str) -> None:
    """The driver lets that through as the system's own error."""
    with pytest.raises(StoreError, match=says), explained(HERE, writing=writing):
        raise OSError(ENOTCONN, "Transport endpoint is not connected")


def test_what_else_the_system_says_is_not_the_servers() -> None:
    with pytest.raises(OSError, match="No space left"), explained(HERE, writing=True):
        raise OSError(ENOSPC, "No space left on device")
