"""A small graph whose sources call things what no file may run, and dots of a dense square."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from graph.reader import Reader
from graph.sqlite_store import SqliteStore
from tests.conformance.builders import optics, tell, thing, tie
from viz.exports.picture import Dot
from viz.network.atlas import Atlas

HOSTILE = {
    "script": "<script>alert(1)</script>",
    "attribute": '"onload="alert(1)',
    "address": "javascript:alert(1)",
    "formula": '=HYPERLINK("http://evil.example","x")',
    "ending": "</script><img src=x onerror=alert(1)> <!-- ]]> & \u2028",
    "plus": "+1+1",
}
SIDE = 30


@pytest.fixture
def hostile() -> Iterator[Atlas]:
    """Organisations with hostile names, joined to one project."""
    store = SqliteStore(":memory:")
    named = [
        thing(key, "Company", name={"en": text}, acronym=[text]) for key, text in HOSTILE.items()
    ]
    ties = [tie(key, "PARTICIPATES_IN", "project", role="partner") for key in HOSTILE]
    about = [tie("project", "ABOUT", "oct"), tie("script", "LOCATED_IN", "AT130", city="Wien")]
    project = thing("project", "Project", name={"en": "<b>Bold</b>"}, start="2016-01")
    tell(store, "hostile", *optics(), *named, project, *ties, *about)
    yield Atlas(Reader(store))
    store.close()


def dot(at: int) -> Dot:
    """One of a dense square; those with a larger number have more links."""
    return Dot(
        id=f"d{at}",
        uri=f"https://example.org/d{at}",
        label=f"name {at}",
        language="en",
        short="",
        kind="Organisation",
        type="Company",
        type_label="company",
        since="",
        until="",
        places=("Vienna", "Austria"),
        country="AT",
        technologies=(),
        links=at,
        community=0,
        cluster="",
        x=float(at % SIDE),
        y=float(at // SIDE),
    )
