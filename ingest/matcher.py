"""Finds labels of technologies in running text: whole words, the longest label first.

Text and labels are compared word by word in the form of ``ontology.fold`` (no case, accents or
hyphens), and a find is given back as the verbatim characters of the text. No label reaches over a
comma, a bracket or the end of a sentence, unless it has one itself. Two things are never
taken for a technology: a label that names several concepts (unless the matcher is asked for
``several``), and a common word that happens to be spelt like an acronym ("led", "pet"): a label
in capitals counts only where the text has capitals.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import compress
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from graph.records import digest
from ontology.fold import fold

# Letters and digits of any script, with the accents that stand beside them in decomposed text; or
# a mark that parts phrases, which counts as a word of its own.
WORD = re.compile(r"[\w\u0300-\u036f]+|[,;:!?()\[\]{}|•—]|\.(?!\w)")
_ACCENT = re.compile(r"[\u0300-\u036f]")
# Labels in capitals up to this length (without spaces and hyphens) are taken for acronyms.
LONGEST_ACRONYM = 6
# Two spaces part the words, and each label takes one on either side: neighbours share none.
_GAP = "  "
# Words remembered in folded form; the whole of Horizon Europe has 100,000.
_MOST_WORDS = 500_000


@dataclass(frozen=True, slots=True)
class Match:
    """A label found in a text: ``text[start:end] == quote``; ``language`` is the label's.

    ``others`` are further concepts that the label names, where the matcher was asked for several.
    """

    concept: str
    start: int
    end: int
    quote: str
    language: str
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Label:
    """What a folded label means, in which languages, and whether only capitals will do.

    ``ends_in_s``: its last letter is a capital S, so what ends in a small one is the plural of
    something else ("DCs" is not DCS).
    """

    concepts: tuple[str, ...]
    languages: tuple[str, ...]
    acronym: bool
    ends_in_s: bool

    def may_be(self, quote: str) -> bool:
        """Whether what stands in a text may be this label, by its capitals."""
        if not self.acronym:
            return True
        return quote.isupper() if self.ends_in_s else _in_capitals(quote)


class _Meaning(NamedTuple):
    """What one label means, and how it is written; see `_Label`."""

    concept: str
    language: str
    acronym: bool
    ends_in_s: bool


class LabelMatcher:
    """Finds the labels (text, language, concept id) that it was made with.

    ``stem`` gives the form in which folded words of labels and texts are compared: without it
    they must be alike. ``several`` asks for labels that name more than one concept too.
    ``fingerprint`` changes with the labels, so that what was found before can be told apart.
    """

    def __init__(
        self,
        labels: Iterable[tuple[str, str, str]],
        stem: Callable[[str], str] | None = None,
        *,
        several: bool = False,
    ) -> None:
        self._stemmed = stem is not None
        self._folded = _forms(stem or str)
        known = _meanings(labels, self._folded, several)
        self._forms = [folded for folded, _ in known]
        self._labels = [label for _, label in known]
        self._automaton = AhoCorasick(self._forms, matchkind=MatchKind.LeftmostLongest)

    @cached_property
    def fingerprint(self) -> str:
        """What changes with the labels; few ask for it."""
        return digest(
            [
                [folded, *one.concepts, one.languages, one.acronym]
                for folded, one in zip(self._forms, self._labels, strict=True)
            ]
        )

    def find(self, text: str) -> list[Match]:
        """Return the labels found in ``text`` in the order in which they stand there."""
        plain = text.replace("_", " ")
        folded = self._fold(plain)
        padded = _padded(filter(None, folded))
        hits = self._automaton.find_matches_as_indexes(padded)
        if not hits:
            return []
        words = list(compress(WORD.finditer(plain), folded))
        return list(self._matches(text, words, padded, hits))

    def _fold(self, plain: str) -> list[str]:
        """Return the words of a text, each folded; '' for accents that stand alone."""
        if plain.isascii() and not self._stemmed:  # folding a word is writing it small
            return WORD.findall(plain.lower())
        return self._folded.of(plain)

    def _matches(
        self,
        text: str,
        words: Sequence[re.Match[str]],
        padded: str,
        hits: Iterable[tuple[int, int, int]],
    ) -> Iterator[Match]:
        """Turn hits in the ``padded`` form of ``words`` into spans of ``text``."""
        shouted = text.isupper() and any(len(word[0]) > LONGEST_ACRONYM for word in words)
        first = at = 0
        for number, begin, end in hits:
            label = self._labels[number]
            first += padded.count(_GAP, at, begin + 1)
            at = begin + 1
            last = first + padded.count(_GAP, at, end - 1)
            start, stop = words[first].start(), words[last].end()
            quote = text[start:stop]
            if label.may_be(quote) and not (label.acronym and shouted):
                concept, *others = label.concepts
                yield Match(concept, start, stop, quote, label.languages[0], tuple(others))


class _FoldedWords(dict[str, str]):
    """The form in which each word is compared, worked out once."""

    def __init__(self, stem: Callable[[str], str]) -> None:
        super().__init__()
        self._stem = stem
        self._last: tuple[str, list[str]] = ("", [])

    def of(self, plain: str) -> list[str]:
        """Return the words of a text in this form; several matchers ask for one text in turn."""
        if self._last[0] != plain:
            self._last = plain, list(map(self.__getitem__, WORD.findall(plain)))
        return self._last[1]

    def __missing__(self, word: str) -> str:
        folded = self._stem(_fold_word(word))
        if len(self) < _MOST_WORDS:
            self[word] = folded
        return folded


@lru_cache(maxsize=16)
def _forms(stem: Callable[[str], str]) -> _FoldedWords:
    """Return the forms that all matchers with this stem share."""
    return _FoldedWords(stem)


def _fold_word(word: str) -> str:
    # What folds to several words (½ is 1⁄2) stays one, so that words can be counted. Marks, and
    # accents that stand alone, fold to nothing; a mark stays what it is.
    return fold(word).replace(" ", "") or ("" if _ACCENT.match(word) else word)


def _padded(words: Iterable[str]) -> str:
    return f" {_GAP.join(words)} "


def _meanings(
    labels: Iterable[tuple[str, str, str]], forms: Mapping[str, str], several: bool
) -> list[tuple[str, _Label]]:
    """Return each label as its padded words in their ``forms``, in order, with what it means.

    Labels that name more than one concept are left out, unless ``several`` asks for them.
    """
    meanings: defaultdict[str, set[_Meaning]] = defaultdict(set)
    for text, language, concept in labels:
        words = WORD.findall(text.replace("_", " "))
        folded = _padded(filter(None, (forms[word] for word in words)))
        meanings[folded].add(_Meaning(concept, language, is_acronym(text), text.endswith("S")))
    known = ((folded, _label(meaning)) for folded, meaning in sorted(meanings.items()))
    return [
        (folded, label)
        for folded, label in known
        if fold(folded) and (several or len(label.concepts) == 1)
    ]


def _label(meaning: set[_Meaning]) -> _Label:
    """English stands first among the languages, for most sources write English."""
    languages = sorted({one.language for one in meaning}, key=lambda one: (one != "en", one))
    concepts = sorted({one.concept for one in meaning})
    return _Label(
        tuple(concepts),
        tuple(languages),
        all(one.acronym for one in meaning),
        all(one.ends_in_s for one in meaning),
    )


def is_acronym(label: str) -> bool:
    """Tell whether ``label`` is written in capitals and short enough to be an acronym.

    >>> is_acronym("OCT"), is_acronym("LEDs"), is_acronym("LiDAR"), is_acronym("5G")
    (True, True, False, True)
    """
    letters = "".join(character for character in label if character.isalnum())
    return _in_capitals(label) and len(letters) <= LONGEST_ACRONYM


def _in_capitals(text: str) -> bool:
    """Whether a text is in capitals but for the s of a plural: LED, LEDs."""
    return len(text) > 1 and text.removesuffix("s").isupper()
