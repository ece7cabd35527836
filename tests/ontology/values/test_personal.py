"""Personal data are found where they are, and nowhere else."""

from __future__ import annotations

import datetime

import phonenumbers
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ontology.model import load_model
from ontology.values.identifiers import registers
from ontology.values.personal import GAP, may_be_personal, personal_field, without_personal

REGIONS = sorted(phonenumbers.SUPPORTED_REGIONS)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("info@example.org", ""),
        ("Write to jane.doe+lab@uni.example.ac.uk today", f"Write to {GAP} today"),
        ("E-mail: jane [at] example.org, room 5", f"{GAP}, room 5"),
        ("jane (at) example.org; joe@example.org!", ""),
        ("+370 5 236 6045", ""),
        ("Kęstučio g. 4, tel. 8 5 236 6045", f"Kęstučio g. 4, {GAP}"),
        ("Fax: (05) 236-6045 or 0049 30 209346295", f"{GAP} or {GAP}"),
        ("call +370 5 236 6045 2016", f"call {GAP} 2016"),
        ("call +43 1 58801 123", f"call {GAP}"),
        ("El. paštas: biuras@pavyzdys.lt, Vilnius", f"{GAP}, Vilnius"),
    ],
)
def test_is_taken_out(text: str, left: str) -> None:
    assert may_be_personal(text)
    assert without_personal(text)[0] == left


@pytest.mark.parametrize(
    "text",
    [
        "W/cm2@0.65 and 100 mW @ 1064 nm",
        "https://example.org/@lumigraph/1",
        "telescope 2021-2027, phone 2020-2025",
        "a gain of +200.000 and +200.000 again",
        "3 000 000 000 EUR in 2021-2027",
        "PIC 999643492, VAT LT119511515",
        "company code 302433131",
        "004528231227573",
        "10.3030/101057844",
        "2016-06-08 2017-06-08",
        "0000 0001 2243 2806",
        "43 1 58001 123",
        "+++ 1.2.3 +++",
        "look (at) it",
    ],
)
def test_other_text_stays(text: str) -> None:
    assert without_personal(text) == (text, {})


def numbers_of_every_country() -> list[str]:
    found = (phonenumbers.example_number(region) for region in REGIONS)
    form = phonenumbers.PhoneNumberFormat
    return [
        phonenumbers.format_number(one, style)
        for one in found
        if one
        for style in (form.INTERNATIONAL, form.E164)
    ]


@pytest.mark.parametrize("number", numbers_of_every_country())
def test_numbers_of_every_country_are_found(number: str) -> None:
    assert without_personal(f"ask {number} now") == (f"ask {GAP} now", {"telephone": 1})


LOCAL = st.from_regex(r"[a-z][a-z0-9]{0,8}([._-][a-z0-9]{1,8})?", fullmatch=True)
HOST = st.from_regex(r"([a-z][a-z0-9-]{0,8}[a-z0-9]\.){1,3}[a-z]{2,6}", fullmatch=True)


@given(LOCAL, HOST, st.sampled_from(["", "Ask ", "Rūmai 4, ", "<"]))
@settings(deadline=None)  # the first call reads tables
def test_addresses_are_found(local: str, host: str, before: str) -> None:
    left, found = without_personal(f"{before}{local}@{host}")
    assert found == {"e-mail": 1}
    assert local not in left or local in before
    assert "@" not in left


DAYS = st.dates(datetime.date(1900, 1, 1), datetime.date(2100, 1, 1))
HARMLESS = st.one_of(
    st.integers(0, 10**9 - 1).map("{:09}".format),
    st.integers(0, 10**15).map(str),
    st.integers(0, 10**12).map("{:,}".format),
    st.integers(0, 10**12).map(lambda n: f"{n:,}".replace(",", " ") + " EUR"),
    st.decimals(0, 10**9, places=2).map(str),
    DAYS.map(str),
    DAYS.map("{:%d.%m.%Y}".format),
    st.tuples(DAYS, DAYS).map(lambda pair: f"{pair[0]} - {pair[1]}"),
    *(st.from_regex(r.pattern, fullmatch=True) for r in registers().values() if r.check),
)


@given(HARMLESS, st.sampled_from(["", "PIC ", "no. ", "from ", "€ "]))
@settings(deadline=None)  # the first call reads tables
def test_identifiers_dates_and_amounts_are_no_numbers_to_call(value: str, before: str) -> None:
    assert without_personal(before + value) == (before + value, {})


@given(st.text())
@settings(deadline=None)  # the first call reads tables
def test_nothing_is_found_that_is_not_suspected(text: str) -> None:
    left, found = without_personal(text)
    assert may_be_personal(text) or not found
    assert left == text or found


@pytest.mark.parametrize("size", [10_000, 100_000])
def test_hostile_text_costs_no_more_than_its_length(size: int) -> None:
    for text in ("a" * size + "@", "a." * size + "@" + "b." * size, "1 " * size, "+1(" * size):
        without_personal(text)


@pytest.mark.parametrize(
    ("field", "kind"),
    [
        ("E-Mail", "e-mail"),
        ("Contact_Person", "person"),
        ("contactPerson", "person"),
        ("Tel.:", "telephone"),
        ("Kontaktinis asmuo", "person"),
        ("Geschäftsführer", "person"),
        ("Company name", ""),
        ("Address", ""),
    ],
)
def test_fields_are_known_by_their_name(field: str, kind: str) -> None:
    assert personal_field(field) == kind


def test_no_property_of_the_vocabulary_is_personal() -> None:
    assert [name for name in load_model().properties if personal_field(name)] == []
