"""``/id/{kind}/{id}``: from the URI of an entity to the page or the data about it."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from api.linked.addresses import READ, REVALIDATED, Place, has_moved, moved
from api.linked.finding import entity_at
from api.linked.forms import BY_ACCEPT, DATA, PAGE, chosen, split_ending
from api.linked.language import language_of
from api.linked.pages import refused
from api.service import Here
from graph.errors import NamingError

router = APIRouter(include_in_schema=False)


@router.api_route("/id/{kind}/{name}", methods=READ)
def get_thing(kind: str, name: str, request: Request, service: Here) -> Response:
    """See what the entity is described by: 303 there, by ``Accept`` or ending."""
    id_, form = split_ending(name)
    form = form or chosen(request.headers.get("accept", ""), (*DATA, PAGE))
    try:
        entity = entity_at(service.store, kind, id_)
    except NamingError as error:
        if form is PAGE:
            return refused(error, request, service, language_of(request))
        raise
    place = Place.of(service, entity)
    if has_moved(entity, kind, id_):
        return moved(f"{service.public_url}/id/{place.name}{name.removeprefix(id_)}")
    headers = {**BY_ACCEPT, **REVALIDATED, **place.links(), "Location": place.form(form)}
    return Response(status_code=303, headers=headers)
