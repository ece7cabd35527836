"""Organisations out of a table of any making, for linking them without a store."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from graph.linkage.organisation import Organisation
from ingest.errors import UnreadableSourceError
from ingest.tables.guessing import guess_sheet
from ingest.tables.text import BrokenRowError
from ingest.tables.workbook import Sheet, as_text, open_workbook
from ontology.fold import fold
from ontology.values import UnparsedError, cleaner, key_of
from ontology.values.identifiers import registers

SAID = {
    "name": "name",
    "nameoforganisation": "name",
    "legalname": "name",
    "altname": "name",
    "country": "country",
    "city": "city",
    "address": "address",
    "street": "address",
    "postcode": "postcode",
    "postalcode": "postcode",
    "nuts": "nuts",
    "nutscode": "nuts",
    "website": "website",
    "url": "website",
    "organizationurl": "website",
    "identifiers": "identifiers",
    "identifier": "identifiers",
    "organisationid": "pic",
    "vatnumber": "vat",
}
"""Headers that are taken as they stand, folded and without spaces; others are guessed."""
SEPARATORS = str.maketrans(";,|", "   ")


class Listed(NamedTuple):
    """The organisations of a table, and the numbers of the rows that say something but no name."""

    organisations: list[Organisation]
    nameless: list[int]


def read_organisations(path: Path) -> Listed:
    """Return an organisation a row of the first sheet; its id is the number of the row.

    Raises ``UnreadableSourceError`` for a table that has no column of names, or a row that is
    broken.
    """
    sheet = open_workbook(path).sheets[0]
    guessed = guess_sheet(sheet, path.stem)
    fields = [
        _field(one.rule.header, one.rule.template[0] if one.rule.template else "")
        for one in guessed.guesses
    ]
    if "name" not in fields:
        there = ", ".join(one.rule.header for one in guessed.guesses) or "nothing"
        raise UnreadableSourceError(
            f"{path}: it has no column of names; it has {there}. Call the column `name`."
        )
    first = max(guessed.header, default=0)
    listed = Listed([], [])
    for number, said in _rows(path, sheet, first, fields):
        names = tuple(dict.fromkeys(cell for field, cell in said if field == "name"))
        if names:
            listed.organisations.append(_organisation(str(number), names, said))
        else:
            listed.nameless.append(number)
    return listed


def _field(header: str, guessed: str) -> str:
    plain = fold(header).replace(" ", "")
    return SAID.get(plain) or (plain if plain in registers() else guessed)


def _rows(
    path: Path, sheet: Sheet, first: int, fields: Sequence[str]
) -> Iterator[tuple[int, list[tuple[str, str]]]]:
    """Yield the number of each row that is not empty, and its cells by field."""
    for number, row in islice(enumerate(sheet.rows(), 1), first, None):
        if isinstance(row, BrokenRowError):
            raise UnreadableSourceError(
                f"{path}, row {number}: {row}. Put quotes around cells that hold the separator."
            )
        cells = [as_text(cell).strip() for cell in row]
        if any(cells):
            said = zip(fields, cells, strict=False)
            yield number, [(field, cell) for field, cell in said if cell]


def _organisation(
    id_: str, names: tuple[str, ...], said: Sequence[tuple[str, str]]
) -> Organisation:
    told = dict(reversed(said))
    return Organisation(
        id=id_,
        names=names,
        country=told.get("country", ""),
        city=told.get("city", ""),
        website=told.get("website", ""),
        address=told.get("address", ""),
        postcode=told.get("postcode", ""),
        nuts=told.get("nuts", ""),
        identifiers=frozenset(key for field, cell in said for key in _keys(field, cell)),
    )


def _keys(field: str, cell: str) -> Iterator[str]:
    """Yield the identifiers of a cell; what is none says nothing of who it is."""
    texts = cell.translate(SEPARATORS).split() if field == "identifiers" else [cell]
    for text in texts:
        try:
            if field == "identifiers":
                yield key_of(text)
            elif field in registers():
                yield f"{field}:{cleaner(field).clean(text)}"
        except UnparsedError:
            continue  # left out on purpose: a wrong number must neither bind nor part
