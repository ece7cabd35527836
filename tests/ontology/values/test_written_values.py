"""Dates, amounts, names, addresses, places and languages as people write them."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest
from babel.dates import format_date
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import XSD, Literal

from ontology.values import (
    Amount,
    Country,
    Language,
    Money,
    Name,
    Nuts,
    PartialDate,
    UnparsedError,
    Url,
    cleaner,
    precision,
)
from ontology.values.legal_forms import LegalFormCleaner, split
from ontology.values.urls import domain, is_front_page

# --- dates

LANGUAGES = ("en", "de", "fr", "lt", "lv", "et", "pl", "es", "it", "nl", "sv", "fi", "pt", "cs")


@pytest.mark.parametrize(
    ("raw", "iso"),
    [
        ("2016", "2016"),
        ("2016-6", "2016-06"),
        ("2016/06/08", "2016-06-08"),
        ("2016-06-08T00:00:00", "2016-06-08"),
        ("2016-06-08 12:30", "2016-06-08"),
        ("08.06.2016", "2016-06-08"),
        ("06/2016", "2016-06"),
        ("13/06/2016", "2016-06-13"),
        ("06/13/2016", "2016-06-13"),
        ("05/05/2016", "2016-05-05"),
        ("June 8th, 2016", "2016-06-08"),
        ("1er juin 2016", "2016-06-01"),
        ("2016 m. birželio 8 d.", "2016-06-08"),
        ("Juni 2016", "2016-06"),
    ],
)
def test_dates(raw: str, iso: str) -> None:
    assert PartialDate().parse(raw) == iso


@pytest.mark.parametrize(
    "raw",
    ["03/04/2016", "2016-13", "30.02.2016", "June", "8 June", "16-06-08", "8 June 2016 or so"],
)
def test_no_dates(raw: str) -> None:
    with pytest.raises(UnparsedError):
        PartialDate().parse(raw)


def test_day_and_month_are_told_apart_when_it_is_said_how() -> None:
    assert PartialDate(day_first=True).parse("03/04/2016") == "2016-04-03"
    assert PartialDate(day_first=False).parse("03/04/2016") == "2016-03-04"


@given(
    st.dates(datetime.date(1000, 1, 1), datetime.date(2999, 12, 31)),
    st.sampled_from(LANGUAGES),
    st.sampled_from(["long", "d MMMM y"]),
)
@settings(deadline=None)
def test_dates_in_many_languages(day: datetime.date, language: str, form: str) -> None:
    written = format_date(day, form, locale=language)
    assert PartialDate(language=language).parse(written) == day.isoformat()


def test_a_month_of_two_languages_needs_one() -> None:
    with pytest.raises(UnparsedError):
        PartialDate().parse("1 listopada 2000")
    assert PartialDate(language="pl").parse("1 listopada 2000") == "2000-11-01"
    assert PartialDate(language="hr").parse("1 listopada 2000") == "2000-10-01"


def test_dates_keep_their_precision() -> None:
    dates = PartialDate()
    assert [precision(one) for one in ("2016", "2016-06", "2016-06-08")] == ["year", "month", "day"]
    assert dates.rdf("2016-06") == Literal("2016-06", datatype=XSD.gYearMonth)
    assert dates.compare("2016", "2016-06-08") == 0.4
    assert dates.compare("2016", "2017-06-08") == 0


# --- amounts


@pytest.mark.parametrize(
    ("raw", "number", "currency"),
    [
        ("1234", "1234", "EUR"),
        ("1.234.567,89 €", "1234567.89", "EUR"),
        ("EUR 1,234,567.89", "1234567.89", "EUR"),
        ("1 234 567,5", "1234567.5", "EUR"),
        ("1 234 EUR", "1234", "EUR"),
        ("CHF 1’234.50", "1234.50", "CHF"),
        ("£0.125", "0.125", "GBP"),
        ("1,5 mln. zł", "1500000.0", "PLN"),
        ("2.345 million EUR", "2345000.000", "EUR"),
        ("-12.50", "-12.50", "EUR"),
    ],
)
def test_amounts(raw: str, number: str, currency: str) -> None:
    assert Amount().parse(raw) == Money(Decimal(number), currency)


@pytest.mark.parametrize(
    "raw", ["1.234", "1,234", "1,23,456.7", "12 34", "five", "12 XYZ", "1 € $", "1234567890123456"]
)
def test_no_amounts(raw: str) -> None:
    with pytest.raises(UnparsedError):
        Amount().parse(raw)


def test_an_amount_in_another_currency_is_not_taken_for_euros() -> None:
    with pytest.raises(UnparsedError, match="it is in CHF"):
        Amount().clean("CHF 12")
    assert Amount("CHF").clean("12") == 12.0


@given(st.decimals(0, 10**9, places=2), st.sampled_from([",.", ".,", " ,", "’."]))
def test_amounts_with_cents_are_read_however_grouped(number: Decimal, marks: str) -> None:
    plain = f"{number:,.2f}"
    written = plain.translate({ord(","): marks[0], ord("."): marks[1]})
    assert Amount().parse(written).number == number


# --- names and legal forms


@pytest.mark.parametrize(
    ("raw", "bare", "form"),
    [
        ("UAB „Ekspla“", "Ekspla", "UAB"),
        ("Jenoptik AG", "Jenoptik", "AG"),
        ("Licht GmbH & Co. KG", "Licht", "GmbH & Co. KG"),
        ("Licht Gesellschaft mit beschränkter Haftung", "Licht", "GmbH"),
        ("Fotonika Sp. z o.o.", "Fotonika", "Sp. z o.o."),
        ("Viešoji įstaiga Šviesa", "Šviesa", "VšĮ"),
        ("Luce S.r.l.", "Luce", "SRL"),
        ("AB", "AB", "AB"),
        ("University of Light", "University of Light", None),
    ],
)
def test_legal_forms(raw: str, bare: str, form: str | None) -> None:
    found, legal = split(raw)
    assert (found, legal.short if legal else None) == (bare, form)


def test_a_legal_form_knows_its_countries() -> None:
    assert LegalFormCleaner().parse("Licht GmbH").countries == {"AT", "CH", "DE"}
    assert LegalFormCleaner("IT").clean("Luce srl") == "S.r.l."


def test_names_are_written_one_way_and_compared_without_form() -> None:
    names = Name()
    assert names.parse("Vilniaus \u200b universitetas\n") == "Vilniaus universitetas"
    assert names.parse("S\u030cviesa") == "Šviesa"
    assert names.compare("UAB Šviesa", "sviesa, UAB") == 1.0
    assert names.compare("UAB Šviesa", "UAB Tamsa") < 0.6


@pytest.mark.parametrize("mark", "\u061c\u200f\u202a\u202e\u2066\u2067\u2068\u2069\ufeff")
def test_nothing_in_a_name_turns_its_letters(mark: str) -> None:
    assert Name().parse(f"Opto{mark}lux GmbH") == "Optolux GmbH"


def test_a_name_holds_no_control_character() -> None:
    with pytest.raises(UnparsedError, match="control character"):
        Name().parse("Opto\x07lux GmbH")


# --- web addresses


@pytest.mark.parametrize(
    ("raw", "address"),
    [
        ("www.example.org", "http://www.example.org"),
        ("HTTPS://Example.ORG/Path", "https://example.org/Path"),
        ("http://example.org:80/", "http://example.org/"),
        ("http://example.org:8080/", "http://example.org:8080/"),
        ("https://šviesa.example/", "https://šviesa.example/"),
    ],
)
def test_addresses(raw: str, address: str) -> None:
    assert Url().parse(raw) == address


@pytest.mark.parametrize(
    "raw",
    [
        *(
            "ftp://example.org",
            "javascript:alert(1)",
            "http://user:secret@example.org",
            "mailto:a@b.c",
        ),
        *("http://localhost/", "http://[::1", "http://exa mple.org", "http://example.org:99999"),
    ],
)
def test_no_addresses(raw: str) -> None:
    with pytest.raises(UnparsedError):
        Url().parse(raw)


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://www.Šviesa.example/a", "xn--viesa-udb.example"),
        ("https://s\u030cviesa.example", "xn--viesa-udb.example"),
        ("https://šviesa..example", "šviesa..example"),
        ("mailto:desk@example.org", ""),
    ],
)
def test_the_host_of_an_address(address: str, host: str) -> None:
    assert domain(address) == host


def test_sites_are_compared_by_host() -> None:
    assert Url().compare("http://www.example.org/", "https://example.org") == 1.0
    assert Url().compare("http://example.org/a", "https://example.org/b") == 0.5
    assert Url().compare("http://example.org", "https://example.com") == 0
    assert is_front_page("https://example.org/en-GB/index.html")
    assert not is_front_page("https://example.org/?page=2")


# --- places and languages


@pytest.mark.parametrize(
    ("raw", "code"),
    [("el", "GR"), ("UK", "GB"), ("Allemagne", "DE"), ("LTU", "LT"), ("Namibia", "NA")],
)
def test_countries(raw: str, code: str) -> None:
    assert Country().parse(raw) == code


@pytest.mark.parametrize("raw", ["Styria", "XX", "EU27", "Vilnius"])
def test_no_countries(raw: str) -> None:
    with pytest.raises(UnparsedError):
        Country().parse(raw)


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("Italy", "IT"),
        ("Malta", "MT"),
        ("lt011", "LT011"),
        ("nuts:ITC9Z", "ITC9Z"),
        ("EL30", "EL30"),
    ],
)
def test_names_of_five_letters_are_no_codes(raw: str, code: str) -> None:
    assert Nuts().clean(raw) == code


def test_regions() -> None:
    styria, austria = Nuts().parse("AT22"), Nuts().parse("AT")
    assert Nuts().clean("Štirija") == "AT22"
    assert Nuts().compare(styria, austria) == 0.5
    assert Nuts().compare(styria, Nuts().parse("LT")) == 0
    with pytest.raises(UnparsedError, match="is no region"):
        Nuts().parse("Mordor")


@pytest.mark.parametrize(
    ("raw", "tag"),
    [("EN", "en"), ("lit", "lt"), ("Lithuanian", "lt"), ("lietuvių", "lt"), ("zh_hant", "zh-Hant")],
)
def test_languages(raw: str, tag: str) -> None:
    assert Language().parse(raw) == tag


def test_names_of_languages_that_are_as_short_as_tags_are_none() -> None:
    """Twi is "ci" in Italian, which is no tag."""
    with pytest.raises(UnparsedError, match="is no language"):
        Language().parse("ci")


def test_kinds_of_one_language_are_half_alike() -> None:
    assert Language().compare("pt", "pt-BR") == 0.5
    assert cleaner("language").compare("pt", "lt") == 0
