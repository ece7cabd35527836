"""Reconciliation queries as clients send them, and candidates as they read them."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from typing import Any

from api.reconcile.errors import ReconcileError, TooLargeError
from api.reconcile.identifiers import identifier, meant, properties, types
from graph.entities import label
from graph.reconciliation.asked import Clue, Query
from graph.reconciliation.candidates import Candidate
from ontology.model import load_model

BATCH = 50
"""So many queries a batch may hold."""
LONGEST = 500
"""Characters of a name or a value."""
MOST = 100
LIMIT = 10
DEEP = 200
"""Characters of a description."""


def decoded(text: str, what: str) -> Mapping[str, Any]:
    """Return the object that a parameter holds as JSON. Raises ``ReconcileError``."""
    try:
        found = json.loads(text, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise ReconcileError(f"'{what}' is no JSON: {error}") from error
    if not isinstance(found, dict):
        raise ReconcileError(f"'{what}' is no JSON object: send {{…}}")
    return found


def _no_number(name: str) -> float:
    raise ValueError(f"{name} is no number of JSON")


def batch(text: str) -> dict[str, Query]:
    """Return the queries of a batch by their keys. Raises ``ReconcileError``."""
    said = decoded(text, "queries")
    if len(said) > BATCH:
        raise TooLargeError(f"the batch holds {len(said)} queries: send at most {BATCH}")
    return {key: _query(one, f"query '{key[:50]}'") for key, one in said.items()}


def _query(said: object, where: str) -> Query:
    if not isinstance(said, dict):
        raise ReconcileError(f'{where} is no object: send {{"query": "…"}}')
    text = said.get("query", "")
    if not isinstance(text, str):
        raise ReconcileError(f"{where}: 'query' is no text")
    clues = _list(said.get("properties"), f"{where}: 'properties'")
    query = Query(
        _short(text, f"{where}: 'query'"),
        tuple(_type(one, where) for one in _several(said.get("type"))),
        _limit(said.get("limit"), where),
        tuple(_clue(one, where) for one in clues),
    )
    if not query.text.strip() and not query.clues:
        raise ReconcileError(f"{where} asks nothing: give 'query', or 'properties', or both")
    return query


def _list(said: object, where: str) -> Sequence[Any]:
    if said is None:
        return ()
    if not isinstance(said, list):
        raise ReconcileError(f"{where} is no array")
    return said


def _several(said: object) -> Sequence[Any]:
    """Return what may be one or an array of them."""
    if said is None or said == "":
        return ()
    return said if isinstance(said, list) else [said]


def _type(said: object, where: str) -> str:
    name = said.get("id") if isinstance(said, dict) else said
    found = meant(types(), name) if isinstance(name, str) else None
    if found is None:
        known = ", ".join(types())
        raise ReconcileError(f"{where}: {_shown(name)} is no type: give one of {known}")
    return found.id


def _limit(said: object, where: str) -> int:
    if said is None:
        return LIMIT
    if isinstance(said, bool) or not isinstance(said, int | float) or not 1 <= said < math.inf:
        raise ReconcileError(f"{where}: the limit {_shown(said)} is no positive number")
    return int(min(said, MOST))


def _clue(said: object, where: str) -> Clue:
    if not isinstance(said, dict) or "pid" not in said or "v" not in said:
        raise ReconcileError(f'{where}: a property is sent as {{"pid": "country", "v": …}}')
    name = said["pid"]
    found = meant(properties(), name) if isinstance(name, str) else None
    if found is None:
        known = ", ".join(properties())
        raise ReconcileError(f"{where}: {_shown(name)} is no property: give one of {known}")
    values = [_value(one, f"{where}, property '{name}'") for one in _several(said["v"])]
    return Clue(found.id, tuple(one for one in values if one.strip()))


def _value(said: object, where: str) -> str:
    if isinstance(said, dict):
        said = said.get("name") or said.get("id")
    if isinstance(said, bool):
        said = str(said).lower()
    if not isinstance(said, str | int | float):
        raise ReconcileError(f"{where}: a value is a text, a number, true or false, or an entity")
    return _short(str(said), where)


def _short(text: str, where: str) -> str:
    if len(text) > LONGEST:
        raise ReconcileError(f"{where} has {len(text):,} characters: send at most {LONGEST}")
    return text


def _shown(said: object) -> str:
    return f"'{str(said)[:50]}'"


def shown(candidate: Candidate) -> dict[str, Any]:
    """Return a candidate as clients read it."""
    entity = candidate.entity
    return {
        "id": identifier(entity),
        "name": entity.label,
        "description": label(entity.properties.get("description"), "")[:DEEP],
        "type": types_of(entity.type),
        "score": candidate.score,
        "match": candidate.match,
        "features": [{"id": name, "value": one} for name, one in candidate.features.items()],
    }


def types_of(type_: str) -> list[dict[str, str]]:
    """Return a type and those above it."""
    return [types()[one].short() for one in load_model().ancestors(type_)]
