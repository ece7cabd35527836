"""What a person may mean who has typed the beginning of a name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from api.reconcile.batch import DEEP, LONGEST
from api.reconcile.errors import ReconcileError
from api.reconcile.identifiers import Named, entities_at, identifier, properties, type_named, types
from api.reconcile.request import Said
from api.service import Service
from graph.entities import Entity, label
from graph.question.search import LEAST, likeness, search
from ontology.fold import fold

SHOWN = 10
FARTHEST = 1_000


def entities(service: Service, said: Said) -> dict[str, Any]:
    """Suggest entities, the one whose identifier was typed before those by name."""
    prefix, start = _asked(said)
    kinds = [type_named(one).id for one in said.get("type", "").split(",") if one]
    found = [one.id for one in search(service.store, prefix, kinds, start + SHOWN)]
    every = service.store.golden.entities(found)
    by_name = [every[id_] for id_ in found]
    known = list(entities_at(service.store, [prefix]).values()) if "/" in prefix else []
    rest = [one for one in by_name if one not in known]
    return {"result": [*map(_entity, [*known, *rest][start : start + SHOWN])]}


def _entity(entity: Entity) -> dict[str, Any]:
    return {
        "id": identifier(entity),
        "name": entity.label,
        "description": label(entity.properties.get("description"), "")[:DEEP],
        "notable": [types()[entity.type].short()],
    }


def named(every: Callable[[], Mapping[str, Named]]) -> Callable[[Service, Said], dict[str, Any]]:
    """Return what suggests types or properties."""

    def suggest(_: Service, said: Said) -> dict[str, Any]:
        prefix, start = _asked(said)
        folded = fold(prefix)
        near = [(nearness, one) for one in every().values() if (nearness := _near(folded, one))]
        near.sort(key=lambda pair: -pair[0])
        return {"result": [one.whole() for _, one in near[start : start + SHOWN]]}

    return suggest


def _near(folded: str, one: Named) -> int:
    if not folded:
        return 1
    best = max(likeness(folded, called) for called in one.folded())
    return best if best >= LEAST else 0


def _asked(said: Said) -> tuple[str, int]:
    prefix, cursor = said.get("prefix", ""), said.get("cursor") or "0"
    if len(prefix) > LONGEST:
        raise ReconcileError(f"'prefix' has {len(prefix):,} characters: send at most {LONGEST}")
    if not (cursor.isascii() and cursor.isdecimal() and len(cursor) < 5) or int(cursor) > FARTHEST:
        raise ReconcileError(f"'cursor' is '{cursor[:50]}': send a number up to {FARTHEST}")
    return prefix, int(cursor)


SUGGESTING = {"entity": entities, "type": named(types), "property": named(properties)}
