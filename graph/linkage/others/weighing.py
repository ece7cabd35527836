"""Weighing the projects and the places of a store, each by its own rules."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple, Protocol, TypeVar

from graph.ledger.collection import uncollected
from graph.linkage.grouping import group
from graph.linkage.linking import Linked
from graph.linkage.model import Model
from graph.linkage.others import place, project
from graph.linkage.scoring import Columns, weighed
from graph.store import GraphStore


class Weighed(NamedTuple):
    """What was compared: the first key of each record, what follows, and by which weights."""

    keys: Sequence[str]
    linked: Linked
    model: Model


class Keyed(Protocol):
    """A record that is compared."""

    @property
    def key(self) -> str:
        """The first key of its entity."""

    @property
    def identifiers(self) -> frozenset[str]:
        """What must not differ within one register."""


Some = TypeVar("Some", bound=Keyed)


def weigh_projects(store: GraphStore) -> Weighed:
    """Return which projects of a store are one."""
    return weigh([*project.projects(store)], project.table, project.RULES)


def weigh_places(store: GraphStore) -> Weighed:
    """Return which places of a store are one."""
    return weigh(place.places(store), place.table, place.RULES)


@uncollected()
def weigh(some: Sequence[Some], table: Callable[[Sequence[Some]], Columns], file: Path) -> Weighed:
    """Return which of ``some`` are one by the rules in ``file``; ``table`` makes them columns."""
    model = rules(file)
    least = min(model.queue, model.automatic)
    pairs = weighed([table(some)], model, least)
    grouping = group([one.identifiers for one in some], pairs, model)
    return Weighed([one.key for one in some], Linked(pairs, grouping), model)


@cache
def rules(file: Path) -> Model:
    """Return the rules in a file of this folder."""
    return Model.written(file)
