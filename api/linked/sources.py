"""``/graph/source/{name}``: from the URI of a source, which dumps call a graph, to what it is."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from api.linked.addresses import READ, REVALIDATED, Place, moved
from api.linked.dated import dated
from api.linked.documents import written
from api.linked.forms import BY_ACCEPT, DATA, PAGE, Form, chosen, split_ending
from api.linked.language import language_of
from api.linked.pages import page, refused
from api.service import Here, Service
from graph.catalogue.dumps import source_slug
from graph.curating.entry import is_by_hand
from graph.errors import GoneError, NamingError, UnknownNameError
from graph.rdf.document import source_uri
from graph.rdf.source_document import SourceDescription, source_stars
from graph.store import GraphStore
from graph.stored import SourceVersion
from ontology.licences import find_licence

router = APIRouter(include_in_schema=False)
KIND = "source"
"""Where a kind stands in the addresses of documents about entities."""


@router.api_route("/graph/source/{name:path}", methods=READ)
def get_source(name: str, request: Request, service: Here) -> Response:
    """See what the source is described by: 303 there, by ``Accept`` or ending."""
    name, form = _parted(service.store, name)
    form = form or chosen(request.headers.get("accept", ""), (*DATA, PAGE))
    try:
        _standing(service.store, name)
    except NamingError as error:
        if form is PAGE:
            return refused(error, request, service, language_of(request))
        raise
    place = _place(service, name)
    headers = {**BY_ACCEPT, **REVALIDATED, **place.links(), "Location": place.form(form)}
    return Response(status_code=303, headers=headers)


@router.api_route(f"/data/{KIND}/{{name:path}}", methods=READ)
def get_source_document(name: str, request: Request, service: Here) -> Response:
    """Return the document about a source in the form that the ending or ``Accept`` names."""
    name, ending = _parted(service.store, name)
    form = ending or chosen(request.headers.get("accept", ""), DATA)
    calendar = service.reader.calendar()
    described = _described(service, name)
    place = _place(service, name)
    if form is PAGE:
        return moved(place.page)
    revision = calendar.revision(described.version.opened)
    headers = {
        **dated(revision, request, service, form.ending),
        **({} if ending else BY_ACCEPT),
        **place.links(),
        "Content-Location": place.form(form),
    }
    said = source_stars(described, place.address(revision.at), service.base_uri)
    body = written(said, form, source_uri(name, service.base_uri), service)
    return Response(body, headers=headers, media_type=form.media_type)


@router.api_route(f"/page/{KIND}/{{name:path}}", methods=READ)
def get_source_page(name: str, request: Request, service: Here) -> Response:
    """Return the page about a source."""
    language = language_of(request)
    calendar = service.reader.calendar()
    try:
        described = _described(service, name)
    except NamingError as error:
        return refused(error, request, service, language)
    place, version = _place(service, name), described.version
    revision = calendar.revision(version.opened)
    content = {
        "title": version.info.title or name,
        "uri": source_uri(name, service.base_uri),
        "described": described,
        "info": version.info,
        "licence": find_licence(version.info.licence),
        "counts": [language.number(one) for one in described.counts],
        "forms": [(one, place.form(one)) for one in DATA],
        "dataset": described.dataset.replace(service.base_uri, service.public_url, 1),
    }
    headers = {**dated(revision, request, service, language.code), **place.links()}
    return page("source.html", request, service, language, content, headers=headers)


def _described(service: Service, name: str) -> SourceDescription:
    """Return what is told of a source; its dataset where everybody may see it."""
    version = _standing(service.store, name)
    public = service.reader.before or service.reader
    names = {one.info.name for one in public.store.ledger.sources()}
    published = name in names and not is_by_hand(name)
    dataset = f"{service.base_uri}/dataset/{source_slug(name)}" if published else ""
    return SourceDescription.of(service.store, version, dataset)


def _standing(store: GraphStore, name: str) -> SourceVersion:
    """Return the version of a source that stands.

    Raises ``GoneError`` for one that left, and ``UnknownNameError`` for one that is not there, or
    not for who asks.
    """
    versions = [one for one in store.ledger.sources(closed=True) if one.info.name == name]
    if not versions:
        raise UnknownNameError(f"no source is called '{name}': /api/v1/sources lists them", name)
    last = max(versions, key=lambda one: one.opened)
    if last.closed is None:
        return last
    revisions = store.revisions()
    until = next((one.at for one in revisions if one.number == last.closed), "an earlier time")
    raise GoneError(f"the source '{name}' was in the graph until {until}, and was retracted", name)


def _parted(store: GraphStore, name: str) -> tuple[str, Form | None]:
    """Return a source's name without the ending that names a form, and that form.

    A name may end like one.
    """
    if any(one.info.name == name for one in store.ledger.sources()):
        return name, None
    return split_ending(name)


def _place(service: Service, name: str) -> Place:
    return Place(service.public_url, KIND, name)
