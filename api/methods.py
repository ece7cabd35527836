"""Which methods an address answers to, whatever route knows them."""

from __future__ import annotations

from collections.abc import Iterator

from fastapi import Request
from starlette.routing import BaseRoute, Match, Mount

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")


def methods_of(request: Request) -> list[str]:
    """Return the methods that routes know at the address of a request (RFC 9110, 10.2.1).

    What is mounted is left out: the files of the page, which lie behind every address.
    """
    scope = request.scope
    here = {
        "type": "http",
        "path": scope["path"],
        # A mount that was tried has written its own place there.
        "root_path": scope.get("app_root_path", scope.get("root_path", "")),
    }
    routes = [one for one in request.app.routes if not isinstance(one, Mount)]
    return list(_answered(routes, here))


def _answered(routes: list[BaseRoute], here: dict[str, str]) -> Iterator[str]:
    """Yield the methods at a place; HEAD where GET is, which is answered alike."""
    for method in METHODS:
        asked = {**here, "method": "GET" if method == "HEAD" else method}
        if any(one.matches(asked)[0] is Match.FULL for one in routes):
            yield method
