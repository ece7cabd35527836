"""Words before the name of who does something: "funded by the ANR"."""

from __future__ import annotations

import re
from functools import cache

from ingest.documents.rules import rules_of

_WIDEST = 40


def is_agent(text: str, start: int, language: str) -> bool:
    """Whether words such as "funded by" stand before a name that begins at ``start``."""
    agents = _agents(language)
    return agents is not None and agents.search(text, max(start - _WIDEST, 0), start) is not None


@cache
def _agents(language: str) -> re.Pattern[str] | None:
    """What finds such words, with an article behind them or without; None where there are none."""
    rules = rules_of("names", language)
    listed = "|".join(map(re.escape, rules.get("agents", ())))
    articles = "|".join(map(re.escape, rules.get("articles", ())))
    expression = rf"(?<!\w)(?:{listed})[ \u00a0'’](?:(?:{articles})[ \u00a0'’])?$"
    return re.compile(expression, re.IGNORECASE) if listed else None
