"""One turn of a thread for a request."""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable
from functools import wraps
from inspect import Parameter
from typing import Any, TypeVar

from fastapi import Request, Response
from fastapi.concurrency import run_in_threadpool

from api.caching import revalidate
from api.service import service_of

T = TypeVar("T")
OWN = {"request": Request, "response": Response}


def in_one_turn(endpoint: Callable[..., T]) -> Callable[..., Awaitable[T]]:
    """Let a thread tag the answer and work it out, and do nothing else.

    As a dependency the tag would take a turn of its own, and FastAPI would have the answer of a
    plain function checked in another, which costs more than checking it. The ``service`` of the
    endpoint is that for whoever asks.
    """

    def tagged(request: Request, response: Response, asked: dict[str, Any]) -> T:
        service = service_of(request)
        revalidate(request, response, service)
        return endpoint(**asked, service=service)

    @wraps(endpoint)
    async def turned(*, request: Request, response: Response, **asked: Any) -> T:
        return await run_in_threadpool(tagged, request, response, asked)

    signature = inspect.signature(endpoint)
    asked = [one for name, one in signature.parameters.items() if name != "service"]
    own = [Parameter(name, Parameter.KEYWORD_ONLY, annotation=type_) for name, type_ in OWN.items()]
    turned.__signature__ = signature.replace(parameters=[*asked, *own])  # type: ignore[attr-defined]
    return turned
