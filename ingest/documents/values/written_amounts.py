"""The amounts of money that a text states: where they stand, and what they mean."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from ingest.documents.rules import COMMON, rules_of
from ingest.documents.values.caseless import Caseless
from ingest.documents.values.numbers import DIGITS, Numbers, numbers_of
from ingest.documents.values.templates import BLANK, any_of
from ontology.values.amounts import Money
from ontology.values.cleaner import UnparsedError


@dataclass(frozen=True, slots=True)
class WrittenAmount:
    """An amount of money as it stands in ``text[start:end]``."""

    start: int
    end: int
    money: Money

    @property
    def value(self) -> str:
        """The currency and the number, with cents where there are any: ``EUR 248000``."""
        number = self.money.number
        places = 0 if number == number.to_integral_value() else 2
        return f"{self.money.currency} {number:.{places}f}"


@dataclass(frozen=True)
class AmountForms:
    """The ways in which a language writes amounts; currencies and multiples by expression."""

    numbers: Numbers
    written: Caseless
    currencies: Mapping[str, re.Pattern[str]]
    multiples: Mapping[int, re.Pattern[str]]

    def money(self, found: re.Match[str]) -> Money:
        """Return what a match of `written` means. Raises UnparsedError."""
        sign = found["before"] or found["after"]
        currency = next(code for code, one in self.currencies.items() if one.fullmatch(sign))
        multiple = found["multiple"] or found["scale"] or ""
        factor = next((n for n, one in self.multiples.items() if one.fullmatch(multiple)), 1)
        number = found["number"] or found["digits"]
        return Money(self.numbers.value(number, scaled=factor > 1) * factor, currency)


def amounts_in(text: str, language: str) -> Iterator[WrittenAmount]:
    """Yield the amounts of a text in their order; what its digits leave open is left out."""
    forms = amount_forms(language)
    for found in forms.written.finditer(text):
        try:
            money = forms.money(found)
        except UnparsedError:
            continue
        yield WrittenAmount(found.start(), found.end(), money)


@cache
def amount_forms(language: str) -> AmountForms:
    """Return how a language writes amounts; without rules only signs and codes are known."""
    common, rules = rules_of("amounts", COMMON), rules_of("amounts", language)
    numbers = numbers_of(language)
    currencies = _joined(rules.get("currencies", {}), common["currencies"])
    multiples = _joined(rules.get("multiples", {}), common["multiples"])
    currency = any_of(currencies.values())
    multiple = any_of(multiples.values())
    of = any_of([rules.get("of") or "(?:)"])
    written = (
        rf"(?P<number>{numbers.expression})(?:{BLANK}?(?P<multiple>{multiple})(?!\w))?"
        rf"{BLANK}?{of}(?P<after>{currency})(?!\w)"
        rf"|(?<!\w)(?P<before>{currency}){BLANK}?(?P<digits>{DIGITS})"
        rf"(?:{BLANK}?(?P<scale>{multiple})(?!\w))?"
    )
    return AmountForms(
        numbers,
        # No form begins inside a word: told first, it is told once at each character.
        Caseless.of(rf"(?<!\w)(?:{written})"),
        {code: _whole(one) for code, one in currencies.items()},
        {number: _whole(one) for number, one in multiples.items()},
    )


def _joined(own: Mapping[Any, str], common: Mapping[Any, str]) -> dict[Any, str]:
    """Return the expressions of a language with the common ones, its own first."""
    keys = sorted({*own, *common}, key=lambda key: key not in own)
    return {key: "|".join(filter(None, (own.get(key), common.get(key)))) for key in keys}


def _whole(expression: str) -> re.Pattern[str]:
    return re.compile(any_of([expression]), re.IGNORECASE)
