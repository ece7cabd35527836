"""Names that people take for the same fold to the same string."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology.fold import fold


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Québec", "quebec"),
        ("ŠTIRIJA", "stirija"),
        ("Straße", "strasse"),
        ("światłowody", "swiatlowody"),
        ("Łódź", "lodz"),
        ("Ærøskøbing", "aeroskobing"),
        ("Besançon", "besancon"),
        ("İstanbul", "istanbul"),
        ("Île-de-France", "ile de france"),
        ("Provence-Alpes-Côte d’Azur", "provence alpes cote d azur"),
        ("non - invasive  diagnostics.", "non invasive diagnostics"),
        ("2D/3D\tOCT\n", "2d 3d oct"),
        ("光学", "光学"),
        ("Ελλάδα", "ελλαδα"),
        ("LITEK™ and Lumos℠", "litek and lumos"),
        ("", ""),
        ("—", ""),
    ],
)
def test_folds(written: str, folded: str) -> None:
    assert fold(written) == folded


def test_does_not_merge_different_names() -> None:
    assert len({fold(name) for name in ("laser", "lasers", "maser", "la ser")}) == 4


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_only_letters_digits_and_single_spaces_remain(text: str) -> None:
    folded = fold(text)
    assert folded == " ".join(folded.split())
    assert all(c.isalnum() or c == " " for c in folded)


@given(st.text(alphabet="abcdeéèüößłšž -'"))
def test_case_does_not_matter(text: str) -> None:
    assert fold(text.upper()) == fold(text)
