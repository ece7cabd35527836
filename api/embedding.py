"""``/embed``: the explorer inside pages of other sites; no other page of ours may stand in one."""

from __future__ import annotations

from pathlib import Path

from fastapi import FastAPI
from fastapi.responses import FileResponse

from api.headers import ANYWHERE, NOWHERE, policy
from api.linked.addresses import READ


def add_embedding(app: FastAPI, folder: Path, *, anywhere: bool) -> None:
    """Serve the built explorer to be framed: ``anywhere``, or nowhere.

    Cookies are not sent from there, so that it shows what everybody may see. It is not where a
    server trusts whoever sits at this machine: another site's page could have that person click.
    """
    headers = {
        "Cache-Control": "no-cache",
        "Content-Security-Policy": policy(ANYWHERE if anywhere else NOWHERE),
    }

    def embed() -> FileResponse:
        return FileResponse(folder / "index.html", headers=headers)

    if (folder / "index.html").is_file():
        app.add_api_route("/embed", embed, methods=READ, include_in_schema=False)
