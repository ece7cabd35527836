"""``/sparql``: queries by the SPARQL 1.1 Protocol; asked nothing, it tells what it is."""

from __future__ import annotations

import io
from pathlib import Path
from typing import IO
from urllib.parse import urlencode

from anyio import CapacityLimiter
from anyio.to_thread import run_sync
from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import FileResponse, StreamingResponse
from starlette.background import BackgroundTask

from api.headers import NOWHERE, policy
from api.linked.addresses import READ
from api.problems import answer as answer_problem
from api.service import service_of
from api.sparql import description
from api.sparql.asked import Answered, Asked
from api.sparql.dataset import Dataset, dataset_of
from api.sparql.errors import SparqlError
from api.sparql.examples import Example, examples
from api.sparql.forms import ROWS, STATEMENTS, chosen, none_of, wants_page
from api.sparql.protocol import Parameters, asked, parameters
from graph.rdf.forms import FORMS
from graph.rdf.forms import write as write_form
from graph.rdf.index import Stamp

PATH = "/sparql"
PART = 1 << 16
LONGEST_LINK = 4_000
WRITTEN = {"turtle": "ttl", "ntriples": "nt", "rdfxml": "rdf", "jsonld": "jsonld"}
GRIPS = (
    "zCK2EVMoPc04mRF/g5CotUvxbJPWS+8V0b+s9ptqQIk=",
    "c0O6TmFAkgpNbHxKAa1BrveWHHopjEtC47i0PzMudxg=",
)
"""Of the styles that tables of answers make for themselves, so that columns can be drawn wider."""
PAGE = {"Cache-Control": "no-cache", "Content-Security-Policy": policy(NOWHERE, GRIPS)}
router = APIRouter(include_in_schema=False)


@router.api_route(PATH, methods=["GET", "HEAD", "POST"])
async def sparql(request: Request) -> Response:
    """Answer a query, or say what this is."""
    try:
        response = await _response(request)
    except SparqlError as error:
        response = await answer_problem(request, error)
    response.headers.append("Vary", "Accept")
    return response


@router.api_route(f"{PATH}/examples", methods=READ)
def get_examples(request: Request, response: Response) -> list[Example]:
    """Return worked examples, as the page shows them."""
    response.headers["Cache-Control"] = "no-cache"
    return [*examples(service_of(request).base_uri)]


async def _response(request: Request) -> Response:
    said = await parameters(request)
    accept = request.headers.get("accept", "*/*")
    page = request.app.state.sparql_page
    if request.method != "POST" and wants_page(accept) and page.is_file():
        return FileResponse(page, headers=PAGE)
    if said.one("query") is None and request.method != "POST":
        return await run_in_threadpool(_described, request, accept)
    question = asked(said, accept)
    # In a thread that is no other's turn: it waits for a process, and how many do is the pool's.
    answered, file, stamp = await run_sync(
        dataset_of(request).ask, question, limiter=CapacityLimiter(1)
    )
    if not answered.form:
        file.unlink(missing_ok=True)
        raise none_of(accept, STATEMENTS if answered.statements else ROWS)
    headers = _headers(dataset_of(request), said, question, answered, stamp)
    media = (STATEMENTS if answered.statements else ROWS)[answered.form]
    kept = f"{media}; charset=utf-8" if media.startswith("text/") else media
    opened = file.open("rb")
    parts = iter(lambda: opened.read(PART), b"")
    removal = BackgroundTask(_remove, opened)  # is run too where the asker has gone
    return StreamingResponse(parts, media_type=kept, headers=headers, background=removal)


def _headers(
    dataset: Dataset, said: Parameters, question: Asked, answered: Answered, stamp: Stamp
) -> dict[str, str]:
    """Return what is said beside an answer: its revision, and whether it was cut."""
    headers = {
        "Lumigraph-Revision": str(stamp.revision),
        "Lumigraph-Row-Limit": str(dataset.limits.rows),
        "Cache-Control": "no-cache",
    }
    if answered.cut:
        headers["Lumigraph-Truncated"] = "true"
        rest = [pair for pair in said.pairs if pair[0] != "offset"]
        rest.append(("offset", str(question.offset + answered.rows)))
        address = f"?{urlencode(rest)}"
        if len(address) <= LONGEST_LINK:
            headers["Link"] = f'<{address}>; rel="next"'
    return headers


def _remove(opened: IO[bytes]) -> None:
    opened.close()
    Path(opened.name).unlink(missing_ok=True)


def _described(request: Request, accept: str) -> Response:
    """Return the service description."""
    form = chosen(accept, STATEMENTS)
    if not form:
        raise none_of(accept, STATEMENTS)
    dataset = dataset_of(request)
    endpoint = service_of(request).public_url + PATH
    output = io.BytesIO()
    told = description.statements(endpoint, dataset, dataset.current())
    write_form(told, FORMS[WRITTEN[form]], output)
    return Response(output.getvalue(), media_type=STATEMENTS[form])
