"""Phrases by the word that each begins with: most lines have none, which is quick to tell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Generic, TypeVar

from ingest.documents.memo import Memo
from ontology.fold import fold

Key = TypeVar("Key")


class Anchors(Generic[Key]):
    """What keys have a phrase that may stand among some words.

    Phrases are written as in patterns (`ingest.documents.patterns`): ``word*`` begins a word. One
    that begins with anything else but a word or a mark may stand anywhere.
    """

    def __init__(self, phrases: Mapping[Key, Iterable[str]]) -> None:
        firsts = [(key, _first(one)) for key, some in phrases.items() for one in some]
        self._anywhere = frozenset(key for key, word in firsts if not word)
        self._begun = [(word[:-1], key) for key, word in firsts if word.endswith("*")]
        self._whole: defaultdict[str, set[Key]] = defaultdict(set)
        for key, word in firsts:
            self._whole[word].add(key)
        self._known = Memo(self._keys)

    def touched(self, words: Iterable[str]) -> set[Key]:
        """Return the keys one of whose phrases may begin with one of these folded words."""
        found = set(self._anywhere)
        for keys in filter(None, map(self._known.__getitem__, words)):
            found |= keys
        return found

    def _keys(self, word: str) -> frozenset[Key]:
        begun = (key for begin, key in self._begun if word.startswith(begin))
        return frozenset((*self._whole.get(word, ()), *begun))


def _first(phrase: str) -> str:
    """The folded word, ``word*`` or mark that a phrase begins with, "" for anything else."""
    word, *_ = phrase.replace("-", " - ").split()
    if len(word) == 1 and not word.isalnum():
        return word
    if word[0] in "<*_." or not fold(word):
        return ""
    first, *more = fold(word).split()
    return first + "*" * (word[-1] == "*" and not more)
