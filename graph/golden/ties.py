"""Ties between keys, as sources state them, and the relations between entities they mean."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from itertools import product

from graph.entities import Triple
from graph.stored import Tie


def ties_meaning(triple: Triple, keys: Mapping[str, Collection[str]]) -> list[Tie]:
    """Return every tie by which a source can have stated ``triple``; ``keys``: id → its keys."""
    source, type_, target = triple
    pairs = product(keys.get(source, ()), keys.get(target, ()))
    return [(left, type_, right) for left, right in pairs]
