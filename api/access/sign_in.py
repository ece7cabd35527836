"""``/sign-in``: a browser shows a token once, and has a session instead.

The cookie holds a random secret that no script can read and no page of another site can have sent.
The forms send no header that says where they come from unless the page's policy lets them.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse

from api.access.access import Access
from api.access.asker import asker_of
from api.access.errors import NotAllowedError
from api.access.guard import SIGN_IN, SIGN_OUT
from api.access.proof import COOKIE
from api.access.rates import client_of
from api.access.register import SESSION
from api.access.token import Token
from api.form import FormError, pairs, posted
from api.linked.addresses import READ
from api.linked.language import language_of
from api.linked.pages import page
from api.service import Here, Service

log = logging.getLogger(__name__)
router = APIRouter(include_in_schema=False)
OWN_PATH = re.compile(r"/(?![/\\])[\x21-\x5b\x5d-\x7e]*")
UNKEPT = {"Cache-Control": "no-store", "Referrer-Policy": "same-origin"}


def access_of(request: Request) -> Access:
    """Return how the application knows who asks; one that has no tokens has no such page."""
    access: Access = request.app.state.access
    return access


def own_form(request: Request) -> Access:
    """Return the same for a form; raises ``NotAllowedError`` for one of another site's page."""
    access, host = access_of(request), request.headers.get("host", "")
    if not access.hosts.own(request.headers.get("origin", ""), host):
        raise NotAllowedError("this form comes from another site: open /sign-in here")
    return access


Ours = Annotated[Access, Depends(own_form)]


@router.api_route(SIGN_IN, methods=READ)
def get_sign_in(request: Request, service: Here) -> Response:
    """Show the form, or to whom a session belongs."""
    return _shown(request, service, own_path(request.query_params.get("next", "")))


@router.post(SIGN_IN)
async def post_sign_in(request: Request, service: Here, access: Ours) -> Response:
    """Begin a session and go to where one wanted to be."""
    try:
        said = dict(pairs(await posted(request)))
    except FormError as error:
        raise HTTPException(400, str(error)) from error
    return await run_in_threadpool(_answered, request, service, access, said)


def _answered(
    request: Request, service: Service, access: Access, said: Mapping[str, str]
) -> Response:
    """Return what a form leads to."""
    wanted = own_path(said.get("next", ""))
    client = client_of(request.client.host if request.client else "")
    access.rates.check(client)
    token = access.register.holder(said.get("token", "").strip())
    if token is None:
        access.rates.guessed(client)
        log.warning("a sign-in is refused")
        return _shown(request, service, wanted, refused=True)
    return _begun(request, access, token, wanted)


@router.post(SIGN_OUT)
def post_sign_out(request: Request, access: Ours) -> Response:
    """End the session."""
    access.register.end_session(request.cookies.get(COOKIE, ""))
    answer = RedirectResponse(SIGN_IN, 303, UNKEPT)
    answer.delete_cookie(COOKIE)
    return answer


def _begun(request: Request, access: Access, token: Token, wanted: str) -> Response:
    log.info("a session begins", extra={"token": token.id})
    answer = RedirectResponse(wanted, 303, UNKEPT)
    answer.set_cookie(
        COOKIE,
        access.register.begin_session(token),
        max_age=int(SESSION.total_seconds()),
        secure=access.hosts.origin(request.headers.get("host", "")).startswith("https:"),
        httponly=True,
        samesite="strict",
    )
    return answer


def own_path(wanted: str) -> str:
    """Return the path that was wanted; '/' for what would lead to another site.

    >>> own_path("/review#queue=fact"), own_path("//evil.example"), own_path("https://evil.example")
    ('/review#queue=fact', '/', '/')
    """
    return wanted if OWN_PATH.fullmatch(wanted) else "/"


def _shown(request: Request, service: Service, wanted: str, *, refused: bool = False) -> Response:
    language, asker = language_of(request), asker_of(request)
    content = {
        "title": language("sign_in"),
        "name": asker.name if asker and asker.how == "session" else "",
        "next": wanted,
        "refused": refused,
    }
    return page(
        "sign-in.html", request, service, language, content, 401 if refused else 200, UNKEPT
    )
