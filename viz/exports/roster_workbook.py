"""A roster as a workbook: a sheet to edit, one that explains it, and a hidden one to compare."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import IO

from graph.ledger.attribution import Attribution
from graph.roster.columns import Column
from graph.roster.layout import HIDDEN, MARK, ROWS, lines
from graph.roster.roster import Roster
from ontology.model import load_model
from ontology.values.identifiers import registers
from viz.exports.tables import Table, write_xlsx

HOW = (
    "Change what is wrong, add a row without an id for a new member, take out the row of one that "
    "has left, or write when in 'until'. Several values are parted by semicolons. Cells that you "
    "leave alone say nothing. Then: lumigraph ingest FILE --preview",
)
MEANT = {
    "id": "Which organisation the row is of. Leave it as it is; empty for a new one",
    "type": "What kind of organisation: Company, University, …",
    "country": "The country, by its code or name",
    "region": "The region: a NUTS or ISO 3166-2 code",
    "worksOn": "The technologies, by id or name",
}


def write_roster(roster: Roster, owed: Sequence[Attribution], file: IO[bytes]) -> None:
    """Write a workbook; the same roster gives the same bytes."""
    write_xlsx(_sheets(roster, owed), file, roster.date)


def _sheets(roster: Roster, owed: Sequence[Attribution]) -> Iterator[Table]:
    headings = [one.heading for one in roster.columns]
    yield Table(ROWS, headings, ([row[name] for name in headings] for row in roster.rows))
    yield Table("about", ("what", "it is"), _about(roster, owed))
    yield Table(HIDDEN, [MARK], lines(roster), hidden=True)


def _about(roster: Roster, owed: Sequence[Attribution]) -> Iterator[tuple[str, str]]:
    yield "members of", f"{roster.of.label} ({roster.of.id})"
    yield "as of", f"{roster.date}, revision {roster.revision}"
    yield "who may see it", roster.visibility or "public"
    for one in HOW:
        yield "how to edit", one
    for column in roster.columns:
        yield column.heading, meant(column)
    for source in owed:
        yield "source", source.line


def meant(column: Column) -> str:
    """Return what a column is, in English."""
    if column.field in MEANT:
        return MEANT[column.field]
    if column.field in registers():
        return registers()[column.field].label
    return load_model().properties[column.field].definition["en"]
