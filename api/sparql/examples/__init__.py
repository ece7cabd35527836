"""Worked examples: queries with a title each, for the page and for people."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pydantic import BaseModel

from graph.entities import DEFAULT_BASE_URI

OURS = tuple(f"<{DEFAULT_BASE_URI}/{part}/" for part in ("id", "graph"))
"""What changes with the base of URIs; the vocabulary's terms do not."""


class Example(BaseModel):
    """A query and what it asks."""

    name: str
    title: str
    query: str


@cache
def examples(base: str = DEFAULT_BASE_URI) -> tuple[Example, ...]:
    """Return all examples, for a graph whose URIs begin with ``base``."""
    files = sorted(Path(__file__).parent.glob("*.rq"))
    return tuple(_example(file.stem, file.read_text(encoding="utf-8"), base) for file in files)


def _example(name: str, text: str, base: str) -> Example:
    title, _, query = text.partition("\n")
    for start in OURS:
        query = query.replace(start, f"<{base}{start.removeprefix(f'<{DEFAULT_BASE_URI}')}")
    return Example(name=name, title=title.removeprefix("# "), query=query)
