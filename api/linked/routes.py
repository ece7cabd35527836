"""Everything that linked data adds to the server."""

from __future__ import annotations

from pathlib import Path

from fastapi import APIRouter, FastAPI
from fastapi.responses import FileResponse
from starlette.middleware.cors import CORSMiddleware

from api.branch import together
from api.linked import concepts, dereferencing, documents, ontology, pages, texts

STYLE = Path(__file__).parent / "style.css"
EXPOSED = (
    *("Content-Location", "ETag", "Last-Modified", "Link", "Location"),
    *("Lumigraph-Revision", "Lumigraph-Row-Limit", "Lumigraph-Truncated"),
)
ASKED = ("Accept", "Accept-Language", "Content-Type", "If-Modified-Since", "If-None-Match")
"""Headers that pages of other sites may send: none that says who one is."""
ROUTERS = (dereferencing, documents, pages, concepts, ontology, texts)


def linked_data() -> APIRouter:
    """Return the routes; those of a narrower pattern come first."""
    whole = together(module.router for module in ROUTERS)

    @whole.get("/linked/style.css", include_in_schema=False)
    def style() -> FileResponse:
        return FileResponse(STYLE, headers={"Cache-Control": "no-cache"})

    return whole


def open_to_other_sites(app: FastAPI) -> None:
    """Let pages of other sites read what everybody may; some questions are so long as to be posted.

    What is sent by them says nothing of who sends it, so that it writes nothing.
    """
    app.add_middleware(
        CORSMiddleware,
        allow_origins=["*"],
        allow_methods=["GET", "HEAD", "POST"],
        allow_headers=ASKED,
        expose_headers=EXPOSED,
    )
