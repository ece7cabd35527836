"""Amounts of money and counts are read in seven languages, in digits and in words."""

from __future__ import annotations

import pytest

from ingest.documents.rules import LANGUAGES
from ingest.documents.values.numbers import numbers_of
from ingest.documents.values.written_amounts import amounts_in
from ingest.documents.values.written_counts import counts_in


@pytest.mark.parametrize(
    ("language", "text", "values"),
    [
        ("en", "EUR 640,000 or €1.5m", ["EUR 640000", "EUR 1500000"]),
        ("en", "1.5 million euros, two million euros", ["EUR 1500000", "EUR 2000000"]),
        ("en", "€248,000, $2 billion, £750,000", ["EUR 248000", "USD 2000000000", "GBP 750000"]),
        ("en", "€12.50", ["EUR 12.50"]),
        ("de", "1,2 Mio. Euro und 2,1 Millionen Euro", ["EUR 1200000", "EUR 2100000"]),
        ("de", "1.350.000 Euro, 1.234 Euro, 90 €", ["EUR 1350000", "EUR 1234", "EUR 90"]),
        (
            "fr",
            "3,2 millions d’euros, 1 200 000 €, 2,5 M€",
            ["EUR 3200000", "EUR 1200000", "EUR 2500000"],
        ),
        ("lt", "248 000 Eur, 2,4 mln. eurų", ["EUR 248000", "EUR 2400000"]),
        ("lt", "450 tūkst. eurų", ["EUR 450000"]),
        ("es", "1,5 millones de euros, 300 mil euros", ["EUR 1500000", "EUR 300000"]),
        ("it", "2,8 milioni di euro", ["EUR 2800000"]),
        ("pl", "1,2 mln zł, 500 tys. euro", ["PLN 1200000", "EUR 500000"]),
        ("xx", "EUR 5.000.000", ["EUR 5000000"]),
        ("en", "1.23.4 euros, 640,000 lasers, 3 EUROPEAN firms", []),
    ],
)
def test_amounts(language: str, text: str, values: list[str]) -> None:
    assert [one.value for one in amounts_in(text, language)] == values


@pytest.mark.parametrize(
    ("language", "text", "values"),
    [
        (
            "en",
            "Three new members and 16 Lithuanian laser companies",
            ["3 members", "16 companies"],
        ),
        ("en", "a two-year project, 24 months, one year", ["2 years", "24 months", "1 year"]),
        ("en", "180 square metres, more than 1,200 visitors", ["180 square metres", "1200 people"]),
        ("en", "The two clusters support companies. One member left in 2018. Members met.", []),
        ("en", "On 9 March members met.", []),
        ("de", "rund 130 Mitglieder, drei neue Mitglieder", ["130 members", "3 members"]),
        ("de", "12 Projektpartner, 16 Jenaer Unternehmen", ["12 partners", "16 companies"]),
        ("de", "dreitägige Reise, vierundzwanzig Monate", ["3 days", "24 months"]),
        ("de", "34 Mitarbeiter, 1.200 Besucher", ["34 people", "1200 people"]),
        ("fr", "quatre nouveaux adhérents, dix-huit mois", ["4 members", "18 months"]),
        ("fr", "douze petites et moyennes entreprises", ["12 companies"]),
        ("fr", "30 exposants, 22 personnes, trois ans", ["30 exhibitors", "22 people", "3 years"]),
        ("lt", "trys nauji nariai, 19 narių", ["3 members", "19 members"]),
        ("lt", "dvejų metų trukmės, dvejus metus", ["2 years", "2 years"]),
        ("lt", "dvidešimt keturių mėnesių, trijų dienų", ["24 months", "3 days"]),
        ("lt", "16 Lietuvos lazerių įmonių, 140 dalyvių", ["16 companies", "140 people"]),
        ("lt", "21 narys, 31 įmonė", ["21 members", "31 companies"]),
        ("lt", "kovo 15 dieną nariai susitiko", []),
        (
            "es",
            "dos nuevos socios, 64 empresas, treinta meses",
            ["2 members", "64 companies", "30 months"],
        ),
        (
            "es",
            "El proyecto tiene seis socios. El clúster tiene 80 socios.",
            ["6 partners", "80 members"],
        ),
        (
            "fr",
            "une douzaine d’entreprises, une centaine de visiteurs",
            ["12 companies", "100 people"],
        ),
        ("de", "die zwölfköpfige Delegation", ["12 people"]),
        ("it", "18 dipendenti, ventiquattro mesi", ["18 people", "24 months"]),
        ("pl", "dwóch nowych członków, 37 firm", ["2 members", "37 companies"]),
        ("pl", "dwuletni projekt, trzech lat", ["2 years", "3 years"]),
        ("xx", "16 companies", []),
    ],
)
def test_counts(language: str, text: str, values: list[str]) -> None:
    assert [one.value for one in counts_in(text, language)] == values


@pytest.mark.parametrize("language", LANGUAGES)
def test_numbers_have_words_up_to_twenty(language: str) -> None:
    known = {number for number, _ in numbers_of(language).words}
    assert known >= set(range(1, 31))
