"""``/id/{kind}/{id}``: from the URI of an entity to the page or the data about it."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from api.linked.addresses import REVALIDATED, Place
from api.linked.finding import entity_at
from api.linked.forms import BY_ACCEPT, DATA, PAGE, chosen, split_ending
from api.service import Here
from graph.entities import Entity

router = APIRouter(include_in_schema=False)
READ = ["GET", "HEAD"]


@router.api_route("/id/{kind}/{name}", methods=READ)
def get_thing(kind: str, name: str, request: Request, service: Here) -> Response:
    """See what the entity is described by: 303 there, by ``Accept`` or ending."""
    id_, form = split_ending(name)
    entity = entity_at(service.store, kind, id_)
    place = Place.of(service, entity)
    if has_moved(entity, kind, id_):
        return moved(f"{service.public_url}/id/{place.name}{name.removeprefix(id_)}")
    form = form or chosen(request.headers.get("accept", ""), (*DATA, PAGE))
    headers = {**BY_ACCEPT, **REVALIDATED, **place.links(), "Location": place.form(form)}
    return Response(status_code=303, headers=headers)


def has_moved(entity: Entity, kind: str, id_: str) -> bool:
    """Whether ``entity`` has another URI than the one that was asked for."""
    return (entity.kind.lower(), entity.id) != (kind, id_)


def moved(address: str) -> Response:
    """Return that a merged entity is found elsewhere; nobody keeps that, for it can be undone."""
    return Response(status_code=301, headers={**REVALIDATED, "Location": address})
