"""Things without a name of their own: the words that introduce an agreement or an event."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from ingest.documents.anchors import Anchors
from ingest.documents.findings import Mention
from ingest.documents.grammar import Grammar, grammar
from ingest.documents.line import SIGNS, Cell, Line, body_start
from ingest.documents.patterns import alternatives
from ingest.documents.reading import Reading
from ingest.documents.rules import rules_of
from ontology.fold import fold

CONFIDENCE = 0.8
_PEOPLE = "O"
# So many cells beside words for a thing are looked at for its name.
_NEAR = 4


@dataclass(frozen=True)
class Phrases:
    """The phrases of a language that introduce things, by sort; the longest that fits counts."""

    every: re.Pattern[str]
    anchors: Anchors[str]
    sorts: Mapping[str, re.Pattern[str]]
    definite: re.Pattern[str]
    bare: bool
    between: frozenset[str]

    def sort(self, words: str) -> str:
        """Return the sort of what these words introduce; "none" for what only looks like it."""
        return next(name for name, found in self.sorts.items() if found.fullmatch(words))


@cache
def phrases(section: str, language: str) -> Phrases | None:
    """The phrases of a section of the rules ("agreements", "events")."""
    rules = grammar(language)
    named = rules_of("names", language).get("named", ())
    return _phrases(rules, rules.said[section], named) if rules else None


def _phrases(rules: Grammar, listed: Mapping[str, Sequence[str]], named: Sequence[str]) -> Phrases:
    every = sorted({one for words in listed.values() for one in words}, key=len, reverse=True)
    return Phrases(
        re.compile(rf"(?<= ){alternatives(every)}"),
        Anchors(listed),
        {name: re.compile(alternatives(words)) for name, words in listed.items()},
        re.compile(rf"(?<= ){alternatives(rules.said['definite'])}(?:[a-z]\w* )?$"),
        bool(rules.said.get("bare nouns")),
        frozenset((",", *map(fold, (*rules.said["articles"], *named)))),
    )


def introduced(reading: Reading, section: str, kind: str, beside: str = "") -> list[Mention]:
    """Return a mention of each thing where the text first speaks of it, but not in its title.

    ``beside``: signs of things one of which must stand in the same sentence.

    Behind a word such as "the" a phrase means one that was introduced before, if there is any. In
    a language without such words it does so unless somebody new stands beside it, or where a thing
    of its sort has a name.
    """
    known = phrases(section, reading.document.language)
    if not known:
        return []
    found: list[Mention] = [one for one in reading.mentions if one.kind == kind]
    before = len(found)
    people: set[str] = set()
    called: set[str] = set()
    body = body_start(reading.document)
    for line in reading.lines():
        if not known.anchors.touched(line.words) or not _names(line, beside):
            continue
        named = _people(line)
        for sort, start, end, again in _spans(line, known, SIGNS[kind]):
            if again is None:
                called.add(sort)
                continue
            again = again or (known.bare and sort in called)
            earlier = any(one.start < start for one in found)
            if start >= body and not (earlier and (again or (known.bare and not named - people))):
                found.append(Mention(kind, start, end, slug=f"{sort}-{start}", rule=section))
                people |= named
    return found[before:]


def _tells(cell: Cell) -> bool:
    """Whether a cell is a word or a thing: a heading has no other."""
    return cell.thing is not None or cell.text.isalpha()


def _is_named(line: Line, first: int, last: int, sign: str, known: Phrases) -> bool:
    """Whether a thing's name stands beside the words for it: "a workshop called …", "…, a fair"."""
    before, behind = line.cells[max(first - _NEAR, 0) : first], line.cells[last : last + _NEAR]
    for cells in (before[::-1], behind):
        for cell in cells:
            if cell.thing and cell.text == sign:
                return True
            if cell.thing or cell.text not in known.between:
                break
    return False


def _names(line: Line, beside: str) -> bool:
    """Whether a line names a thing of one of these signs, if there are any."""
    return not beside or bool(line.things(0, len(line.text), beside))


def _people(line: Line) -> set[str]:
    """Who is named in a line."""
    things = (cell.thing for cell in line.cells if cell.thing)
    return {name for one in things if SIGNS[one.kind] in _PEOPLE for name in one.meant}


def _spans(line: Line, known: Phrases, sign: str) -> Iterator[tuple[str, int, int, bool | None]]:
    """Sort, code points and whether it is said of something introduced before; None for what a
    name stands beside."""
    for words in known.every.finditer(line.text):
        sort = known.sort(words.group())
        first, last = line.between(words.start(), words.end())
        others = line.cells[:first] + line.cells[last:]
        if sort == "none" or not any(map(_tells, others)):
            continue
        again = (
            None
            if _is_named(line, first, last, sign, known)
            else bool(known.definite.search(line.text, 0, words.start()))
        )
        yield sort, line.cells[first].start, line.cells[last - 1].end, again
