"""The role words of the sources and what they mean: ``roles.yaml``, read and asked."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

import yaml

from ontology.errors import UnknownRoleError
from ontology.model import Model, load_model

FILE = Path(__file__).with_name("roles.yaml")
Shorthand = Literal["agreement", "change"]


@dataclass(frozen=True, slots=True)
class Role:
    """What a word means in "source word target".

    ``inverse``: the relation leads from target to source. ``shorthand`` says that the word stands
    for an agreement or a change between the two; see the head of ``roles.yaml``.
    """

    relation: str
    role: str | None = None
    inverse: bool = False
    shorthand: Shorthand | None = None


@dataclass(frozen=True, slots=True)
class Meaning:
    """One line of the table: a role, and the kinds between which it holds (None: any)."""

    role: Role
    source: str | None = None
    target: str | None = None

    def holds(self, sources: Iterable[str], targets: Iterable[str]) -> bool:
        """Whether it holds between entities with these lines of kinds."""
        return (self.source is None or self.source in sources) and (
            self.target is None or self.target in targets
        )


class Roles:
    """The table: word → its meanings."""

    def __init__(self, meanings: Mapping[str, tuple[Meaning, ...]], model: Model) -> None:
        self.meanings = meanings
        self._model = model

    def find(self, word: str, source_kind: str, target_kind: str) -> Role:
        """Return what ``word`` says between entities of these kinds or types.

        Raises UnknownRoleError when the table has no such word or not between such kinds.
        """
        sources, targets = map(self._model.ancestors, (source_kind, target_kind))
        for meaning in self.meanings.get(word, ()):
            if meaning.holds(sources, targets):
                return meaning.role
        raise UnknownRoleError(self._advice(word, source_kind, target_kind))

    def _advice(self, word: str, source: str, target: str) -> str:
        if word in self.meanings:
            return (
                f"Role word {word!r} has no meaning from {source} to {target}: "
                f"add one to its entry in {FILE.name}."
            )
        near = ", ".join(difflib.get_close_matches(word, self.meanings)) or "none is near"
        return f"Role word {word!r} is unknown ({near}): correct it or add it to {FILE.name}."


def _meaning(line: Mapping[str, object]) -> Meaning:
    kinds = {key: line[key] for key in ("source", "target") if key in line}
    role = {key: value for key, value in line.items() if key not in kinds}
    return Meaning(Role(**role), **kinds)  # type: ignore[arg-type]  # checked by tests


@cache
def load_roles() -> Roles:
    """Return the bundled table, read once a process."""
    table = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    meanings = {
        word: tuple(map(_meaning, lines if isinstance(lines, list) else [lines]))
        for word, lines in table.items()
    }
    return Roles(meanings, load_model())
