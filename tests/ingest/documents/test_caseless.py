"""What does not go by case is found whatever the case, at its place in the text."""

from __future__ import annotations

import pytest

from ingest.documents.values.caseless import Caseless, small


@pytest.mark.parametrize("expression", ["mai", "(?-i:mai)|mai", "(?-i:x)|mai"])
def test_it_is_found_in_capitals_too(expression: str) -> None:
    found = Caseless.of(expression).finditer("Im MAI, İ, mai")
    assert [one.span() for one in found] == [(3, 6), (11, 14)]


def test_a_part_that_goes_by_case_does_so() -> None:
    assert not list(Caseless.of("(?-i:mai)").finditer("MAI"))


def test_small_letters_stand_where_the_capitals_did() -> None:
    text = "Diyarbakır İLİ, STRASSE, ΟΔΟΣ"
    assert len(small(text)) == len(text)
