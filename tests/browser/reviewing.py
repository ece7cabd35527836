"""A server whose page for reviews is driven."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from api.app import create_app
from api.curating.access import Curation
from api.site import EXPLORER
from graph.ledger.holdings import Holdings
from graph.reader import Reader
from graph.store import GraphStore
from tests.conftest import require
from tests.serving import running


@contextmanager
def reviewing(store: GraphStore) -> Iterator[str]:
    """Serve a graph to those who review; yield the address."""
    built = (EXPLORER / "review.html").is_file()
    require("the built page for reviews", built, "`python run.py test` builds it")
    curation = Curation(Holdings(store), "curator")
    with running(lambda _: create_app(Reader(store), curation=curation)) as address:
        yield address
