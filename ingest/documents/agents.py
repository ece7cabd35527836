"""Words before the name of who does something: "funded by the ANR"."""

from __future__ import annotations

import re
from functools import cache

from ingest.documents.rules import rules_of

_WIDEST = 40


def is_agent(text: str, start: int, language: str) -> bool:
    """Whether words such as "funded by" stand before a name that begins at ``start``."""
    first = max(start - _WIDEST, 0)
    return _may_end(text[first:start], language) and bool(
        _agents(language).search(text, first, start)
    )


def _may_end(before: str, language: str) -> bool:
    """Whether the last word, or the one before an article, ends such words, which is told soon."""
    ends, articles = _ends(language)
    words = before.lower().split()[-2:]
    while words and words[-1].rstrip("'’") in articles:
        words.pop()
    return bool(words) and words[-1].rstrip("'’") in ends


@cache
def _ends(language: str) -> tuple[frozenset[str], frozenset[str]]:
    """The last of these words, and the articles of a language."""
    rules = rules_of("names", language)
    ends = (phrase.split()[-1].lower() for phrase in rules.get("agents", ()))
    return frozenset(ends), frozenset(rules.get("articles", ()))


@cache
def _agents(language: str) -> re.Pattern[str]:
    """What finds such words, with an article behind them or without."""
    rules = rules_of("names", language)
    listed = "|".join(map(re.escape, rules.get("agents", ())))
    articles = "|".join(map(re.escape, rules.get("articles", ())))
    expression = rf"(?<!\w)(?:{listed})[ \u00a0'’](?:(?:{articles})[ \u00a0'’])?$"
    return re.compile(expression, re.IGNORECASE)
