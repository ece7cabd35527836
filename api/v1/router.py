"""All resources under ``/api/v1``."""

from __future__ import annotations

from fastapi import APIRouter, Depends

from api.branch import Branch, together
from api.caching import revalidate
from api.v1 import (
    briefing,
    diff,
    entities,
    health,
    neighbours,
    network,
    network_export,
    outlines,
    path,
    regions,
    search,
    shortlist,
    sources,
    stats,
    technologies,
    who,
    who_download,
)

PREFIX = "/api/v1"
REVALIDATED = (
    *(who_download, briefing, shortlist, entities, neighbours, path),
    *(technologies, regions, sources, stats, diff),
)
"""What stands until the graph changes, and no longer."""
OTHERS = (who, search, network, network_export, outlines, health)
"""What says itself how long it stands."""


def api() -> APIRouter:
    """Return all of them as one router."""
    whole = Branch(prefix=PREFIX)
    whole.include_router(together(one.router for one in OTHERS))  # the first are found soonest
    whole.include_router(
        together(one.router for one in REVALIDATED), dependencies=[Depends(revalidate)]
    )
    return whole
