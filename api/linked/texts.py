"""``/documents``: the documents that were read, and what each of them told.

Everybody sees the facts with their quotes. The text is others', and shown to those alone who may
review; so is what waits in the queue, or was rejected.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any
from urllib.parse import quote

from fastapi import APIRouter, Request, Response

from api.access.errors import AccessError
from api.caching import headers as cached
from api.caching import unless_known
from api.curating.access import Curation, may_look
from api.linked.addresses import READ
from api.linked.facts import web
from api.linked.language import Language, language_of
from api.linked.marking import Piece, Span, paragraphs
from api.linked.pages import page, refused
from api.linked.telling import Telling
from api.service import Here, Service
from graph.documents.text import Text
from graph.documents.told import ENTERED, Told, standing, told
from graph.errors import UnknownNameError
from graph.records import SourceInfo
from graph.review.queue import Wanted
from graph.store import GraphStore
from graph.stored import StoredUnit

router = APIRouter(include_in_schema=False)


@router.api_route("/documents", methods=READ)
def get_documents(request: Request, service: Here) -> Response:
    """Return the list of documents."""
    curation, language = _curation(request), language_of(request)
    headers = _headers(request, service, language, curation)
    found = standing(_store(service, curation))
    documents = [(info, unit, language.keep(_address(service, info, unit))) for info, unit in found]
    content = {"title": language("documents"), "documents": documents}
    return page("texts.html", request, service, language, content, headers=headers)


@router.api_route("/documents/{source}/{name}", methods=READ)
def get_document(source: str, name: str, request: Request, service: Here) -> Response:
    """Return what a document told, and to those who review its text."""
    curation, language = _curation(request), language_of(request)
    headers = _headers(request, service, language, curation)
    store = _store(service, curation)
    found = {(info.name, unit.key): (info, unit) for info, unit in standing(store)}
    if (source, name) not in found:
        missing = f"{source}/{name}"
        error = UnknownNameError(f"no document is called '{missing}'", missing)
        return refused(error, request, service, language)
    info, unit = found[source, name]
    asked = curation.desk.entries(Wanted(source=source)) if curation else ()
    facts = told(store, unit, asked)
    content = _content(store, service, language, facts, _text(curation, unit))
    origin = next((url for one in facts for url in one.fact.evidence.urls if web(url)), "")
    content |= {"title": info.title or unit.key, "info": info, "unit": unit, "origin": origin}
    content["reviews"] = curation is not None
    return page("text.html", request, service, language, content, headers=headers)


def _content(
    store: GraphStore,
    service: Service,
    language: Language,
    facts: Sequence[Told],
    text: Text | None,
) -> dict[str, Any]:
    """Return the facts in words, and the text cut at its marks."""
    telling = Telling(store, service, language)
    lines = telling.lines(facts)
    if text is None:
        return {"lines": lines, "text": None, "marked": (), "paragraphs": [], "things": {}}
    # What was decided of an earlier version of the document may stand elsewhere now, or nowhere.
    spans = [
        Span(one.start, one.end, line.number)
        for one, line in zip(facts, lines, strict=True)
        if text.text[one.start : one.end] == line.quote
    ]
    return {
        "lines": lines,
        "text": text,
        "marked": {one.number for one in spans},
        "paragraphs": paragraphs(text.text, text.marks, spans),
        "things": telling.shown((one.meant for one in text.marks if one.meant), {}),
        "state_of": partial(_state_of, {one.number: one.state for one in lines}),
    }


def _state_of(states: Mapping[int, str], piece: Piece) -> str:
    """Return how a piece of the text is underlined: entered, as soon as one of its facts is."""
    found = [states[number] for number in piece.facts]
    return ENTERED if ENTERED in found else found[0]


def _curation(request: Request) -> Curation | None:
    """Return what a curator works on; None for whoever may not review."""
    try:
        return may_look(request)
    except AccessError:
        return None


def _store(service: Service, curation: Curation | None) -> GraphStore:
    return curation.holdings.whole if curation else service.store


def _text(curation: Curation | None, unit: StoredUnit) -> Text | None:
    return curation.texts.find(unit.digest) if curation and curation.texts else None


def _headers(
    request: Request, service: Service, language: Language, curation: Curation | None
) -> dict[str, str]:
    """Return how long the page may be kept: by nobody what is shown to reviewers alone."""
    if curation:
        return {"Cache-Control": "no-store"}
    return cached(unless_known(request, service, language.code))


def _address(service: Service, info: SourceInfo, unit: StoredUnit) -> str:
    names = "/".join(quote(one, safe="") for one in (info.name, unit.key))
    return f"{service.public_url}/documents/{names}"
