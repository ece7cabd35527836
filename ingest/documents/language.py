"""The language of a text, told by a statistical model that comes with its library."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

LOOKED_AT = ((120, 0.9), (300, 0.3))
"""So many characters from the middle of a text, where no addresses and menus are, tell, if the
likeliest language is so probable; names and numbers alone stay below."""


def language_of(text: str) -> str:
    """Return the language of a text, ISO 639-1; "" where nobody can tell.

    >>> language_of("Klasteris pasirašė sutartį"), language_of("LITEK, CPIC 2019")
    ('lt', '')
    """
    for length, sure in LOOKED_AT:
        start = max(len(text) - length, 0) // 2
        language, probability = _identifier().classify(text[start : start + length])
        if probability >= sure and len(language) == 2:
            return str(language)
    return ""


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # slow to import

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
