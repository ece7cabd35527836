"""The addresses under ``/reconcile``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse, RedirectResponse

from api.linked.addresses import Place
from api.reconcile import extension, preview, suggest
from api.reconcile.batch import batch, shown
from api.reconcile.errors import ReconcileError, refused
from api.reconcile.identifiers import entity_at
from api.reconcile.manifest import PATH, manifest
from api.reconcile.request import Said, parameters
from api.service import Service, service_of
from graph.errors import NamingError, UsageError
from graph.reconciliation.candidates import reconcile

router = APIRouter(include_in_schema=False)


@router.api_route(PATH, methods=["GET", "HEAD", "POST"])
async def endpoint(request: Request) -> Response:
    """Answer a batch of queries, or one of data extension; asked nothing, say what this is."""
    return await _answered(request, _asked)


@router.api_route(f"{PATH}/{{what}}", methods=["GET", "HEAD"])
async def beside(request: Request, what: str) -> Response:
    """Answer what the manifest names beside the endpoint."""
    return await _answered(request, SERVICES.get(what, _nothing))


@router.api_route(f"{PATH}/{{service}}/{{what}}", methods=["GET", "HEAD"])
async def suggested(request: Request, service: str, what: str) -> Response:
    """Suggest entities, types or properties, or show one."""
    return await _answered(request, SERVICES.get(f"{service}/{what}", _nothing))


Answering = Callable[[Service, Said], Response]


async def _answered(request: Request, answer: Answering) -> Response:
    try:
        said = await parameters(request)
        return await run_in_threadpool(answer, service_of(request), said)
    except ReconcileError as error:
        return refused(error.status, str(error))
    except (NamingError, UsageError) as error:
        return refused(400, str(error))


def _asked(service: Service, said: Said) -> Response:
    if "queries" in said:
        queries = batch(said["queries"])
        answers = reconcile(service.store, list(queries.values()))
        results = zip(queries, answers, strict=True)
        return _json({key: {"result": [*map(shown, found)]} for key, found in results})
    if "extend" in said:
        return _json(extension.extended(service.store, said["extend"]))
    return _json(manifest(service))


def _viewed(service: Service, said: Said) -> Response:
    entity = entity_at(service.store, said.get("id", ""))
    return RedirectResponse(Place.of(service, entity).page, 303)


def _nothing(_: Service, said: Said) -> Response:
    del said
    return refused(404, f"nothing is here: the manifest at {PATH} names what there is")


def _json(content: Any) -> Response:
    return JSONResponse(content, headers={"Cache-Control": "no-cache"})


def _as_json(answer: Callable[[Service, Said], Any]) -> Answering:
    return lambda service, said: _json(answer(service, said))


SERVICES: Mapping[str, Answering] = {
    "view": _viewed,
    "preview": preview.page,
    "properties": _as_json(extension.proposed),
    **{f"suggest/{what}": _as_json(one) for what, one in suggest.SUGGESTING.items()},
    **{f"flyout/{what}": _as_json(one) for what, one in preview.FLYOUTS.items()},
}
