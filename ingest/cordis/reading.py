"""One pass over a bundle: rows gathered by project, then units as projects come by.

The four tables that hang on projects are held in compact form; ``project.csv``, more than half
of a bundle, streams. Rows may stand in any order and the units are the same.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from operator import itemgetter
from typing import Any, Generic, TypeVar

from graph.records import Reject, Unit, digest
from ingest.cordis import cells, rows
from ingest.cordis.cells import CellError
from ingest.cordis.lists import Lists, most_frequent_first
from ingest.cordis.records import (
    EXTRACTOR,
    ProjectRows,
    organisation_records,
    project_records,
    region_of,
)
from ingest.cordis.rows import DetailCells, Details, Participation, Subject, Titled
from ingest.cordis.tables import LONGEST_SHOWN, Bundle, Cells, table_specs
from ingest.matcher import LabelMatcher

T = TypeVar("T", bound=tuple[Any, ...])


@dataclass(slots=True)
class Pile(Generic[T]):
    """The rows of one table by project, with the number of each row."""

    table: str
    by_project: defaultdict[str, list[tuple[int, T]]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def add(self, project: str, number: int, row: T) -> None:
        """Put a row on the pile."""
        self.by_project[project].append((number, row))

    def take(self, project: str) -> list[tuple[int, T]]:
        """Return the rows of a project, and forget them."""
        return self.by_project.pop(project, [])


class Reading:
    """One reading of ``bundle``; use it once. ``refused`` fills as the units are taken.

    ``expected`` is about how many units there are, 0 before the first.
    """

    def __init__(self, bundle: Bundle, matcher: LabelMatcher) -> None:
        self.refused: list[Reject] = []
        self.expected = 0
        self._bundle = bundle
        self._matcher = matcher
        self._participations: Pile[tuple[Participation, Details]] = Pile("organization")
        self._subjects: Pile[Subject] = Pile("euroSciVoc")
        self._topics: Pile[Titled] = Pile("topics")
        self._legal_bases: Pile[Titled] = Pile("legalBasis")
        self._organisations: defaultdict[str, list[Details]] = defaultdict(list)
        self._lists = Lists()

    def units(self) -> Iterator[Unit]:
        """Yield the units of projects, then of organisations, programmes, calls and concepts."""
        entries = self._gather(self._subjects, rows.subject)
        entries += self._gather(self._topics, rows.titled)
        entries += self._gather(self._legal_bases, rows.titled)
        organisations = self._gather_participations()
        self.expected = len(self._participations.by_project) + organisations + entries
        yield from self._projects()
        yield from self._organisation_units()
        yield from self._lists.units()
        for pile in (self._participations, self._subjects, self._topics, self._legal_bases):
            self._refuse_leftovers(pile)

    # From rows to piles

    def _gather(self, pile: Pile[T], read: Callable[[Cells], T]) -> int:
        """Fill ``pile``, reading what many rows say alike once; return how much differs."""
        fields = [one for one in table_specs()[pile.table].columns if one != "project"]
        said_of, known = itemgetter(*fields), dict[tuple[str, ...], T]()
        for number, row in self._bundle.rows(pile.table, self.refused):
            try:
                project = cells.identifier(row["project"], "project")
                said = said_of(row)
                value = known.get(said)
                if value is None:
                    value = known[said] = read(row)
            except CellError as error:
                self._refuse(pile.table, number, error)
            else:
                pile.add(project, number, value)
        return len(known)

    def _gather_participations(self) -> int:
        """Fill the pile of participations; return in how many ways organisations are described."""
        table = self._participations.table
        known: dict[DetailCells, Details] = {}
        for number, row in self._bundle.rows(table, self.refused):
            try:
                project = cells.identifier(row["project"], "project")
                part = rows.participation(row)
                found = rows.detail_cells(row)
                details = known.get(found)
                if details is None:
                    details = rows.details(found, partial(self._set_aside, table, number))
                    known[found] = details
            except CellError as error:
                self._refuse(table, number, error)
            else:
                self._participations.add(project, number, (part, details))
        return len(known)

    # From piles to units

    def _projects(self) -> Iterator[Unit]:
        seen: dict[str, int] = {}
        for number, row in self._bundle.rows("project", self.refused):
            try:
                if first := seen.get(row["id"]):
                    reason = f"row {first} is about this project too"
                    raise CellError("id", row["id"], reason, "keep one of the two rows")
                project = rows.project(row, partial(self._set_aside, "project", number))
            except CellError as error:
                self._refuse("project", number, error)
            else:
                seen[project.id] = number
                yield self._project_unit(project)

    def _project_unit(self, project: rows.Project) -> Unit:
        found = ProjectRows(
            project,
            self._accepted_participations(project.id),
            self._once_each(self._subjects, project.id),
            self._once_each(self._topics, project.id),
            self._once_each(self._legal_bases, project.id),
        )
        self._lists.register(found)
        return Unit(
            key=f"project/{project.id}",
            digest=digest(
                EXTRACTOR,
                self._matcher.fingerprint,
                project,
                found.participations,
                found.subjects,
                found.topics,
                found.legal_bases,
            ),
            records=partial(project_records, found, self._matcher),
        )

    def _accepted_participations(self, project: str) -> list[Participation]:
        taken = self._participations.take(project)
        for _, (part, details) in taken:
            self._organisations[part.pic].append(details)
        accepted = self._without_doubles(
            self._participations, [(number, part) for number, (part, _) in taken]
        )
        named = {(part.pic, part.role): part for part in accepted}
        if len(named) < len(accepted):
            return sorted(accepted, key=_by_content)
        return [named[name] for name in sorted(named)]

    def _once_each(self, pile: Pile[T], project: str) -> list[T]:
        return sorted(self._without_doubles(pile, pile.take(project)))

    def _without_doubles(self, pile: Pile[Any], numbered: Iterable[tuple[int, T]]) -> Collection[T]:
        """Return each row once; those that say the same as one before are refused."""
        accepted: dict[T, int] = {}
        for number, row in numbered:
            if (first := accepted.setdefault(row, number)) != number:
                self._refuse_double(pile, number, first)
        return accepted

    def _organisation_units(self) -> Iterator[Unit]:
        for pic, described in self._organisations.items():
            variants = most_frequent_first(Counter(described))
            places = [region.id if (region := region_of(one)) else "" for one in variants]
            yield Unit(
                key=f"organisation/{pic}",
                digest=digest(EXTRACTOR, variants, places),
                records=partial(organisation_records, pic, variants),
            )

    # What is refused

    def _refuse(self, table: str, number: int, error: CellError, more: str = "") -> None:
        self.refused.append(
            Reject(
                file=self._bundle.files[table],
                place=f"row {number}",
                column=self._bundle.column(table, error.field),
                value=error.value[:LONGEST_SHOWN],
                reason=error.reason + more,
                remedy=error.remedy,
            )
        )

    def _set_aside(self, table: str, number: int, error: CellError) -> None:
        self._refuse(table, number, error, "; the row went in without it")

    def _refuse_double(self, pile: Pile[T], number: int, first: int) -> None:
        error = CellError("project", "", f"row {first} says the same", "delete one of the two rows")
        self._refuse(pile.table, number, error)

    def _refuse_leftovers(self, pile: Pile[Any]) -> None:
        """Refuse rows of projects that ``project.csv`` does not have."""
        for project, numbered in pile.by_project.items():
            for number, _ in numbered:
                reason = "project.csv has no such project, or its row was refused"
                error = CellError("project", project, reason, "add or correct the project's row")
                self._refuse(pile.table, number, error)


def _by_content(part: Participation) -> tuple[str, ...]:
    return tuple(map(str, part))
