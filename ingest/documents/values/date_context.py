"""What stands around dates: what makes two of them a period, and what makes one none."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from ingest.documents.rules import COMMON, rules_of
from ingest.documents.values.date_forms import DASH, WrittenDate, between
from ingest.documents.values.templates import any_of

BACK = 40
"""So many characters before a date tell whether it is one."""
_WORD = re.compile(r"([^\W\d_][\w&.-]*)(['’]s)?[^\S\n]+$")
_QUOTED = re.compile(r"[\"“„«‘][^\"”“»]*$")
_SENTENCE = re.compile(r"(?:^|[.!?:\n])\s*$")
_POSTCODE = re.compile(r"[\d,][^\S\n]*$")


@dataclass(frozen=True)
class DateContext:
    """What stands around dates in a language; the rules explain each field."""

    joins: re.Pattern[str]
    couples: re.Pattern[str]
    opens: re.Pattern[str]
    number: re.Pattern[str]
    street: re.Pattern[str]
    street_after: re.Pattern[str]
    not_year: re.Pattern[str]
    doubtful: re.Pattern[str]
    before_month: re.Pattern[str]
    before_year: re.Pattern[str]
    lower: bool

    def join(self, text: str, first: WrittenDate, last: WrittenDate) -> bool:
        """Whether the text between two dates makes them the ends of a period."""
        gap = text[first.end : last.start]
        if self.couples.fullmatch(gap):
            return self.opens.search(_before(text, first)) is not None
        return self.joins.fullmatch(gap) is not None

    def names_street(self, text: str, date: WrittenDate) -> bool:
        """Whether what could be a date is the name of a street."""
        before = self.street.search(_before(text, date))
        return before is not None or self.street_after.match(text, date.end) is not None

    def allows(self, text: str, date: WrittenDate) -> bool:
        """Whether what could be a date is one, by what stands around it."""
        before, written = _before(text, date), text[date.start : date.end]
        if not any(map(str.isalpha, written)) and self.number.search(before):
            return False
        if not date.alone:
            return self.lower or bool(date.parts.year) or not self.doubtful.search(written)
        return self._is_year(text, date) if date.parts.year else self._is_month(before, written)

    def _is_month(self, before: str, written: str) -> bool:
        if self.doubtful.fullmatch(written.lower()) and not self.before_month.search(before):
            return False
        begins = _SENTENCE.search(before) is not None
        return written[0].isupper() if not self.lower or begins else written[0].islower()

    def _is_year(self, text: str, date: WrittenDate) -> bool:
        before, after = _before(text, date), text[date.end : date.end + 2]
        if self.not_year.match(text, date.end) or (after[:1] in '"“”»’' and _QUOTED.search(before)):
            return False
        if after[:1] == " " and after[1:].isupper() and _POSTCODE.search(before):
            return False
        word = _WORD.search(before)
        if word is None or word[1].islower() or word[2]:
            return True
        return self.before_year.fullmatch(word[1]) is not None


@cache
def date_context(language: str) -> DateContext:
    """Return what stands around dates in a language."""
    rules, common = rules_of("dates", language), rules_of("dates", COMMON)
    return DateContext(
        joins=_pattern(f"{DASH}|{between(rules.get('to', ()), rules)}"),
        couples=_pattern(between(rules.get("and", ()), rules)),
        opens=_behind(rules.get("opens", ())),
        number=_behind(common["number"]),
        street=_behind(common["street"]),
        street_after=_pattern(any_of(common["street_after"])),
        not_year=_pattern(any_of(common["not_year"])),
        doubtful=re.compile(rf"\b{any_of(rules.get('doubtful', ()))}\b"),
        before_month=_behind(rules.get("before_month", ())),
        before_year=_pattern(any_of((*common["before_year"], *rules.get("before_year", ())))),
        lower=rules.get("lower", False),
    )


def _before(text: str, date: WrittenDate) -> str:
    return text[max(date.start - BACK, 0) : date.start]


def _pattern(expression: str) -> re.Pattern[str]:
    return re.compile(expression, re.IGNORECASE)


def _behind(words: Iterable[str]) -> re.Pattern[str]:
    """Return the expression of one of some words at the end of what stands before a date."""
    return _pattern(rf"(?<!\w){any_of(words)}\s*$")
