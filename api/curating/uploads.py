"""``/uploads``: files that are handed in, looked at, corrected, entered, taken back."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import replace
from http import HTTPStatus
from typing import Annotated, Any, cast

from fastapi import APIRouter, Depends, Path, Query, Request, Response
from fastapi.concurrency import run_in_threadpool
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException

from api.access.errors import NotAllowedError
from api.bodies import LimitedRoute
from api.curating.access import Overseeing, Uploading
from api.parameters import Parameters
from api.problems import Problem, responses
from graph.errors import StoreError, UsageError
from ingest.errors import IngestError, UnknownFormatError
from ingest.uploads.arrival import Arrival, TooLargeError
from ingest.uploads.entering import Consent, Same
from ingest.uploads.job import Job
from ingest.uploads.plan import Plan
from ingest.uploads.uploads import Uploads

BYTES = "application/octet-stream"
PART = 1 << 20
"""So many bytes are written to disk in one go."""
REFUSED: dict[int | str, dict[str, Any]] = {
    status: {"model": Problem, "description": said}
    for status, said in {
        408: "The file did not arrive in time",
        413: "The file is larger than files may be",
        415: "Nothing reads a file of this content",
    }.items()
}
FAULTS: Mapping[type[Exception], HTTPStatus] = {
    TooLargeError: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    UnknownFormatError: HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    TimeoutError: HTTPStatus.REQUEST_TIMEOUT,
}
receiving = APIRouter(prefix="/uploads", tags=["uploads"])
router = APIRouter(prefix="/uploads", tags=["uploads"], route_class=LimitedRoute)
CHANGING = responses(403, 404, 409, 422, 503)
Id = Annotated[str, Path(description="The id of an upload")]


def uploads_of(request: Request) -> Uploads:
    """Return the uploads of the server; raises ``NotAllowedError`` where it takes none."""
    found = cast("Uploads | None", request.app.state.uploads)
    if found is None:
        raise NotAllowedError("this server takes no files: `lumigraph serve --curate` does")
    return found


Here = Annotated[Uploads, Depends(uploads_of)]


@contextmanager
def refusing() -> Iterator[None]:
    """Answer with a problem what is wrong with a file, or with how it is to be read."""
    try:
        yield
    except tuple(FAULTS) as error:
        said = str(error) or "the file did not arrive in time: hand it in again"
        raise HTTPException(FAULTS[type(error)], said) from error
    except IngestError as error:
        raise UsageError(str(error)) from error
    except OSError as error:
        raise StoreError(f"uploads cannot be kept: {error}") from error


class NameParameters(Parameters):
    """What the file is called."""

    name: str = Field(
        min_length=1, max_length=300, description="Its name, with its ending", examples=["m.xlsx"]
    )


class Jobs(BaseModel):
    """Uploads, newest first; their previews are in each of them."""

    uploads: list[Job]


class SameBody(Parameters):
    """A possible duplicate that is one."""

    key: str = Field(max_length=500)
    id: str = Field(max_length=500)


class ConfirmBody(Parameters):
    """What a curator says of a preview."""

    same: list[SameBody] = Field(default=[], description="Possible duplicates that are one")
    sure: bool = Field(default=False, description="The table is whole, though many would leave")
    by: str = Field(default="", max_length=200, description="Empty is the setting `curator`")


@receiving.post(
    "",
    status_code=HTTPStatus.CREATED,
    summary="Hand a file in",
    responses={**responses(403, 422, 503), **REFUSED},
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {BYTES: {"schema": {"type": "string", "format": "binary"}}},
        }
    },
)
async def post_upload(
    request: Request,
    response: Response,
    asked: Annotated[NameParameters, Query()],
    uploads: Here,
    curation: Uploading,
) -> Job:
    """A table or a document; what it would do is worked out next: ask for it at `Location`."""
    with refusing():
        async with _arriving(request, uploads, asked.name) as arrival:
            job = await run_in_threadpool(uploads.arrived, arrival, curation.by)
    response.headers["Location"] = f"uploads/{job.id}"
    return job


@asynccontextmanager
async def _arriving(request: Request, uploads: Uploads, name: str) -> AsyncIterator[Arrival]:
    """Write the body of a request to disk as it comes, and yield it when all of it is here."""
    with await run_in_threadpool(uploads.arriving, name) as arrival:
        length = request.headers.get("content-length", "")
        arrival.check(int(length) if length.isdecimal() else 0)
        async with asyncio.timeout(uploads.limits.seconds):
            await _written(request, arrival)
        yield arrival


async def _written(request: Request, arrival: Arrival) -> None:
    part = bytearray()
    async for some in request.stream():
        part += some
        if len(part) >= PART:
            await run_in_threadpool(arrival.write, bytes(part))
            part.clear()
    await run_in_threadpool(arrival.write, bytes(part))
    arrival.close()


@router.get("", summary="What was handed in", responses=responses(403, 422, 503))
def get_uploads(uploads: Here, _: Overseeing) -> Jobs:
    """Uploads of the last days, newest first."""
    return Jobs(uploads=[replace(one, table=None, document=None) for one in uploads.jobs()])


@router.get("/{id}", summary="One upload", responses=responses(403, 404, 422, 503))
def get_upload(id: Id, uploads: Here, _: Overseeing) -> Job:
    """Its state and progress; what it would do, once that is worked out; what it did."""
    return uploads.job(id)


@router.put("/{id}/mapping", summary="Read it otherwise", responses=CHANGING)
def put_mapping(id: Id, body: Plan, uploads: Here, _: Uploading) -> Job:
    """What it would do then is worked out next."""
    with refusing():
        return uploads.correct(id, body)


@router.post("/{id}/confirm", summary="Enter it", responses=CHANGING)
def post_confirm(id: Id, body: ConfirmBody, uploads: Here, curation: Uploading) -> Job:
    """In one revision, as `lumigraph ingest` does; not with a token that is revoked meanwhile."""
    same = [Same(one.key, one.id) for one in body.same]
    by = curation.signed(body.by)
    with refusing():
        return uploads.confirm(id, Consent(by, same, body.sure, curation.check))


@router.post("/{id}/undo", summary="Take it back", responses=CHANGING)
def post_undo(id: Id, uploads: Here, _: Uploading) -> Job:
    """The source is again what it was before, or gone."""
    return uploads.undo(id)


@router.delete("/{id}", summary="Cancel it", responses=CHANGING)
def delete_upload(id: Id, uploads: Here, _: Uploading) -> Job:
    """Also while it is worked on: nothing is taken in, and the file is removed."""
    return uploads.cancel(id)
