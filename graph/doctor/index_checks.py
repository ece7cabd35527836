"""Are reach and the names what the golden graph gives?"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

from graph.chunks import chunks
from graph.doctor.check import mending
from graph.doctor.sample import Sample
from graph.store import GraphStore
from graph.stored import ReachRow
from graph.validation import reach_unlike


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
        """Yield the entities whose names are not those that are looked up."""
        self._unlike, self._at = set(), self._store.revision().number
        for what, ids in (("are other", self._other()), ("are missing", self._without())):
            for id_ in ids:
                self._unlike.add(id_)
                yield f"the names of {id_ or 'what is no entity'} {what}"

    def mend(self) -> None:
        """Enter the names of what ``find`` found last; see ``mending``."""
        with mending(self._store.writing, "names", self._at):
            entities = self._store.golden.entities(self._unlike)
            self._store.names.renew(self._unlike, [*entities.values()])

    def _other(self) -> Iterator[str]:
        self._seen: set[str] = set()
        rows = groupby(self._store.names.every(), itemgetter(0))
        held = ((id_, sorted(folded for _, folded in some)) for id_, some in rows)
        for part in chunks(held):
            named = dict(part)
            self._seen.update(named)
            entities = self._store.golden.entities(named)
            for id_, folded in named.items():
                if id_ not in entities or folded != sorted(entities[id_].folded()):
                    yield id_

    def _without(self) -> Iterator[str]:
        """Yield the entities of which no name is held, though they have some."""
        for one in self._store.golden.all_entities():
            if one.id not in self._seen and one.folded():
                yield one.id
