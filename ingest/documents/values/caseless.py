"""Expressions that do not go by case, looked for in small letters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

_BY_CASE = "(?-i:"


@dataclass(frozen=True, slots=True)
class Caseless:
    """An expression, written in small letters, that does not go by case.

    In small letters it is found sooner than by a flag: which of its alternatives may begin with a
    letter is told at once. One with a part that goes by case after all needs the flag.
    """

    expression: re.Pattern[str]

    @classmethod
    def of(cls, expression: str) -> Caseless:
        """Compile an expression."""
        return cls(re.compile(expression, re.IGNORECASE if _BY_CASE in expression else 0))

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Find it in a text; what it finds may be in small letters, where it stands is right."""
        cased = self.expression.flags & re.IGNORECASE
        return self.expression.finditer(text if cased else small(text))


@lru_cache(maxsize=2)
def small(text: str) -> str:
    """Return a text in small letters, code point for code point.

    >>> small("Mai İzmir")
    'mai İzmir'
    """
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join([one.lower() if len(one.lower()) == 1 else one for one in text])
