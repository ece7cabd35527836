"""Amounts of money with their currency."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from babel.numbers import is_currency
from rdflib import XSD, Literal

from ontology.values.cleaner import Cleaner, UnparsedError

SYMBOLS = {"€": "EUR", "£": "GBP", "zł": "PLN", "Kč": "CZK", "US$": "USD", "A$": "AUD", "₴": "UAH"}
# Words for powers of ten that mean the same in every language that uses them.
MULTIPLES = {
    **dict.fromkeys(("k", "tsd", "tūkst"), Decimal(10**3)),
    **dict.fromkeys(("m", "mio", "mln", "million", "millions", "mill"), Decimal(10**6)),
}
REMEDY = "write digits and the currency, as 1234567.89 EUR"
_CURRENCY = re.compile("|".join([*map(re.escape, SYMBOLS), "[A-Z]{3}"]))
_NUMBER = re.compile(r"(-?[0-9][0-9 .,'’\u00a0\u202f]*)\s*([^\W\d]*)\.?")
_GROUPED = re.compile(r"-?[0-9]{1,3}(?:([ .,'’])[0-9]{3})(?:\1[0-9]{3})*(?:(?!\1)[.,][0-9]+)?")
# Digits that a store's numbers keep exactly.
_DIGITS = 15


@dataclass(frozen=True, slots=True)
class Money:
    """A number of units of a currency (ISO 4217)."""

    number: Decimal
    currency: str


class Amount(Cleaner[Money]):
    """An amount; ``currency`` is that of the property that holds it, and of bare numbers.

    >>> Amount().parse("€ 1.234.567,89")
    Money(number=Decimal('1234567.89'), currency='EUR')
    >>> Amount().clean("1.2 million EUR")
    1200000.0
    """

    name = "amount"

    def __init__(self, currency: str = "EUR") -> None:
        self.currency = currency

    def parse(self, raw: str) -> Money:
        """Return the amount. What may be thousands or a fraction (1.234) is refused."""
        marks = _CURRENCY.findall(raw)
        currency = SYMBOLS.get(marks[0], marks[0]) if marks else self.currency
        bare = _NUMBER.fullmatch(_CURRENCY.sub("", raw, count=1).strip())
        known = len(marks) <= 1 and is_currency(currency)
        multiple = MULTIPLES.get(bare[2].lower()) if bare and bare[2] else Decimal(1)
        digits = sum(map(str.isdigit, raw))
        if bare is None or not known or multiple is None or digits > _DIGITS:
            raise UnparsedError(raw, "it is no amount of money", REMEDY)
        return Money(decimal_of(bare[1], scaled=multiple != 1, raw=raw) * multiple, currency)

    def normalise(self, value: Money) -> float:
        """Return the number. Raises UnparsedError when it is of another currency."""
        if value.currency != self.currency:
            reason = f"it is in {value.currency}, and an amount in {self.currency} is asked for"
            raise UnparsedError(
                f"{value.number} {value.currency}", reason, "convert it, or leave it out"
            )
        return float(value.number)

    def rdf(self, value: Money) -> Literal:
        """Return the number as a decimal."""
        return Literal(self.normalise(value), datatype=XSD.decimal)


def decimal_of(digits: str, *, scaled: bool = False, raw: str = "") -> Decimal:
    """Return the number that digits with separators write.

    ``scaled`` says that a multiple follows, so that 1.234 is a fraction; else it may be thousands
    too and is refused. Raises UnparsedError, which names ``raw`` where that is more than digits.

    >>> decimal_of("1.234.567,89"), decimal_of("1,2", scaled=True)
    (Decimal('1234567.89'), Decimal('1.2'))
    """
    digits, raw = re.sub("[\u00a0\u202f]", " ", digits.strip()), raw or digits
    separators = [character for character in digits if not character.isdigit() and character != "-"]
    if not separators:
        return Decimal(digits)
    last, tail = separators[-1], len(digits) - digits.rindex(separators[-1]) - 1
    if len(separators) == 1 and last in ".,":
        if tail == 3 and not scaled and not digits.lstrip("-").startswith("0"):
            reason = f"{digits} may be thousands or a fraction"
            raise UnparsedError(raw, reason, "write all digits, and a fraction with two")
        return Decimal(digits.replace(",", "."))
    if not _GROUPED.fullmatch(digits):
        raise UnparsedError(raw, "its separators contradict each other", REMEDY)
    fraction = last in ".," and separators.count(last) == 1
    whole, part = (digits[: -tail - 1], digits[-tail:]) if fraction else (digits, "")
    return Decimal(re.sub(r"[^\d-]", "", whole) + (f".{part}" if part else ""))
