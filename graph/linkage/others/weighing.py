"""Weighing records by rules that people wrote, and the places of a store."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple, Protocol, TypeVar

from graph.ledger.collection import uncollected
from graph.linkage.grouping import group
from graph.linkage.linking import Linked
from graph.linkage.model import Model
from graph.linkage.others import place
from graph.linkage.others.sheet import Line, compare
from graph.store import GraphStore


class Weighed(NamedTuple):
    """What was compared: the first key of each record, what follows, and by which weights."""

    keys: Sequence[str]
    linked: Linked
    model: Model


class Known(Protocol):
    """A record that is compared."""

    @property
    def id(self) -> str:
        """The first key of its entity."""

    @property
    def identifiers(self) -> frozenset[str]:
        """What must not differ within one register."""


Some = TypeVar("Some", bound=Known)
Lines = Callable[[int, Some], Iterable[Line]]


def weigh_places(store: GraphStore) -> Weighed:
    """Return which places of a store are one."""
    return weigh(place.places(store), place.lines, place.TYPES, rules(place.RULES))


@uncollected()
def weigh(
    some: Sequence[Some], lines: Lines[Some], types: Mapping[str, str], model: Model
) -> Weighed:
    """Return which of ``some`` are one; ``lines`` lays one into lines with columns of ``types``."""
    laid = [line for number, one in enumerate(some) for line in lines(number, one)]
    pairs = compare(laid, model, min(model.queue, model.automatic), types=types)
    grouping = group([one.identifiers for one in some], pairs, model)
    return Weighed([one.id for one in some], Linked(pairs, grouping), model)


@cache
def rules(file: Path) -> Model:
    """Return the rules in a file of this folder."""
    return Model.written(file)
