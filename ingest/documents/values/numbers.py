"""How a language writes numbers, in digits and in words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from ingest.documents.rules import rules_of
from ingest.documents.values.templates import any_of, expression
from ontology.values.amounts import decimal_of

# Digits in groups of three, or without groups, with a fraction or without.
DIGITS = r"(?:\d{1,3}(?:[ .,'’\u00a0\u202f]\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d+)?)(?!\d)"
# Three digits behind one mark are thousands, unless a word for a multiple follows.
_GROUPED = re.compile(r"\d{1,3}[.,]\d{3}")


@dataclass(frozen=True)
class Numbers:
    """The numbers that a language has words for, by the expression of their forms.

    ``expression`` is of any number in digits or words, ``stem`` of one that a word begins with.
    """

    words: tuple[tuple[int, re.Pattern[str]], ...]
    expression: str
    stem: str

    def value(self, written: str, *, scaled: bool = False) -> Decimal:
        """Return the number that digits or words mean.

        ``scaled`` says that a multiple follows, so that 1.234 is no thousand. Raises
        UnparsedError where the marks between digits contradict each other.
        """
        if written[0].isdigit():
            if not scaled and _GROUPED.fullmatch(written):
                written = written.replace(".", "").replace(",", "")
            return decimal_of(written, scaled=scaled)
        return Decimal(next(number for number, word in self.words if word.fullmatch(written)))


@cache
def numbers_of(language: str) -> Numbers:
    """Return the numbers of a language; without rules these are digits only."""
    rules = rules_of("numbers", language)
    words, spelt = tuple(_words(rules)), any_of(_spelt(rules))
    return Numbers(
        tuple((number, re.compile(any_of([word]), re.IGNORECASE)) for number, word in words),
        expression=rf"(?<![\w.,])(?:{DIGITS}|{spelt}(?!\w))",
        stem=rf"(?<![\w.,])(?:{DIGITS}|{spelt})",
    )


def _spelt(rules: Mapping[str, Any]) -> Iterator[str]:
    """Yield the expressions of numbers in words, the longest first: "twenty-four" begins with
    "twenty". One stands for all compounds: one by one they would take most of the time."""
    if not rules:
        return
    yield expression(rules["joint"], {of: any_of(rules[of].values()) for of in ("tens", "ones")})
    for of in ("others", "tens", "ones"):
        yield from reversed(rules[of].values())


def _words(rules: Mapping[str, Any]) -> Iterator[tuple[int, str]]:
    """Yield numbers with the expressions of their forms, compounds last."""
    if not rules:
        return
    ones, tens = rules["ones"], rules["tens"]
    yield from (*ones.items(), *tens.items(), *rules["others"].items())
    for ten, first in tens.items():
        for one, last in ones.items():
            pieces = {"tens": any_of([first]), "ones": any_of([last])}
            yield ten + one, expression(rules["joint"], pieces)
