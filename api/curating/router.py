"""All that is for curators, under ``/api/v1``."""

from __future__ import annotations

from fastapi import APIRouter

from api.branch import Branch, together
from api.curating import edit, judgements, review, sources, suggestions, uploads
from api.v1.router import PREFIX


def curating(*, documented: bool) -> APIRouter:
    """Return the routes; a server that does not curate refuses them and documents none."""
    routers = (
        *(review.router, judgements.router, edit.router, suggestions.router),
        *(uploads.receiving, uploads.router, sources.router),
    )
    whole = Branch(prefix=PREFIX)
    whole.include_router(together(routers), include_in_schema=documented)
    return whole
