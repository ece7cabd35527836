"""Templates of the rules: regular expressions in which ``<names>`` stand for pieces."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

BLANK = r"(?:[^\S\n]+|[^\S\n]*\n[^\S\n]*)"
"""What a blank of a template means: blanks, broken ones too, and at most one end of a line."""
_NAME = re.compile(r"<([a-z]+)>")


def expression(template: str, pieces: Mapping[str, str]) -> str:
    """Return the regular expression that a template means.

    A piece may mark with ``(?P<#>…)`` what is to be captured: the group bears the name of the
    piece and how many of them stand up to here, as ``day1``. Raises KeyError for a name that is
    no piece.

    >>> expression("<day> of", {"day": r"(?P<#>[0-9]+)"}).replace(BLANK, " ")
    '(?P<day1>[0-9]+) of'
    """
    seen: Counter[str] = Counter()

    def piece(name: re.Match[str]) -> str:
        seen[name[1]] += 1
        return pieces[name[1]].replace("#", f"{name[1]}{seen[name[1]]}")

    return _NAME.sub(piece, template.replace(" ", BLANK))


def any_of(alternatives: Iterable[str]) -> str:
    """Return the expression of one of several, and of nothing when there are none."""
    return f"(?:{'|'.join(alternatives) or '(?!)'})".replace(" ", BLANK)
