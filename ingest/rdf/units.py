"""Nodes as units: what is said of each, and what nothing covers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache, partial

from graph.ledger.codec import record_row
from graph.records import Reject, Uncovered, Unit, Withheld, digest
from ingest.rdf.ends import Ends
from ingest.rdf.records import NodeRecords
from ingest.rdf.rules import TYPE, Fit, Rule
from ingest.rdf.shelf import STATED, Group
from ingest.rdf.terms import BLANK
from ontology.values.personal import PERSON, personal_field

EXTRACTOR = "rdf 1"
NOTHING = "no mapping covers it"
_LOCAL = re.compile(r"[^/#:]*(?=>$)")


class Nodes:
    """The nodes of one source as units. Use it once."""

    def __init__(self, ends: Ends, file: str) -> None:
        self._uncovered: Counter[tuple[str, str]] = Counter()
        self._passing: Counter[tuple[str, str]] = Counter()
        self._withheld: Counter[str] = Counter()
        self._ends = ends
        self._file = file
        self._records = NodeRecords(ends, file)

    def units(self) -> Iterator[Unit | Reject]:
        """Yield a unit for each node that a rule speaks of, then what was not read."""
        refused = self._records.refused
        for subject, said in self._ends.shelf.subjects():
            fit = self._ends.fit(subject, said)
            if fit.unknown or fit.passing or fit.person:
                self._count(said, fit)
            rule = fit.rule
            if rule is not None and (rule.kind or rule.relations):
                yield self._unit(subject, said, rule)
                if refused:
                    yield from refused
                    refused.clear()
        passed = self._ends.passed
        told = {of: count for of, count in self._passing.items() if of[0] not in passed}
        for (class_, predicate), count in sorted((self._uncovered | told).items()):
            yield self._told(class_, predicate, count)
        yield from Withheld.each(self._file, self._withheld)

    def _count(self, said: Group, fit: Fit) -> None:
        """Count what is not read of a node; of a person, only that it is one and its addresses."""
        if fit.person:
            self._withheld[PERSON] += 1
        class_, *_ = said.get(TYPE) or ("",)
        for predicate in fit.unknown:
            kind = _personal(predicate)
            if kind and not (fit.person and kind == PERSON):
                self._withheld[kind] += len(said[predicate])
            elif not fit.person and predicate != STATED:
                self._uncovered[class_, predicate] += len(said[predicate])
        for predicate in fit.passing:
            self._passing[class_, predicate] += len(said[predicate])

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


@lru_cache(maxsize=4096)
def _personal(predicate: str) -> str:
    """Return what personal data a predicate leads to, by its local name; '' for none."""
    local = _LOCAL.search(predicate)
    return personal_field(local[0]) if local else ""
