"""What went wrong, as RFC 9457 problem details: one table says which error becomes what."""

from __future__ import annotations

import logging
from collections.abc import Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

import mimeparse
from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from api.accept import best
from api.access.errors import (
    AccessError,
    MissingScopeError,
    NotAllowedError,
    TooOftenError,
    UnknownAskerError,
    UnknownHostError,
)
from api.caching import NotModifiedError, not_modified
from api.headers import SECURITY
from api.methods import methods_of
from api.service import service_of
from api.sparql.errors import (
    MalformedQueryError,
    NotAcceptableError,
    OccupiedError,
    RefusedError,
    TimeLimitError,
    TooMuchError,
)
from api.traffic.request_id import current_id
from api.traffic.template import template
from graph.errors import (
    AmbiguousNameError,
    EmptyGraphError,
    GoneError,
    GraphError,
    NamingError,
    PendingError,
    StaleError,
    StoreBusyError,
    StoreError,
    Suggestion,
    UnknownNameError,
    UsageError,
)

MEDIA_TYPE = "application/problem+json"
HTML = "text/html"
RETRY_SECONDS = 5
CLIENT_CLOSED = 499
"""The status, in our log alone, of a request whose asker went away before it was answered."""
log = logging.getLogger(__name__)


class Fault(BaseModel):
    """A parameter that is wrong, and why."""

    parameter: str
    reason: str


class Problem(BaseModel):
    """Why a request was not answered (RFC 9457)."""

    type: str = Field(description="A URI that names the kind of problem")
    title: str
    status: int
    detail: str = Field(description="What was wrong this time, and what to do")
    asked: str = Field(default="", description="The name that was not understood")
    candidates: list[Suggestion] = Field(
        default=[], description="What it may have meant, nearest first"
    )
    errors: list[Fault] = Field(default=[], description="The parameters that are wrong")
    request_id: str = Field(
        default_factory=current_id, description="By which the server's log knows this request"
    )


@dataclass(frozen=True, slots=True)
class Sort:
    """A sort of problem; ``detail`` stands in for the message of errors that are ours to read."""

    status: int
    name: str
    title: str
    detail: str = ""


SORTS: Mapping[type[Exception], Sort] = {
    UnknownNameError: Sort(404, "unknown-name", "Nothing has this name"),
    GoneError: Sort(410, "gone", "It is no longer in the graph"),
    AmbiguousNameError: Sort(409, "ambiguous-name", "Several things have this name"),
    StaleError: Sort(409, "stale", "Somebody was faster"),
    UnknownAskerError: Sort(401, "unknown-asker", "Say who you are"),
    NotAllowedError: Sort(403, "not-allowed", "This is not allowed here"),
    MissingScopeError: Sort(403, "missing-scope", "The token does not allow this"),
    UnknownHostError: Sort(421, "unknown-host", "The server has another name"),
    TooOftenError: Sort(429, "too-often", "Too many requests"),
    UsageError: Sort(422, "wrong-parameters", "The parameters are wrong"),
    RequestValidationError: Sort(
        422, "wrong-parameters", "The parameters are wrong", "See errors for each of them"
    ),
    StoreBusyError: Sort(
        503, "store-busy", "The store is being written", "Ask again in a few seconds"
    ),
    StoreError: Sort(
        503, "store-failed", "The store does not answer", "The server's log says why; ask again"
    ),
    EmptyGraphError: Sort(404, "empty-graph", "The graph is empty"),
    PendingError: Sort(503, "pending", "It is being made"),
    MalformedQueryError: Sort(400, "malformed-query", "The query cannot be read"),
    RefusedError: Sort(403, "refused", "This is not done here"),
    NotAcceptableError: Sort(406, "not-acceptable", "There is no such form"),
    TooMuchError: Sort(413, "too-much", "The query takes too much"),
    OccupiedError: Sort(503, "occupied", "The server is occupied"),
    TimeLimitError: Sort(504, "time-limit", "The query took too long"),
    Exception: Sort(
        500, "internal-error", "The server made a mistake", "The server's log says more"
    ),
}
"""The nearest class counts, so the last line is for everything that is not foreseen."""
NAMED = {406: SORTS[NotAcceptableError]}
"""Status of the framework's own refusals → the sort of problem that it is."""
OVERLOADED = Sort(503, "overloaded", "Too many requests at once")
ENDING = Sort(503, "ending", "The server is being ended")
"""Those that no error stands for: the request does not come as far, or no further."""

