"""A line with all that pairs of its things are weighed by."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache

from ingest.documents.grammar import Predicate, predicates
from ingest.documents.line import BULLET, SIGNS, Line, Thing
from ingest.documents.pairs.cues import Cue, Lexicon
from ingest.documents.pairs.groups import Group
from ingest.documents.pairs.rows import Alone, Manner, Standing
from ingest.documents.referents import Memory

_BEFORE = 3
"""How many cells before a thing its preposition may stand."""
_MOST_KNOWN = 4
_MOST_LINES = 4
_INFLECTED = frozenset({"lt", "pl"})
"""Languages that tell roles by the case of a name."""
_CERTAIN = 0.95
_MOST_NAMED = 5
_PARAGRAPH = re.compile(r"\n[ \t]*\n\s*|(?<=[.!?:…”“»])[ \t]*\n\s*")
"""An empty line, or the end of one that ends a sentence too."""


@dataclass(eq=False)
class View:
    """A line, its cues by predicate, the groups of its things and the cells its clauses begin at.

    ``text`` is that of the whole document, ``memory`` what it has spoken of so far, ``spoken`` the
    number of the latest line before this one that has a cue of each predicate. ``alone`` keeps
    what several pairs share, by predicate, end, and the cells that this stands on.
    """

    line: Line
    memory: Memory
    text: str
    cues: Mapping[str, Sequence[Cue]]
    groups: Sequence[Group]
    breaks: Sequence[int]
    lexicon: Lexicon
    spoken: Mapping[str, int] = field(default_factory=dict)
    alone: dict[tuple[str, str, int, int], Alone] = field(default_factory=dict, init=False)
    _by_signs: dict[str, list[Group]] = field(default_factory=dict, init=False)
    _implied: dict[str, tuple[Group, ...]] = field(default_factory=dict, init=False)
    _manners: dict[tuple[int, int], Manner] = field(default_factory=dict, init=False)
    _sorts: dict[str, str] = field(default_factory=dict, init=False)
    _about: dict[tuple[str, str], tuple[int, int, Standing]] = field(
        default_factory=dict, init=False
    )
    _others: dict[str, list[tuple[int, str]]] = field(default_factory=dict, init=False)

    def of(self, signs: str) -> list[Group]:
        """The groups of some kinds."""
        if signs not in self._by_signs:
            self._by_signs[signs] = [
                group for sign in signs for group in self.groups if group.sign == sign
            ]
        return self._by_signs[signs]

    def implied(self, sign: str) -> tuple[Group, ...]:
        """What the line may mean without naming such a thing: the first of the text or of its
        paragraph, the first or last of the line that named one last, who publishes it; and by which
        of these it is."""
        if sign not in self._implied:
            self._implied[sign] = tuple(self._guessed(sign))
        return self._implied[sign]

    def _guessed(self, sign: str) -> Iterator[Group]:
        memory = self.memory
        found: dict[tuple[str, ...], tuple[Thing, str]] = {}
        for way, thing in (
            ("topic", memory.topics.get(sign)),
            ("last", memory.recent.get(sign)),
            ("near", memory.nearest.get(sign)),
            ("paragraph", next((one for one in self.paragraph if SIGNS[one.kind] == sign), None)),
            ("speaker", memory.speaker() if sign == "O" else None),
        ):
            if thing:
                before = f"{found[thing.meant][1]}+" if thing.meant in found else ""
                found[thing.meant] = thing, before + way
        for thing, ways in found.values():
            yield Group(sign, -1, -1, (thing,), ways)

    def since(self, name: str) -> int:
        """How many lines ago the text had a cue of a predicate, at most 4; 0 for never."""
        last = self.spoken.get(name)
        return min(len(self.memory.lines) - last, _MOST_LINES) if last else 0

    @cached_property
    def paragraph(self) -> tuple[Thing, ...]:
        """What the lines before this one have named in its paragraph."""
        begins = _paragraphs(self.text)
        begin = begins[bisect_right(begins, self.line.start) - 1]
        found: list[Thing] = []
        for things in reversed(self.memory.lines[:-1]):
            if things and max(one.start for one in things) < begin:
                break
            found[:0] = things
        return tuple(found)

    def about(self, group: Group) -> tuple[int, int, Standing]:
        """How many different things of its kind the text has named so far and how many lines ago,
        both at most 4; and how much of the text is about what the line may mean."""
        place = group.sign, group.things[0].meant[0]
        if place not in self._about:
            known = len(self.memory.named[group.sign])
            age = len(self.memory.lines) - self.memory.ages.get(group.sign, 0)
            counts = min(known, _MOST_KNOWN), min(age, _MOST_KNOWN)
            self._about[place] = *counts, self.standing(group)
        return self._about[place]

    def standing(self, group: Group) -> Standing:
        """How much of the text is about what a line may mean."""
        meant = group.things[0].meant[0]
        often = self.memory.often.get(group.sign, {})
        return Standing(
            any(meant in one.meant for one in self.paragraph),
            min(len(often), _MOST_NAMED),
            often.get(meant, 0) >= max(often.values(), default=0),
        )

    def sort(self, group: Group) -> str:
        """What sort of organisation the first of a group is, "" where nothing tells."""
        if group.sign != "O":
            return ""
        first = group.things[0]
        if first.meant[0] not in self._sorts:
            self._sorts[first.meant[0]] = self.memory.sort(first)
        return self._sorts[first.meant[0]]

    def clauses(self, first: int, last: int) -> int:
        """How many clauses begin between two cells; 2 for more."""
        return min(bisect_right(self.breaks, last) - bisect_right(self.breaks, first), 2)

    def rivals(self, signs: str, first: int, last: int, one: Group, other: Group) -> int:
        """How many groups of some kinds but these two stand between two cells; 2 for more."""
        if last <= first:
            return 0
        inside = [
            group
            for group in self.of(signs)
            if first <= group.first < last and group is not one and group is not other
        ]
        return min(len(inside), 2)

    def within(self, group: Group, other: Group) -> bool:
        """Whether a thing stands inside a group, or in the last item of a list that is one."""
        if group.implied or other.first < group.first:
            return False
        listed = group.last > 1 and self.line.cells[group.last - 2].text == BULLET
        return other.first < group.last or listed

    def others(self, predicate: Predicate) -> list[tuple[int, str]]:
        """The cells at which the line has cues of other predicates of such things, with these."""
        if predicate.name not in self._others:
            alike = _alike(predicate.name)
            self._others[predicate.name] = [
                (cue.first, other)
                for other, cues in self.cues.items()
                if other in alike
                for cue in cues
            ]
        return self._others[predicate.name]

    def manner(self, group: Group) -> Manner:
        """How a group stands in the line."""
        place = group.first, group.last
        if place not in self._manners:
            self._manners[place] = self._manner(group)
        return self._manners[place]

    def _manner(self, group: Group) -> Manner:
        language = self.memory.language if self.memory.language in _INFLECTED else ""
        return Manner(
            self._preposition(group),
            self._behind(group),
            group.things[0].confidence > _CERTAIN,
            len(group.meant()) > 1,
            group.first == 0,
            language,
            self._ending(group) if language else "",
        )

    def _preposition(self, group: Group) -> str:
        """The sort of preposition before a group, the mark directly before it, or "-"."""
        for at in range(group.first - 1, max(group.first - _BEFORE - 1, -1), -1):
            cell = self.line.cells[at]
            if cell.thing:
                return "-"
            if cell.text in self.lexicon.prepositions:
                return self.lexicon.prepositions[cell.text]
            if not cell.text[0].isalnum():
                return cell.text if at == group.first - 1 else "-"
        return "-" if group.first else "^"

    def _behind(self, group: Group) -> str:
        """The mark or sign behind a group, "w" for a word."""
        if group.last == len(self.line.cells):
            return "."
        text = self.line.cells[group.last].text
        return "w" if text[0].isalnum() else text

    def _ending(self, group: Group) -> str:
        """The last two letters of a group's first name, which tell its case; "?" without any."""
        thing = group.things[0]
        quote = self.text[thing.start : thing.end].lower()
        return quote[-2:] if quote[-1:].isalpha() else "?"

    def between(self, first: int, last: int) -> str:
        """The words between two cells, prepositions as what they mean."""
        words = (cell.text for cell in self.line.cells[first:last])
        return " ".join(self.lexicon.prepositions.get(word, word) for word in words)


@cache
def _alike(name: str) -> frozenset[str]:
    """The other predicates that may be said of the same kinds of things."""
    mine = predicates()[name]
    return frozenset(
        other
        for other, one in predicates().items()
        if other != name
        and set(one.subject) & set(mine.subject)
        and set(one.object) & set(mine.object)
    )


@lru_cache(maxsize=4)
def _paragraphs(text: str) -> tuple[int, ...]:
    """Where the paragraphs of a text begin."""
    return 0, *[found.end() for found in _PARAGRAPH.finditer(text)]
