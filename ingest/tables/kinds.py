"""What the rows of a sheet can be: ``kinds.yaml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from ontology.model import load_model

FILE = Path(__file__).with_name("kinds.yaml")


@dataclass(frozen=True, slots=True)
class TieRule:
    """How a row is tied to the entity that a sheet is about.

    ``to``: what that entity is; ``inverse``: the tie leads from it to the row.
    """

    to: str
    relation: str
    role: str = ""
    inverse: bool = False


@dataclass(frozen=True, slots=True)
class RowKind:
    """A kind of rows: the class of a row that states none, and its ties."""

    type: str
    ties: tuple[TieRule, ...] = ()

    def tie(self, anchor_type: str) -> TieRule | None:
        """Return how a row is tied to an entity of this class; None when it cannot be."""
        line = load_model().ancestors(anchor_type)
        return next((one for one in self.ties if one.to in line), None)


def _read() -> dict[str, RowKind]:
    table = yaml.safe_load(FILE.read_text("utf-8"))
    return {
        name: RowKind(kind["type"], tuple(TieRule(**tie) for tie in kind.get("ties", ())))
        for name, kind in table.items()
    }


KINDS: Mapping[str, RowKind] = _read()
