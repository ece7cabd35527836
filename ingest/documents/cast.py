"""The organisations that a text has named so far, and which of them a noun means."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from ingest.documents.known import Known
from ingest.documents.line import Line, Thing
from ingest.documents.rules import rules_of
from ontology.fold import fold
from ontology.region import Region
from ontology.regions import load_regions

_SHORTEST = 4
"""So many letters at least of a place's name begin a word that is made from it."""
_ENDING = 3
"""So many letters at most of a place's name such a word leaves out: Göttingen, Göttinger."""
_FORGOTTEN = 8
"""A thing named so many lines ago or more is as far away as any."""
_OF_SORT, _FIRST, _LEADING, _AGO, _OFTEN = 2.0, 1.2, 1.0, 0.4, 1.5
"""How much it speaks for a thing that it is of the sort that is asked for, the first of the text,
the first of its line, and named most of all; and against it that a line has passed."""


@dataclass
class Member:
    """An organisation of a text: when it was named last, and whether first in that line; its
    ``homes``, ids of places and countries."""

    thing: Thing
    last: int = 0
    leading: bool = False
    homes: set[str] = field(default_factory=set)

    @property
    def meant(self) -> str:
        """What relations call it."""
        return self.thing.meant[0]


@dataclass
class Cast:
    """The organisations of a text so far, by what they mean. ``often``: how often the whole text
    names each."""

    language: str
    known: Known | None
    often: Mapping[str, int]
    members: dict[str, Member] = field(default_factory=dict)

    def saw(self, line: Line, number: int) -> None:
        """Remember the organisations of a line, and the places that stand behind them."""
        leading = True
        for at, cell in enumerate(line.cells):
            if cell.thing and cell.thing.kind == "organisation" and len(cell.thing.meant) == 1:
                one = self._member(cell.thing)
                one.leading = leading or (one.leading and one.last == number)
                one.last = number
                one.homes.update(_homes(line, at, self.language))
                leading = False

    def _member(self, thing: Thing) -> Member:
        meant = thing.meant[0]
        if meant not in self.members:
            known = self.known.things.get(meant) if self.known else None
            homes = {known.country} if known and known.country else set()
            self.members[meant] = Member(thing, homes=homes)
        return self.members[meant]

    def at_home(
        self, some: Collection[Member], line: Line, found: re.Match[str]
    ) -> Sequence[Member]:
        """Return those members whose home words in a noun of a line, or beside it, are made from,
        or name: "the Glasgow - based firm", "l'entreprise lyonnaise", "Vilniaus įmonė"."""
        start, end = line.between(found.start(), found.end())
        beside = line.cells[max(start - 1, 0) : end + 1]
        places = {cell.thing.meant[0] for cell in beside if cell.thing}
        words = [cell.text for cell in beside if not cell.thing]
        return [
            one
            for one in some
            if not places.isdisjoint(one.homes)
            or any(word.startswith(self._beginnings(one)) for word in words)
        ]

    def _beginnings(self, one: Member) -> tuple[str, ...]:
        return tuple(word for home in one.homes for word in beginnings(home, self.language))

    def likeliest(
        self, some: Collection[Member], of_sort: Collection[str], number: int
    ) -> Member | None:
        """Return which of some members a line means; ``of_sort`` are of the sort asked for."""
        most = max(self.often.values(), default=1)
        first = next(iter(self.members.values()), None)

        def score(one: Member) -> float:
            return (
                _OF_SORT * (one.meant in of_sort)
                + _FIRST * (one is first)
                + _LEADING * one.leading
                - _AGO * min(number - one.last, _FORGOTTEN)
                + _OFTEN * self.often.get(one.meant, 0) / most
            )

        return max(some, key=score, default=None)


def _homes(line: Line, at: int, language: str) -> Iterator[str]:
    """Yield the place that stands behind a thing, in brackets or with nothing but a mark or a
    preposition between, or before it."""
    cells = line.cells
    if at and (before := _place(line, at - 1)):
        yield before
    for step in (1, 2):
        if at + step < len(cells) and (behind := _place(line, at + step)):
            between = cells[at + 1 : at + step]
            if all(cell.text in ("[", ",") or cell.text in _near(language) for cell in between):
                yield behind


def _place(line: Line, at: int) -> str:
    thing = line.cells[at].thing
    return thing.meant[0] if thing and thing.kind in ("place", "region") else ""


@cache
def _near(language: str) -> frozenset[str]:
    """Words between an organisation and its seat."""
    cues = rules_of("cues", language)
    return frozenset(fold(one) for name in ("from", "of", "in") for one in cues.get(name, ()))


@cache
def beginnings(home: str, language: str) -> tuple[str, ...]:
    """Return what words made from a place's name, or that of its country, begin with, folded."""
    place = load_regions().get(home)
    if not place:
        return ()
    country = load_regions().get(place.country) if place.country else None
    named = [one for region in (place, country) if region for one in _names(region, language)]
    listed: Mapping[str, list[str]] = rules_of("names", language).get("inhabitants", {})
    irregular = [fold(one) for code in (home, place.country or "") for one in listed.get(code, ())]
    return tuple(dict.fromkeys([*filter(None, map(_beginning, named)), *irregular]))


def _names(region: Region, language: str) -> Iterator[str]:
    for spoken in (language, "und", "en"):
        if spoken in region.names:
            yield fold(region.names[spoken])


def _beginning(name: str) -> str:
    """Return so much of a name as all words made from it have: "Lyon", "Grenob"."""
    first = name.split()[0] if name else ""
    return first[: max(_SHORTEST, len(first) - _ENDING)] if len(first) >= _SHORTEST else ""
