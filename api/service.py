"""What every endpoint is given: the reader, and how URIs begin."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated, cast

from fastapi import Depends, Request
from starlette.datastructures import State

from api.access.asker import asker_of
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


def side_of(request: Request) -> State:
    """Return what the application reads for whoever asks: the graph, or only what is public.

    Who has no right to what stays in the house is answered from a store that holds none of it.
    """
    state, asker = request.app.state, asker_of(request)
    hidden = asker is not None and not asker.sees_internal
    return cast(State, state.public if hidden and state.public else state)


def service_of(request: Request) -> Service:
    """Return the service for whoever sends the request."""
    return cast(Service, side_of(request).service)


async def at_once(request: Request) -> Service:
    """Return the same without a turn of a thread: it reads nothing."""
    return service_of(request)


Here = Annotated[Service, Depends(at_once)]
