"""Pages: the explorer, as Vite builds it, and the documentation of the API."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.responses import FileResponse, PlainTextResponse, RedirectResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

import viz
from api.access.asker import asker_of
from api.access.guard import sign_in_at
from api.linked.addresses import READ
from api.service import Here
from api.v1.router import PREFIX

EXPLORER = Path(viz.__file__).parent / "explorer" / "dist"
PAGES = Path(__file__).parent / "pages"
# The files of Swagger UI as its makers publish them.
SWAGGER = Path(str(files("fastapi_swagger") / "resources"))
UNBUILT = "The page is not built here: `python run.py explore` builds it and starts again.\n"
CURATING = ("review", "edit", "add")
A_YEAR = "public, max-age=31536000, immutable"


class BuiltFiles(StaticFiles):
    """Built files: those with a hash in their name are kept, all others asked for each time."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Return the file with how long it may be kept."""
        response = await super().get_response(path, scope)
        hashed = Path(path).parts[:1] == ("assets",)
        response.headers["Cache-Control"] = A_YEAR if hashed else "no-cache"
        return response


def add_documentation(app: FastAPI) -> None:
    """Serve ``/docs`` from our own files: nothing is loaded from elsewhere."""

    def docs() -> FileResponse:
        return FileResponse(PAGES / "docs.html", headers={"Cache-Control": "no-cache"})

    def described(service: Here) -> RedirectResponse:
        return RedirectResponse(f"{service.public_url}/docs", 303)

    app.add_api_route("/docs", docs, methods=READ, include_in_schema=False)
    # The catalogue names it as the address of the service, and portals ask whether it answers.
    app.add_api_route(PREFIX, described, methods=READ, include_in_schema=False)
    app.mount("/docs/swagger", StaticFiles(directory=SWAGGER))
    app.mount("/docs/own", StaticFiles(directory=PAGES))


def add_curating(app: FastAPI, folder: Path) -> None:
    """Serve the pages of curators; a server that does not curate has none."""
    for name in CURATING:
        page = _page(folder / f"{name}.html")
        app.add_api_route(f"/{name}", page, methods=READ, include_in_schema=False)


def _page(file: Path) -> Callable[[Request], Response]:
    """Return the endpoint of a built page for curators; others are led to where one signs in."""

    def page(request: Request) -> Response:
        asker = asker_of(request)
        if asker and not asker.known:
            return RedirectResponse(sign_in_at(request), 303, {"Cache-Control": "no-store"})
        if not file.is_file():
            return PlainTextResponse(UNBUILT, 404)
        return FileResponse(file, headers={"Cache-Control": "no-cache"})

    return page


def add_explorer(app: FastAPI, folder: Path) -> None:
    """Serve the built explorer at ``/``, or say how to build it."""

    def unbuilt() -> PlainTextResponse:
        return PlainTextResponse(UNBUILT, 404)

    if (folder / "index.html").is_file():
        app.mount("/", BuiltFiles(directory=folder, html=True))
    else:
        app.add_api_route("/", unbuilt, methods=READ, include_in_schema=False)
