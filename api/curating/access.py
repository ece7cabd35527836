"""Who may look at the queue, and who may write.

Whoever has a token with the scope may, by the token itself or by a session of the browser; and the
person at this machine, where the server is told to trust it. A browser speaks for a person
whichever page asks it to: what it sends has to come from a page of this server's own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Annotated, cast

from fastapi import Depends, Request

from api.access.access import Access
from api.access.asker import HERE, Asker, asker_of
from api.access.errors import MissingScopeError, NotAllowedError, UnknownAskerError
from api.access.hosts import Hosts
from api.access.proof import why_not_here
from api.access.scopes import ADMIN, INGEST, READ_INTERNAL, REVIEW
from api.form import media_type
from graph.documents.texts import Texts
from graph.ledger.holdings import Holdings
from graph.review.desk import Desk
from ingest.uploads.watch import Check, granted

JSON = "application/json"
OWN_HEADER = "x-lumigraph"
"""No page of another site can set it; what is no JSON brings it."""


@dataclass(frozen=True, slots=True)
class Curation:
    """What a curator works on; ``by`` is who writes where a request names nobody.

    Who holds a token signs with its ``name`` alone. ``texts`` are those of documents, where they
    are kept. ``check`` raises ``UnknownAskerError`` where the token is valid no more, for what
    goes on after the request.
    """

    holdings: Holdings
    by: str
    name: str = ""
    texts: Texts | None = None
    check: Check = granted

    @property
    def desk(self) -> Desk:
        """The desk where proposals are decided."""
        return Desk(self.holdings)

    def signed(self, by: str) -> str:
        """Return who signs what is written; raises ``NotAllowedError`` for another's name."""
        if self.name and by not in ("", self.name):
            raise NotAllowedError(f"your token is that of '{self.name}': sign as that, or leave by")
        return by or self.by


Permission = Callable[[Request], Curation]


def permission(*scopes: str) -> Permission:
    """Return what hands out what a curator works on, to those whose token has scopes.

    Where the graph holds internal facts they need the one to read those too.
    """

    def permitted(request: Request) -> Curation:
        curation = cast("Curation | None", request.app.state.curation)
        if curation is None:
            raise NotAllowedError(
                "this server does not curate: start it with `lumigraph serve --curate`, "
                "or set curate = true"
            )
        asker = _asker(request)
        wanted = {*scopes, READ_INTERNAL} if curation.holdings.internal else {*scopes}
        for one in sorted(wanted - asker.scopes):
            raise MissingScopeError(
                f"this needs the scope {one}, and the token '{asker.name}' is without", one
            )
        if not asker.name:
            return curation
        register = cast("Access", request.app.state.access).register
        check = partial(register.check, asker.token)
        return replace(curation, by=asker.name, name=asker.name, check=check)

    return permitted


def may_curate(request: Request) -> bool:
    """Whether whoever asks may review and edit."""
    asker = asker_of(request)
    return request.app.state.curation is not None and (asker is None or REVIEW in asker.scopes)


def _asker(request: Request) -> Asker:
    """Return who asks; raises an error that says how one may."""
    asker = asker_of(request)
    if asker and asker.known:
        return asker
    reason = why_not_here(request)
    if asker is None:  # a server without tokens
        if reason:
            raise NotAllowedError(reason)
        return HERE
    raise UnknownAskerError(
        "this needs a token: send it as Authorization: Bearer …, or sign in at /sign-in"
    )


may_look = permission(REVIEW)
may_take_in = permission(INGEST, READ_INTERNAL)  # what is handed in is internal at first


def posting(permitted: Permission) -> Permission:
    """Return the same for a request that writes: JSON, by a browser from our own pages only."""

    def may_post(request: Request) -> Curation:
        curation = permitted(request)
        if (posted := media_type(request)) != JSON:
            raise NotAllowedError(f"what is posted is '{posted}': post {JSON}")
        check_origin(request)
        return curation

    return may_post


def sending(permitted: Permission) -> Permission:
    """Return the same for a request that writes, whatever the form of what it sends, if any."""

    def may_send(request: Request) -> Curation:
        curation = permitted(request)
        check_origin(request)
        asker = asker_of(request) or HERE
        if asker.in_browser and media_type(request) != JSON and OWN_HEADER not in request.headers:
            raise NotAllowedError(f"send the header {OWN_HEADER}: 1, as this server's pages do")
        return curation

    return may_send


def check_origin(request: Request) -> None:
    """Raise ``NotAllowedError`` where a browser sends what a page of another site made."""
    asker = asker_of(request) or HERE
    if not asker.in_browser:
        return
    access = cast("Access | None", request.app.state.access)
    origin, host = request.headers.get("origin", ""), request.headers.get("host", "")
    hosts = access.hosts if access else Hosts(f"http://{host}")
    if not hosts.own(origin, host):
        raise NotAllowedError(
            f"the request comes from '{origin}' and not from this server's pages: "
            f"send the header Origin: {hosts.origin(host)}"
        )


Looking = Annotated[Curation, Depends(may_look)]
Writing = Annotated[Curation, Depends(posting(may_look))]
Removing = Annotated[Curation, Depends(sending(may_look))]
"""The same for a request that takes something back and posts nothing."""
Overseeing = Annotated[Curation, Depends(may_take_in)]
"""For those who take in sources: what becomes of it."""
Uploading = Annotated[Curation, Depends(sending(may_take_in))]
"""The same for a request that sends one, or changes what becomes of it."""
TakingOut = Annotated[Curation, Depends(posting(permission(ADMIN)))]
"""For those who take any source out, whoever handed it in."""
