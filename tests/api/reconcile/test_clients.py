"""The client that people use from notebooks, against the running server, on both stores."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd
import pytest
import reconciler

from api.app import create_app
from graph.reader import Reader
from graph.store import GraphStore
from tests.conformance.builders import optics, tell, thing, tie
from tests.conformance.conftest import Opening, backend, opening, store
from tests.serving import running

__all__ = ["Opening", "backend", "opening", "store"]
# The client asks pandas for what newer versions of it warn of.
pytestmark = pytest.mark.filterwarnings("ignore:The inplace keyword")


@pytest.fixture
def endpoint(store: GraphStore) -> Iterator[str]:
    """A server over a small graph."""
    tell(
        store,
        "one",
        *optics(),
        thing("pic:999643492", name={"en": "Vilnius Laser Works"}, identifiers=["ror:03nadee84"]),
        thing("north", "Company", name={"lt": "UAB Šiaurės optika"}, website="https://north.lt"),
        thing("south", "Company", name={"en": "North Optics"}),
        thing("other", "Company", name={"en": "North Optics"}),
        tie("south", "LOCATED_IN", "LT011", city="Vilnius"),
        tie("other", "LOCATED_IN", "AT130", city="Wien"),
    )
    with running(lambda _: create_app(Reader(store))) as url:
        yield f"{url}/reconcile"


def matched(column: list[str], endpoint: str, **more: object) -> list[tuple[str, bool]]:
    """What the client finds first for each value."""
    found = reconciler.reconcile(pd.Series(column), reconciliation_endpoint=endpoint, **more)
    return list(zip(found["id"], found["match"], strict=True))


def test_names(endpoint: str) -> None:
    column = ["siaures optika", "Vilnius Laser Wroks", "ror:03nadee84", *["light"] * 3]
    assert matched(column, endpoint) == [
        ("organisation/north", True),
        ("organisation/ror-03nadee84", True),
        ("organisation/ror-03nadee84", True),
        ("technology/light", True),
    ]


def test_types_and_properties(endpoint: str) -> None:
    assert matched(["North Optics"], endpoint, type_id="Company") == [("organisation/other", False)]
    places = {"country": pd.Series(["Lithuania"]), "city": pd.Series(["Wilna"])}
    both = matched(["North Optics"], endpoint, type_id="Company", property_mapping=places)
    assert both == [("organisation/south", True)]


@pytest.mark.parametrize(
    ("name", "value"), [("pic", "999 643 492"), ("ror", "https://ror.org/03nadee84")]
)
def test_an_identifier_decides_at_once(endpoint: str, name: str, value: str) -> None:
    known = {name: pd.Series([value])}
    found = matched(["North Optics"], endpoint, property_mapping=known)
    assert found == [("organisation/ror-03nadee84", True)]


def test_a_bad_batch(endpoint: str) -> None:
    with pytest.raises(Exception, match="returned an error"):
        matched(["a"], endpoint, type_id="Laser")
