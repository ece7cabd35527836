"""The options for Neo4j's import tool, and the page that says what to do with the files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from graph.neo4j_import.files import Files
from graph.neo4j_import.table import Table
from graph.stored import Revision

OPTIONS = "options.txt"
PAGE = "README.md"
TEMPLATE = Path(__file__).with_name("guide.md")
BUFFER = 4 * 1024 * 1024
"""What the tool takes as the longest line unless it is told otherwise, in bytes."""
WIDEST = 4
"""Bytes of a character in UTF-8, at most."""


def write_guide(files: Files, folder: Path, revision: Revision) -> None:
    """Finish ``files``, and write the options and the page beside them."""
    nodes, relationships = files.finish()
    options = "".join(f"{one}\n" for one in _options(nodes, relationships))
    (folder / OPTIONS).write_text(options, encoding="utf-8")
    text = TEMPLATE.read_text(encoding="utf-8").format(
        revision=revision.number, at=revision.at, count=f"{files.count:,}", options=OPTIONS
    )
    (folder / PAGE).write_text(text, encoding="utf-8")


def _options(nodes: Sequence[Table], relationships: Sequence[Table]) -> Iterator[str]:
    """Yield the options of `neo4j-admin database import full`, one a line."""
    for option, tables in (("nodes", nodes), ("relationships", relationships)):
        for one in tables:
            yield f"--{option}={one.name}.header.csv,{one.name}.csv.gz"
    yield "--array-delimiter=U+001F"
    yield "--bad-tolerance=0"
    tables = [*nodes, *relationships]
    if any(one.multiline for one in tables):
        # For all files: told which have several lines, the tool stumbles over CR in large ones.
        yield "--multiline-fields=true"
    if (longest := WIDEST * max(one.longest for one in tables)) > BUFFER:
        yield f"--read-buffer-size={longest}"
