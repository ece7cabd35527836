"""Rows of the five tables as typed values, without what differs from release to release.

Each function takes the cells of a row by field and raises CellError when the row cannot be taken.
A cell that only adds to its row (a status, a web page, a DOI, coordinates, a NUTS code) and is
wrong goes to ``set_aside`` instead, and the row goes in without it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache, partial
from typing import Any, NamedTuple, TypeVar

from ingest.cordis import cells
from ingest.cordis.cells import CellError, Once
from ingest.cordis.tables import Cells, Columns
from ontology.errors import UnknownRoleError
from ontology.model import load_model
from ontology.roles import load_roles
from ontology.terms import plain

SetAside = Callable[[CellError], None]
T = TypeVar("T")

# The fields of organization.csv that describe the organisation, not its part in the project.
DETAIL_FIELDS = (
    "name",
    "acronym",
    "vat",
    "sme",
    "activity",
    "street",
    "postcode",
    "city",
    "country",
    "region",
    "region_name",
    "geolocation",
    "website",
)


class Project(NamedTuple):
    """A row of project.csv. Dates are ISO or '', amounts euros; texts as CORDIS has them."""

    id: str
    title: str
    acronym: str
    status: str
    start: str
    end: str
    signed: str
    total_cost: float | None
    contribution: float | None
    framework: str
    legal_bases: tuple[str, ...]
    topics: tuple[str, ...]
    calls: tuple[str, ...]
    scheme: str
    objective: str
    keywords: str
    doi: str
    website: str


class Participation(NamedTuple):
    """What a row of organization.csv says of a part in a project. Amounts in euros."""

    pic: str
    role: str
    order: int | None
    contribution: float | None
    net_contribution: float | None
    total_cost: float | None
    left: bool | None


class Details(NamedTuple):
    """What a row of organization.csv says of the organisation; ``type`` is of our vocabulary."""

    name: str
    acronym: str
    vat: str
    sme: bool | None
    type: str
    street: str
    postcode: str
    city: str
    country: str
    region: str
    region_name: str
    coordinates: tuple[float, float] | None
    website: str


class Titled(NamedTuple):
    """A row of topics.csv or legalBasis.csv: a code and its title ('' if not given)."""

    code: str
    title: str


class Subject(NamedTuple):
    """A row of euroSciVoc.csv: a code (``/23/53``) and the names on its path, the top one first."""

    code: str
    names: tuple[str, ...]


def project(row: Cells, set_aside: SetAside) -> Project:
    """Return the project of a row of project.csv."""
    # What may be set aside is read last, when it is certain that the row goes in.
    cells.check_printable(row)
    return Project(
        id=cells.identifier(row["id"]),
        title=cells.text(row["title"], "title") and row["title"],
        acronym=" ".join(row["acronym"].split()),
        start=cells.date(row["start"], "start"),
        end=cells.date(row["end"], "end"),
        signed=cells.date(row["signed"], "signed"),
        total_cost=cells.amount(row["total_cost"], "total_cost"),
        contribution=cells.amount(row["contribution"], "contribution"),
        framework=row["framework"] and cells.code(row["framework"], "framework"),
        legal_bases=_codes(row["legal_basis"], "legal_basis"),
        topics=_codes(row["topics"], "topics"),
        calls=tuple(
            dict.fromkeys((*_codes(row["call"], "call"), *_codes(row["sub_call"], "sub_call")))
        ),
        scheme=row["scheme"],
        objective=row["objective"],
        keywords=row["keywords"],
        status=_additional(_status, row["status"], "", set_aside),
        doi=_additional(cells.doi, row["doi"], "", set_aside),
        website=_additional(cells.website, row["website"], "", set_aside),
    )


class Participations:
    """Reads the parts in projects of rows of organization.csv, column by column."""

    def __init__(self) -> None:
        self._columns: dict[str, Callable[[Sequence[str]], Iterable[Any]]] = {
            "pic": Once(cells.pic).each,
            "role": Once(_role).each,
            "order": Once(partial(cells.number, field="order")).each,
            "contribution": partial(cells.amounts, field="contribution"),
            "net_contribution": partial(cells.amounts, field="net_contribution"),
            "total_cost": partial(cells.amounts, field="total_cost"),
            "left": Once(partial(cells.flag, field="left")).each,
        }

    def of(self, columns: Columns) -> list[Participation]:
        """Return the part of each row; raises CellError when any cannot be read."""
        found = [read(columns[field]) for field, read in self._columns.items()]
        return [*map(Participation._make, zip(*found, strict=True))]


def details(row: Cells, set_aside: SetAside) -> Details:
    """Return the organisation of a row of organization.csv, given its ``DETAIL_FIELDS``."""
    cells.check_printable(row)
    return Details(
        name=cells.text(row["name"], "name"),
        acronym=" ".join(row["acronym"].split()),
        vat=cells.vat(row["vat"]),
        sme=cells.flag(row["sme"], "sme"),
        type=_type(row["activity"]),
        street=row["street"],
        postcode=row["postcode"],
        city=row["city"],
        country=cells.country(row["country"]),
        region=_additional(cells.region, row["region"], "", set_aside),
        region_name=row["region_name"],
        coordinates=_additional(cells.coordinates, row["geolocation"], None, set_aside),
        website=_additional(cells.website, row["website"], "", set_aside),
    )


def titled(row: Cells) -> Titled:
    """Return a row of topics.csv or legalBasis.csv. A dot at a code's end means nothing."""
    cells.check_printable(row)
    return Titled(cells.code(row["code"]).rstrip("."), " ".join(row["title"].split()))


def subject(row: Cells) -> Subject:
    """Return a row of euroSciVoc.csv, whose path must have a name for each part of the code."""
    cells.check_printable(row)
    code = cells.concept(row["code"])
    names = tuple(row["path"].strip("/").split("/"))
    if len(names) != code.count("/") or not all(names):
        reason = f"its parts are not those of the code {code}"
        raise CellError("path", row["path"], reason, "write one name for each part of the code")
    return Subject(code, names)


def _additional(read: Callable[[str], T], cell: str, otherwise: T, set_aside: SetAside) -> T:
    try:
        return read(cell)
    except CellError as error:
        set_aside(error)
        return otherwise


@lru_cache(maxsize=1 << 14)
def _codes(cell: str, field: str) -> tuple[str, ...]:
    return tuple(cells.code(word, field).rstrip(".") for word in cells.words(cell))


@lru_cache
def _status(cell: str) -> str:
    words = load_model().scheme("projectStatus").words
    if cell and plain(cell) not in words:
        remedy = "use one of them, or add the word to ProjectStatus in the vocabulary"
        raise CellError("status", cell, f"it is none of {', '.join(sorted(words))}", remedy)
    return words[plain(cell)] if cell else ""


@lru_cache
def _role(cell: str) -> str:
    try:
        found = load_roles().find(cell, "Organisation", "Project")
    except UnknownRoleError:
        found = None
    if found is None or found.inverse or found.relation != "PARTICIPATES_IN":
        remedy = "correct it, or add it to ontology/roles.yaml"
        raise CellError("role", cell, "it is no role of a participant", remedy)
    return found.role or ""


@lru_cache
def _type(cell: str) -> str:
    kind = load_model().kind_named(cell) if cell else "Organisation"
    if kind not in load_model().subclasses("Organisation"):
        remedy = "use HES, REC, PRC, PUB or OTH"
        raise CellError("activity", cell, "it is no type of organisation", remedy)
    return kind
