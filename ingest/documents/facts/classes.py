"""Of what class of the vocabulary a new organisation is, where its sort is told."""

from __future__ import annotations

from collections.abc import Sequence
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import NamedTuple

import yaml

from ontology.fold import fold

ANY = "Organisation"
"""The class of what nothing tells more of."""


class _Class(NamedTuple):
    type: str
    words: tuple[str, ...]

    def fits(self, words: Sequence[str]) -> bool:
        return not self.words or any(
            fnmatchcase(one, pattern) for one in words for pattern in self.words
        )


def class_of(sort: str, name: str) -> str:
    """Return the class of an organisation of this sort and name, `ANY` for the sort "".

    >>> class_of("institute", "Lublin Science Park"), class_of("company", "Ekspla")
    ('SciencePark', 'Company')
    """
    words = fold(name).split()
    return next((one.type for one in _classes().get(sort, ()) if one.fits(words)), ANY)


@cache
def _classes() -> dict[str, list[_Class]]:
    listed = yaml.safe_load(Path(__file__).with_name("classes.yaml").read_text("utf-8"))
    return {
        sort: [_Class(one["class"], tuple(map(_folded, one.get("words", ())))) for one in some]
        for sort, some in listed.items()
    }


def _folded(word: str) -> str:
    """Return a word folded, with the stars that stand for what is before or behind it."""
    return "*" * word.startswith("*") + fold(word.strip("*")) + "*" * word.endswith("*")
