"""One turn of a thread for a request."""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable
from functools import partial, wraps
from typing import Annotated, Any, TypeVar

from fastapi import Depends, Request, Response
from fastapi.concurrency import run_in_threadpool

from api.caching import revalidate
from api.service import Here

T = TypeVar("T")
Tagging = Callable[[], None]


async def tagging(request: Request, response: Response, service: Here) -> Tagging:
    """Return what tags the answer (``revalidate``), for the thread that works it out."""
    return partial(revalidate, request, response, service)


def in_one_turn(endpoint: Callable[..., T]) -> Callable[..., Awaitable[T]]:
    """Let a thread tag the answer and work it out, and do nothing else.

    As a dependency the tag would take a turn of its own, and FastAPI would have the answer of a
    plain function checked in another, which costs more than checking it.
    """

    def tagged(tag: Tagging, asked: dict[str, Any]) -> T:
        tag()
        return endpoint(**asked)

    @wraps(endpoint)
    async def turned(*, tag: Tagging, **asked: Any) -> T:
        return await run_in_threadpool(tagged, tag, asked)

    signature = inspect.signature(endpoint)
    own = inspect.Parameter(
        "tag", inspect.Parameter.KEYWORD_ONLY, annotation=Annotated[Tagging, Depends(tagging)]
    )
    parameters = [*signature.parameters.values(), own]
    turned.__signature__ = signature.replace(parameters=parameters)  # type: ignore[attr-defined]
    return turned
