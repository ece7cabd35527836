"""A harvester for tests: it asks a repository, follows tokens, and picks answers apart."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element, fromstring

from api.catalogue.oai.protocol import answered
from api.catalogue.oai.repository import Repository
from api.catalogue.oai.xml import OAI

NS = {"o": OAI}
DC = {"verb": "ListRecords", "metadataPrefix": "oai_dc"}
HEADERS = {"verb": "ListIdentifiers", "metadataPrefix": "oai_dc"}
GET = {"verb": "GetRecord", "metadataPrefix": "oai_dc"}
CODES = {
    *("badArgument", "badResumptionToken", "badVerb", "cannotDisseminateFormat", "idDoesNotExist"),
    *("noMetadataFormats", "noRecordsMatch", "noSetHierarchy"),
}


def ask(source: Repository, page: int = 100, /, **said: str) -> Element:
    """The answer to arguments; ``from_`` is from."""
    pairs = [(name.rstrip("_"), value) for name, value in said.items()]
    return fromstring(answered(source, pairs, page))  # noqa: S314 - our own answer


def codes(answer: Element) -> list[str]:
    return [one.get("code", "") for one in answer.findall("o:error", NS)]


def identifiers(answer: Element) -> list[str]:
    return [one.text or "" for one in answer.findall(".//o:header/o:identifier", NS)]


def token(answer: Element) -> Element | None:
    return answer.find(".//o:resumptionToken", NS)


def harvest(source: Repository, page: int = 100, /, **said: str) -> Iterator[Element]:
    """Each incomplete list, as a harvester asks for them."""
    answer = ask(source, page, **said)
    yield answer
    while (found := token(answer)) is not None and found.text:
        answer = ask(source, page, verb=said["verb"], resumptionToken=found.text)
        yield answer


def harvested(source: Repository, page: int = 100, /, **said: str) -> list[str]:
    return [one for answer in harvest(source, page, **said) for one in identifiers(answer)]
