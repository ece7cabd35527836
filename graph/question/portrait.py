"""One entity with all that is said of it, and who says so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph.entities import DEFAULT_BASE_URI, Entity, Relation, RelationKey
from graph.question.evidence import Witness, entity_evidence, relation_evidence
from graph.shapes import Json, entity_shape, relation_shape, shape
from graph.store import GraphStore
from ontology.agreements import UNSTATED
from ontology.model import load_model


@dataclass(frozen=True, slots=True)
class Portrait:
    """An entity and its surroundings.

    ``evidence``: property → who states its value; ``said``: relation → who states it;
    ``ends``: the entities at the relations' ends, by id.
    """

    entity: Entity
    evidence: Mapping[str, Sequence[Witness]]
    relations: Sequence[Relation]
    said: Mapping[RelationKey, Sequence[Witness]]
    ends: Mapping[str, Entity]

    def witnesses(self, relation: Relation) -> Sequence[Witness]:
        """Return who states ``relation``."""
        return self.said.get(relation.key, ())

    @property
    def computed(self) -> list[str]:
        """The properties that no source states: they are worked out from others."""
        properties, stated = load_model().properties, self.evidence
        return [
            name
            for name in self.entity.properties
            if properties[name].computed or (name in UNSTATED and name not in stated)
        ]

    def shape(self, base_uri: str = DEFAULT_BASE_URI) -> dict[str, Json]:
        """Return an entity's shape with ``evidence``, ``computed`` and named ``relations``."""
        return {
            **entity_shape(self.entity, base_uri),
            "evidence": shape(self.evidence),
            "computed": self.computed,
            "relations": [
                {
                    **relation_shape(one, self.witnesses(one)),
                    "source_name": self.ends[one.source].label,
                    "target_name": self.ends[one.target].label,
                }
                for one in self.relations
            ],
        }


def portrait(store: GraphStore, entity: Entity) -> Portrait:
    """Return everything that ``store`` says of ``entity``."""
    relations = store.golden.relations([entity.id])
    triples = {(one.source, one.type, one.target) for one in relations}
    ends = {end for one in relations for end in (one.source, one.target)}
    return Portrait(
        entity,
        entity_evidence(store, entity),
        relations,
        relation_evidence(store, triples),
        store.golden.entities(ends),
    )
