"""``/ontology``: the vocabulary, as RDF and as a page; and the JSON-LD context."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path

import pyoxigraph
from fastapi import APIRouter, HTTPException, Request, Response
from pyoxigraph import RdfFormat

import ontology
from api.caching import headers as cached
from api.caching import unless_known
from api.linked.addresses import READ
from api.linked.forms import BY_ACCEPT, DATA, PAGE, Form, chosen, split_ending
from api.linked.language import language_of
from api.linked.pages import page
from api.service import Here, Service
from graph.rdf.forms import FORMS
from graph.rdf.rdf_xml import serialize
from graph.rdf.terms import PREFIXES
from ontology.model import Model, load_model
from ontology.terms import Kind, Scheme

router = APIRouter(include_in_schema=False)
FOLDER = Path(ontology.__file__).parent
VOCABULARY, CONTEXT = FOLDER / "vocabulary.ttl", FOLDER / "context.jsonld"


@router.api_route("/ontology/context.jsonld", methods=READ)
def get_context(request: Request, service: Here) -> Response:
    """Return the context that JSON-LD documents name."""
    tag = unless_known(request, service)
    return Response(CONTEXT.read_bytes(), headers=cached(tag), media_type="application/ld+json")


@router.api_route("/ontology", methods=READ)
def get_ontology(request: Request, service: Here) -> Response:
    """Return the vocabulary in the form that ``Accept`` names."""
    form = chosen(request.headers.get("accept", ""), (*DATA, PAGE))
    return in_form(form, request, service)


@router.api_route("/ontology.{ending}", methods=READ)
def get_ontology_file(ending: str, request: Request, service: Here) -> Response:
    """Return the vocabulary in the form that the ending names."""
    _, form = split_ending(f"ontology.{ending}")
    if form is None:
        raise HTTPException(404, endings("/ontology"))
    return in_form(form, request, service)


@router.api_route("/ontology/{scheme}/{name}", methods=READ)
def get_value(scheme: str, name: str, request: Request, service: Here) -> Response:
    """See the vocabulary for a value of one of its small schemes: it stands there."""
    value, form = split_ending(name)
    known = schemes(load_model())
    if scheme not in known or value not in known[scheme].values:
        raise HTTPException(404, f"the vocabulary has no value {scheme}/{value}")
    form = form or chosen(request.headers.get("accept", ""), (*DATA, PAGE))
    rest = f"#{scheme}-{value}" if form is PAGE else ""
    location = f"{service.public_url}/ontology.{form.ending}{rest}"
    return Response(status_code=303, headers={**BY_ACCEPT, "Location": location})


def in_form(form: Form, request: Request, service: Service) -> Response:
    """Return the vocabulary in one form."""
    if form is not PAGE:
        return as_data(VOCABULARY, form, request, service, "/ontology")
    language = language_of(request)
    tag = unless_known(request, service, form.ending, language.code)
    model = load_model()
    content = {
        "title": language("vocabulary"),
        "forms": [(one, f"{service.public_url}/ontology.{one.ending}") for one in DATA],
        "kinds": list(kinds(model)),
        "relations": sorted(model.relations.values(), key=lambda one: one.property),
        "properties": sorted(model.properties.values(), key=lambda one: one.name),
        "schemes": schemes(model),
    }
    vary = {"Vary": "Accept, Accept-Language"}
    return page(
        "ontology.html", request, service, language, content, headers={**cached(tag), **vary}
    )


def as_data(path: Path, form: Form, request: Request, service: Service, name: str) -> Response:
    """Return a Turtle file of ours in another form; ``name`` is its address without ending."""
    tag = unless_known(request, service, form.ending)
    links = ", ".join(
        f'<{service.public_url}{name}.{one.ending}>; rel="alternate"; type="{one.media_type}"'
        for one in (*DATA, PAGE)
    )
    place = f"{service.public_url}{name}.{form.ending}"
    headers = {**cached(tag), **BY_ACCEPT, "Link": links, "Content-Location": place}
    return Response(converted(path, form.ending), headers=headers, media_type=form.media_type)


@cache
def converted(path: Path, ending: str) -> bytes:
    """Return a Turtle file in another form."""
    if ending == "ttl":
        return path.read_bytes()
    output = BytesIO()
    triples = (one.triple for one in pyoxigraph.parse(path=path, format=RdfFormat.TURTLE))
    serialize(triples, output, FORMS[ending].format, PREFIXES)
    return output.getvalue()


def endings(name: str) -> str:
    """Return what is said to who asks for a form that is not there."""
    listed = ", ".join(f"{name}.{one.ending}" for one in (*DATA, PAGE))
    return f"there is no such form: ask for one of {listed}"


@dataclass(frozen=True, slots=True)
class Entry:
    """A kind, how deep it stands below others, and what it is called there."""

    kind: Kind
    depth: int


def kinds(model: Model) -> Iterator[Entry]:
    """Yield all kinds, lower ones below their upper."""
    for one in sorted(model.kinds.values(), key=lambda one: model.ancestors(one.name)[::-1]):
        yield Entry(one, len(model.ancestors(one.name)) - 1)


def schemes(model: Model) -> dict[str, Scheme]:
    """Return the small schemes by the part of their URIs that names them."""
    found = (one.scheme for one in model.properties.values() if one.scheme)
    return dict(sorted((one.namespace.rstrip("/").rpartition("/")[2], one) for one in found))
