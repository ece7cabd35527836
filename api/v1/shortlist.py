"""``/shortlist``: what some organisations cover together, and who has met whom."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response
from pydantic import Field

from api.downloads import TableForm, file_answers, table_file
from api.parameters import Parameters
from api.problems import responses
from api.service import Here, Service
from graph.ledger.attribution import attributions
from graph.question.shortlist import Shortlist, shortlist
from viz.exports.answers import shortlist_tables

router = APIRouter(prefix="/shortlist", tags=["question"])


class ShortlistParameters(Parameters):
    """Who is on the list."""

    id: list[str] = Field(
        min_length=1,
        max_length=200,
        description="Ids or keys of organisations",
        examples=[["litek", "opticsvalley", "cpic"]],
    )


class DownloadParameters(ShortlistParameters):
    """The same, as a file."""

    format: TableForm = Field(default="xlsx", description="xlsx, or csv: tables in a ZIP")


@router.get("", summary="What a shortlist covers", responses=responses(422, 503))
def get_shortlist(asked: Annotated[ShortlistParameters, Query()], service: Here) -> Shortlist:
    """Countries and kinds that organisations cover, what is missing against a checklist for
    consortia, and in what each two of them have met before."""
    return found(asked, service)


@router.get(
    "/download",
    summary="A shortlist as a file",
    response_class=Response,
    responses={
        **file_answers("csv", "xlsx"),
        **responses(422, 503),
    },
)
def get_shortlist_download(
    asked: Annotated[DownloadParameters, Query()], service: Here
) -> Response:
    """Members, checklist, meetings and sources as tables. No cell is a formula."""
    tables = shortlist_tables(found(asked, service), attributions(service.store))
    date = service.store.revision().at[:10]
    return table_file(tables, asked.format, "shortlist", date)


def found(asked: ShortlistParameters, service: Service) -> Shortlist:
    """Return the shortlist that is asked for."""
    return shortlist(service.store, asked.id, service.base_uri)
