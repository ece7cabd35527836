"""The language of a page, and its words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml
from babel.numbers import format_decimal
from fastapi import Request

from graph.entities import said
from graph.records import Value
from ontology.terms import Texts

FILE = Path(__file__).with_name("words.yaml")
LANGUAGES: Mapping[str, str] = {
    "en": "English",
    "lt": "lietuvių",
    "fr": "français",
    "de": "Deutsch",
}
"""What pages are written in, the first where nobody asks for one of them; by its own name."""


@cache
def words() -> Mapping[str, Texts]:
    """Return the words of the pages: name → language → text."""
    found: Mapping[str, Texts] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return found


@dataclass(frozen=True, slots=True)
class Language:
    """A language that pages are written in; ``asked`` when the page's address names it."""

    code: str
    asked: bool = False

    def keep(self, address: str) -> str:
        """Return ``address`` in this language, if it was asked for in the address of the page."""
        mark = "&" if "?" in address else "?"
        return f"{address}{mark}lang={self.code}" if self.asked else address

    def __call__(self, word: str, *parts: object) -> str:
        """Return one of our words."""
        return words()[word][self.code].format(*parts)

    def of(self, texts: Texts) -> str:
        """Return a text of the vocabulary."""
        return texts.get(self.code, texts["en"])

    def name(self, names: Value | None, otherwise: str) -> tuple[str, str]:
        """Return a name and its language: in this one if there is one, else as elsewhere."""
        text, tag = said(names, self.code) or (otherwise, "")
        return text, "" if tag == "und" else tag

    def number(self, value: float) -> str:
        """Return a number as it is written in this language."""
        return format_decimal(value, locale=self.code, decimal_quantization=False)


def language_of(request: Request) -> Language:
    """Return the language that ``lang`` or ``Accept-Language`` asks for."""
    asked = request.query_params.get("lang", "")
    if asked in LANGUAGES:
        return Language(asked, asked=True)
    return Language(preferred(request.headers.get("accept-language", "")))


def preferred(header: str) -> str:
    """Return which of ``LANGUAGES`` an ``Accept-Language`` header likes best (RFC 9110, 12.5.4).

    >>> preferred("fr-CA;q=0.5, lt, *;q=0.1")
    'lt'
    """
    ranked = sorted(map(_weighed, header.split(",")), key=lambda one: -one[0])
    known = (tag for weight, tag in ranked if weight > 0 and tag in LANGUAGES)
    return next(known, next(iter(LANGUAGES)))


def _weighed(item: str) -> tuple[float, str]:
    """Return the weight of an item and its language, regions aside; what is no weight counts 0."""
    tag, _, rest = item.strip().lower().partition(";")
    weight = rest.replace(" ", "").removeprefix("q=") or "1"
    number = float(weight) if weight.replace(".", "", 1).isdecimal() else 0.0
    return number, tag.strip().partition("-")[0]
