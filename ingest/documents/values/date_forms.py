"""The forms in which a language writes dates, made from its rules."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from ingest.documents.rules import COMMON, rules_of
from ingest.documents.values.date_parts import DateParts, period
from ingest.documents.values.templates import BLANK, any_of, expression

DASH = r"\s?(?:--|[-–—‒])\s?"
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_PIECES: Mapping[str, str] = {
    "year": r"(?P<#>1[89]\d\d|20\d\d)(?!\d)",
    "short": r"(?<=20\d\d.)(?P<#>\d\d)(?!\d)",
    "number": r"(?P<#>0?[1-9]|1[0-2])(?!\d)",
    "digits": r"(?P<#>0[1-9]|1[0-2])(?!\d)",
    # "i" is too often a word.
    "roman": rf"(?P<#>{'|'.join(reversed(_ROMAN[1:]))})(?!\w)",
    "dash": rf"(?P<to>{DASH})",
    "slash": r"(?P<to>[/–-])",
}
# A number that begins a date is no part of another number, of a code or of a telephone number,
# though "mid-2016" is one.
_BEGINS = r"(?:(?<![\w.,:/+-])|(?<=(?-i:[a-z]{3}-)))\d+|(?<!\w)<month>"
_ENDS = r"(?!\w|[.:/-]\d)"
_ALONE = ("<year>", "<month>")


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date or period as it stands in ``text[start:end]``; ``value`` is ISO 8601.

    ``alone``: it is nothing but a year or the name of a month, which can be something else.
    """

    start: int
    end: int
    value: str
    parts: DateParts
    alone: bool = False

    @property
    def is_period(self) -> bool:
        """Whether it has two ends."""
        return "/" in self.value


@dataclass(frozen=True)
class DateForms:
    """The ways in which a language writes dates: expressions of where one may begin, of whole
    dates and of parts that stand alone, these in small letters, and the names of the months in
    their order.
    """

    begins: re.Pattern[str]
    whole: tuple[re.Pattern[str], ...]
    alone: tuple[re.Pattern[str], ...]
    months: tuple[re.Pattern[str], ...]

    def at(self, text: str, start: int) -> list[WrittenDate]:
        """Return the dates that may begin at a place of a small text, the longest first."""
        whole = [self._written(found) for form in self.whole if (found := form.match(text, start))]
        alone = [
            self._written(found, alone=True)
            for form in self.alone
            if (found := form.match(text, start))
        ]
        return sorted(filter(None, (*whole, *alone)), key=lambda one: -one.end)

    def _written(self, found: re.Match[str], *, alone: bool = False) -> WrittenDate | None:
        said = {name: text for name, text in found.groupdict().items() if text is not None}
        middle = found.start("to") if "to" in said else found.end()
        parts = self._parts((name, said[name]) for name in said if found.start(name) < middle)
        value = parts.iso
        if said.pop("to", None):
            rest = ((name, said[name]) for name in said if found.start(name) > middle)
            value = period(parts, self._parts(rest))
        return WrittenDate(found.start(), found.end(), value, parts, alone) if value else None

    def _parts(self, groups: Iterable[tuple[str, str]]) -> DateParts:
        """Return what groups of an expression, by name and text, say of one date."""
        return DateParts(**dict(self._part(name.rstrip("12"), text) for name, text in groups))

    def _part(self, name: str, text: str) -> tuple[str, int]:
        match name:
            case "month":
                return name, next(n for n, one in enumerate(self.months, 1) if one.fullmatch(text))
            case "roman":
                return "month", _ROMAN.index(text.lower()) + 1
            case "number" | "digits":
                return "month", int(text)
            case "short":
                return "year", 2000 + int(text)
        return name, int(text)


@cache
def date_forms(language: str) -> DateForms:
    """Return the forms of a language, and those that all have."""
    rules, common = rules_of("dates", language), rules_of("dates", COMMON)
    pieces = {**_PIECES, **_pieces(rules)}
    templates = (*common["forms"], *rules.get("forms", ()))
    return DateForms(
        begins=_compiled(_BEGINS, pieces),
        whole=tuple(re.compile(expression(one + _ENDS, pieces)) for one in templates),
        alone=tuple(re.compile(expression(one + _ENDS, pieces)) for one in _ALONE),
        months=tuple(_compiled(month, {}) for month in rules.get("months", ())),
    )


def between(words: Iterable[str], rules: Mapping[str, Any]) -> str:
    """Return the expression of what joins two dates: one of some words, and a weekday or none."""
    weekday = f"(?:{any_of(rules.get('weekdays', ()))},?{BLANK})?"
    return f"(?:{BLANK}{any_of(words)}(?:{BLANK}|(?<=['’])){weekday})"


def _pieces(rules: Mapping[str, Any]) -> dict[str, str]:
    """Return the pieces of templates that differ by language."""
    ordinal = any_of(rules.get("ordinals", ()))
    joins = between((*rules.get("to", ()), *rules.get("and", ())), rules)
    return {
        **{name: any_of([words]) for name, words in rules.get("words", {}).items()},
        "day": rf"(?P<#>0?[1-9]|[12]\d|3[01])(?!\d)(?:{ordinal})?",
        "month": rf"(?P<#>{any_of(rules.get('months', ()))})(?!\w)",
        "to": rf"(?P<to>{DASH}|\s?/\s?|{joins})",
    }


def _compiled(template: str, pieces: Mapping[str, str]) -> re.Pattern[str]:
    return re.compile(expression(template, pieces), re.IGNORECASE)
