"""One turn of a thread for a request."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from fastapi.concurrency import run_in_threadpool

P = ParamSpec("P")
T = TypeVar("T")


def in_one_turn(endpoint: Callable[P, T]) -> Callable[P, Awaitable[T]]:
    """Let a thread work out the answer alone.

    FastAPI would have the answer of a plain function checked in another turn, which costs more
    than checking it.
    """

    @wraps(endpoint)
    async def turned(*args: P.args, **kwargs: P.kwargs) -> T:
        return await run_in_threadpool(endpoint, *args, **kwargs)

    return turned