SUMMARIES: Mapping[int, str] = {
    401: "This needs a token, or another one",
    403: "The token does not allow this, or this server does not",
    404: "Nothing has this name; `candidates` are the nearest",
    409: "Several things have this name; `candidates` are they",
    413: "What is sent is longer than a request may be",
    421: "The server has another name",
    422: "A parameter is wrong",
    429: "You ask too often",
    503: "The store does not answer",
}


def responses(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Return what an endpoint's documentation says of these problems."""
    return {status: {"model": Problem, "description": SUMMARIES[status]} for status in statuses}


def documented(status: int) -> dict[str, Any]:
    """Return what the finished OpenAPI document says of a problem."""
    schema = {"$ref": "#/components/schemas/Problem"}
    return {"description": SUMMARIES[status], "content": {MEDIA_TYPE: {"schema": schema}}}


def sort_of(error: Exception) -> Sort:
    """Return the sort of problem that ``error`` is."""
    return next(SORTS[kind] for kind in type(error).__mro__ if kind in SORTS)


def wants_page(request: Request) -> bool:
    """Whether whoever asks likes a page better than a problem, as browsers do."""
    try:
        return best((MEDIA_TYPE, HTML), request.headers.get("accept", "")) == HTML
    except mimeparse.MimeTypeParseException:
        return False


async def answer(request: Request, error: Exception) -> Response:
    """Return the problem that ``error`` is."""
    sort = sort_of(error)
    if sort.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        log.error("%s %s: %s", request.method, template(request.scope), error)
    problem = Problem(
        type=type_of(request, sort),
        title=sort.title,
        status=sort.status,
        detail=sort.detail or str(error),
    )
    if isinstance(error, NamingError):
        problem.asked = error.asked
        problem.candidates = list(error.candidates)
    if isinstance(error, RequestValidationError):
        problem.errors = [fault(each) for each in error.errors()]
    return response(problem, error.headers if isinstance(error, AccessError) else None)


async def answer_http(request: Request, error: Exception) -> Response:
    """Return a problem for what the framework refuses: no such path, no such method."""
    assert isinstance(error, HTTPException)  # noqa: S101 - the table below says so
    sort = NAMED.get(error.status_code)
    methods = methods_of(request) if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED else []
    problem = Problem(
        type=type_of(request, sort) if sort else "about:blank",
        title=sort.title if sort else HTTPStatus(error.status_code).phrase,
        status=error.status_code,
        detail=_told(request, error, methods),
    )
    allow = {"Allow": ", ".join(methods)} if methods else {}
    return response(problem, {**(error.headers or {}), **allow})


def _told(request: Request, error: HTTPException, methods: Sequence[str]) -> str:
    """Return what was wrong, in our words where the framework has but the name of the status."""
    if methods:
        return f"{request.method} is not understood here: send {', '.join(methods)}"
    if error.detail != HTTPStatus.NOT_FOUND.phrase:
        return str(error.detail)
    path = request.url.path
    remedy = "leave out the slash at its end" if path.endswith("/") else "/docs lists what there is"
    return f"there is nothing at {path}: {remedy}"


def type_of(request: Request, sort: Sort) -> str:
    """Return the URI that names a sort of problem."""
    return f"{service_of(request).base_uri}/problem/{sort.name}"


async def answer_nobody(_: Request, __: Exception) -> Response:
    """Return what nobody takes: the asker went away before the request was whole."""
    return Response(status_code=CLIENT_CLOSED)


def fault(error: Mapping[str, Any]) -> Fault:
    """Return one of pydantic's errors in few words."""
    if error["type"] == "json_invalid":  # its place is a character, and no parameter
        reason = f"no JSON from character {error['loc'][-1]} on: {error['ctx']['error']}"
        return Fault(parameter="body", reason=reason)
    whole, *place = map(str, error["loc"])
    return Fault(parameter=".".join(place) or whole, reason=error["msg"])


def response(problem: Problem, headers: Mapping[str, str] | None = None) -> Response:
    """Return ``problem`` on the wire."""
    unavailable = problem.status == HTTPStatus.SERVICE_UNAVAILABLE
    retry = {"Retry-After": str(RETRY_SECONDS)} if unavailable else {}
    # The last resort answers outside of the middleware that adds them to all else.
    return JSONResponse(
        problem.model_dump(mode="json"),
        problem.status,
        {**SECURITY, **retry, **(headers or {}), "Cache-Control": "no-store"},
        MEDIA_TYPE,
    )


Handler = Callable[[Request, Exception], Coroutine[Any, Any, Response]]
HANDLERS: dict[int | type[Exception], Handler] = {
    NotModifiedError: not_modified,
    GraphError: answer,
    RequestValidationError: answer,
    HTTPException: answer_http,
    ClientDisconnect: answer_nobody,
    Exception: answer,
}
