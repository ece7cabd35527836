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


class Wrong(NamedTuple):
    """An identifier that is none: where it stands, why, and what to do."""

    row: int
    column: str
    value: str
    reason: str
    remedy: str


class Listed(NamedTuple):
    """The organisations of a table, the numbers of the rows that say something but no name, and
    the identifiers that are left out, since a wrong one must neither bind nor part."""

    organisations: list[Organisation]
    nameless: list[int]
    wrong: list[Wrong]


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
    listed = Listed([], [], [])
    for number, said in _rows(path, sheet, first, fields):
        names = tuple(dict.fromkeys(cell for field, cell in said if field == "name"))
        if names:
            keys = frozenset(_keys(number, said, listed.wrong))
            listed.organisations.append(_organisation(str(number), names, said, keys))
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
    id_: str, names: tuple[str, ...], said: Sequence[tuple[str, str]], keys: frozenset[str]
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
        identifiers=keys,
    )


def _keys(row: int, said: Sequence[tuple[str, str]], wrong: list[Wrong]) -> Iterator[str]:
    """Yield the identifiers of a row; add to ``wrong`` what is none."""
    for field, text in _stated(said):
        listed = field == "identifiers"
        try:
            yield key_of(text) if listed else f"{field}:{cleaner(field).clean(text)}"
        except UnparsedError as error:
            wrong.append(Wrong(row, field, text, error.reason, error.remedy))


def _stated(said: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield the field and the text of each identifier that a row states."""
    for field, cell in said:
        if field == "identifiers":
            yield from ((field, text) for text in cell.translate(SEPARATORS).split())
        elif field in registers():
            yield field, cell
