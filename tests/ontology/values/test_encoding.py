"""Wrongly decoded text is repaired when that is certain."""

from __future__ import annotations

import ftfy.bad_codecs  # noqa: F401 - makes "sloppy-windows-1252" known
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ontology.values.encoding import may_be_wrong, repaired

MEANT = ("Universität Jena", "Kauno technologijos universitetas – šviesa", "Łódź", "€ 5")


@pytest.mark.parametrize("meant", MEANT)
@pytest.mark.parametrize("table", ["latin-1", "sloppy-windows-1252"])
def test_what_a_wrong_table_made_is_undone(meant: str, table: str) -> None:
    wrong = meant.encode().decode(table)
    assert may_be_wrong(wrong)
    assert repaired(wrong) == (meant, False)


@pytest.mark.parametrize("meant", [*MEANT, "Café «Œuvre»", "ПРИВЕТ", "Ørsted", "naïve", "ABC"])
def test_right_text_stays(meant: str) -> None:
    assert repaired(meant) == (meant, False)


@pytest.mark.parametrize("text", ["M\ufffdnchen", "UniversitÃ¤t K\ufffdln"])
def test_what_is_lost_is_kept_and_flagged(text: str) -> None:
    assert may_be_wrong(text)
    assert repaired(text) == (text, True)


@given(st.text(alphabet="aąäčéèïøßžŠ€–«» ,.0123"))
@settings(deadline=None)  # the first call reads tables
def test_repairing_twice_changes_nothing(text: str) -> None:
    meant, suspect = repaired(text)
    assert repaired(meant) == (meant, suspect)
