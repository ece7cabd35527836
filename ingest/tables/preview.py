"""What would be read of a table, and what it would change: a dry run."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from graph.ledger.cleaning import Cleaning
from graph.ledger.reference import REGION
from graph.ledger.written import written
from graph.records import Record, Reject, Unit
from graph.schema import load_schema
from ingest.tables.changes import Changes
from ingest.tables.date_order import remark
from ingest.tables.facts import facts
from ingest.tables.fields import IGNORE, template_text
from ingest.tables.former import OF, Former
from ingest.tables.guessing import GuessedSheet, guess, guessed_mapping, samples
from ingest.tables.mapping import ColumnRule, mapping_beside
from ingest.tables.reading import Refused, SheetReading
from ingest.tables.snapshot import changes, listed, snapshot
from ingest.tables.table_format import TableFormat, anchors, clock_of, opened, source_name
from ingest.tables.text import Dialect
from ingest.tables.units import additions
from ingest.tables.workbook import open_workbook
from ingest.tables.written import mapping_text
from ontology.model import load_model

SHOWN = 5
"""So many rows are shown as records."""
SAMPLES = 3
"""So many values of a column are shown."""
NEW, CHANGED, UNCHANGED = "new", "changed", "unchanged"
Seen = Callable[[str, Unit, Sequence[Record]], None]
"""Told of each unit with its records: whether it is new, changed or unchanged."""
BY_MAPPING, NOT_MAPPED = "the mapping says so", "the mapping does not name it"


@dataclass(frozen=True, slots=True)
class ColumnView:
    """A column: its header, what it is read as and why, and its first values."""

    header: str
    read_as: str
    language: str
    why: str
    example: str
    samples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SheetView:
    """A sheet: what its rows are, its header rows, and how many rows are read and refused."""

    name: str
    rows_are: str
    header: tuple[int, ...]
    columns: tuple[ColumnView, ...]
    read: int
    refused: int


@dataclass(slots=True)
class Preview:
    """A dry run. ``first`` has the records of the first rows.

    ``new``, ``changed``, ``unchanged`` and ``gone`` count the entities that rows name, beside what
    the store has; ``changes`` names them in a snapshot. ``mapping`` is the file that says how the
    table is read, ``written`` whether the dry run wrote it. ``hidden`` are the hidden sheets that
    it passes over, ``others`` those that are not hidden.
    """

    table: str
    source: str
    dialect: Dialect | None
    mapping: str
    written: bool
    sheets: tuple[SheetView, ...]
    hidden: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    snapshot: str = ""
    first: list[list[Record]] = field(default_factory=list)
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    gone: int = 0
    withheld: dict[str, int] = field(default_factory=dict)
    rejects: list[Reject] = field(default_factory=list)
    changes: Changes | None = None


def _unseen(_sort: str, _unit: Unit, _records: Sequence[Record]) -> None:
    """Look at no unit more closely."""


def preview(path: Path, format_: TableFormat, seen: Seen = _unseen) -> Preview:
    """Read the table at ``path`` without taking it in; write its mapping where there is none.

    ``seen`` is told of each unit. Raises what taking it in would raise, but that many members may
    leave.
    """
    file = format_.mapping or mapping_beside(path)
    written = not file.exists()
    guessed = _write_guessed(path, file) if written else {}
    mapping = format_.mapping_of(path)
    sheets = opened(path, mapping)
    workbook = open_workbook(path, mapping.encoding, mapping.separator)
    read = {one.placed.sheet.name for one in sheets}
    unread = [one for one in workbook.sheets if one.name not in read]
    result = Preview(
        table=path.name,
        source=source_name(mapping, path),
        dialect=workbook.dialect,
        mapping=str(file),
        written=written,
        sheets=tuple(_view(one, guessed.get(one.placed.sheet.name)) for one in sheets),
        hidden=tuple(one.name for one in unread if one.hidden),
        others=tuple(one.name for one in unread if not one.hidden),
        snapshot=mapping.snapshot,
    )
    former = format_.former(result.source)
    if not mapping.snapshot:
        units = _dry_run(result, additions(sheets, anchors(mapping)), former, seen)
        deque(units, maxlen=0)  # none is kept, however many rows there are
        return result
    clock, there = clock_of(path, mapping, former), listed(sheets, former)
    items = snapshot(sheets, anchors(mapping), there, former, clock)
    result.changes = changes(there, former, _dry_run(result, items, former, seen), clock)
    return result


def _write_guessed(path: Path, file: Path) -> dict[str, GuessedSheet]:
    workbook = open_workbook(path)
    guessed = guess(workbook)
    text = mapping_text(
        path, source_name(guessed_mapping(guessed), path), guessed, workbook.dialect
    )
    file.write_text(text, encoding="utf-8")
    return guessed


def _dry_run(
    result: Preview, items: Iterator[Unit | Reject], former: Former, told: Seen
) -> Iterator[Unit]:
    """Do what taking ``items`` in does, but for writing; yield the units as they would go in."""
    cleaning = Cleaning(load_model(), result.source)
    seen: set[str] = set()
    counts: Counter[str] = Counter()
    for item in items:
        if isinstance(item, Reject):
            result.rejects.append(cleaning.clean_reject(item))
            continue
        seen.add(item.key)
        records = list(_sound(result, map(cleaning.clean, item.records())))
        if not item.key.startswith(OF):
            sort = _sort_of(item, former, records)
            counts[sort] += 1
            told(sort, item, records)
            if len(result.first) < SHOWN:
                result.first.append(records)
        yield replace(item, records=partial(iter, records))
    result.new, result.unchanged, result.changed = counts[NEW], counts[UNCHANGED], counts[CHANGED]
    result.gone = sum(not key.startswith((OF, REGION)) for key in former.digests.keys() - seen)
    result.withheld = dict(sorted(cleaning.withheld.items()))
    result.rejects += cleaning.suspects


def _sound(result: Preview, records: Iterable[Record]) -> Iterator[Record]:
    """Yield what of ``records`` the graph takes; note the rest as set aside."""
    for record in records:
        sound, complaints = load_schema().sound(record, result.source)
        result.rejects += complaints
        if sound is not None:
            yield sound


def _sort_of(unit: Unit, former: Former, records: Sequence[Record]) -> str:
    mark, known = former.digests.get(unit.key), former.members.get(unit.key)
    same = mark == unit.digest or (known and facts(known.records) == facts(records))
    return NEW if mark is None else UNCHANGED if same else CHANGED


def _view(sheet: SheetReading, guessed: GuessedSheet | None) -> SheetView:
    placed = sheet.placed
    rules = {column.header: column for _, column in placed.columns}
    reasons = {one.rule.header: one.why for one in guessed.guesses} if guessed else {}
    values = samples(placed.sheet, max(placed.rows, default=0), len(placed.header))
    columns = tuple(
        _column_view(text, rules.get(text), placed.rule.dates, reasons.get(text, ""), some)
        for text, some in zip(placed.header, values, strict=True)
    )
    counts = Counter(
        isinstance(row, Refused) or not sheet.identity(row[1])
        for row in sheet.rows()
        if not isinstance(row, Refused) or row.whole
    )
    return SheetView(
        placed.sheet.name, placed.rule.kind, placed.rows, columns, counts.total(), counts[True]
    )


def _column_view(
    header: str, rule: ColumnRule | None, dates: str, why: str, values: Sequence[str]
) -> ColumnView:
    if rule is None:
        return ColumnView(header, IGNORE, "", NOT_MAPPED, *_shown(values))
    why = "; ".join(
        filter(None, (why or BY_MAPPING, remark(rule.template, rule.dates or dates, values)))
    )
    shown = _shown(() if "personal" in rule.template else values)
    return ColumnView(header, template_text(rule.template), rule.language, why, *shown)


def _shown(values: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """Return the first of some values, and the first different ones, without personal data."""
    shown = tuple(map(written, list(dict.fromkeys(values))[:SAMPLES]))
    return next(iter(shown), ""), shown
