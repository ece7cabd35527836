"""Words that hint at a relation: the lexicon of cues of a language, found in a line in one pass."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from ingest.documents.grammar import grammar, spelt_out
from ingest.documents.line import Line
from ingest.documents.rules import rules_of
from ontology.fold import fold

PREPOSITIONS = ("by", "of", "with", "from", "in", "to", "for")


class Cue(NamedTuple):
    """A cue where it stands: cells ``first`` to before ``last``.

    ``sort`` says what it is: a verb, the role of the subject, another state of things, that
    somebody moved or left, that something is planned.
    """

    predicate: str
    sort: str
    first: int
    last: int

    def gap(self, first: int, last: int) -> int:
        """How many cells stand between it and others."""
        if self.last <= first:
            return first - self.last
        return max(self.first - last, 0)


@dataclass(frozen=True)
class Lexicon:
    """The cues of a language. ``meanings`` and ``wholes`` are by the number of the key: what it is
    a cue of, and an expression for the rest of it where it has a ``*`` inside."""

    finder: AhoCorasick
    meanings: Sequence[Sequence[tuple[str, str]]]
    wholes: Sequence[re.Pattern[str] | None]
    prepositions: Mapping[str, str]

    def cues(self, line: Line) -> dict[str, list[Cue]]:
        """Return the cues of each predicate in a line, in their order."""
        found: dict[str, list[Cue]] = {}
        text = line.text
        for number, start, end in self.finder.find_matches_as_indexes(text, overlapping=True):
            whole = self.wholes[number]
            if whole:
                told = whole.match(text, start)
                if not told:
                    continue
                end = told.end()
            first, last = line.between(start + 1, end)
            for predicate, sort in self.meanings[number]:
                found.setdefault(predicate, []).append(Cue(predicate, sort, first, last))
        return found


@cache
def lexicon(language: str) -> Lexicon | None:
    """The cues of a language, None for one without rules."""
    rules, listed = grammar(language), rules_of("cues", language)
    if not rules or not listed:
        return None
    listed = spelt_out(listed, rules.contractions)
    meanings = _meanings(listed["cues"])
    keys = list(meanings)
    return Lexicon(
        AhoCorasick([key.partition("*")[0] for key in keys]),
        [meanings[key] for key in keys],
        [_whole(key) for key in keys],
        dict(_prepositions(listed)),
    )


def _meanings(
    listed: Mapping[str, Mapping[str, Sequence[str]]],
) -> dict[str, list[tuple[str, str]]]:
    """What each key of the lexicon is a cue of."""
    meanings: dict[str, list[tuple[str, str]]] = {}
    for predicate, sorts in listed.items():
        for sort, cues in sorts.items():
            for cue in cues:
                meanings.setdefault(_spelt(cue), []).append((predicate, sort))
    return meanings


def _spelt(cue: str) -> str:
    """A cue as it stands in the text of a line; ``*`` stands for the rest of a word."""
    parts = cue.split()
    words = " ".join((fold(part.rstrip("*")) or part) + "*" * part.endswith("*") for part in parts)
    return f" {words}" if words.endswith("*") else f" {words} "


def _whole(key: str) -> re.Pattern[str] | None:
    if "*" not in key.rstrip("*"):
        return None
    return re.compile(r"\w*".join(map(re.escape, key.split("*"))))


def _prepositions(listed: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str]]:
    for sort in PREPOSITIONS:
        yield from ((fold(words.split()[0]) or words, sort) for words in listed.get(sort, ()))
