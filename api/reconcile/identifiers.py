"""How entities, types and properties are called here: ``organisation/litek``, ``Cluster``."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache

from api.reconcile.errors import NothingHereError
from graph.entities import Entity
from graph.reconciliation.asked import CITY, COUNTRY, IDENTIFIER, REGION, WEBSITE
from graph.store import GraphStore
from ontology.fold import fold
from ontology.model import load_model
from ontology.terms import Kind, Property, RelationType
from ontology.values.identifiers import registers
from ontology.vocabulary import LG

DEFAULT_TYPES = ("Organisation", "Cluster", "Project", "Technology", "Region")
FIRST = (IDENTIFIER, WEBSITE, COUNTRY, CITY, REGION)
"""The clues that tell most, offered first."""
PREFIX = "lg:"


@dataclass(frozen=True, slots=True)
class Named:
    """A type or a property: its identifier, its label, what it means, and its other labels."""

    id: str
    name: str
    description: str
    others: tuple[str, ...] = ()

    @classmethod
    def of(cls, id_: str, one: Kind | Property | RelationType) -> Named:
        """Return what the vocabulary calls a term of its own."""
        label, *others = [one.label["en"], *one.label.values()]
        return cls(id_, label, one.definition["en"], tuple(others))

    def folded(self) -> set[str]:
        """Return identifier and labels as they are compared."""
        return {fold(one) for one in (self.id, self.name, *self.others)}

    def short(self) -> dict[str, str]:
        """Return identifier and label."""
        return {"id": self.id, "name": self.name}

    def whole(self) -> dict[str, str]:
        """Return the definition too."""
        return {**self.short(), "description": self.description}


def meant(every: Mapping[str, Named], text: str) -> Named | None:
    """Return what an identifier, a URI or a label in any language means, if it is only one."""
    bare = text.removeprefix(str(LG)).removeprefix(PREFIX)
    if bare in every:
        return every[bare]
    folded = fold(bare)
    found = [one for one in every.values() if folded in one.folded()]
    return found[0] if len(found) == 1 else None


def type_named(text: str) -> Named:
    """Return the type that is meant. Raises ``NothingHereError``."""
    found = meant(types(), text)
    if found is None:
        raise NothingHereError(f"'{text[:50]}' is no type: give one of {', '.join(types())}")
    return found


def identifier(entity: Entity) -> str:
    """Return what the identifier space and this make the URI of: ``organisation/litek``."""
    return f"{entity.kind.lower()}/{entity.id}"


def id_of(text: str) -> str:
    """Return the entity's id, whether its identifier, its URI or the id itself is given."""
    return text.rstrip("/").rsplit("/", 1)[-1]


def entities_at(store: GraphStore, asked: Collection[str]) -> dict[str, Entity]:
    """Return those of ``asked`` that there are; merged ones are the entity that they became."""
    ids = {text: id_of(text) for text in asked}
    survivors = store.ledger.identities(set(ids.values()))
    found = store.golden.entities({*ids.values(), *survivors.values()})
    chosen = {
        text: found.get(id_) or found.get(survivors.get(id_, "")) for text, id_ in ids.items()
    }
    return {text: one for text, one in chosen.items() if one}


def entity_at(store: GraphStore, asked: str) -> Entity:
    """Return the one entity. Raises ``NothingHereError``."""
    found = entities_at(store, [asked]).get(asked)
    if found is None:
        raise NothingHereError(
            f"no entity has the identifier '{asked[:100]}': give one such as organisation/litek"
        )
    return found


@cache
def types() -> dict[str, Named]:
    """Return the types by identifier."""
    model = load_model()
    found = {name: Named.of(name, kind) for name, kind in model.kinds.items()}
    return {name: found[name] for name in dict.fromkeys((*DEFAULT_TYPES, *found))}


@cache
def properties() -> dict[str, Named]:
    """Return the properties by identifier: of entities, of registers, and of places."""
    model = load_model()
    said = {
        name: Named.of(name, one)
        for name, one in model.properties.items()
        if one.domain or name == CITY
    }
    said[REGION] = Named(
        REGION, "region", "A region, by code (NUTS, ISO 3166) or by name, that it lies in."
    )
    for scheme, register in registers().items():
        meaning = f"Identifier of the register, such as {register.example}."
        said[scheme] = Named(scheme, register.label, meaning)
    return {name: said[name] for name in dict.fromkeys((*FIRST, *registers(), *said))}
