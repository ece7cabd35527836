"""YAML that remembers the line of everything, so that a bad value can be pointed at.

Only plain data is read, by the rules of YAML 1.2: ``NO`` is text (Norway), a date is text, and
anchors, tags and repeated keys are errors.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import yaml

from ingest.errors import UnreadableSourceError

if TYPE_CHECKING:
    from yaml import SafeLoader as _Base
else:
    _Base = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Place: TypeAlias = tuple[str | int, ...]
"""The keys and indexes that lead to a value from the top of a document."""

_DEEPEST = 50


@dataclass(frozen=True, slots=True)
class MarkedDocument:
    """What a file says (``value``) and the line, from 1, at which each part of it stands."""

    value: object
    lines: Mapping[Place, int]

    def line(self, place: Place) -> int:
        """Return the line of ``place``, or of the nearest thing around it."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)


class _Loader(_Base):
    """Resolves plain scalars as YAML 1.2 does."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012


for _tag, _pattern, _first in (
    ("bool", r"true|false", "tf"),
    ("null", r"null|~|", ["n", "~", ""]),
    ("int", r"[-+]?(0|[1-9][0-9]*)", "-+0123456789"),
    ("float", r"[-+]?(0|[1-9][0-9]*)(\.[0-9]+)([eE][-+]?[0-9]+)?", "-+0123456789"),
):
    _Loader.add_implicit_resolver(
        f"tag:yaml.org,2002:{_tag}", re.compile(f"^(?:{_pattern})$"), list(_first)
    )

_SCALARS: Mapping[str, Callable[[str], object]] = {
    "tag:yaml.org,2002:str": str,
    "tag:yaml.org,2002:int": int,
    "tag:yaml.org,2002:float": float,
    "tag:yaml.org,2002:bool": lambda text: text == "true",
    "tag:yaml.org,2002:null": lambda _: None,
}


def load(path: Path) -> MarkedDocument:
    """Read the one YAML document in ``path``.

    Raises UnreadableSourceError with file and line when it is not YAML or not plain data.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
        _refuse_abuse(path, text)
        node = yaml.compose(text, Loader=_Loader)
    except UnicodeDecodeError as error:
        raise UnreadableSourceError(
            f"{path}: byte {error.start} is not UTF-8; save the file as UTF-8."
        ) from error
    except OSError as error:
        raise UnreadableSourceError(
            f"{path}: cannot be read ({error.strerror}); check that it is a file that you may read."
        ) from error
    except yaml.MarkedYAMLError as error:
        raise UnreadableSourceError(_syntax(path, error)) from error
    except yaml.YAMLError as error:
        raise UnreadableSourceError(f"{path}: is not YAML: {error}") from error
    reader = _Reader(path)
    value = None if node is None else reader.value(node, ())
    return MarkedDocument(value, reader.lines)


def _refuse_abuse(path: Path, text: str) -> None:
    """Refuse what would exhaust memory or the stack: aliases (they multiply) and deep nesting."""
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.AliasEvent):
            raise _error(path, event, "an alias (*) is not allowed; write the value out")
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > _DEEPEST:
            raise _error(path, event, "this is nested too deeply")


def _error(path: Path, where: yaml.Node | yaml.Event, problem: str) -> UnreadableSourceError:
    line = where.start_mark.line + 1 if where.start_mark else 1
    return UnreadableSourceError(f"{path}, line {line}: {problem}.")


def _syntax(path: Path, error: yaml.MarkedYAMLError) -> str:
    mark = error.problem_mark or error.context_mark
    line = f"line {mark.line + 1}, column {mark.column + 1}" if mark else "somewhere"
    problem = error.problem or error.context or "wrong syntax"
    return f"{path}, {line}: {problem}; correct the YAML there (often a missing quote or indent)."


class _Reader:
    """Turns the nodes of one file into plain values and notes their lines."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.lines: dict[Place, int] = {}

    def value(self, node: yaml.Node, place: Place) -> object:
        """Return what ``node`` says."""
        self.lines[place] = node.start_mark.line + 1
        if isinstance(node, yaml.MappingNode) and node.tag == "tag:yaml.org,2002:map":
            return dict(self._pairs(node, place))
        if isinstance(node, yaml.SequenceNode) and node.tag == "tag:yaml.org,2002:seq":
            return [self.value(item, (*place, n)) for n, item in enumerate(node.value)]
        if isinstance(node, yaml.ScalarNode) and node.tag in _SCALARS:
            return _SCALARS[node.tag](node.value)
        raise _error(self.path, node, f"the tag {node.tag} is not plain data; remove it")

    def _pairs(self, node: yaml.MappingNode, place: Place) -> Iterator[tuple[str, object]]:
        seen: set[str] = set()
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                raise _error(self.path, key_node, "a key must be text")
            key = key_node.value
            if key in seen:
                raise _error(self.path, key_node, f"the key {key!r} is there twice; keep one")
            seen.add(key)
            yield key, self.value(value_node, (*place, key))
