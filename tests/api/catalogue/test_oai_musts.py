"""What OAI-PMH 2.0 requires of a repository, section by section, asked over HTTP.

Each case is named by the section of http://www.openarchives.org/OAI/openarchivesprotocol.html and
what it asks for, in our words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import NamedTuple
from urllib.parse import urlencode, urlsplit
from xml.etree.ElementTree import Element, fromstring

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api.catalogue.oai import router as served
from api.catalogue.oai.xml import OAI, XSI
from tests.api.catalogue.harvester import DC, GET, HEADERS, NS, codes, identifiers, token
from tests.api.catalogue.synthetic import identifier, of_250

WHOLE = replace(of_250(), formless=frozenset({identifier(1)}))
PLAIN = replace(WHOLE, groups=())
FORM = "application/x-www-form-urlencoded"
SECOND = "2026-03-01T00:05:30Z"
UNRESERVED = r"[A-Za-z0-9\-_.!~*'()]+"
UTC = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
IDENTIFY, FORMATS, SETS = (
    {"verb": f"{one}"} for one in ("Identify", "ListMetadataFormats", "ListSets")
)
Said = dict[str, str]


class Answer(NamedTuple):
    """An answer: of HTTP, and of the protocol."""

    status: int
    media: str
    content: bytes
    root: Element
    ask: Callable[[Said], Answer]

    def all(self, path: str) -> list[Element]:
        """Return the elements at a path in which ``o:`` is the protocol's namespace."""
        return self.root.findall(path, NS)

    def texts(self, path: str) -> list[str]:
        """Return their texts."""
        return [one.text or "" for one in self.all(path)]


class Must(NamedTuple):
    """What a section requires: of what is said, that the answer holds true."""

    section: str
    said: Said
    holds: Callable[[Answer], bool]


def tags(element: Element) -> list[str]:
    """Return the names of what stands in an element."""
    return [one.tag.removeprefix(f"{{{OAI}}}") for one in element]


def error(*wanted: str) -> Callable[[Answer], bool]:
    """Return whether an answer tells of these errors alone, by HTTP as an answer like any."""
    return lambda answer: codes(answer.root) == [*wanted] and answer.status == 200


def records(answer: Answer) -> list[list[str]]:
    """Return what stands in each record."""
    return [tags(one) for one in answer.all(".//o:record")]


def rest(answer: Answer) -> list[str]:
    """Return the identifiers of a list from here to its end."""
    found, more = identifiers(answer.root), token(answer.root)
    if more is None or not more.text:
        return found
    verb = tags(answer.root)[-1]
    return found + rest(answer.ask({"verb": verb, "resumptionToken": more.text}))


def first(answer: Answer) -> str:
    """Return the token that an answer gives."""
    found = token(answer.root)
    assert found is not None
    return found.text or ""


def going_on(answer: Answer, **more: str) -> Answer:
    """Return what comes next in a list of headers."""
    return answer.ask({"verb": "ListIdentifiers", "resumptionToken": first(answer), **more})


