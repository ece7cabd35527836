"""The graph as plain files: JSON lines (everything) and CSV (one table a kind)."""

from __future__ import annotations

import csv
import json
import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import fields
from pathlib import Path
from typing import IO

from graph.attribution import Attribution, attributions
from graph.entities import DEFAULT_BASE_URI
from graph.errors import UsageError
from graph.shapes import entity_shape, relation_shape, shape
from graph.store import GraphStore

FORMATS = (".jsonl", ".csv")
ENTITY_COLUMNS = ("id", "uri", "kind", "type", "name")
SOURCE_COLUMNS = tuple(field.name for field in fields(Attribution))
RELATION_COLUMNS = ("source", "relation", "target", "role", "since", "until")


def export(store: GraphStore, output: Path, base_uri: str = DEFAULT_BASE_URI) -> int:
    """Write the golden graph to ``output``; return how many lines.

    ``.jsonl``: one object a line, sources with their licences first, then entities ordered by id.
    ``.csv``: entities in ``output``, beside it ``NAME.relations.csv`` and ``NAME.sources.csv``.
    Files appear whole or not at all.
    Raises ``UsageError`` for another ending, or a folder that does not exist.
    """
    if not output.parent.is_dir():
        raise UsageError(f"there is no folder {output.parent}: make it, or name another file")
    if output.suffix == ".jsonl":
        return _write_lines(store, output, base_uri)
    if output.suffix == ".csv":
        return _write_tables(store, output, base_uri)
    raise UsageError(f"'{output.name}' has no known ending: write one of {', '.join(FORMATS)}")


def lines(store: GraphStore, base_uri: str = DEFAULT_BASE_URI) -> Iterator[str]:
    """Yield the golden graph as JSON, one entity or relation a line, in a stable order."""
    for entity in store.golden.all_entities():
        yield json.dumps({"entity": entity_shape(entity, base_uri)}, ensure_ascii=False)
    for relation in store.golden.all_relations():
        yield json.dumps({"relation": relation_shape(relation)}, ensure_ascii=False)


def _write_lines(store: GraphStore, output: Path, base_uri: str) -> int:
    count = 0
    with whole(output) as file:
        for one in attributions(store):
            file.write(json.dumps({"source": shape(one)}, ensure_ascii=False) + "\n")
        for line in lines(store, base_uri):
            file.write(line + "\n")
            count += 1
    return count


def _write_tables(store: GraphStore, output: Path, base_uri: str) -> int:
    names = sorted({name for one in store.golden.all_entities() for name in one.properties})
    columns = (*ENTITY_COLUMNS, *(name for name in names if name not in ENTITY_COLUMNS))
    rows = (_entity_row(entity_shape(one, base_uri)) for one in store.golden.all_entities())
    count = _write_table(output, columns, rows)
    sources = (shape(one) for one in attributions(store))
    _write_table(output.with_suffix(".sources.csv"), SOURCE_COLUMNS, sources)
    beside = output.with_suffix(".relations.csv")
    relations = (relation_shape(one) for one in store.golden.all_relations())
    return count + _write_table(beside, (*RELATION_COLUMNS, "properties"), relations)


def _entity_row(entity: Mapping[str, object]) -> dict[str, object]:
    properties = entity["properties"]
    return {**(properties if isinstance(properties, dict) else {}), **entity}


def _write_table(output: Path, columns: tuple[str, ...], rows: Iterator[dict[str, object]]) -> int:
    count = 0
    with whole(output) as file:
        writer = csv.DictWriter(file, columns, extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        for row in rows:
            writer.writerow({name: cell(row.get(name, "")) for name in columns})
            count += 1
    return count


def cell(value: object) -> str:
    """Return ``value`` as the text of a cell that no spreadsheet runs as a formula."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


@contextmanager
def whole(output: Path) -> Iterator[IO[str]]:
    """Open ``output`` for writing so that it appears complete or not at all."""
    handle, name = tempfile.mkstemp(dir=output.parent, prefix=output.name, suffix=".part")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            yield file
        Path(name).replace(output)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
