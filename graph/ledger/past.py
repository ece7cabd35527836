"""A ledger with all its past as plain rows: what a dump of it holds, and a copy is made from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from typing import NamedTuple

from graph.ledger.codec import RecordRow, dump, row_record
from graph.ledger.identity import Judgement
from graph.records import EntityRecord
from graph.stored import SourceVersion

VersionRow = tuple[str, str, int, str, str, int, int | None]
"""Name, JSON of all that the source says of itself, priority, date, when read, opened, closed."""


class PastUnit(NamedTuple):
    """A unit, which stands or stood; a digest is known of those that stand."""

    number: int
    source: str
    key: str
    digest: str
    opened: int
    closed: int | None


class PastRecord(NamedTuple):
    """A record, which stands or stood: the number of its unit, and its row (see ``codec``)."""

    unit: int
    source: str
    row: RecordRow
    opened: int
    closed: int | None


@dataclass(slots=True)
class Past:
    """Some of the rows of a ledger; ``opened`` and ``closed`` are numbers of revisions."""

    sources: list[SourceVersion] = field(default_factory=list)
    units: list[PastUnit] = field(default_factory=list)
    records: list[PastRecord] = field(default_factory=list)
    judgements: list[Judgement] = field(default_factory=list)


def version_row(version: SourceVersion) -> VersionRow:
    """Return a version of a source as stores keep it."""
    info = version.info
    said = (info.name, dump(asdict(info)), info.priority, info.date)
    return (*said, version.read_at, version.opened, version.closed)


def standing_aliases(records: Iterable[PastRecord]) -> Iterator[tuple[int, tuple[str, str]]]:
    """Yield the (key, identifier) that the standing ones of ``records`` state, with their place."""
    for place, one in enumerate(records):
        record = row_record(*one.row) if one.closed is None else None
        if isinstance(record, EntityRecord):
            yield from ((place, (record.key, other)) for other in dict.fromkeys(record.identifiers))
