"""The graph as files: JSON lines, CSV tables, and the forms of RDF."""

from __future__ import annotations

import csv
import errno
import gzip
import io
import json
import os
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import fields
from pathlib import Path
from typing import IO, cast

from graph.destination import check_destination, replaceable
from graph.entities import DEFAULT_BASE_URI
from graph.errors import UsageError
from graph.ledger.attribution import Attribution, attributions
from graph.ledger.collection import uncollected
from graph.rdf.forms import FORMS, TEXT_FORMS, Form, write_stars
from graph.rdf.framed import write_framed
from graph.rdf.statements import golden_stars
from graph.rdf.writing import write_store
from graph.shapes import entity_shape, relation_shape, shape
from graph.store import GraphStore

Writer = Callable[[GraphStore, Path, str], int]
PACKING = 6
"""The level of gzip: the highest takes more than twice the time to save a fiftieth."""
NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT})
"""What a system says of a full disk, without the name of the file."""
ENTITY_COLUMNS = ("id", "uri", "kind", "type", "name")
SOURCE_COLUMNS = tuple(field.name for field in fields(Attribution))
RELATION_COLUMNS = ("source", "relation", "target", "role", "since", "until")


def export(
    store: GraphStore, output: Path, base_uri: str = DEFAULT_BASE_URI, form: str = ""
) -> int:
    """Write the golden graph to ``output``; return how many lines or statements.

    ``form`` is one of ``WRITERS``, by default what the file's ending names; ``.gz`` after it packs
    the file. ``jsonl``: one object a line, sources with their licences first, then entities
    ordered by id. ``csv``: entities in ``output``, beside it ``NAME.relations.csv`` and
    ``NAME.sources.csv``. The others are RDF (``graph.rdf``), with ``NAME.sources.csv`` beside those
    that do not hold the sources themselves. Files appear whole or not at all.
    Raises ``UsageError`` for another form, and what ``check_destination`` raises.
    """
    check_destination(output)
    chosen = form or output.name.removesuffix(".gz").rpartition(".")[2]
    if chosen not in WRITERS:
        known = ", ".join(f".{name}" for name in WRITERS)
        raise UsageError(f"'{output.name}' has no known ending: write one of {known}")
    count = WRITERS[chosen](store, output, base_uri)
    if chosen in VIEWS:
        _write_sources(store, _credits(output))
    return count


def lines(store: GraphStore, base_uri: str = DEFAULT_BASE_URI) -> Iterator[str]:
    """Yield the golden graph as JSON, one entity or relation a line, in a stable order."""
    for entity in store.golden.all_entities():
        yield json.dumps({"entity": entity_shape(entity, base_uri)}, ensure_ascii=False)
    for relation in store.golden.all_relations():
        yield json.dumps({"relation": relation_shape(relation)}, ensure_ascii=False)


def _write_lines(store: GraphStore, output: Path, base_uri: str) -> int:
    count = 0
    with whole_text(output) as file:
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
    _write_sources(store, beside(output, "sources"))
    relations = (relation_shape(one) for one in store.golden.all_relations())
    columns = (*RELATION_COLUMNS, "properties")
    return count + _write_table(beside(output, "relations"), columns, relations)


def _write_sources(store: GraphStore, output: Path) -> None:
    """Write whom the facts are owed to, and on which terms."""
    _write_table(output, SOURCE_COLUMNS, (shape(one) for one in attributions(store)))


def beside(output: Path, what: str) -> Path:
    """Return the file of a further table: ``graph.relations.csv`` beside ``graph.csv``."""
    stem, dot, endings = output.name.partition(".")
    return output.with_name(f"{stem}.{what}{dot}{endings}")


def _credits(output: Path) -> Path:
    """Return the table of sources beside a file that states the golden graph alone."""
    return output.with_name(f"{output.name.partition('.')[0]}.sources.csv")


def _write_text(form: Form) -> Writer:
    def write(store: GraphStore, output: Path, base_uri: str) -> int:
        with uncollected(), whole(output) as file:
            return write_store(store, form, base_uri, file)

    return write


def _write_xml(store: GraphStore, output: Path, base_uri: str) -> int:
    with uncollected(), whole(output) as file:
        return write_stars(golden_stars(store, base_uri), FORMS["rdf"], file)


def _write_framed(store: GraphStore, output: Path, base_uri: str) -> int:
    with whole(output) as file:
        return write_framed(store, base_uri, file)


def _entity_row(entity: Mapping[str, object]) -> dict[str, object]:
    properties = entity["properties"]
    return {**(properties if isinstance(properties, dict) else {}), **entity}


def _write_table(output: Path, columns: tuple[str, ...], rows: Iterator[dict[str, object]]) -> int:
    count = 0
    with whole_text(output) as file:
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
def whole(output: Path) -> Iterator[IO[bytes]]:
    """Open ``output`` for writing so that it appears complete or not at all; ``.gz`` packs it.

    The same content gives the same bytes, packed too. Raises what ``replaceable`` raises.
    """
    target = replaceable(output)
    part = target.with_name(f"{target.name}.{os.getpid()}-{threading.get_ident()}.part")
    try:
        with ExitStack() as opened:
            file: IO[bytes] = opened.enter_context(part.open("wb"))
            if output.suffix == ".gz":
                packed = gzip.GzipFile("", "wb", PACKING, file, mtime=0)
                file = cast(IO[bytes], opened.enter_context(packed))
            yield file
        part.replace(target)
    except BaseException as error:
        part.unlink(missing_ok=True)
        if isinstance(error, OSError) and error.errno in NO_ROOM and error.filename is None:
            error.filename = str(output)
        raise


@contextmanager
def whole_text(output: Path) -> Iterator[IO[str]]:
    """Open ``output`` for text in UTF-8, whole or not at all."""
    with whole(output) as file, io.TextIOWrapper(file, "utf-8", newline="") as text:
        yield text


RDF_XML = ("rdf", "rdfxml")
"""The usual ending of RDF/XML, and its name."""
VIEWS = frozenset({*FORMS, *RDF_XML})
"""Forms of the golden graph alone, which say nothing of the sources."""
WRITERS: Mapping[str, Writer] = {
    "jsonl": _write_lines,
    "csv": _write_tables,
    **{name: _write_text(form) for name, form in TEXT_FORMS.items()},
    **dict.fromkeys(RDF_XML, _write_xml),
    "jsonld": _write_framed,
}
