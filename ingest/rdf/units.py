"""Nodes as units: what is said of each, and what nothing covers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial

from graph.ledger.codec import record_row
from graph.records import Reject, Uncovered, Unit, digest
from ingest.rdf.ends import Ends
from ingest.rdf.records import NodeRecords
from ingest.rdf.rules import TYPE, Rule
from ingest.rdf.shelf import STATED, Group
from ingest.rdf.terms import BLANK

EXTRACTOR = "rdf 1"
NOTHING = "no mapping covers it"


class Nodes:
    """The nodes of one source as units. Use it once."""

    def __init__(self, ends: Ends, file: str) -> None:
        self._uncovered: Counter[tuple[str, str]] = Counter()
        self._passing: Counter[tuple[str, str]] = Counter()
        self._ends = ends
        self._file = file
        self._records = NodeRecords(ends, file)

    def units(self) -> Iterator[Unit | Reject]:
        """Yield a unit for each node that a rule speaks of, then what was not covered."""
        refused = self._records.refused
        for subject, said in self._ends.shelf.subjects():
            rule, unknown, passing = self._ends.fit(subject, said)
            if unknown:
                self._count(self._uncovered, said, unknown)
            if passing:
                self._count(self._passing, said, passing)
            if rule is not None and (rule.kind or rule.relations):
                yield self._unit(subject, said, rule)
                if refused:
                    yield from refused
                    refused.clear()
        passed = self._ends.passed
        told = {of: count for of, count in self._passing.items() if of[0] not in passed}
        for (class_, predicate), count in sorted((self._uncovered | told).items()):
            yield self._told(class_, predicate, count)

    def _count(
        self, counted: Counter[tuple[str, str]], said: Group, predicates: Sequence[str]
    ) -> None:
        classes = said.get(TYPE, ())
        for predicate in predicates:
            if predicate != STATED:
                name = classes[0] if classes else ""
                counted[name, predicate] += len(said[predicate])

    def _told(self, class_: str, predicate: str, count: int) -> Uncovered:
        what = f"{predicate} of {class_ or 'what has no type'}"
        remedy = "add it to a mapping, as docs/sources.md shows, if it is wanted"
        place = f"{count:,} statements"
        return Uncovered(self._file, place, what, "", NOTHING, remedy, what, count)

    def _unit(self, subject: str, said: Group, rule: Rule) -> Unit:
        """Return the unit of a node; what is read of other nodes belongs to what it says."""
        if rule.exact and subject[0] != BLANK:
            key = subject[1:-1]
            return Unit(
                key, digest(EXTRACTOR, said), partial(self._records.of, subject, said, rule)
            )
        records = list(self._records.of(subject, said, rule))
        mark = digest(EXTRACTOR, sorted(map(record_row, records)))
        key = f"_:{mark}" if subject[0] == BLANK else subject[1:-1]
        return Unit(key, mark, partial(iter, records))
