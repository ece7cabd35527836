"""The counts that a text states, of members, companies, days: where they stand and of what."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from ingest.documents.rules import rules_of
from ingest.documents.values.caseless import Caseless
from ingest.documents.values.numbers import Numbers, numbers_of
from ingest.documents.values.templates import BLANK, any_of
from ontology.values.cleaner import UnparsedError

_YEAR = re.compile(r"(?:19|20)\d\d")
_TIMES = ("days", "months", "years")


@dataclass(frozen=True, slots=True)
class WrittenCount:
    """A number of things of one kind, in English, as it stands in ``text[start:end]``."""

    start: int
    end: int
    number: Decimal
    unit: str

    @property
    def value(self) -> str:
        """The number and what is counted: ``16 companies``, ``1 year``."""
        unit = self.unit[:-1] if self.number == 1 and self.unit in _TIMES else self.unit
        return f"{self.number.normalize():f} {unit}"


@dataclass(frozen=True)
class CountForms:
    """The ways in which a language counts; units and words that are a count by expression."""

    numbers: Numbers
    written: Caseless
    units: Mapping[str, re.Pattern[str]]
    words: Mapping[str, re.Pattern[str]]
    project: re.Pattern[str]

    def count(self, found: re.Match[str]) -> tuple[Decimal, str]:
        """Return number and unit of a match of `written`. Raises UnparsedError."""
        if found["word"]:
            count = next(name for name, one in self.words.items() if one.fullmatch(found["word"]))
            number, unit = count.split(maxsplit=1)
            return Decimal(number), unit
        written = found["unit"] or found["joined"]
        unit = next(name for name, one in self.units.items() if one.fullmatch(written))
        if unit == "members" and self._in_project(found):
            unit = "partners"
        return self.numbers.value(found["number"] or found["first"]), unit

    def _in_project(self, found: re.Match[str]) -> bool:
        """Whether the sentence has spoken of a project, where its partners could be members."""
        start = max(found.string.rfind(mark, 0, found.start()) for mark in ".\n") + 1
        return self.project.search(found.string, start, found.start()) is not None


def counts_in(text: str, language: str) -> Iterator[WrittenCount]:
    """Yield the counts of a text in their order; there are none in a language without rules.

    A year before things is no count of them, nor is "one" unless it is a month or a year.
    """
    for found in count_forms(language).written.finditer(text):
        try:
            number, unit = count_forms(language).count(found)
        except UnparsedError:
            continue
        number_is_word = not (found["number"] or "0")[0].isdigit()
        if number == 1 and number_is_word and unit not in ("months", "years"):
            continue
        if not _YEAR.fullmatch(found["number"] or ""):
            yield WrittenCount(found.start(), found.end(), number, unit)


@cache
def count_forms(language: str) -> CountForms:
    """Return how a language counts."""
    rules, numbers = rules_of("counts", language), numbers_of(language)
    units, joined = rules.get("units", {}), rules.get("joined", {})
    words = rules.get("words", {})
    between, of = any_of([rules.get("between") or "(?!)"]), any_of([rules.get("of") or "(?!)"])
    written = (
        rf"(?P<number>{numbers.expression})(?:{BLANK}{of})?(?:{BLANK}{between}(?!\w)){{0,2}}?"
        rf"{BLANK}?(?P<unit>{any_of(units.values())})(?!\w)"
        rf"|(?P<first>{numbers.stem})-?(?P<joined>{any_of(joined.values())})(?!\w)"
        rf"|(?<!\w)(?P<word>{any_of(words.values())})(?!\w)"
    )
    return CountForms(
        numbers,
        # No form begins inside a word: told first, it is told once at each character.
        Caseless.of(rf"(?<!\w)(?:{written})"),
        {unit: _whole([things, joined.get(unit, "(?!)")]) for unit, things in units.items()},
        {count: _whole([word]) for count, word in words.items()},
        _whole([rules.get("project", "(?!)")]),
    )


def _whole(expressions: Iterable[str]) -> re.Pattern[str]:
    return re.compile(any_of(expressions), re.IGNORECASE)
