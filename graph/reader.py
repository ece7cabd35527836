"""A store with what questions need again and again, kept as long as its revision stands."""

from __future__ import annotations

import threading
from dataclasses import dataclass

from graph.golden.technology_tree import TechnologyTree
from graph.question.understanding import TechnologyNames
from graph.rdf.dating import Calendar
from graph.store import GraphStore


@dataclass(frozen=True, slots=True)
class Frame:
    """What one revision of a store has in common for all questions.

    ``reference`` is the year from which recency counts (see ``graph.question.score``).
    """

    revision: int
    tree: TechnologyTree
    names: TechnologyNames
    reference: int


class Reader:
    """Reads one store; safe to share between threads.

    ``reference`` fixes the year from which recency counts; 0 takes the graph's newest beginning.
    ``before`` reads what was known before this store began.
    """

    def __init__(self, store: GraphStore, reference: int = 0, before: Reader | None = None) -> None:
        self.store = store
        self.before = before
        self.past: dict[tuple[int, int], Reader] = {}
        self.lock = threading.RLock()
        self._reference = reference
        self._frame: Frame | None = None
        self._calendar: Calendar | None = None

    def frame(self) -> Frame:
        """Return the frame of the store's present revision."""
        revision = self.store.revision().number
        frame = self._frame
        if frame is None or frame.revision != revision:
            with self.lock:
                frame = self._frame = self._read(revision)
        return frame

    def calendar(self) -> Calendar:
        """Return what the revisions of the store tell at present."""
        last = self.store.revision()
        calendar = self._calendar
        if calendar is None or calendar.last != last:
            calendar = self._calendar = Calendar.of(self.store, last)
        return calendar

    def _read(self, revision: int) -> Frame:
        tree = TechnologyTree.of(self.store)
        reference = self._reference or int(self.store.golden.newest_start()[:4] or 0)
        return Frame(revision, tree, TechnologyNames(tree), reference)
