"""Rows of projects and places as they are kept and compared, each with keys that it shares."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Any, NamedTuple

import orjson

from graph.linkage.columns import Frequencies
from graph.linkage.keys import telling
from graph.linkage.model import Model
from graph.linkage.scoring import Columns, Pairs, parted, weighed

TEXT, TEXTS, NUMBER = "string", "list", "double"


class Line(NamedTuple):
    """One name of the record ``number``: what is compared by column, and its keys."""

    number: int
    said: Mapping[str, Any]
    keys: tuple[int, ...]


def packed(line: Line) -> bytes:
    """Return what a line says; its number and keys lie beside it."""
    return orjson.dumps(line.said)


def unpacked(number: int, said: bytes, keys: tuple[int, ...]) -> Line:
    """Return the line again, as one of the record ``number``."""
    return Line(number, orjson.loads(said), keys)


def compare(
    lines: Sequence[Line],
    model: Model,
    least: float | None = None,
    counted: Frequencies | None = None,
    new_from: int | None = None,
    *,
    types: Mapping[str, str],
) -> Pairs:
    """Return the pairs that share a key and weigh at least so much, as ``scoring.compare`` does.

    ``types``: those of the columns that ``model`` speaks of.
    """
    keys = counted.keys if counted else Counter(chain.from_iterable(one.keys for one in lines))
    tables = [_columns(some, types, keys) for some in parted(lines, new_from)]
    return weighed(tables, model, least)


def _columns(lines: Sequence[Line], types: Mapping[str, str], counts: Mapping[int, int]) -> Columns:
    import pyarrow as pa

    kinds = {TEXT: pa.string(), TEXTS: pa.list_(pa.string()), NUMBER: pa.float64()}
    number = pa.int64()
    return {
        **{name: pa.array([one.said[name] for one in lines], kinds[types[name]]) for name in types},
        "unique_id": pa.array(range(len(lines)), number),
        "record": pa.array([one.number for one in lines], number),
        "keys": pa.array([telling(one.keys, counts) for one in lines], pa.list_(number)),
    }
