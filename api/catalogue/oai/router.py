"""``/oai``: requests by GET, or as a form by POST (OAI-PMH 2.0, section 3.1)."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool

from api.catalogue.catalog_keeper import keeper_of
from api.catalogue.oai.arguments import Pairs
from api.catalogue.oai.datasets import DatasetRepository
from api.catalogue.oai.protocol import answered, unreadable
from api.form import FORM, FormError, media_type, pairs, posted
from api.service import service_of
from graph.errors import PendingError

PATH = "/oai"
MEDIA_TYPE = "text/xml; charset=utf-8"
router = APIRouter(include_in_schema=False)


@router.api_route(PATH, methods=["GET", "HEAD", "POST"])
async def oai(request: Request) -> Response:
    """Answer a harvester."""
    repository = await run_in_threadpool(_repository, request)
    try:
        said = await _said(request)
    except FormError as error:
        content = unreadable(repository, str(error))
    else:
        content = await run_in_threadpool(answered, repository, said)
    headers = {"Cache-Control": "no-store"}
    return Response(content, headers=headers, media_type=MEDIA_TYPE)


async def _said(request: Request) -> Pairs:
    said = pairs(request.url.query)
    if request.method == "POST":
        if media_type(request) != FORM:
            raise FormError(f"a body is sent as {FORM}, not as '{media_type(request)[:50]}'")
        said += pairs(await posted(request))
    return said


def _repository(request: Request) -> DatasetRepository:
    """Return the datasets of the store's last revision.

    An older catalogue would not do: who asks next time for what changed since now would never hear
    of what changed before. Raises ``PendingError`` while the newest is being made.
    """
    keeper = keeper_of(request)
    issue = keeper.current()
    if issue.stock.revision != keeper.store.revision():
        raise PendingError("the catalogue of the last change is being made: ask again soon")
    address = service_of(request).public_url + PATH
    emails = tuple(filter(None, [issue.catalogue.contact.email]))
    return DatasetRepository(issue.catalogue, address, emails)
