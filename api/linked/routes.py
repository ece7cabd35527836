"""Everything that linked data adds to the server."""

from __future__ import annotations

from pathlib import Path

from fastapi import APIRouter, FastAPI
from fastapi.responses import FileResponse
from starlette.datastructures import Headers
from starlette.middleware.cors import CORSMiddleware
from starlette.types import Receive, Scope, Send

from api.branch import together
from api.linked import concepts, dereferencing, documents, ontology, pages, sources, texts
from api.linked.addresses import READ

STYLE = Path(__file__).parent / "style.css"
EXPOSED = (
    *("Content-Location", "ETag", "Last-Modified", "Link", "Location"),
    *("Lumigraph-Revision", "Lumigraph-Row-Limit", "Lumigraph-Truncated"),
)
ASKED = ("Accept", "Accept-Language", "Content-Type", "If-Modified-Since", "If-None-Match")
"""Headers that pages of other sites may send: none that says who one is."""
READ_BY_POST = ("/sparql", "/reconcile", "/oai", "/api/v1/network/export")
"""Where so much may be asked that it is posted. All else that is posted writes."""
ROUTERS = (sources, dereferencing, documents, pages, concepts, ontology, texts)


def linked_data() -> APIRouter:
    """Return the routes; those of a narrower pattern come first."""
    whole = together(module.router for module in ROUTERS)

    @whole.api_route("/linked/style.css", methods=READ, include_in_schema=False)
    def style() -> FileResponse:
        return FileResponse(STYLE, headers={"Cache-Control": "no-cache"})

    return whole


class OpenToRead(CORSMiddleware):
    """Lets pages of other sites read; of what writes they are told nothing, nor may they try."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the application does, and say that others may read it where it reads."""
        opened = scope["type"] == "http" and _reads(scope)
        await (super().__call__ if opened else self.app)(scope, receive, send)


def _reads(scope: Scope) -> bool:
    """Whether a request reads, or asks whether one may be sent that does."""
    wished = Headers(scope=scope).get("access-control-request-method", "")
    method = wished if scope["method"] == "OPTIONS" else scope["method"]
    return method in ("GET", "HEAD") or (method == "POST" and scope["path"] in READ_BY_POST)


def open_to_other_sites(app: FastAPI) -> None:
    """Let pages of other sites read what everybody may; some questions are so long as to be posted.

    What is sent by them says nothing of who sends it, so that it writes nothing.
    """
    app.add_middleware(
        OpenToRead,
        allow_origins=["*"],
        allow_methods=["GET", "HEAD", "POST"],
        allow_headers=ASKED,
        expose_headers=EXPOSED,
    )
