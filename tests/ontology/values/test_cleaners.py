"""What every cleaner promises."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib.term import Identifier as Term

from ontology.model import load_model
from ontology.values import Cleaner, UnparsedError, cleaner, cleaners
from ontology.values.identifiers import registers

EXAMPLES = {
    **{scheme: register.example for scheme, register in registers().items()},
    "name": "UAB Ekspla",
    "legal-form": "GmbH & Co. KG",
    "date": "2016-06",
    "country": "Lietuva",
    "nuts": "AT22",
    "amount": "1 234 567,89 €",
    "url": "https://Example.org/a?b=c",
    "language": "lit",
}
CLEANERS = list(cleaners().items())


def by_name(found: object) -> str:
    return found if isinstance(found, str) else ""


def test_every_cleaner_has_an_example() -> None:
    assert EXAMPLES.keys() == cleaners().keys()


@pytest.mark.parametrize(("name", "one"), CLEANERS, ids=by_name)
def test_what_is_written_is_read_again(name: str, one: Cleaner[Any]) -> None:
    written = one.clean(EXAMPLES[name])
    assert one.clean(str(written)) == written
    assert isinstance(one.rdf(one.parse(EXAMPLES[name])), Term)


@pytest.mark.parametrize(("name", "one"), CLEANERS, ids=by_name)
def test_a_value_is_like_itself(name: str, one: Cleaner[Any]) -> None:
    value = one.parse(EXAMPLES[name])
    assert one.compare(value, value) == 1.0


@pytest.mark.parametrize(("name", "one"), CLEANERS, ids=by_name)
@pytest.mark.parametrize("raw", ["", "  ", "\x00", "-", "?!"])
def test_nothing_is_no_value(name: str, one: Cleaner[Any], raw: str) -> None:
    with pytest.raises(UnparsedError) as caught:
        one.parse(raw)
    assert caught.value.raw == raw
    assert caught.value.reason
    assert caught.value.remedy


@pytest.mark.parametrize(("name", "one"), CLEANERS, ids=by_name)
@given(raw=st.text(max_size=30))
@settings(deadline=None)  # the first call reads tables
def test_any_text_is_read_or_refused(name: str, one: Cleaner[Any], raw: str) -> None:
    try:
        written = one.clean(raw)
    except UnparsedError:
        return
    assert one.clean(str(written)) == written


def test_the_vocabulary_names_cleaners_that_exist() -> None:
    named = {prop.cleaner for prop in load_model().properties.values()} - {""}
    assert named <= cleaners().keys()
    assert {"date", "url", "vat", "amount", "country"} <= named
    assert cleaner("vat").clean("LT 119511515") == "LT119511515"
