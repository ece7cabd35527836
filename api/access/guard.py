"""Before anything is looked up: the name asked, who asks, how often, and what may be kept."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.access.access import Access
from api.access.asker import Asker
from api.access.errors import AccessError, UnknownAskerError, UnknownHostError
from api.access.proof import brings_proof, proven
from api.access.rates import client_of
from api.problems import answer, wants_page
from graph.ledger.acting import acting

SIGN_IN, SIGN_OUT = "/sign-in", "/sign-out"
OPEN = (SIGN_IN, SIGN_OUT, "/linked/style.css", "/favicon.svg", "/api/v1/health")
"""What is answered without a token where reading needs one; below these too."""
BY_ASKER = "Authorization, Cookie"


class Guard:
    """Lets in who may ask, and tells the application who it is."""

    def __init__(self, app: ASGIApp, access: Access) -> None:
        self._app = app
        self._access = access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the application does, or with a problem."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        try:
            asker, counted = await self._admitted(request)
        except AccessError as error:
            refusal = await self._refusal(request, error)
            await refusal(scope, receive, send)
            return
        scope.setdefault("state", {})["asker"] = asker
        who = self._access.curator if asker.how == "here" else asker.name
        with acting(who, f"http, {asker.how}"):
            await self._app(scope, receive, _marked(send, asker, counted))

    async def _admitted(self, request: Request) -> tuple[Asker, Mapping[str, str]]:
        """Return the same as ``_admit``; no other request waits while the register is read."""
        if brings_proof(request):
            return await run_in_threadpool(self._admit, request)
        return self._admit(request)

    def _admit(self, request: Request) -> tuple[Asker, Mapping[str, str]]:
        """Return who asks and how often it still may; raises ``AccessError`` for who may not."""
        access, host = self._access, request.headers.get("host", "")
        if not access.hosts.known(host):
            raise UnknownHostError(
                f"this server is not called '{host}': ask it as {access.hosts.public_url}, "
                "or have the operator add the name to the setting hosts"
            )
        client = client_of(request.client.host if request.client else "")
        asker = self._asker(request, client)
        counted = access.rates.count(asker.token or client)
        if access.needs_token and not asker.known and not is_open(request.url.path):
            raise UnknownAskerError("reading needs a token: send it as Authorization: Bearer …")
        return asker, counted

    def _asker(self, request: Request, client: str) -> Asker:
        """Return who asks; an address that guesses tokens is soon not listened to."""
        access = self._access
        if "authorization" in request.headers:
            access.rates.check(client)
        try:
            return proven(request, access.register, trusted_here=access.trusts_here)
        except UnknownAskerError:
            access.rates.guessed(client)
            raise

    async def _refusal(self, request: Request, error: AccessError) -> Response:
        """Return the problem; a browser that opens a page is led to where one signs in."""
        opens = request.method == "GET" and "authorization" not in request.headers
        if opens and isinstance(error, UnknownAskerError) and wants_page(request):
            return RedirectResponse(sign_in_at(request), 303, {"Cache-Control": "no-store"})
        return await answer(request, error)


def sign_in_at(request: Request) -> str:
    """Return the address at which one signs in and comes back to what was asked."""
    query = f"?{request.url.query}" if request.url.query else ""
    return f"{SIGN_IN}?next={quote(request.url.path + query, safe='/')}"


def is_open(path: str) -> bool:
    """Whether what lies at ``path`` is answered without a token where reading needs one."""
    return any(path == one or path.startswith(f"{one}/") for one in OPEN)


def _marked(send: Send, asker: Asker, counted: Mapping[str, str]) -> Send:
    """Return ``send`` with what caches and clients are to know in each answer.

    What one asker was told is kept for no other, and by no cache that several share. Files that
    never change may be kept: they tell of no fact.
    """

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers.update(counted)
            headers.add_vary_header(BY_ASKER)
            kept = headers.get("cache-control", "no-cache")
            if asker.known and "immutable" not in kept and "no-store" not in kept:
                headers["Cache-Control"] = "private, no-cache"
        await send(message)

    return sending
