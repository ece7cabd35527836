"""The table of licences, held against the EU's own."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from ontology.errors import UnknownLicenceError
from ontology.licences import licence_named, load_licences


@pytest.mark.parametrize(
    "text",
    [
        "CC-BY-4.0",
        "cc by 4.0",
        "https://creativecommons.org/licenses/by/4.0/",
        "http://publications.europa.eu/resource/authority/licence/CC_BY_4_0",
        "Creative Commons Attribution 4.0",
    ],
)
def test_a_licence_is_known_by_all_its_names(text: str) -> None:
    assert licence_named(text).code == "CC-BY-4.0"


def test_no_name_means_two_licences() -> None:
    for one in load_licences().values():
        for name in (one.code, one.authority, one.label, one.page, one.uri, *one.names):
            assert licence_named(name) is one


def test_an_unknown_licence_offers_the_nearest() -> None:
    with pytest.raises(UnknownLicenceError, match=r"CC-BY-4\.0"):
        licence_named("CC-BY-4")


def test_only_what_anybody_may_use_and_change_is_open() -> None:
    closed = {code for code, one in load_licences().items() if not one.open}
    assert closed == {"CC-BY-NC-4.0", "CC-BY-ND-4.0", "CC-BY-NC-SA-4.0", "CC-BY-NC-ND-4.0"}


def test_every_licence_stands_in_the_table_of_the_eu_with_its_page(shared: Path) -> None:
    with (shared / "data/eu-vocab/licenses.csv").open(encoding="utf-8", newline="") as file:
        table = {row[0]: row[2] for row in csv.reader(file)}
    for one in load_licences().values():
        assert table[one.uri] == one.page, one.code