ALL = [identifier(number) for number in range(250) if number != 1]
MUSTS = [
    Must("2.4 identifiers are URIs", HEADERS,
         lambda a: all(urlsplit(one).scheme for one in identifiers(a.root))),
    Must("2.4 one identifier, one record", HEADERS, lambda a: rest(a) == ALL),
    Must("2.5 a record has a header and metadata", {**GET, "identifier": identifier(2)},
         lambda a: records(a) == [["header", "metadata"]]),
    Must("2.5 a header has identifier, datestamp, sets", {**GET, "identifier": identifier(2)},
         lambda a: tags(a.all(".//o:header")[0]) == ["identifier", "datestamp", "setSpec"]),
    Must("2.5 metadata are one element of another namespace, with its schema",
         {**GET, "identifier": identifier(2)},
         lambda a: [len(one) for one in a.all(".//o:metadata")] == [1]
         and f"{{{XSI}}}schemaLocation" in a.all(".//o:metadata")[0].attrib
         and not a.all(".//o:metadata")[0][0].tag.startswith(f"{{{OAI}}}")),
    Must("2.5 a deleted record says so and has no metadata", {**GET, "identifier": identifier(9)},
         lambda a: records(a) == [["header"]]
         and a.all(".//o:header")[0].get("status") == "deleted"),
    Must("2.5 deleted records stay in lists", {**DC, "until": "2026-03-01T00:12:00Z"},
         lambda a: identifier(9) in identifiers(a.root)),
    Must("2.6 a set is named by parts between colons, which need no escape", SETS,
         lambda a: all(re.fullmatch(f"{UNRESERVED}(:{UNRESERVED})*", one)
                       for one in a.texts(".//o:setSpec")) and bool(a.all(".//o:set"))),
    Must("2.6 headers name sets that there are", HEADERS,
         lambda a: {*a.texts(".//o:setSpec")} <= {*a.ask(SETS).texts(".//o:setSpec")}),
    Must("2.7.1 from and until include their own second",
         {**HEADERS, "from": SECOND, "until": SECOND},
         lambda a: identifiers(a.root) == [identifier(5)]),
    Must("2.7.1 from alone goes to the end", {**HEADERS, "from": "2026-03-01T04:09:30Z"},
         lambda a: identifiers(a.root) == [identifier(249)]),
    Must("2.7.1 until alone begins at the beginning", {**HEADERS, "until": "2026-03-01T00:00:30Z"},
         lambda a: identifiers(a.root) == [identifier(0)]),
    Must("2.7.1 from may not be after until",
         {**HEADERS, "from": "2026-03-02", "until": "2026-03-01"}, error("badArgument")),
    Must("2.7.2 set and time choose together", {**HEADERS, "set": "odd", "from": SECOND,
                                                "until": "2026-03-01T00:07:30Z"},
         lambda a: identifiers(a.root) == [identifier(5), identifier(7)]),
    Must("2.7.1 before the earliest there is none", {**HEADERS, "until": "1999-01-01"},
         error("noRecordsMatch")),
    Must("2.7.1 a time to come is no error of its own", {**HEADERS, "from": "2999-01-01"},
         error("noRecordsMatch")),
    Must("3.1.1 arguments are decoded", {**GET, "identifier": "https://x.example/a b?c=d&e=%/;+"},
         lambda a: a.all("o:request")[0].get("identifier") == "https://x.example/a b?c=d&e=%/;+"),
    Must("3.1.1 the order of arguments means nothing", dict(reversed(HEADERS.items())),
         lambda a: len(identifiers(a.root)) == 100),
    Must("3.1.2 the media type is text/xml", IDENTIFY, lambda a: a.media == "text/xml"),
    Must("3.1.2 an error of the protocol is none of HTTP", {"verb": "Nonsense"}, error("badVerb")),
    Must("3.1.3 compression that is offered is named, and none is not", IDENTIFY,
         lambda a: a.texts(".//o:compression") == ["gzip"]),
    Must("3.2 XML in UTF-8 that says so", IDENTIFY,
         lambda a: bool(re.match(rb"<\?xml version=.1\.0. encoding=.utf-8.\?>", a.content, re.I))),
    Must("3.2 the root is of the namespace and names the schema", IDENTIFY,
         lambda a: a.root.tag == f"{{{OAI}}}OAI-PMH"
         and a.root.get(f"{{{XSI}}}schemaLocation") == f"{OAI} {OAI}OAI-PMH.xsd"),
    Must("3.2 when, what was asked, and the verb", IDENTIFY,
         lambda a: tags(a.root) == ["responseDate", "request", "Identify"]),
    Must("3.2 or the error", {**GET, "identifier": "none"},
         lambda a: tags(a.root) == ["responseDate", "request", "error"]),
    Must("3.2 the request repeats address and arguments", HEADERS,
         lambda a: a.all("o:request")[0].attrib == HEADERS
         and a.texts("o:request") == a.ask(IDENTIFY).texts(".//o:baseURL")),
    Must("3.2 no arguments where verb or argument were bad", {"verb": "Nonsense", "set": "odd"},
         lambda a: a.all("o:request")[0].attrib == {}),
    Must("3.3 times are in UTC", HEADERS,
         lambda a: all(UTC.fullmatch(one) for one in
                       a.texts("o:responseDate") + a.texts(".//o:datestamp"))),
    Must("3.3 days are understood", {**HEADERS, "from": "2026-03-01", "until": "2026-03-01"},
         lambda a: len(rest(a)) == 249),
    Must("3.3 so are seconds, which Identify tells", IDENTIFY,
         lambda a: a.texts(".//o:granularity") == ["YYYY-MM-DDThh:mm:ssZ"]),
    Must("3.3.1 both ends have one granularity", {**HEADERS, "from": "2026-03-01", "until": SECOND},
         error("badArgument")),
    Must("3.3.1 another form is none", {**HEADERS, "from": "2026-03-01T00:05:30+00:00"},
         error("badArgument")),
    Must("3.3.1 a day that is none", {**HEADERS, "until": "2026-02-30"}, error("badArgument")),
    Must("3.4 a prefix needs no escape, and is there once", FORMATS,
         lambda a: all(re.fullmatch(UNRESERVED, one) for one in a.texts(".//o:metadataPrefix"))
         and len({*a.texts(".//o:metadataPrefix")}) == len(a.all(".//o:metadataPrefix"))),
    Must("3.5 an incomplete list has a token", HEADERS, lambda a: bool(first(a))),
    Must("3.5 the tokens lead through the whole list", DC, lambda a: rest(a) == ALL),
    Must("3.5 the last list has an empty token", HEADERS,
         lambda a: first(going_on(going_on(a))) == ""),
    Must("3.5 a token is the only argument", HEADERS,
         lambda a: codes(going_on(a, metadataPrefix="oai_dc").root) == ["badArgument"]),
    Must("3.5 a token keeps from, until and set", {**HEADERS, "set": "odd", "from": "2026-03-01"},
         lambda a: {int(one[-3:]) % 2 for one in rest(a)} == {1}),
    Must("3.5 the last token may be asked again", HEADERS,
         lambda a: identifiers(going_on(a).root) == identifiers(going_on(a).root) != []),
    Must("3.6 badArgument: one that the verb has not", {**IDENTIFY, "set": "odd"},
         error("badArgument")),
    Must("3.6 badArgument: one that is missing", {"verb": "ListRecords"}, error("badArgument")),
    Must("3.6 badResumptionToken", {"verb": "ListRecords", "resumptionToken": "none"},
         error("badResumptionToken")),
    Must("3.6 badVerb: none", {}, error("badVerb")),
    Must("3.6 badVerb: another", {"verb": "identify"}, error("badVerb")),
    Must("3.6 cannotDisseminateFormat", {**HEADERS, "metadataPrefix": "marc"},
         error("cannotDisseminateFormat")),
    Must("3.6 idDoesNotExist", {**GET, "identifier": "none"}, error("idDoesNotExist")),
    Must("3.6 noRecordsMatch", {**HEADERS, "set": "none"}, error("noRecordsMatch")),
    Must("3.6 noMetadataFormats", {**FORMATS, "identifier": identifier(1)},
         error("noMetadataFormats")),
    Must("3.6 every error is told", {**DC, "from": "x", "nonsense": "1"},
         error("badArgument", "badArgument")),
    Must("4.1 GetRecord needs identifier and form", {"verb": "GetRecord"},
         error("badArgument", "badArgument")),
    Must("4.1 GetRecord in a form that the record has not", {**GET, "identifier": identifier(1)},
         error("cannotDisseminateFormat")),
    Must("4.1 GetRecord gives one record", {**GET, "identifier": identifier(2)},
         lambda a: identifiers(a.root) == [identifier(2)]),
    Must("4.2 Identify has all that it must", IDENTIFY,
         lambda a: tags(a.root[2])[:7] == [
             *("repositoryName", "baseURL", "protocolVersion", "adminEmail", "earliestDatestamp"),
             *("deletedRecord", "granularity")]),
    Must("4.2 the protocol is 2.0", IDENTIFY, lambda a: a.texts(".//o:protocolVersion") == ["2.0"]),
    Must("4.2 an address by e-mail", IDENTIFY,
         lambda a: ["@" in one for one in a.texts(".//o:adminEmail")] == [True]),
    Must("4.2 nothing is older than the earliest", IDENTIFY,
         lambda a: a.texts(".//o:earliestDatestamp")
         == [min(a.ask(HEADERS).texts(".//o:datestamp"))]),
    Must("4.2 deletions are said to be kept", IDENTIFY,
         lambda a: a.texts(".//o:deletedRecord") == ["persistent"]),
    Must("4.3 ListIdentifiers gives headers alone", HEADERS,
         lambda a: {*tags(a.root[2])} == {"header", "resumptionToken"}),
    Must("4.4 ListMetadataFormats has oai_dc", FORMATS,
         lambda a: "oai_dc" in a.texts(".//o:metadataPrefix")),
    Must("4.4 each form has prefix, schema, namespace", FORMATS,
         lambda a: {tuple(tags(one)) for one in a.root[2]}
         == {("metadataPrefix", "schema", "metadataNamespace")}),
    Must("4.4 the forms of a record that there is not", {**FORMATS, "identifier": "none"},
         error("idDoesNotExist")),
    Must("4.5 ListRecords gives records", DC,
         lambda a: {*tags(a.root[2])} == {"record", "resumptionToken"}),
    Must("4.6 ListSets names each set", SETS,
         lambda a: {tuple(tags(one)) for one in a.root[2]} == {("setSpec", "setName")}),
    Must("4.6 a set holds what its subsets hold", {**HEADERS, "set": "even"},
         lambda a: identifier(4) in identifiers(a.root)),
]  # fmt: skip


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    """A server of the protocol alone."""
    app = FastAPI()
    app.include_router(served.router)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(served, "_repository", lambda _: WHOLE)
        yield TestClient(app)


