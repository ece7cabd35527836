"""What every endpoint is given: the reader, and how URIs begin."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated, cast

from fastapi import Depends, Request

from graph.ledger.history import reader_as_of
from graph.reader import Reader
from graph.store import GraphStore

LOCAL_URL = "http://127.0.0.1:8000"
"""Where the server is found unless it is told."""


@dataclass(frozen=True, slots=True)
class Service:
    """One graph on the web.

    ``base_uri`` begins the URIs of entities, ``public_url`` the addresses of this server.
    """

    reader: Reader
    base_uri: str
    public_url: str = LOCAL_URL

    @property
    def store(self) -> GraphStore:
        """The store that is read."""
        return self.reader.store

    def at(self, as_of: str) -> Service:
        """Return the same over what was known at the end of a date; '' is now."""
        return replace(self, reader=reader_as_of(self.reader, as_of)) if as_of else self


def service_of(request: Request) -> Service:
    """Return the service of the application that the request came to."""
    return cast(Service, request.app.state.service)


Here = Annotated[Service, Depends(service_of)]
