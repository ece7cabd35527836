"""All that is for curators, under ``/api/v1``."""

from __future__ import annotations

from fastapi import APIRouter

from api.curating import edit, review, suggestions, uploads
from api.v1.router import PREFIX


def curating(*, documented: bool) -> APIRouter:
    """Return the routes; a server that does not curate refuses them and documents none."""
    whole = APIRouter(prefix=PREFIX, include_in_schema=documented)
    for module in (review, edit, suggestions):
        whole.include_router(module.router)
    for router in (uploads.receiving, uploads.router):
        whole.include_router(router)
    return whole
