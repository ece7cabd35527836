"""How words of a language change: the stem that their forms share, and the form of a dictionary.

A paradigm is a row of endings, the nominative singular first ("-" is no ending). Endings are
written as `ontology.fold` leaves them, since words are compared in that form.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from ingest.documents.memo import Memo
from ingest.documents.rules import rules_of

SHORTEST_STEM = 3
NO_ENDING = "-"


class Inflection:
    """The endings of a language.

    ``whole``: words with these endings have no other forms ("photonics", beside "photonic").
    ``spellings``: of two ways to write the same, the second is taken (Tomographie, Tomografie).
    ``finals``: consonants that endings change, and what they were (sritis, sričių).
    """

    def __init__(
        self,
        paradigms: Iterable[str] = (),
        whole: Iterable[str] = (),
        spellings: Iterable[tuple[str, str]] = (),
        finals: Iterable[tuple[str, str]] = (),
    ) -> None:
        self._paradigms = [
            ["" if ending == NO_ENDING else ending for ending in row.split()] for row in paradigms
        ]
        self._endings = frozenset(ending for row in self._paradigms for ending in row)
        self._longest = max(map(len, self._endings), default=0)
        self._whole = tuple(whole)
        self._spellings = tuple(spellings)
        self._finals = tuple(finals)
        self._stems = Memo(self._stem)

    def stem(self, word: str) -> str:
        """Return what is left of a folded word without the longest ending that it may have."""
        return self._stems[word]

    def _stem(self, word: str) -> str:
        for written, taken in self._spellings:
            word = word.replace(written, taken)
        if self._whole and word.endswith(self._whole):
            return word
        for size in range(min(self._longest, len(word) - SHORTEST_STEM), 0, -1):
            if word[-size:] in self._endings:
                return self._plain(word[:-size])
        return word

    def _plain(self, stem: str) -> str:
        """Return a stem with the consonant that it has before no ending."""
        for changed, plain in self._finals:
            if stem.endswith(changed):
                return stem.removesuffix(changed) + plain
        return stem

    def nominatives(self, word: str) -> list[str]:
        """Return the folded words that a folded word may be a form of, itself first."""
        return list(
            dict.fromkeys(
                [
                    word,
                    *(
                        word.removesuffix(ending) + row[0]
                        for row in self._paradigms
                        for ending in row[1:]
                        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM
                    ),
                ]
            )
        )


@cache
def inflection_of(language: str) -> Inflection:
    """Return the endings of a language; none where there are no rules for it."""
    return Inflection(**rules_of("names", language).get("inflection", {}))
