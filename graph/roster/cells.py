"""What the graph holds of a member, as the texts of its row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph.dates import latest
from graph.entities import Entity, Relation
from graph.records import Value
from graph.roster.columns import ID, PLACE, TIE, TYPE, WORKS_ON, Column
from graph.store import GraphStore
from ontology.regions import load_regions
from ontology.values.identifiers import registers

SEPARATOR = "; "
TIES = ("MEMBER_OF", "LOCATED_IN", "WORKS_ON")
NARROWER_THAN_A_COUNTRY = frozenset({"subdivision", "nuts1", "nuts2", "nuts3"})

Cells = Mapping[str, str]
"""The texts of a row, by the headings of the columns; '' for what is not known."""


@dataclass(frozen=True, slots=True)
class Member:
    """A member with what its row tells of: its membership, its place and its technologies.

    Of several memberships it is one that goes on, the last of them; of several places the first.
    """

    entity: Entity
    tie: Relation | None
    place: Relation | None
    technologies: Sequence[str]

    def belongs(self, day: str) -> bool:
        """Whether its membership has not ended by a day."""
        return self.tie is not None and (not self.tie.until or latest(self.tie.until) >= day)

    def cells(self, columns: Iterable[Column]) -> dict[str, str]:
        """Return the row."""
        return {one.heading: self.cell(one) for one in columns}

    def cell(self, column: Column) -> str:
        """Return what stands in one column."""
        field = column.field
        if field == ID:
            return self.entity.id
        if field == TYPE:
            return self.entity.type
        if field == WORKS_ON:
            return SEPARATOR.join(self.technologies)
        if field in PLACE:
            return self._placed(field)
        if field in TIE:
            return str(getattr(self.tie, field)) if self.tie else ""
        if field in registers():
            return SEPARATOR.join(self.numbers(field))
        return text_of(self.value(column))

    def value(self, column: Column) -> Value | None:
        """Return what a property is; of a text by language that of the column's."""
        value = self.entity.properties.get(column.field)
        return value.get(column.language) if isinstance(value, Mapping) else value

    def numbers(self, scheme: str) -> list[str]:
        """Return the numbers that a register gives it."""
        keys = (key.partition(":") for key in self.entity.keys)
        return [number for name, _, number in keys if name == scheme]

    def _placed(self, field: str) -> str:
        if self.place is None:
            return ""
        region = load_regions().get(self.place.target)
        stated = str(self.place.properties.get(field, ""))
        if field == "country":
            return (region.country if region else "") or ""
        if field == "region":
            return region.id if region and region.level in NARROWER_THAN_A_COUNTRY else ""
        if field == "city" and region and region.level == "city":
            return stated or region.name()
        return stated


def members(store: GraphStore, of: str, ids: Iterable[str]) -> dict[str, Member]:
    """Return those of ``ids`` that the graph has, as members of ``of`` or of nothing."""
    found = store.golden.entities(list(ids))
    ties: dict[str, list[Relation]] = {id_: [] for id_ in found}
    for one in store.golden.relations(list(found), TIES, "out"):
        ties[one.source].append(one)
    return {id_: _member(entity, ties[id_], of) for id_, entity in sorted(found.items())}


def _member(entity: Entity, ties: Sequence[Relation], of: str) -> Member:
    memberships = [one for one in ties if one.type == "MEMBER_OF" and one.target == of]
    places = [one for one in ties if one.type == "LOCATED_IN"]
    works = {one.target for one in ties if one.type == "WORKS_ON" and not one.until}
    return Member(
        entity,
        min(memberships, key=lambda one: (bool(one.until), -one.nth, one.role), default=None),
        min(places, key=lambda one: (bool(one.until), one.key), default=None),
        sorted(works),
    )


def text_of(value: object) -> str:
    """Return a value as the text of a cell; several are parted by semicolons.

    >>> text_of(["optics", "lasers"]), text_of(True), text_of(12)
    ('optics; lasers', 'yes', '12')
    """
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return SEPARATOR.join(map(text_of, value))
    return "" if value is None else str(value)
