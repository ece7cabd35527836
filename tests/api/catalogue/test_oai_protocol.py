"""OAI-PMH 2.0 over a synthetic repository: each test names the section that asks for it."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from xml.etree.ElementTree import Element, fromstring

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.catalogue.oai.arguments import verbs
from api.catalogue.oai.protocol import answered
from api.catalogue.oai.repository import Repository
from api.catalogue.oai.xml import OAI, XSI
from tests.api.catalogue.synthetic import (
    FORMATS,
    Synthetic,
    header,
    identifier,
    of_250,
    repository,
)

NS = {"o": OAI}
DC = {"verb": "ListRecords", "metadataPrefix": "oai_dc"}
HEADERS = {"verb": "ListIdentifiers", "metadataPrefix": "oai_dc"}
GET = {"verb": "GetRecord", "metadataPrefix": "oai_dc"}
CODES = {
    *("badArgument", "badResumptionToken", "badVerb", "cannotDisseminateFormat", "idDoesNotExist"),
    *("noMetadataFormats", "noRecordsMatch", "noSetHierarchy"),
}
WHOLE = of_250()


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


# 2.5.1 Deleted records


def test_a_deleted_record_has_a_header_with_status_and_no_metadata() -> None:
    answer = ask(WHOLE, **GET, identifier=identifier(9))
    record = answer.find("o:GetRecord/o:record", NS)
    assert record is not None
    assert [one.tag for one in record] == [f"{{{OAI}}}header"]
    assert record[0].get("status") == "deleted"


def test_lists_tell_of_deleted_records_in_every_form() -> None:
    for prefix in ("oai_dc", "other"):
        for verb in ("ListRecords", "ListIdentifiers"):
            pages = harvest(WHOLE, verb=verb, metadataPrefix=prefix)
            deleted = [
                one.findtext("o:identifier", namespaces=NS)
                for answer in pages
                for one in answer.findall(".//o:header[@status='deleted']", NS)
            ]
            assert deleted == [identifier(number) for number in range(9, 250, 10)]


def test_deletion_is_persistent() -> None:
    assert ask(WHOLE, verb="Identify").findtext(".//o:deletedRecord", namespaces=NS) == "persistent"


# 2.6 Sets, 4.6 ListSets


def test_a_set_holds_what_its_subsets_hold() -> None:
    even = harvested(WHOLE, **HEADERS, set="even")
    fourth = harvested(WHOLE, **HEADERS, set="even:four")
    assert even == [identifier(number) for number in range(0, 250, 2)]
    assert fourth == [identifier(number) for number in range(0, 250, 4)]


def test_sets_are_listed_and_headers_name_them() -> None:
    listed = ask(WHOLE, verb="ListSets")
    assert [one.text for one in listed.findall(".//o:setSpec", NS)] == ["odd", "even", "even:four"]
    answer = ask(WHOLE, **GET, identifier=identifier(4))
    assert [one.text for one in answer.findall(".//o:setSpec", NS)] == ["even:four"]


def test_a_set_of_which_another_is_no_part_is_another() -> None:
    assert codes(ask(WHOLE, **HEADERS, set="eve")) == ["noRecordsMatch"]


def test_without_sets_asking_for_them_is_an_error() -> None:
    without = replace(WHOLE, groups=())
    assert codes(ask(without, verb="ListSets")) == ["noSetHierarchy"]
    assert codes(ask(without, **HEADERS, set="odd")) == ["noSetHierarchy"]


def test_sets_are_one_list() -> None:
    assert codes(ask(WHOLE, verb="ListSets", resumptionToken="x")) == ["badResumptionToken"]


# 2.7.1 Selective harvesting and datestamps


def test_from_and_until_are_inclusive_at_seconds() -> None:
    second = "2026-03-01T00:05:30Z"
    assert harvested(WHOLE, **HEADERS, from_=second, until=second) == [identifier(5)]
    assert harvested(WHOLE, **HEADERS, until=second) == [identifier(n) for n in range(6)]
    assert harvested(WHOLE, **HEADERS, from_="2026-03-01T04:05:30Z") == [
        identifier(number) for number in range(245, 250)
    ]


def test_from_and_until_are_inclusive_at_days() -> None:
    days = repository(
        [header(1, "2026-03-01T23:59:59Z"), header(2, "2026-03-02T00:00:00Z"),
         header(3, "2026-03-02T23:59:59Z"), header(4, "2026-03-03T00:00:00Z")]
    )  # fmt: skip
    second = harvested(days, **HEADERS, from_="2026-03-02", until="2026-03-02")
    assert second == [identifier(2), identifier(3)]
    assert harvested(days, **HEADERS, until="2026-03-01") == [identifier(1)]
    assert harvested(days, **HEADERS, from_="2026-03-03") == [identifier(4)]


@pytest.mark.parametrize(
    ("start", "end"),
    [("2026-03-02", "2026-03-01"), ("2026-03-02T00:00:01Z", "2026-03-02T00:00:00Z")],
)
def test_from_may_not_be_later_than_until(start: str, end: str) -> None:
    assert codes(ask(WHOLE, **HEADERS, from_=start, until=end)) == ["badArgument"]


def test_from_and_until_have_one_granularity() -> None:
    mixed = ask(WHOLE, **HEADERS, from_="2026-03-01", until="2026-03-02T00:00:00Z")
    assert codes(mixed) == ["badArgument"]


def test_nothing_in_the_range_is_no_record() -> None:
    assert codes(ask(WHOLE, **HEADERS, from_="2999-01-01")) == ["noRecordsMatch"]
    assert codes(ask(WHOLE, **HEADERS, until="1999-01-01")) == ["noRecordsMatch"]


# 3.1, 3.2 The form of an answer


def test_the_root_names_namespace_and_schema() -> None:
    raw = answered(WHOLE, [("verb", "Identify")])
    assert raw.startswith(b"<?xml version='1.0' encoding='utf-8'?>\n<OAI-PMH xmlns=")
    assert f'schemaLocation="{OAI} {OAI}OAI-PMH.xsd"'.encode() in raw


def test_the_request_is_repeated() -> None:
    said = {**GET, "identifier": identifier(3)}
    answer = ask(WHOLE, **said)
    assert [one.tag.removeprefix(f"{{{OAI}}}") for one in answer] == [
        *("responseDate", "request", "GetRecord")
    ]
    request = answer.find("o:request", NS)
    assert request is not None
    assert request.attrib == said
    assert request.text == "https://x.example/oai"


@pytest.mark.parametrize("said", [{"verb": "Nonsense"}, {"verb": "Identify", "set": "odd"}, {}])
def test_an_unreadable_request_is_not_repeated(said: dict[str, str]) -> None:
    request = ask(WHOLE, **said).find("o:request", NS)
    assert request is not None
    assert request.attrib == {}


def test_the_request_is_repeated_beside_other_errors() -> None:
    request = ask(WHOLE, **GET, identifier="none").find("o:request", NS)
    assert request is not None
    assert request.get("identifier") == "none"


HOSTILE = "<script>&]]>\x00\x08\x1b\ud800\ufffe\"' é 漢"
SEEN = "<script>&]]>\ufffd\ufffd\ufffd\ufffd\ufffd\"' é 漢"


def test_hostile_text_stays_text() -> None:
    hostile = replace(WHOLE, title=HOSTILE)
    answer = ask(hostile, **GET, identifier=HOSTILE)
    assert codes(answer) == ["idDoesNotExist"]
    assert "<script>&]]>\ufffd" in (answer.findtext("o:error", namespaces=NS) or "")
    assert codes(ask(hostile, verb=HOSTILE)) == ["badVerb"]
    assert codes(ask(hostile, **DC, **{HOSTILE: HOSTILE})) == ["badArgument"]
    record = ask(hostile, **GET, identifier=identifier(1)).find(".//o:metadata", NS)
    assert record is not None
    assert next(iter(record)).text == f"{SEEN} of {identifier(1)}"


# 3.4 Metadata formats


def test_a_form_that_is_not_there_is_an_error() -> None:
    for said in (DC, HEADERS, {**GET, "identifier": identifier(1)}):
        assert codes(ask(WHOLE, **{**said, "metadataPrefix": "marc"})) == [
            "cannotDisseminateFormat"
        ]


def test_a_record_says_where_its_schema_is() -> None:
    for one in FORMATS:
        said = {**GET, "metadataPrefix": one.prefix, "identifier": identifier(1)}
        metadata = ask(WHOLE, **said).find(".//o:metadata", NS)
        assert metadata is not None
        assert metadata.attrib == {f"{{{XSI}}}schemaLocation": f"{one.namespace} {one.schema}"}


def test_formats_of_all_and_of_one() -> None:
    for said in ({}, {"identifier": identifier(1)}, {"identifier": identifier(9)}):
        answer = ask(WHOLE, verb="ListMetadataFormats", **said)
        found = [one.text for one in answer.findall(".//o:metadataPrefix", NS)]
        assert found == [one.prefix for one in FORMATS]


def test_formats_of_none() -> None:
    formless = replace(WHOLE, formless=frozenset({identifier(1)}))
    formats = {"verb": "ListMetadataFormats"}
    assert codes(ask(formless, **formats, identifier=identifier(1))) == ["noMetadataFormats"]
    assert codes(ask(formless, **formats, identifier="none")) == ["idDoesNotExist"]
    assert codes(ask(formless, **GET, identifier=identifier(1))) == ["cannotDisseminateFormat"]
    assert identifier(1) not in harvested(formless, **HEADERS)


# 3.5 Flow control


@pytest.mark.parametrize("verb", ["ListRecords", "ListIdentifiers"])
@pytest.mark.parametrize("page", [1, 7, 100, 125, 249, 250, 251])
def test_a_harvest_has_every_record_once(verb: str, page: int) -> None:
    found = harvested(WHOLE, page, verb=verb, metadataPrefix="oai_dc")
    assert found == [identifier(number) for number in range(250)]


def test_the_last_list_has_an_empty_token_and_a_whole_list_none() -> None:
    pages = [token(answer) for answer in harvest(WHOLE, **HEADERS)]
    assert [one is not None and one.attrib for one in pages] == [
        {"completeListSize": "250", "cursor": cursor} for cursor in ("0", "100", "200")
    ]
    assert [bool(one is not None and one.text) for one in pages] == [True, True, False]
    assert token(ask(WHOLE, 250, **HEADERS)) is None


def test_a_token_stands_alone() -> None:
    found = token(ask(WHOLE, **HEADERS))
    assert found is not None
    for more in ({"metadataPrefix": "oai_dc"}, {"from_": "2026-03-01"}, {"set": "odd"}):
        said = {"verb": "ListIdentifiers", "resumptionToken": found.text or "", **more}
        assert codes(ask(WHOLE, **said)) == ["badArgument"]


def test_a_token_is_good_for_its_verb() -> None:
    found = token(ask(WHOLE, **HEADERS))
    assert found is not None
    said = {"verb": "ListRecords", "resumptionToken": found.text or ""}
    assert codes(ask(WHOLE, **said)) == ["badResumptionToken"]


def test_a_token_keeps_what_was_asked() -> None:
    said = {
        **HEADERS,
        "set": "odd",
        "from_": "2026-03-01T01:00:00Z",
        "until": "2026-03-01T02:00:00Z",
    }
    assert harvested(WHOLE, 4, **said) == [identifier(number) for number in range(61, 120, 2)]


def packed(content: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(content).encode()).decode().rstrip("=")


BAD_TOKENS = [
    *("", "x", "!!!", "é", "A" * 5000, packed([]), packed({}), packed("x"), packed(7)),
    packed([1, "ListIdentifiers", "oai_dc"]),
    packed([2, "ListIdentifiers", "oai_dc", "", "", "", "", "", 1]),
    packed([1, "ListIdentifiers", "oai_dc", "", "", "", "", "", 0]),
    packed([1, "ListIdentifiers", "oai_dc", "", "", "", "", "", True]),
    packed([1, "ListIdentifiers", "oai_dc", "", "", "", 7, "", 1]),
    packed([1, "ListIdentifiers", "oai_dc", "", "", "", "", "", 1, 2]),
    packed("[" * 3000),
    base64.urlsafe_b64encode(b"[" * 2900).decode(),
    base64.urlsafe_b64encode(b"\xff\xfe").decode(),
]


@pytest.mark.parametrize("bad", BAD_TOKENS)
def test_a_token_that_was_not_given_is_bad(bad: str) -> None:
    answer = ask(WHOLE, verb="ListIdentifiers", resumptionToken=bad)
    assert codes(answer) == ["badResumptionToken"]


# 3.5.1 Idempotency of tokens


def test_a_token_gives_the_same_list_again() -> None:
    found = token(ask(WHOLE, **HEADERS))
    assert found is not None
    said = {"verb": "ListIdentifiers", "resumptionToken": found.text or ""}
    assert identifiers(ask(WHOLE, **said)) == identifiers(ask(WHOLE, **said))


def test_what_changes_meanwhile_comes_at_the_end_and_nothing_is_missed() -> None:
    pages = harvest(WHOLE, **HEADERS)
    first = next(pages)
    found = token(first)
    assert found is not None
    later = repository(
        header(number, "2026-04-01T00:00:00Z" if number in (5, 150) else "", deleted=number == 150)
        for number in range(260)
    )
    rest = harvested(later, verb="ListIdentifiers", resumptionToken=found.text or "")
    unchanged = [identifier(number) for number in range(100, 260) if number != 150]
    assert rest == [*unchanged, identifier(5), identifier(150)]


def test_a_list_that_lost_its_rest_is_begun_again() -> None:
    few = repository(header(number) for number in range(2))
    found = token(ask(few, 1, **HEADERS, until="2026-03-02"))
    assert found is not None
    later = repository([header(0), header(1, "2026-04-01T00:00:00Z")])
    answer = ask(later, 1, verb="ListIdentifiers", resumptionToken=found.text or "")
    assert codes(answer) == ["badResumptionToken"]


# 3.6 Errors


def test_bad_verbs() -> None:
    for pairs in ([], [("verb", "")], [("verb", "identify")], [("verb", "Identify")] * 2):
        answer = fromstring(answered(WHOLE, pairs))  # noqa: S314 - our own answer
        assert codes(answer) == ["badVerb"]


def test_a_repeated_argument() -> None:
    pairs = [*HEADERS.items(), ("metadataPrefix", "other")]
    assert codes(fromstring(answered(WHOLE, pairs))) == ["badArgument"]  # noqa: S314 - our own


@pytest.mark.parametrize("verb", verbs())
def test_what_a_verb_needs_and_takes(verb: str) -> None:
    needed = len(verbs()[verb].required)
    assert codes(ask(WHOLE, verb=verb)) == ["badArgument"] * needed
    assert codes(ask(WHOLE, verb=verb, nonsense="1")) == ["badArgument"] * (needed + 1)


@pytest.mark.parametrize(
    "time",
    [
        *("", "2026", "2026-03", "2026-02-30", "2026-3-1", "01-03-2026", "2026-03-01T00:00Z"),
        *("2026-03-01T00:00:00", "2026-03-01T00:00:00+00:00", "2026-03-01T24:00:00Z"),
        *("2026-03-01T00:00:00.5Z", "２０２６-03-01", "2026-03-01\n"),
    ],
)
@pytest.mark.parametrize("argument", ["from_", "until"])
def test_bad_times(argument: str, time: str) -> None:
    assert codes(ask(WHOLE, **HEADERS, **{argument: time})) == ["badArgument"]


def test_every_mistake_is_told() -> None:
    said = {"verb": "ListRecords", "from_": "x", "set": "a b", "nonsense": "1"}
    assert codes(ask(WHOLE, **said)) == ["badArgument"] * 4


# 4.2 Identify


def test_identify() -> None:
    found = {one.tag.removeprefix(f"{{{OAI}}}"): one.text for one in ask(WHOLE, verb="Identify")[2]}
    assert [*found] == [
        *("repositoryName", "baseURL", "protocolVersion", "adminEmail", "earliestDatestamp"),
        *("deletedRecord", "granularity", "compression"),
    ]
    assert found["protocolVersion"] == "2.0"
    assert found["earliestDatestamp"] == "2026-03-01T00:00:30Z"
    assert found["granularity"] == "YYYY-MM-DDThh:mm:ssZ"


# All of it, asked anything

WORDS = st.sampled_from(
    [*verbs(), *HEADERS, "set", "from", "until", "identifier", "oai_dc", identifier(1), "odd"]
)
ANYTHING = st.one_of(WORDS, st.text(max_size=20), st.dates().map(str), st.sampled_from(BAD_TOKENS))
PAIRS = st.lists(st.tuples(st.one_of(WORDS, st.just("verb")), ANYTHING), max_size=6)


@given(PAIRS)
def test_every_answer_is_xml_with_a_verb_or_errors(pairs: list[tuple[str, str]]) -> None:
    answer = fromstring(answered(WHOLE, pairs, 5))  # noqa: S314 - our own answer
    *_, last = answer
    assert last.tag.removeprefix(f"{{{OAI}}}") in {*verbs(), "error"}
    assert {*codes(answer)} <= CODES


@given(
    st.lists(st.integers(0, 5000), max_size=40, unique=True),
    st.integers(1, 12),
    st.sampled_from(["", "odd", "even", "even:four"]),
)
def test_pages_are_the_whole_list(numbers: list[int], page: int, group: str) -> None:
    source: Synthetic = repository(map(header, numbers))
    said = {**HEADERS, **({"set": group} if group else {})}
    assert harvested(source, page, **said) == harvested(source, 1000, **said)
    assert sum(1 for _ in islice(harvest(source, page, **said), 50)) <= 1 + len(numbers) // page
