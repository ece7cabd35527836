"""Who may look at the queue, and who may write.

Tokens are to come. Until then both are for the person at this machine: the server is told to, it
is asked under a name of the loopback, and a request that writes comes from a page of its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated, cast

from fastapi import Depends, Request

from graph.errors import GraphError
from graph.ledger.holdings import Holdings
from graph.review.desk import Desk

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
ASKED_HERE = re.compile(r"(127\.0\.0\.1|localhost|\[::1\])(:[0-9]+)?", re.IGNORECASE)
FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via")
"""Headers by which a proxy says that it asks for somebody else."""
JSON = "application/json"


class NotAllowedError(GraphError):
    """Writing, or looking at what is to be decided, is not allowed here."""


@dataclass(frozen=True, slots=True)
class Curation:
    """What a curator works on; ``by`` is who writes where a request names nobody."""

    holdings: Holdings
    by: str

    @property
    def desk(self) -> Desk:
        """The desk where proposals are decided."""
        return Desk(self.holdings)


def may_look(request: Request) -> Curation:
    """Return what a curator works on; raises ``NotAllowedError`` for whom it is not meant.

    The name under which the server is asked is checked, since a page of another site can have its
    own name lead here; as it stands in the header, since ``request.url`` has the server's own name
    in place of one that is malformed. A proxy before the server would ask for all the world.
    """
    curation = cast("Curation | None", request.app.state.curation)
    if curation is None:
        raise NotAllowedError(
            "this server does not curate: start it with `lumigraph serve --curate`, "
            "or set curate = true"
        )
    host = request.headers.get("host", "")
    if not ASKED_HERE.fullmatch(host):
        raise NotAllowedError(
            f"curating is for this machine alone, and it was asked as '{host}': "
            "open http://127.0.0.1"
        )
    if forwarded := [name for name in FORWARDED if name in request.headers]:
        raise NotAllowedError(
            f"curating is for this machine alone, and a proxy asks for somebody else "
            f"({forwarded[0]}): open http://127.0.0.1 itself"
        )
    return curation


def may_write(request: Request) -> Curation:
    """Return the same for a request that writes: JSON, from a page of this server."""
    curation = may_look(request)
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type != JSON:
        raise NotAllowedError(f"what is posted is '{media_type}': post {JSON}")
    origin, own = request.headers.get("origin", ""), f"http://{request.headers['host'].lower()}"
    if origin != own:
        raise NotAllowedError(
            f"the request comes from '{origin}' and not from this server's pages: "
            f"send the header Origin: {own}"
        )
    return curation


Looking = Annotated[Curation, Depends(may_look)]
Writing = Annotated[Curation, Depends(may_write)]
