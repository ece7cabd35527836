"""``/data/{kind}/{id}``: the document about an entity, in each form of RDF."""

from __future__ import annotations

import json
from collections.abc import Iterable
from io import BytesIO
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from api.linked.addresses import READ, Place, has_moved, moved
from api.linked.dated import dated
from api.linked.finding import entity_at
from api.linked.forms import BY_ACCEPT, DATA, Form, chosen, split_ending
from api.parameters import Parameters
from api.service import Service, service_of
from graph.entities import uri
from graph.errors import UsageError
from graph.rdf.dating import last_change
from graph.rdf.document import DIRECTIONS, Part, describe, document_stars
from graph.rdf.forms import FORMS, write_stars
from graph.rdf.framed import framed
from graph.rdf.stars import Star, statements
from ontology.model import load_model

router = APIRouter(include_in_schema=False)


class PartParameters(Parameters):
    """Where the relations of one type go on; all of the document without."""

    relation: str = ""
    direction: str = ""
    after: str = ""

    def part(self) -> Part | None:
        """Return the part that is meant. Raises ``UsageError`` for what names none."""
        if not (self.relation or self.direction or self.after):
            return None
        if self.relation not in load_model().relations:
            known = ", ".join(load_model().relations)
            raise UsageError(f"relation is '{self.relation}': give one of {known}")
        if self.direction not in DIRECTIONS:
            raise UsageError(f"direction is '{self.direction}': give out or in")
        return Part(self.relation, self.direction, self.after)


Asked = Annotated[PartParameters, Query()]


@router.api_route("/data/{kind}/{name}", methods=READ)
def get_document(kind: str, name: str, asked: Asked, request: Request) -> Response:
    """Return the document in the form that the ending or ``Accept`` names."""
    service = service_of(request)
    id_, form = split_ending(name)
    negotiated = form is None
    form = form or chosen(request.headers.get("accept", ""), DATA)
    calendar = service.reader.calendar()
    part = asked.part()
    entity = entity_at(service.store, kind, id_)
    place = Place.of(service, entity)
    if form not in DATA or has_moved(entity, kind, id_):
        return moved(place.form(None if negotiated else form))
    described = describe(service.store, entity, calendar.standing, part)
    revision = calendar.revision(last_change(service.store, described, calendar))
    validators = dated(revision, request, service, form.ending)
    said = document_stars(described, place.address(revision.at), service.base_uri)
    headers = {
        **validators,
        **(BY_ACCEPT if negotiated else {}),
        **place.links(part),
        "Content-Location": place.form(form) + (f"?{request.url.query}" if part else ""),
    }
    body = written(said, form, uri(entity, service.base_uri), service)
    return Response(body, headers=headers, media_type=form.media_type)


def written(said: Iterable[Star], form: Form, root: str, service: Service) -> bytes:
    """Return what is said in one form; as JSON-LD, one object about the URI ``root``."""
    if form.ending == "jsonld":
        context = f"{service.public_url}/ontology/context.jsonld"
        whole = {"@context": context, **framed(root, statements(said))}
        return json.dumps(whole, ensure_ascii=False, indent=1).encode()
    output = BytesIO()
    write_stars(said, FORMS[form.ending], output)
    return output.getvalue()
