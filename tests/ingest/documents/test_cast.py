"""Which organisation a noun, or a pronoun, means: by its sort, its home, and how it was named."""

from __future__ import annotations

import pytest

from ingest.documents.cast import beginnings
from ingest.documents.referents import Memory
from tests.ingest.documents.marked import reading


def meant(marked: str, language: str = "en") -> list[str]:
    """What the organisations of the last sentence of a text mean, words for them too."""
    read = reading(marked, language)
    memory = Memory.of(read)
    (*_, last) = [memory.understood(line) for line in read.lines()]
    things = [cell.thing for cell in last.cells if cell.thing]
    return [one for thing in things if thing.kind == "organisation" for one in thing.meant]


@pytest.mark.parametrize(
    ("marked", "language"),
    [
        (
            "{organisation:A} of {place:Lyon=city-fr-lyon} and {organisation:B} of"
            " {place:Jena=city-de-jena} signed. The {place:Lyon=city-fr-lyon}-based firm grows.",
            "en",
        ),
        (
            "{organisation:A} aus {place:Trier=city-de-trier} beliefert {organisation:B} aus"
            " {place:Jena=city-de-jena}. Das Trierer Unternehmen wächst.",
            "de",
        ),
        (
            "{organisation:A} à {place:Lyon=city-fr-lyon} livre {organisation:B} à"
            " {place:Grenoble=city-fr-grenoble}. L'entreprise lyonnaise grandit.",
            "fr",
        ),
        (
            "{organisation:A} iš {place:Vilniaus=city-lt-vilnius} lankė {organisation:B} iš"
            " {place:Kauno=city-lt-kaunas}. Vilniaus įmonė auga.",
            "lt",
        ),
    ],
)
def test_a_firm_is_told_by_the_place_where_it_is_at_home(marked: str, language: str) -> None:
    assert meant(marked, language) == ["A"]


def test_a_place_of_a_country_is_at_home_in_it_too() -> None:
    assert "swed" in beginnings("city-se-malmo", "en")


@pytest.mark.parametrize(
    "named",
    [
        "{organisation:A GmbH=A} met {organisation:B}.",
        "{organisation:A}, a young maker of filters, met {organisation:B}.",
        "{organisation:A} is a young company and met {organisation:B}.",
    ],
)
def test_a_company_is_told_by_its_legal_form_or_by_what_is_said_of_it(named: str) -> None:
    assert meant(f"{named} {{organisation:B}} went home. The company stayed.") == ["A"]


def test_a_pronoun_inside_a_line_means_who_was_named_last() -> None:
    assert meant("{organisation:A} makes lasers. In {project:P} it works alone.") == ["A"]


def test_a_pronoun_behind_another_organisation_is_left() -> None:
    assert meant("{organisation:A} makes lasers. {organisation:B} knows it.") == ["B"]
