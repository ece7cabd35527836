"""``/page/{kind}/{id}``: what the graph says of an entity, for people to read."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import HTMLResponse

from api.linked.addresses import READ, Place, has_moved, moved
from api.linked.dated import dated
from api.linked.documents import PartParameters
from api.linked.facts import Reading
from api.linked.finding import entity_at
from api.linked.forms import DATA
from api.linked.language import LANGUAGES, Language, language_of
from api.linked.schema_org import schema_org
from api.linked.wrong import Wrong
from api.service import Here, Service
from api.templating import templates
from graph.curating.archived import copies_of
from graph.entities import uri
from graph.errors import GoneError, NamingError
from graph.rdf.dating import last_change
from graph.rdf.document import Description, describe
from ontology.model import load_model

router = APIRouter(include_in_schema=False)
TEMPLATES = templates(Path(__file__).parent / "templates")
BY_LANGUAGE = {"Vary": "Accept-Language"}


class PageParameters(PartParameters):
    """Where relations go on, and in which language."""

    lang: str = ""


@router.api_route("/page/{kind}/{id_}", methods=READ)
def get_page(
    kind: str,
    id_: str,
    asked: Annotated[PageParameters, Query()],
    request: Request,
    service: Here,
) -> Response:
    """Return the page in the language that ``lang`` or ``Accept-Language`` asks for."""
    language = language_of(request)
    wrong = Wrong.of(request, language.code)
    calendar = service.reader.calendar()
    try:
        entity = entity_at(service.store, kind, id_)
    except NamingError as error:
        return refused(error, request, service, language)
    place = Place.of(service, entity)
    if has_moved(entity, kind, id_):
        return moved(place.page)
    described = describe(service.store, entity, calendar.standing, asked.part())
    # What archives keep of pages that are named as evidence is entered by hand, whatever it is of.
    last = max(last_change(service.store, described, calendar), calendar.by_hand)
    revision = calendar.revision(last)
    validators = dated(revision, request, service, language.code, repr(wrong))
    content = content_of(described, language, service, place)
    return page(
        "entity.html",
        request,
        service,
        language,
        {**content, "modified": revision.at, "wrong": wrong},
        headers={**validators, **place.links()},
    )


def content_of(
    described: Description, language: Language, service: Service, place: Place
) -> dict[str, Any]:
    """Return what the page of an entity shows."""
    entity = described.entity
    copies = copies_of(service.store, described.addresses())
    reading = Reading(described, language, service.public_url, copies)
    name, name_language = language.name(entity.properties.get("name"), entity.id)
    return {
        "title": name,
        "title_language": name_language,
        "id": entity.id,
        "kind": language.of(load_model().kinds[entity.type].label),
        "uri": uri(entity, service.base_uri),
        "whole": described.whole,
        "page": place.page,
        "forms": [(one, place.form(one)) for one in DATA],
        "facts": reading.facts() if described.whole else [],
        "groups": reading.groups(),
        "sources": described.sources,
        "explorer": f"{service.public_url}/#focus={quote(entity.id, safe='')}",
        "schema_org": schema_org(described, service.base_uri, place.page),
    }


def page(
    template: str,
    request: Request,
    service: Service,
    language: Language,
    content: Mapping[str, Any],
    status: int = 200,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """Return a page from a template, with links to itself in the other languages."""
    asked = [(name, text) for name, text in request.query_params.items() if name != "lang"]
    others = {code: f"?{urlencode([*asked, ('lang', code)])}" for code in LANGUAGES}
    text = TEMPLATES.get_template(template).render(
        **content,
        say=language,
        language=language.code,
        languages=LANGUAGES,
        others=others,
        home=service.public_url,
    )
    sent = {**BY_LANGUAGE, "Content-Language": language.code, **(headers or {})}
    return HTMLResponse(text, status, sent)


def refused(error: NamingError, request: Request, service: Service, language: Language) -> Response:
    """Return a page that says that nothing is here, or no longer, and what comes near."""
    gone = isinstance(error, GoneError)
    near = [one.id for one in error.candidates]
    found = service.store.golden.entities(near)
    content = {
        "title": language("gone" if gone else "nothing"),
        "asked": error.asked,
        "detail": str(error) if gone else "",
        "near": [
            (
                language.name(one.properties.get("name"), one.id),
                language.keep(Place.of(service, one).page),
            )
            for id_ in near
            if (one := found.get(id_))
        ],
    }
    return refusal(request, service, language, content, 410 if gone else 404)


def refusal(
    request: Request, service: Service, language: Language, content: Mapping[str, Any], status: int
) -> Response:
    """Return a page that says why something is not shown: its title, what was asked, and, where
    there is more to say, ``detail`` and what is ``near``."""
    return page(
        "refused.html",
        request,
        service,
        language,
        {"title_language": "", "detail": "", "near": (), **content},
        status,
        {"Cache-Control": "no-store", "Vary": "Accept, Accept-Language"},
    )
