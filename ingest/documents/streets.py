"""Names of streets, which end with a number: "Corso Lione 24", "Savanorių ave. 235"."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from ingest.documents.rules import rules_of
from ontology.fold import fold

# A further word, and the number of a house.
_BEHIND = re.compile(r"(?:[ \u00a0]([^\W\d_]+))?[.,]{0,2}[ \u00a0](?:Nr\. ?)?\d{1,4}[a-zA-Z]?\b")


def is_street(text: str, start: int, end: int) -> bool:
    """Whether words are a street's name, with a number in them or behind them."""
    words = fold(text[start:end]).split()
    behind = _BEHIND.match(text, end)
    if not behind and not (words and words[-1].isdigit()):
        return False
    further = fold(behind[1]) if behind and behind[1] else ""
    return any(map(_of_streets, (*words, further)))


@lru_cache(maxsize=10_000)
def _of_streets(word: str) -> bool:
    """Whether a folded word is one of streets' names."""
    whole, tails = _listed()
    return word in whole or word.endswith(tails)


@cache
def _listed() -> tuple[frozenset[str], tuple[str, ...]]:
    """Words of streets' names, and what ends longer ones."""
    listed = rules_of("names", "any")["streets"]
    tails = tuple(one[1:] for one in listed if one[0] == "-")
    return frozenset(one for one in listed if one[0] != "-"), tails
