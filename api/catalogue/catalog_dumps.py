"""``/dump/…``: the files that the catalogue lists."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException, Request, Response
from fastapi.responses import FileResponse

from api.caching import unless_has
from api.catalogue.catalog_keeper import keeper_of
from api.linked.addresses import READ, last_modified
from api.ranges import check_range
from graph.errors import PendingError

PACKED = "application/gzip"
router = APIRouter(include_in_schema=False)


@router.api_route("/dump/{name}", methods=READ)
def get_dump(name: str, request: Request) -> Response:
    """Return a dump; parts of it where the request names a range."""
    issue = keeper_of(request).current()
    path = issue.stock.file(name)
    if path is None:
        raise HTTPException(404, "there is no such dump: /catalog lists them")
    if not path.is_file():
        raise PendingError("the dumps of the last revision are being made: ask again soon")
    dumps = (one for dataset in issue.catalogue.datasets for one in dataset.distributions)
    dump = next(one for one in dumps if one.file == name)
    tag = unless_has(request, f'"{dump.checksums["sha256"]}"')
    check_range(request, path.stat().st_size)
    headers = {"ETag": tag, "Cache-Control": "no-cache", **last_modified(dump.modified)}
    return FileResponse(path, headers=headers, media_type=PACKED, filename=name)
