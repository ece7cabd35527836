"""Identifiers: every way to write them, and wrong digits."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import Literal, URIRef

from ontology.values import Identifier, UnparsedError, key_of
from ontology.values.identifiers import registers


@pytest.mark.parametrize(
    ("scheme", "raw", "bare"),
    [
        ("ror", "https://ror.org/03nadee84", "03nadee84"),
        ("ror", "ROR:03NADEE84", "03nadee84"),
        ("pic", " 999 643 492 ", "999643492"),
        ("grid", "https://www.grid.ac/institutes/grid.6441.7", "grid.6441.7"),
        ("isni", "0000 0001 2243 2806", "0000000122432806"),
        ("isni", "https://isni.org/isni/0000000122432806", "0000000122432806"),
        ("wikidata", "http://www.wikidata.org/entity/q658192", "Q658192"),
        ("lei", "529900-T8BM49AURSDO-55", "529900T8BM49AURSDO55"),
        ("fundref", "https://doi.org/10.13039/501100020275", "501100020275"),
        ("vat", "lt 119511515", "LT119511515"),
        ("vat", "EL094259216", "EL094259216"),
        ("grant", "Grant agreement No 101057844", "101057844"),
        ("grant", "No. 826278", "826278"),
        ("vat", "US-12345", "US12345"),
        ("cordis", "https://cordis.europa.eu/project/id/101057844", "101057844"),
        ("doi", "https://doi.org/10.3030/101057844", "10.3030/101057844"),
    ],
)
def test_every_way_of_writing_is_read(scheme: str, raw: str, bare: str) -> None:
    assert Identifier(scheme).parse(raw) == bare


CHECKED = [scheme for scheme, register in registers().items() if register.check]


@pytest.mark.parametrize("scheme", CHECKED)
@given(data=st.data())
@settings(deadline=None)
def test_one_wrong_digit_is_found(scheme: str, data: st.DataObject) -> None:
    right = registers()[scheme].example
    digits = [place for place, character in enumerate(right) if character.isdigit()]
    place = data.draw(st.sampled_from(digits))
    other = data.draw(st.sampled_from([d for d in "0123456789" if d != right[place]]))
    wrong = right[:place] + other + right[place + 1 :]
    with pytest.raises(UnparsedError) as caught:
        Identifier(scheme).parse(wrong)
    assert caught.value.raw == wrong


def test_wrong_form_and_wrong_digits_are_told_apart() -> None:
    with pytest.raises(UnparsedError, match="it is no participant identification code"):
        Identifier("pic").parse("99964349")
    with pytest.raises(UnparsedError, match="the check digits of this participant"):
        Identifier("pic").parse("999643493")


def test_rdf_is_the_address_in_the_register() -> None:
    assert Identifier("ror").rdf("03nadee84") == URIRef("https://ror.org/03nadee84")
    assert Identifier("pic").rdf("999643492") == Literal("pic:999643492")


@pytest.mark.parametrize("scheme", registers())
def test_keys_and_pages_are_understood_by_themselves(scheme: str) -> None:
    register = registers()[scheme]
    key = f"{scheme}:{register.example}"
    assert key_of(key) == key
    if register.page and register.before:
        assert key_of(register.page.format(register.example)) == key


@pytest.mark.parametrize("raw", ["999643492", "https://example.org/03nadee84", "", "eori:1"])
def test_what_names_no_register_is_refused(raw: str) -> None:
    with pytest.raises(UnparsedError, match="names no register"):
        key_of(raw)


def test_the_participants_of_horizon_obey_the_rule(shared: Path) -> None:

    bundle = shared / "data/cordis/cordis-horizon-photonics-health-csv.zip"
    with zipfile.ZipFile(bundle) as archive:
        name = next(one for one in archive.namelist() if "organi" in one)
        with archive.open(name) as content:
            text = io.TextIOWrapper(content, "utf-8-sig", newline="")
            rows = csv.DictReader(text, delimiter=";")
            pics = {row["organisationID"] for row in rows}
    assert len(pics) > 1000
    assert {Identifier("pic").parse(pic) for pic in pics} == pics
