"""A page for a browser that asks for what does not exist, or no longer; programs get a problem."""

from __future__ import annotations

from http import HTTPStatus

from fastapi import Request, Response
from starlette.exceptions import HTTPException

from api.linked.language import language_of
from api.linked.pages import refusal
from api.problems import answer_http, wants_page
from api.service import service_of
from api.v1.router import PREFIX


async def answer_nowhere(request: Request, error: Exception) -> Response:
    """Return a page that leads on where a person asks, else the problem."""
    assert isinstance(error, HTTPException)  # noqa: S101 - it is the handler of a status
    if request.url.path.startswith(PREFIX) or not wants_page(request):
        return await answer_http(request, error)
    language = language_of(request)
    content = {
        "title": language("gone" if error.status_code == HTTPStatus.GONE else "nothing"),
        "asked": request.url.path,
        "detail": "" if error.detail == HTTPStatus.NOT_FOUND.phrase else error.detail,
    }
    return refusal(request, service_of(request), language, content, error.status_code)
