"""What the columns and the words of a network mean: a user's mapping, or what is guessed.

A mapping is a YAML file, beside the network as ``map.mapping.yaml`` or anywhere else;
``docs/sources.md`` describes it.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, NoReturn

import yaml

from ingest import marked_yaml
from ingest.mapping_reader import DEFAULT_VISIBILITY, TEXTS, MappingReader
from ingest.marked_yaml import Place
from ingest.tables.fields import IGNORE, PERSONAL, known_fields
from ontology.model import load_model

GUESSES = Path(__file__).with_name("guesses.yaml")
TYPE = "type"
EDGE_FIELDS = (TYPE, "role", "since", "until", "note", IGNORE, PERSONAL)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What columns are (in small letters → field), what words are, and what stands for none.

    ``types``: word → class of a node, or → relation or role word of an edge; ``default`` is the
    one of nodes and edges that have no word.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    types: Mapping[str, str] = field(default_factory=dict)
    default: str = ""


@dataclass(frozen=True, slots=True)
class NetworkMapping:
    """How a network is read: what is said of it as a whole, of its nodes and of its edges."""

    whole: Mapping[str, str] = field(default_factory=dict)
    nodes: Meaning = field(default_factory=Meaning)
    edges: Meaning = field(default_factory=Meaning)

    @property
    def visibility(self) -> str:
        """Who may see the source."""
        return self.whole.get("visibility") or DEFAULT_VISIBILITY

    @property
    def language(self) -> str:
        """The language of its texts."""
        return self.whole.get("language") or "und"


@cache
def node_fields() -> tuple[str, ...]:
    """Return the fields that a column of nodes may be."""
    tops = [kind.name for kind in load_model().kinds.values() if kind.parent is None]
    return tuple(dict.fromkeys(name for top in tops for name in known_fields(top)))


@cache
def edge_fields() -> tuple[str, ...]:
    """Return the fields that a column of edges may be."""
    carried = {name for one in load_model().relations.values() for name in one.carries}
    return tuple(dict.fromkeys((*EDGE_FIELDS, *sorted(carried))))


@cache
def guesses() -> Mapping[str, Any]:
    """Return ``guesses.yaml`` as it stands."""
    read: Mapping[str, Any] = yaml.safe_load(GUESSES.read_text("utf-8"))
    return read


def guessed(columns: Iterable[str], part: str, fields: tuple[str, ...]) -> dict[str, str]:
    """Return what the columns of nodes or edges mean by their names alone."""
    by_name = {name.lower(): name for name in fields} | guesses()[part]
    return {one.lower(): by_name[one.lower()] for one in columns if one.lower() in by_name}


def is_drawing(column: str) -> bool:
    """Tell whether a column says how something is drawn."""
    return column.lower() in guesses()["drawing"]


def read_mapping(path: Path) -> NetworkMapping:
    """Read the mapping at ``path``.

    Raises UnreadableSourceError with file and line for what is none.
    """
    return _Reader(path, marked_yaml.load(path)).mapping()


class _Reader(MappingReader):
    def mapping(self) -> NetworkMapping:
        said = self._map(self._document.value, (), (*TEXTS, "language", "nodes", "edges"))
        return NetworkMapping(
            {**self._texts(said), "language": self._language(said, ())},
            self._meaning(said, "nodes", node_fields()),
            self._meaning(said, "edges", edge_fields()),
        )

    def _meaning(self, said: Mapping[str, object], part: str, fields: tuple[str, ...]) -> Meaning:
        found = self._map(said.get(part) or {}, (part,), ("columns", "types", "default"))
        columns = self._map(found.get("columns") or {}, (part, "columns"), None)
        types = self._map(found.get("types") or {}, (part, "types"), None)
        for column, name in columns.items():
            if name not in fields:
                self._unknown((part, "columns", column), "field", str(name), fields)
        default = str(found.get("default", ""))
        words = [((part, "types", word), str(one)) for word, one in types.items()]
        for place, name in [*words, *([((part, "default"), default)] if default else [])]:
            if part == "nodes" and name not in load_model().kinds:
                self._unknown(place, "class", name, tuple(load_model().kinds))
        return Meaning(
            {column.lower(): str(name) for column, name in columns.items()},
            {word.lower(): str(one) for word, one in types.items()},
            default,
        )

    def _unknown(self, place: Place, what: str, name: str, known: tuple[str, ...]) -> NoReturn:
        near = difflib.get_close_matches(name, known, 3) or known
        self._refuse(place, f"there is no {what} {name!r}", f"use {', '.join(near)}")
