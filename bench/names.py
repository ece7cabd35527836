"""Names as organisations, towns and projects bear them, composed from syllables and words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class Words:
    """What names are composed from; see ``words.yaml``."""

    syllables: Sequence[str]
    town_endings: Sequence[str]
    fields: Sequence[str]
    words: Sequence[str]
    adjectives: Sequence[str]
    nouns: Sequence[str]
    purposes: Sequence[str]
    types: Mapping[str, Mapping[str, Any]]
    forms: Mapping[str, Sequence[str]]
    other_forms: Sequence[str]


@cache
def load_words() -> Words:
    """Read ``words.yaml``."""
    text = Path(__file__).with_name("words.yaml").read_text(encoding="utf-8")
    return Words(**yaml.safe_load(text))


class NameMaker:
    """Makes names by drawing from ``random``."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._words = load_words()
        self._types = list(self._words.types)
        self._shares = [self._words.types[type_]["share"] for type_ in self._types]

    def organisation_type(self) -> str:
        """Return a class of organisation, companies most often."""
        return self._random.choices(self._types, self._shares)[0]

    def organisation(self, type_: str, town: str, country: str) -> str:
        """Return the name of an organisation of this class."""
        words, choice = self._words, self._random.choice
        parts = choice(words.types[type_]["names"]).split(" ")
        forms = words.forms.get(country, words.other_forms)
        made: dict[str, Callable[[], str]] = {
            "{town}": lambda: town,
            "{coined}": self.coined,
            "{field}": lambda: choice(words.fields),
            "{word}": lambda: choice(words.words),
            "{form}": lambda: choice(forms),
        }
        return " ".join(made[part]() if part in made else part for part in parts)

    def project(self) -> str:
        """Return the title of a project."""
        words, choice = self._words, self._random.choice
        title = f"{choice(words.adjectives)} {choice(words.nouns)} for {choice(words.purposes)}"
        return f"{self.coined()}: {title}"

    def coined(self) -> str:
        """Return a made-up word of two to four syllables."""
        number = self._random.choice((2, 3, 3, 3, 4))
        return "".join(self._random.choices(self._words.syllables, k=number)).capitalize()

    def town(self) -> str:
        """Return a made-up name of a town."""
        start = "".join(self._random.choices(self._words.syllables, k=2))
        return (start + self._random.choice(self._words.town_endings)).capitalize()
