"""One pass over a bundle: rows gathered by project, then units as projects come by.

The four tables that hang on projects are held in compact form; ``project.csv``, more than half
of a bundle, streams. Rows may stand in any order and the units are the same.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Generic, TypeVar

from graph.records import Reject, Unit, digest
from ingest.cordis import cells, rows
from ingest.cordis.cells import CellError, Once
from ingest.cordis.lists import Lists, most_frequent_first
from ingest.cordis.records import (
    EXTRACTOR,
    ProjectRows,
    organisation_records,
    project_records,
    region_of,
)
from ingest.cordis.rows import Details, Participation, Subject, Titled
from ingest.cordis.tables import LONGEST_SHOWN, Bundle, Cells, Part, table_specs
from ingest.matcher import LabelMatcher

T = TypeVar("T", bound=tuple[Any, ...])


@dataclass(slots=True)
class Pile(Generic[T]):
    """The rows of one table by project, with the number of each row."""

    table: str
    by_project: defaultdict[str, list[tuple[int, T]]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def add(self, projects: Iterable[str], numbers: Iterable[int], rows: Iterable[T]) -> None:
        """Put rows on the pile, each given by its project and its number too."""
        for project, number, row in zip(projects, numbers, rows, strict=True):
            self.by_project[project].append((number, row))

    def take(self, project: str) -> list[tuple[int, T]]:
        """Return the rows of a project, and forget them."""
        return self.by_project.pop(project, [])


class Said(Generic[T]):
    """What rows say in some of their fields, read once however many rows say it alike.

    ``read`` is given the number and the cells of the first row that says it.
    """

    def __init__(self, fields: Collection[str], read: Callable[[int, Cells], T]) -> None:
        self.known: dict[str, T] = {}
        self._fields = fields
        self._read = read

    def of(self, part: Part) -> Iterator[T]:
        """Return what each row says; raises CellError when any cannot be read."""
        columns = [part.columns[field] for field in self._fields]
        # One text is found faster than many. No cell that was read holds what joins them.
        said = [*map("\x1f".join, zip(*columns, strict=True))]
        for at, text in enumerate(said):
            if text not in self.known:
                row = {field: part.columns[field][at] for field in self._fields}
                self.known[text] = self._read(part.numbers[at], row)
        return map(self.known.__getitem__, said)


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
        """Fill ``pile``; return how much its rows say that differs."""
        fields = [one for one in table_specs()[pile.table].columns if one != "project"]
        said = Said(fields, lambda _, row: read(row))
        self._pile_up(pile, said.of)
        return len(said.known)

    def _gather_participations(self) -> int:
        """Fill the pile of participations; return in how many ways organisations are described."""
        aside = partial(partial, self._set_aside, self._participations.table)
        said = Said(rows.DETAIL_FIELDS, lambda number, row: rows.details(row, aside(number)))
        participations = rows.Participations()
        self._pile_up(
            self._participations,
            lambda part: zip(participations.of(part.columns), said.of(part), strict=True),
        )
        return len(said.known)

    def _pile_up(self, pile: Pile[T], read: Callable[[Part], Iterable[T]]) -> None:
        """Put what ``read`` makes of the rows of a table on its pile.

        Where one of a part cannot be read, they are read one by one, and that one is refused.
        """
        projects = Once(partial(cells.identifier, field="project"))

        def add(part: Part) -> None:
            pile.add(projects.each(part.columns["project"]), part.numbers, read(part))

        for part in self._bundle.parts(pile.table, self.refused):
            try:
                add(part)
            except CellError:
                for row in part.singly():
                    try:
                        add(row)
                    except CellError as error:
                        self._refuse(pile.table, row.numbers[0], error)

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
        parts = [part for _, (part, _) in taken]
        if len({part.pic for part in parts}) == len(parts):
            return sorted(parts)  # by their organisations alone, which differ
        accepted = self._without_doubles(
            self._participations, [(number, part) for number, (part, _) in taken]
        )
        named = {(part.pic, part.role): part for part in accepted}
        if len(named) < len(accepted):
            return sorted(accepted, key=_by_content)
        return [named[name] for name in sorted(named)]

    def _once_each(self, pile: Pile[T], project: str) -> list[T]:
        taken = pile.take(project)
        if len(taken) == 1:
            return [taken[0][1]]
        return sorted(self._without_doubles(pile, taken))

    def _without_doubles(self, pile: Pile[Any], numbered: Iterable[tuple[int, T]]) -> Collection[T]:
        """Return each row once; those that say the same as one before are refused."""
        accepted: dict[T, int] = {}
        for number, row in numbered:
            if (first := accepted.setdefault(row, number)) != number:
                self._refuse_double(pile, number, first)
        return accepted

    def _organisation_units(self) -> Iterator[Unit]:
        for pic, described in self._organisations.items():
            # Most are described in one way: the same object, which is told without a look inside.
            alike = described.count(described[0]) == len(described)
            variants = described[:1] if alike else most_frequent_first(Counter(described))
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
