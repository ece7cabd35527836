"""The columns of a roster: which there are, and in which order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from graph.entities import Entity
from ontology.model import Model, load_model
from ontology.terms import Property
from ontology.values.identifiers import registers

ID, TYPE, WORKS_ON = "id", "type", "worksOn"
PLACE = ("country", "region", "city", "postcode", "address")
TIE = ("role", "since", "until")
ALWAYS = frozenset({"name", "acronym", "website", "founded", "description", "pic", "ror", "vat"})
"""What is asked of a member even where none of them has it."""
FIRST = ("name", "acronym", "legalName", "altName", "website")
KIND = "Organisation"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the field that it holds, by its name in docs/tables.md, and its language."""

    field: str
    language: str = ""

    @property
    def heading(self) -> str:
        """What stands above it.

        >>> Column("name", "lt").heading, Column("city").heading
        ('name (lt)', 'city')
        """
        return f"{self.field} ({self.language})" if self.language else self.field

    @property
    def group(self) -> str:
        """What is entered and denied as one: the place, the membership, or the column itself."""
        if self.field in PLACE:
            return "place"
        return "membership" if self.field in TIE else self.heading


def columns_for(members: Iterable[Entity], language: str) -> list[Column]:
    """Return the columns of these members: what they have, and what is always asked.

    Texts have a column for each language that a member has, and for ``language``.
    """
    members = list(members)
    return [
        Column(ID),
        Column(TYPE),
        *_properties(members, language),
        *(Column(name) for name in _schemes(members)),
        *(Column(name) for name in (*PLACE, *TIE, WORKS_ON)),
    ]


def _properties(members: list[Entity], language: str) -> Iterator[Column]:
    model: Model = load_model()
    stated = {name for one in members for name in one.properties}
    known = [one for one in model.properties_of(KIND).values() if not one.computed]
    known.sort(key=lambda one: (one.name not in FIRST, _place(one.name), one.name))
    for one in known:
        if one.name in stated | ALWAYS:
            yield from _of(one, members, language)


def _place(name: str) -> int:
    return FIRST.index(name) if name in FIRST else len(FIRST)


def _of(one: Property, members: list[Entity], language: str) -> Iterator[Column]:
    if one.datatype != "langString":
        yield Column(one.name)
        return
    stated = {lang for member in members for lang in dict(_by_language(member, one.name))}
    asked = {language} if one.name in ALWAYS else set()
    for lang in sorted(stated | asked):
        yield Column(one.name, lang)


def _by_language(member: Entity, name: str) -> dict[str, object]:
    value = member.properties.get(name)
    return dict(value) if isinstance(value, dict) else {}


def _schemes(members: list[Entity]) -> Iterator[str]:
    """Yield the registers that name organisations, of which a member has a number or all may."""
    had = {key.partition(":")[0] for one in members for key in one.keys}
    for name, register in registers().items():
        if register.kind in ("Entity", KIND) and name in had | ALWAYS:
            yield name
