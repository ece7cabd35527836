"""Cells of CORDIS tables as values. Each function takes a trimmed cell and raises CellError."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import TypeVar

from graph.dates import is_date
from ontology.printable import UNPRINTABLE
from ontology.values import UnparsedError, Url

T = TypeVar("T")

ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]{0,39}")
PIC = re.compile(r"\d{6,12}", re.ASCII)
AMOUNT = re.compile(r"\d{1,15}+(?:[.,]\d{1,20}+)?+", re.ASCII)
AMOUNTS = re.compile(rf"(?:(?:{AMOUNT.pattern})?+\n)*+", re.ASCII)
DAY = re.compile(r"(\d{4}(-\d\d(-\d\d)?)?)([ T]\d\d:\d\d.*)?", re.ASCII)
COUNTRY = re.compile(r"[A-Z]{2}")
REGION = re.compile(r"[A-Z]{2}[A-Z0-9]{0,3}")
CODE = re.compile(r"\S.{0,199}")
CONCEPT = re.compile(r"(/\d+)+", re.ASCII)
NUMBER = re.compile(r"-?\d{1,3}(\.\d+)?", re.ASCII)
VAT = re.compile(r"[A-Z]{2}(?=.*\d)[A-Z0-9+*]{2,18}")
VAT_SIGNS = re.compile(r"[\s.\-/]")
ADDRESS = Url()
DOI = re.compile(r"10\.\d{4,9}/\S+")


class Once(dict[str, T]):
    """What cells mean, each read once however many rows have it; raises what reading it does."""

    def __init__(self, read: Callable[[str], T]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, cell: str) -> T:
        value = self[cell] = self._read(cell)
        return value

    def each(self, column: Iterable[str]) -> list[T]:
        """Return what each cell of a column means."""
        return [*map(self.__getitem__, column)]


class CellError(ValueError):
    """A cell that cannot be understood: the field it is in, what is wrong, and what to do."""

    def __init__(self, field: str, value: str, reason: str, remedy: str) -> None:
        super().__init__(f"{field} {value!r}: {reason}; {remedy}")
        self.field = field
        self.value = value
        self.reason = reason
        self.remedy = remedy


def check_printable(row: Mapping[str, str]) -> None:
    """Raise CellError for the first cell that holds a control character."""
    said = "".join(row.values()).replace("\n", "")
    if said.isprintable() or not UNPRINTABLE.search(said):  # the former is told faster
        return
    for field, cell in row.items():
        if found := UNPRINTABLE.search(cell):
            reason = f"it holds the control character U+{ord(found[0]):04X}"
            raise CellError(field, UNPRINTABLE.sub("\ufffd", cell), reason, "take it out")


def identifier(cell: str, field: str = "id") -> str:
    """Return the number of a project."""
    if not ID.fullmatch(cell):
        raise CellError(field, cell, _missing(cell, "no project number"), "write it as CORDIS does")
    return cell


def pic(cell: str) -> str:
    """Return a participant identification code."""
    if not PIC.fullmatch(cell):
        reason = _missing(cell, "no participant identification code")
        raise CellError("pic", cell, reason, "write its nine digits")
    return cell


def text(cell: str, field: str) -> str:
    """Return a cell that must not be empty, with single spaces."""
    if not cell:
        raise CellError(field, cell, "the cell is empty", "fill it in")
    return " ".join(cell.split())


def code(cell: str, field: str = "code") -> str:
    """Return the code of a programme, a call or a topic."""
    if not CODE.fullmatch(cell):
        reason = _missing(cell, "no code on one line of up to 200 characters")
        raise CellError(field, cell, reason, "write the code alone")
    return cell


def amount(cell: str, field: str) -> float | None:
    """Return euros; a decimal comma or point, no separator of thousands. None for an empty cell."""
    if not cell:
        return None
    if not AMOUNT.fullmatch(cell):
        raise CellError(field, cell, "it is no amount in euros", "write digits, as in 1234567.89")
    return float(cell.replace(",", "."))


def amounts(column: Sequence[str], field: str) -> list[float | None]:
    """Return what ``amount`` does for each cell; they are looked at all at once."""
    lines = "\n".join((*column, ""))
    if not AMOUNTS.fullmatch(lines) or lines.count("\n") != len(column):
        return [amount(cell, field) for cell in column]
    return [float(cell) if cell else None for cell in lines.replace(",", ".").split("\n")[:-1]]


@lru_cache(maxsize=1 << 14)
def date(cell: str, field: str) -> str:
    """Return a partial ISO date, without the time of day; '' for an empty cell."""
    if not cell:
        return ""
    found = DAY.fullmatch(cell)
    if not found or not is_date(found[1]):
        raise CellError(field, cell, "it is no date of the calendar", "write it as 2023-05-31")
    return found[1]


@lru_cache(maxsize=1 << 12)
def flag(cell: str, field: str) -> bool | None:
    """Return true or false in any case of letters; None for an empty cell."""
    if not cell:
        return None
    try:
        return {"true": True, "false": False}[cell.lower()]
    except KeyError:
        raise CellError(field, cell, "it is neither true nor false", "write one of them") from None


def number(cell: str, field: str) -> int | None:
    """Return a whole number; None for an empty cell."""
    if not cell:
        return None
    if not (cell.isascii() and cell.isdigit() and len(cell) <= 9):
        raise CellError(field, cell, "it is no whole number", "write digits alone")
    return int(cell)


def country(cell: str) -> str:
    """Return a country's code as the EU writes it (EL, UK; NA is Namibia); '' when empty."""
    if cell and not COUNTRY.fullmatch(cell):
        raise CellError("country", cell, "it is no country code", "write two capitals, as LT")
    return cell


