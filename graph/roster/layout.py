"""The hidden sheet of a workbook: whose roster it is, what its columns are, and how it was written.

Each line begins with a word that says what it holds. What was written stands there a second time,
so that it can be told which cells a person changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph.errors import UsageError
from graph.roster.cells import Cells
from graph.roster.columns import ID, Column
from graph.roster.roster import Roster

ROWS, HIDDEN = "members", "lumigraph"
"""What the sheet that people edit is called, and the hidden one."""
MARK = "lumigraph roster 1"
"""What the hidden sheet begins with; another number when its lines mean something else."""


@dataclass(frozen=True, slots=True)
class Written:
    """A roster as a workbook's hidden sheet remembers it; ``rows`` by id."""

    of: str
    revision: int
    date: str
    visibility: str
    columns: Sequence[Column]
    rows: Mapping[str, Cells]


def lines(roster: Roster) -> Iterator[list[str]]:
    """Yield the lines of the hidden sheet but the first, which is ``MARK``."""
    yield ["of", roster.of.id]
    yield ["revision", str(roster.revision)]
    yield ["date", roster.date]
    yield ["visibility", roster.visibility]
    yield ["fields", *(one.field for one in roster.columns)]
    yield ["languages", *(one.language for one in roster.columns)]
    for row in roster.rows:
        yield ["row", *(row[one.heading] for one in roster.columns)]


def written(rows: Iterable[Sequence[str]]) -> Written:
    """Return what the lines of a hidden sheet say.

    Raises ``UsageError`` for lines that somebody changed so that they say nothing.
    """
    said: dict[str, list[str]] = {}
    stood: list[Sequence[str]] = []
    for word, *cells in rows:
        if word == "row":
            stood.append(cells)
        else:
            said[word] = cells
    try:
        columns = _columns(said["fields"], said["languages"])
        found = [_row(columns, cells) for cells in stood]
        return Written(
            said["of"][0],
            int(said["revision"][0]),
            said["date"][0],
            said["visibility"][0],
            columns,
            {one[ID]: one for one in found},
        )
    except (KeyError, IndexError, ValueError) as error:
        raise UsageError(
            f"its hidden sheet '{HIDDEN}' was changed ({error}): export the workbook anew"
        ) from error


def _columns(fields: Sequence[str], languages: Sequence[str]) -> list[Column]:
    """Return the columns; lines as long as the widest one end in empty cells."""
    named = zip(fields, languages, strict=True)
    return [Column(field, language) for field, language in named if field]


def _row(columns: Sequence[Column], cells: Sequence[str]) -> dict[str, str]:
    texts = [*cells, *[""] * (len(columns) - len(cells))]
    return {one.heading: text for one, text in zip(columns, texts, strict=False)}
