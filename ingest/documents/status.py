"""Whether a sentence says that something is so, is planned, is not so or was so once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import NamedTuple, TypeAlias

from ingest.documents.findings import Status
from ingest.documents.grammar import Grammar, Predicate, Rule
from ingest.documents.line import Line
from ingest.documents.memo import Memo
from ingest.documents.patterns import Words

_ORDER: tuple[Status, ...] = ("negated", "planned", "past")
_CUED = frozenset({*_ORDER, "future", "would", "then not"})
_VALUES = frozenset("DMCI")
"""Signs of dates, amounts, counts and identifiers: nobody tells what they are not."""
_TAIL = 8
"""So many words behind a match may still say what its verb means ("… ist nicht vorgesehen")."""

Cues: TypeAlias = Mapping[str, "Memo[str, bool]"]
"""Name of a cue → whether words of a line have it: the same clauses are asked of every pair."""


class Said(NamedTuple):
    """Where something is said: ``text[start:end]`` of a line."""

    text: str
    start: int
    end: int


def statuses(line: Line, found: re.Match[str], rule: Rule, grammar: Grammar) -> list[Status]:
    """Return the statuses of what a rule found; two for "not yet, but they mean to"."""
    if rule.status:
        return [rule.status]
    return statuses_of(Said(line.text, found.start(), found.end()), rule.predicate, grammar)


def statuses_of(place: Said, predicate: Predicate, grammar: Grammar) -> list[Status]:
    """Return the statuses of what is said at a place.

    Dates and places are a schedule: stated, unless the sentence says that all "would be so if …".
    Roles in a project and its money are settled once they lie ahead, but not while somebody plans
    them, or "if"; what is no longer so was so once. What nobody denies, such as what something
    works on, is stated where words near it deny something else.
    """
    cues = _cues(place.text, grammar)
    if _CUED.isdisjoint(cues):
        return ["stated"]
    clause = _clause(place, grammar)
    said = list(_said(clause, place.text, place.text[place.end - 1 :], cues, predicate))
    if predicate.schedule:
        said = [status for status in said if status != "planned"]
        said += ["planned"] if _has(cues, "would", place.text) else []
    if not predicate.only and _VALUES.issuperset(predicate.object):
        said = [status for status in said if status != "negated"]
    told = [one for one in said if one in (predicate.only or said)]
    denied = "negated" in said and (not predicate.object or predicate.passes)
    return told or ([] if denied or "planned" in said else ["stated"])


@lru_cache(maxsize=1000)
def hints(text: str, grammar: Grammar) -> tuple[str, ...]:
    """Return the kinds of status that a line has words of, wherever they stand in it."""
    words = _harmed(text, grammar)
    return tuple(sorted(name for name, cue in _cues(text, grammar).items() if cue[words]))


@lru_cache(maxsize=1000)
def _cues(text: str, grammar: Grammar) -> Cues:
    """The cues of which a line has a word that one begins with; most lines have none."""
    return {one: _says(grammar.cues[one]) for one in grammar.cue_anchors.touched(text.split())}


def _says(cue: re.Pattern[str]) -> Memo[str, bool]:
    return Memo(lambda words: cue.search(words) is not None)


def _said(
    clause: str,
    line: str,
    behind: str,
    cues: Cues,
    predicate: Predicate,
) -> Iterator[Status]:
    status = next((one for one in _ORDER if _has(cues, one, clause)), None)
    settled = predicate.role and not _has(cues, "would", line)
    if status in {None, "past"} and not settled and _has(cues, "future", clause):
        status = "planned"
    if status == "negated" and predicate.passes and _is_over(clause, cues):
        status = "past"
    if status in {None, "planned"} and not predicate.schedule and _fell_through(behind, cues):
        status = "negated"
    if status:
        yield status
    if status == "negated" and _has(cues, "but planned", behind):
        yield "planned"
    if status == "planned" and _has(cues, "but not", behind):
        yield "negated"


def _fell_through(behind: str, cues: Cues) -> bool:
    """Whether what follows says that it came to nothing: "had registered, but did not come"."""
    return _has(cues, "then not", behind) and not _has(cues, "but not", behind)


def _is_over(clause: str, cues: Cues) -> bool:
    """Whether "no longer" is said of now: "will no longer take part" is of what never was."""
    return _has(cues, "over", clause) and not any(
        _has(cues, one, clause) for one in ("planned", "future")
    )


def _has(cues: Cues, name: str, words: str) -> bool:
    return name in cues and cues[name][words]


def _clause(place: Said, grammar: Grammar) -> str:
    """Return the clause around a place, without words that only look like cues ("not only")."""
    begin = clause_begin(place.text, place.start, grammar)
    end = _end(place.text, place.end, grammar)
    return _harmed(place.text, grammar)[begin:end]


@lru_cache(maxsize=1000)
def _harmed(text: str, grammar: Grammar) -> str:
    """A line with blanks for words that only look like cues: a clause may end inside them."""
    return grammar.cues["harmless"].sub(lambda found: " " * len(found.group()), text)


@lru_cache(maxsize=1000)
def clause_begin(text: str, before: int, grammar: Grammar) -> int:
    """Return where the clause begins that stands before a place in a line."""
    return max((one.end() - 1 for one in grammar.breaks.finditer(text, 0, before)), default=0)


@cache
def _ends(words: Words) -> re.Pattern[str]:
    return re.compile(rf"(?:[,;:.!?\]] |{words.joints}|{words.breaks})")


@lru_cache(maxsize=1000)
def _end(text: str, start: int, grammar: Grammar) -> int:
    """Where the clause ends that goes on behind a place, or so many words on."""
    ends = _ends(grammar.words)
    at = start
    for _ in range(_TAIL):
        space = text.find(" ", at)
        if space < 0 or ends.match(text, at):
            break
        at = space + 1
    return at