def region(cell: str) -> str:
    """Return a NUTS code of any level and version; '' for an empty cell."""
    if cell and not REGION.fullmatch(cell):
        raise CellError("region", cell, "it is no NUTS code", "write it as LT011")
    return cell


def concept(cell: str) -> str:
    """Return a EuroSciVoc code: ``/23/53/373``."""
    bare = cell.rstrip("/")
    if not CONCEPT.fullmatch(bare):
        raise CellError(
            "code", cell, _missing(cell, "no EuroSciVoc code"), "write it as /23/53/373"
        )
    return bare


def coordinates(cell: str) -> tuple[float, float] | None:
    """Return latitude and longitude in degrees from ``"54.7, 25.3"``; None for an empty cell."""
    if not cell:
        return None
    parts = [part.strip() for part in cell.strip("()").split(",")]
    if len(parts) == 2 and all(map(NUMBER.fullmatch, parts)):
        latitude, longitude = map(float, parts)
        if abs(latitude) <= 90 and abs(longitude) <= 180:
            return latitude, longitude
    remedy = "write latitude and longitude in degrees, as 54.7,25.3"
    raise CellError("geolocation", cell, "it is no place on earth", remedy)


def vat(cell: str) -> str:
    """Return a VAT number without spaces and signs; '' when it is empty or cannot be one."""
    bare = VAT_SIGNS.sub("", cell).upper()
    return bare if VAT.fullmatch(bare) else ""


def doi(cell: str) -> str:
    """Return the DOI of a grant; '' for an empty cell."""
    if cell and not DOI.fullmatch(cell):
        raise CellError("doi", cell, "it is no DOI", "write it as 10.3030/101000000")
    return cell


def website(cell: str) -> str:
    """Return a web address, with http:// where CORDIS leaves it out; '' for an empty cell."""
    try:
        return ADDRESS.parse(cell) if cell else ""
    except UnparsedError as error:
        raise CellError("website", cell, error.reason, error.remedy) from error


def words(cell: str) -> tuple[str, ...]:
    """Return the parts of a list that commas, semicolons or line breaks separate, each once."""
    parts = (" ".join(part.split()) for part in re.split(r"[,;\n]", cell))
    return tuple(dict.fromkeys(filter(None, parts)))


def _missing(cell: str, wrong: str) -> str:
    return f"it is {wrong}" if cell else "the cell is empty"
