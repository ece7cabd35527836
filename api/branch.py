"""Routes that begin alike."""

from __future__ import annotations

from collections.abc import Iterable

from fastapi import APIRouter
from starlette.routing import Match
from starlette.types import Scope


class Branch(APIRouter):
    """A router whose routes all begin with its prefix: what does not is not compared with each."""

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Return whether one of the routes is what was asked for."""
        path = scope["path"].removeprefix(scope.get("root_path", ""))
        if not path.startswith(self.prefix):
            return Match.NONE, {}
        return super().matches(scope)


def together(routers: Iterable[APIRouter]) -> APIRouter:
    """Return the routes of several routers as one: each level of routers is looked through twice.

    The routers stand at the top: what they have in common, each has set for its routes by itself.
    """
    whole = APIRouter()
    for one in routers:
        whole.routes += one.routes
    return whole
