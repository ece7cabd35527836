"""Words of organisations' names: little ones, those of legal forms, those of many languages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from ontology.fold import fold

FILE = Path(__file__).with_name("words.yaml")
MEANT = "="
"""What begins the word that stands for one of many languages: no name holds it."""
_DIGRAPH = re.compile("ae|oe|ue")
# Letters that sound alike are written alike, so that "Karolina" is "Carolina".
_SOUNDS = (
    *(("ph", "f"), ("th", "t"), ("ck", "k"), ("ch", "h"), ("x", "ks"), ("q", "k"), ("c", "k")),
    *(("y", "i"), ("j", "i"), ("w", "v"), ("z", "s")),
)
_DOUBLED = re.compile(r"(.)\1+")


class Words(NamedTuple):
    """``words.yaml``: little words, words of forms, by which relatives differ, of many languages.

    ``whole`` and ``beginnings``: a word, or how it begins → the word that it stands for.
    """

    little: frozenset[str]
    forms: frozenset[str]
    kin: frozenset[str]
    whole: Mapping[str, str]
    beginnings: Mapping[str, str]
    lengths: tuple[int, ...]


def plain(text: str) -> str:
    """Return a text folded, with one letter for an umlaut that is written as two.

    >>> plain("Universität München") == plain("UNIVERSITAET MUENCHEN")
    True
    """
    return _DIGRAPH.sub(lambda found: found[0][0], fold(text))


@lru_cache(maxsize=1 << 17)
def meaning(word: str) -> str:
    """Return what a plain word is compared by: the word it stands for, or how it sounds.

    >>> meaning("universitetas") == meaning("university"), meaning("carolina")
    (True, 'karolina')
    """
    words = load_words()
    meant = words.whole.get(word) or next(
        (
            found
            for length in words.lengths
            if length <= len(word) and (found := words.beginnings.get(word[:length]))
        ),
        "",
    )
    return f"{MEANT}{meant}" if meant else sound(word)


def sound(word: str) -> str:
    """Return a plain word as it sounds, whatever the language writes for it."""
    for written, spoken in _SOUNDS:
        word = word.replace(written, spoken)
    return _DOUBLED.sub(r"\1", word)


@cache
def load_words() -> Words:
    """Return ``words.yaml``."""
    read: Mapping[str, Any] = yaml.safe_load(FILE.read_text("utf-8"))
    whole: dict[str, str] = {}
    beginnings: dict[str, str] = {}
    for meant, written in read["same"].items():
        for word in written:
            table = beginnings if word.endswith("*") else whole
            table.setdefault(plain(word), meant)
    return Words(
        frozenset(plain(read["little"]).split()),
        frozenset(plain(read["forms"]).split()),
        frozenset(plain(read["kin"]).split()),
        whole,
        beginnings,
        tuple(sorted({len(one) for one in beginnings}, reverse=True)),
    )
