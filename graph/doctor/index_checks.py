"""Are reach and the names what the golden graph gives?"""

from __future__ import annotations

from collections.abc import Iterator
from heapq import merge
from itertools import groupby
from operator import itemgetter

from graph.doctor.check import mending
from graph.doctor.sample import Sample
from graph.store import GraphStore
from graph.stored import ReachRow
from graph.validation import reach_unlike

HELD, RIGHT = "held", "right"


class ReachCheck:
    """The closure of technology and place."""

    def __init__(self, store: GraphStore, sample: Sample) -> None:
        self._store = store
        self._sample = sample
        self._lacking: set[ReachRow] = set()
        self._idle: set[ReachRow] = set()
        self._at = 0

    def find(self) -> Iterator[str]:
        """Yield the rows that are not what the golden graph gives."""
        self._at = self._store.revision().number
        self._lacking, self._idle = reach_unlike(self._store, self._sample.has)
        for row in sorted(self._lacking | self._idle, key=repr):
            state = "missing" if row in self._lacking else "too much"
            yield f"{row.organisation} on {row.technology} at {row.place} is {state}"

    def mend(self) -> None:
        """Enter what ``find`` found last; see ``mending``."""
        with mending(self._store.writing, "reach", self._at):
            self._store.reach.apply(sorted(self._lacking), sorted(self._idle))


class NameCheck:
    """The index of names."""

    def __init__(self, store: GraphStore) -> None:
        self._store = store
        self._unlike: set[str] = set()
        self._at = 0

    def find(self) -> Iterator[str]:
        """Yield the entities whose names are not those that are looked up.

        What is held and what should be come both by id, so they are read side by side.
        """
        self._unlike, self._at = set(), self._store.revision().number
        held = ((id_, HELD, folded) for id_, folded in self._store.names.every())
        right = (
            (one.id, RIGHT, folded)
            for one in self._store.golden.all_entities()
            for folded in one.folded()
        )
        for id_, some in groupby(merge(held, right, key=itemgetter(0)), key=itemgetter(0)):
            names: dict[str, list[str]] = {HELD: [], RIGHT: []}
            for _, side, folded in some:
                names[side].append(folded)
            if sorted(names[HELD]) != sorted(names[RIGHT]):
                self._unlike.add(id_)
                state = "are other" if names[HELD] else "are missing"
                yield f"the names of {id_ or 'what is no entity'} {state}"

    def mend(self) -> None:
        """Enter the names of what ``find`` found last; see ``mending``."""
        with mending(self._store.writing, "names", self._at):
            entities = self._store.golden.entities(self._unlike)
            self._store.names.renew(self._unlike, [*entities.values()])
