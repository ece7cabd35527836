"""A request as pairs of names and values, its answer as a document."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree.ElementTree import Element

from api.catalogue.oai.arguments import Asked, Pairs, asked
from api.catalogue.oai.errors import UNREADABLE, OaiError, refused
from api.catalogue.oai.repository import Repository
from api.catalogue.oai.verbs import PAGE, answer
from api.catalogue.oai.xml import OAI, document


def answered(repository: Repository, pairs: Pairs, page: int = PAGE) -> bytes:
    """Return what a repository answers, be it an error of the protocol."""
    said: Mapping[str, str] = {}
    try:
        request = asked(pairs)
        said = _repeated(request)
        content = [answer(repository, request, page)]
    except OaiError as error:
        content = errors(error)
        said = {} if {one.code for one in error.refusals} & UNREADABLE else said
    return document(repository.identity.address, said, content)


def unreadable(repository: Repository, reason: str) -> bytes:
    """Return the answer to a request of which no arguments can be read."""
    return document(repository.identity.address, {}, errors(refused("badArgument", reason)))


def errors(error: OaiError) -> list[Element]:
    """Return the elements that say what is wrong."""
    return [_error(one.code, one.message) for one in error.refusals]


def _error(code: str, message: str) -> Element:
    element = Element(f"{{{OAI}}}error", {"code": code})
    element.text = message
    return element


def _repeated(request: Asked) -> dict[str, str]:
    return {"verb": request.verb, **request.arguments}
