"""OAI-PMH 2.0 over a synthetic repository: each test names the section that asks for it."""

from __future__ import annotations

from dataclasses import replace
from xml.etree.ElementTree import fromstring

import pytest

from api.catalogue.oai.arguments import verbs
from api.catalogue.oai.protocol import answered
from api.catalogue.oai.xml import OAI, XSI
from tests.api.catalogue.harvester import DC, GET, HEADERS, NS, ask, codes, harvest, harvested
from tests.api.catalogue.synthetic import FORMATS, header, identifier, of_250, repository

WHOLE = of_250()

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
