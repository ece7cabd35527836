"""Which kinds of entities relations join: their type decides it, or else the entities do."""

from __future__ import annotations

from collections.abc import Iterable

from graph.entities import Triple
from graph.store import Golden
from ontology.model import Model

Pair = tuple[str, str]
"""The top kinds of source and target, '' where the vocabulary allows several."""


class Ends:
    """Tells the top kinds of what relations join; those of entities are looked up for many."""

    def __init__(self, golden: Golden, model: Model) -> None:
        self._golden = golden
        self._model = model
        self._decided: dict[str, Pair] = {
            name: decided_ends(model, name) for name in model.relations
        }
        self.undecided = {name for name, pair in self._decided.items() if "" in pair}
        self._looked_up: dict[str, str] = {}

    def look_up(self, relations: Iterable[Triple]) -> None:
        """Look up what is not decided of these relations; what was looked up before is let go."""
        ids = set()
        for source, type_, target in relations:
            if type_ in self.undecided:
                ids |= {source, target}
        types = self._golden.types(ids)
        self._looked_up = {id_: self._model.top(type_) for id_, type_ in types.items()}

    def of(self, source: str, type_: str, target: str) -> Pair:
        """Return the top kinds of source and target of a relation that was looked up."""
        own, other = self._decided[type_]
        return own or self._looked_up[source], other or self._looked_up[target]


def decided_ends(model: Model, relation: str) -> Pair:
    """Return the kinds of both ends where the type of ``relation`` decides them."""
    pairs = model.relations[relation].pairs
    sides = ({model.top(pair[side]) for pair in pairs} for side in (0, 1))
    source, target = (next(iter(kinds)) if len(kinds) == 1 else "" for kinds in sides)
    return source, target