def asker(client: TestClient, method: str = "GET") -> Callable[[Said], Answer]:
    """Return what asks by a method of HTTP."""

    def ask(said: Said) -> Answer:
        if method == "GET":
            answer = client.get("/oai", params=said)
        else:
            headers = {"Content-Type": FORM}
            answer = client.post("/oai", content=urlencode(said), headers=headers)
        media = answer.headers["content-type"].split(";")[0]
        root = fromstring(answer.content)  # noqa: S314 - our own answer
        return Answer(answer.status_code, media, answer.content, root, ask)

    return ask


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("must", MUSTS, ids=lambda one: one.section)
def test_the_protocol_is_kept(client: TestClient, must: Must, method: str) -> None:
    answer = asker(client, method)(must.said)
    assert must.holds(answer), answer.content.decode()


def test_3_1_1_an_argument_twice_is_an_error(client: TestClient) -> None:
    twice = client.get("/oai", params=[*HEADERS.items(), ("metadataPrefix", "oai_dc")])
    assert codes(fromstring(twice.content)) == ["badArgument"]  # noqa: S314 - our own answer


def test_4_6_without_sets_it_says_so(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(served, "_repository", lambda _: PLAIN)
    ask = asker(client)
    assert codes(ask(SETS).root) == ["noSetHierarchy"]
    assert codes(ask({**HEADERS, "set": "odd"}).root) == ["noSetHierarchy"]


def test_every_section_is_there() -> None:
    sections = {one.section.split()[0] for one in MUSTS}
    verbs = {f"4.{number}" for number in range(1, 7)}
    concepts = {"2.4", "2.5", "2.6", "2.7.1", "2.7.2"}
    protocol = {"3.1.1", "3.1.2", "3.1.3", "3.2", "3.3", "3.3.1", "3.4", "3.5", "3.6"}
    assert sections == {*concepts, *protocol, *verbs}
    assert len({one.section for one in MUSTS}) == len(MUSTS)
