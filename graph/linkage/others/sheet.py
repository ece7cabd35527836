"""Rows as a table for DuckDB, with keys by which those are compared that share one few have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Any

from graph.linkage.scoring import Columns

TEXT, TEXTS, NUMBER = "string", "list", "double"
MOST = 60
"""So many rows may share a key; what more have tells nothing."""


def sheet(rows: Sequence[Iterable[Mapping[str, Any]]], types: Mapping[str, str]) -> Columns:
    """Return the columns of the ``rows`` of each record, which have ``keys`` beside those typed."""
    import pyarrow as pa

    kinds = {TEXT: pa.string(), TEXTS: pa.list_(pa.string()), NUMBER: pa.float64()}
    listed = [(number, row) for number, some in enumerate(rows) for row in some]
    typed = {
        name: pa.array([row[name] for _, row in listed], kinds[type_])
        for name, type_ in types.items()
    }
    return {
        **typed,
        "unique_id": pa.array(range(len(listed)), pa.int64()),
        "record": pa.array([number for number, _ in listed], pa.int64()),
        "keys": pa.array(telling([row["keys"] for _, row in listed]), kinds[TEXTS]),
    }


def telling(keys: Sequence[Sequence[str]]) -> list[list[str]]:
    """Return of each row's keys those that it shares with others, and with few.

    >>> telling([["a", "b"], ["a"]])
    [['a'], ['a']]
    """
    counts = Counter(chain.from_iterable(keys))
    return [[key for key in some if 1 < counts[key] <= MOST] for some in keys]
