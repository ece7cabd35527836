"""The six verbs: what a repository answers to each (OAI-PMH 2.0, sections 4.1 to 4.6)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from xml.etree.ElementTree import Element

from api.catalogue.oai.arguments import Asked
from api.catalogue.oai.datestamps import GRANULARITY
from api.catalogue.oai.errors import OaiError, refused
from api.catalogue.oai.repository import Header, Repository
from api.catalogue.oai.selection import CHANGED, Selection
from api.catalogue.oai.xml import OAI, add, located

PAGE = 100
"""Records of an incomplete list."""


def answer(repository: Repository, request: Asked, page: int = PAGE) -> Element:
    """Return the element named after the verb. Raises ``OaiError``."""
    result = Element(f"{{{OAI}}}{request.verb}")
    if request.verb in LISTS:
        _list(repository, Selection.of(request), result, page)
    else:
        SINGLE[request.verb](repository, request, result)
    return result


def _identify(repository: Repository, _: Asked, result: Element) -> None:
    identity = repository.identity
    add(result, "repositoryName", identity.name)
    add(result, "baseURL", identity.address)
    add(result, "protocolVersion", "2.0")
    for email in identity.emails:
        add(result, "adminEmail", email)
    add(result, "earliestDatestamp", identity.earliest)
    add(result, "deletedRecord", "persistent")
    add(result, "granularity", GRANULARITY)
    add(result, "compression", "gzip")


def _formats(repository: Repository, request: Asked, result: Element) -> None:
    identifier = request.get("identifier")
    if "identifier" in request.arguments:
        _header(repository, identifier)
    formats = repository.formats(identifier)
    if not formats:
        raise refused("noMetadataFormats", f"there is no metadata of '{identifier}'")
    for one in formats:
        entry = add(result, "metadataFormat")
        add(entry, "metadataPrefix", one.prefix)
        add(entry, "schema", one.schema)
        add(entry, "metadataNamespace", one.namespace)


def _sets(repository: Repository, request: Asked, result: Element) -> None:
    _need_sets(repository)
    if "resumptionToken" in request.arguments:
        raise refused(
            "badResumptionToken", "the sets are one list: ask for it without a resumption token"
        )
    for group in repository.groups:
        entry = add(result, "set")
        add(entry, "setSpec", group.spec)
        add(entry, "setName", group.name)


def _get(repository: Repository, request: Asked, result: Element) -> None:
    header = _header(repository, request.get("identifier"))
    prefix = request.get("metadataPrefix")
    _need_format(repository, prefix, header.identifier)
    result.append(_record(repository, header, prefix))


def _list(repository: Repository, selection: Selection, result: Element, page: int) -> None:
    """Add the next records of a list, and the token by which it goes on."""
    _need_format(repository, selection.prefix)
    if selection.group:
        _need_sets(repository)
    available = _offered(repository, selection.prefix)
    whole = selection.whole(available)
    rest = selection.rest(whole)
    if not rest:
        raise _exhausted(selection)
    handed = rest[:page]
    result.extend(LISTS[selection.verb](repository, handed, selection.prefix))
    if selection.resumed or len(rest) > page:
        token = selection.after(handed).token if len(rest) > page else ""
        size = str(len(whole))
        add(result, "resumptionToken", token, completeListSize=size, cursor=str(selection.cursor))


def _exhausted(selection: Selection) -> OaiError:
    """Return why there is nothing: a list that goes on may have lost its rest to a later time."""
    if selection.resumed:
        return refused("badResumptionToken", CHANGED)
    return refused("noRecordsMatch", "no record matches: widen from, until or set")


def _offered(repository: Repository, prefix: str) -> list[Header]:
    """Return the records that there are in one form."""
    return [
        header
        for header in repository.headers
        if any(one.prefix == prefix for one in repository.formats(header.identifier))
    ]


def _headers(_: Repository, headers: Iterable[Header], __: str) -> list[Element]:
    return [*map(_heading, headers)]


def _records(repository: Repository, headers: Iterable[Header], prefix: str) -> list[Element]:
    return [_record(repository, header, prefix) for header in headers]


def _record(repository: Repository, header: Header, prefix: str) -> Element:
    record = Element(f"{{{OAI}}}record")
    record.append(_heading(header))
    if not header.deleted:
        # The hint stands outside of the metadata, where RDF/XML has no room for it.
        form = next(one for one in repository.formats(header.identifier) if one.prefix == prefix)
        metadata = located(add(record, "metadata"), form.namespace, form.schema)
        metadata.append(repository.metadata(header.identifier, prefix))
    return record


def _heading(header: Header) -> Element:
    element = Element(f"{{{OAI}}}header", {"status": "deleted"} if header.deleted else {})
    add(element, "identifier", header.identifier)
    add(element, "datestamp", header.datestamp)
    for group in header.groups:
        add(element, "setSpec", group)
    return element


def _header(repository: Repository, identifier: str) -> Header:
    found = [one for one in repository.headers if one.identifier == identifier]
    if not found:
        remedy = "ListIdentifiers names those that there are"
        raise refused("idDoesNotExist", f"there is no record '{identifier}': {remedy}")
    return found[0]


def _need_format(repository: Repository, prefix: str, identifier: str = "") -> None:
    known = [one.prefix for one in repository.formats(identifier)]
    if prefix not in known:
        there = ", ".join(known) or "none"
        raise refused("cannotDisseminateFormat", f"there is no form '{prefix}': there are {there}")


def _need_sets(repository: Repository) -> None:
    if not repository.groups:
        raise refused("noSetHierarchy", "there are no sets: ask without")


SINGLE: Mapping[str, Callable[[Repository, Asked, Element], None]] = {
    "Identify": _identify,
    "ListMetadataFormats": _formats,
    "ListSets": _sets,
    "GetRecord": _get,
}
LISTS: Mapping[str, Callable[[Repository, Sequence[Header], str], list[Element]]] = {
    "ListIdentifiers": _headers,
    "ListRecords": _records,
}
