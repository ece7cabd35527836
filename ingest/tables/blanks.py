"""Cells that say that nothing is known: a dash, ``n/a``, and the words of ``blanks.yaml``."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml

from ontology.model import load_model

FILE = Path(__file__).with_suffix(".yaml")
SIGNS = frozenset("-–—−_./?… ")
LONGEST = 20
"""No word of the list has more characters."""


def says_nothing(field: str, text: str) -> bool:
    """Whether ``text`` says of a field that nothing is known; in a yes or no, a dash is a no.

    >>> says_nothing("website", "–"), says_nothing("city", "N/A"), says_nothing("city", "Nida")
    (True, True, False)
    """
    if len(text) > LONGEST or not (SIGNS.issuperset(text) or text.casefold() in _words()):
        return False
    prop = load_model().properties.get(field)
    return prop is None or prop.datatype != "boolean"


@cache
def _words() -> frozenset[str]:
    return frozenset(one.casefold() for one in yaml.safe_load(FILE.read_text("utf-8")))
