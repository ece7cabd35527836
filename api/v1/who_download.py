"""``/who/download``: the whole answer to the question, as a file."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Response
from pydantic import Field

from api.downloads import file_answers, table_file, written
from api.problems import responses
from api.service import Here
from api.v1.network import AtlasHere
from api.v1.who import WhoParameters
from graph.ledger.attribution import attributions
from graph.question.answer import Answer
from graph.question.who import Wish, who
from graph.rdf.framed import write_framed
from viz.exports.answers import who_tables
from viz.exports.extract import extract
from viz.network.atlas import Atlas
from viz.network.selection import Part

router = APIRouter(tags=["question"])
MOST = 5_000
"""How many hits a file holds; the sheet `question` tells how many there are."""


class WhoDownloadParameters(WhoParameters):
    """The question, and the form of its answer."""

    format: Literal["csv", "xlsx", "jsonld"] = Field(
        default="xlsx", description="xlsx; csv: tables in a ZIP; jsonld: the hits and their links"
    )
    limit: int = Field(default=MOST, ge=1, le=MOST, description="How many hits at most")


@router.get(
    "/who/download",
    summary="Who works on a technology in a region, as a file",
    response_class=Response,
    responses={
        **file_answers("csv", "xlsx", "jsonld"),
        **responses(404, 409, 422, 503),
    },
)
def get_who_download(
    asked: Annotated[WhoDownloadParameters, Query()], service: Here, atlas: AtlasHere
) -> Response:
    """All hits, ranked, each with why and the pages that say so; and the lines that the sources'
    licences ask for."""
    how_much = (asked.limit, asked.cursor, asked.paths)
    wish = Wish(*how_much, facets=False, beside=False, base_uri=service.base_uri)
    answer = who(service.reader, asked.technology, asked.region, asked.filters(), wish)
    if asked.format == "jsonld":
        return linked(answer, atlas, service.base_uri)
    date = service.store.revision().at[:10]
    tables = who_tables(answer, date, attributions(service.store))
    return table_file(tables, asked.format, "who", date)


def linked(answer: Answer, atlas: Atlas, base_uri: str) -> Response:
    """Return the hits with what leads to the technology, as JSON-LD by the published context."""
    whole = atlas.whole()
    steps = {
        (one.source, one.relation, one.target)
        for hit in answer.hits
        for path in hit.paths
        for one in path
    }
    links = [one for one in whole.links if (one.source, one.type, one.target) in steps]
    nodes = {end for one in links for end in (one.source, one.target)}
    nodes |= {hit.id for hit in answer.hits} & whole.nodes.keys()
    with extract(atlas.reader.store, whole, Part(sorted(nodes), links)) as part:
        return written(lambda file: write_framed(part, base_uri, file), "jsonld", "who")
