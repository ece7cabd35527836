"""The table of regions in the making: what `build_regions` fills."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from ontology.errors import TableError
from ontology.fold import fold

HERE = Path(__file__).parent

# What a name means when regions of several sizes bear it: the smallest rank, the widest.
RANK = {"group": 0, "country": 0, "nuts1": 10, "nuts2": 20, "nuts3": 30}
# Regions that only an older NUTS has come after those of today.
FORMER = 5


@dataclass
class Draft:
    """A region in the making; `alternates` are further names, in any language."""

    id: str
    level: str
    country: str | None
    path: str
    parent: str | None
    rank: int
    names: dict[str, str] = field(default_factory=dict)
    alternates: list[str] = field(default_factory=list)
    codes: dict[str, list[str]] = field(default_factory=dict)
    members: list[str] = field(default_factory=list)
    same_as: str | None = None

    def row(self) -> list[Any]:
        """The region as it stands in the file."""
        return [
            self.id,
            self.level,
            self.country,
            self.path,
            self.parent,
            self.rank,
            self.names,
            self.codes,
            self.members,
        ]

    def all_names(self) -> list[str]:
        """Every name that means this region."""
        return [*self.names.values(), *self.alternates]


class Words:
    """Takes from a name what only says of which kind the region is."""

    def __init__(self, joins: Mapping[str, Any]) -> None:
        self._around = [re.compile(pattern) for pattern in joins["label_parts"]]
        self._words = frozenset(joins["words"].split())

    def name(self, label: str) -> str:
        """The name in a label of Eurostat: "Prov. Limburg (BE)" → "Limburg"."""
        for pattern in self._around:
            label = pattern.sub("", label)
        return label

    def bare(self, name: str) -> str:
        """The folded name without words such as county, apskritis, Land; "" if nothing stays."""
        return " ".join(word for word in fold(name).split() if word not in self._words)


class Table:
    """The regions made so far, found by any of their codes."""

    def __init__(self, folder: Path = HERE) -> None:
        self.joins = _read(folder / "region_joins.yaml")
        self.ours = _read(folder / "region_names.yaml")
        self.groups = _read(folder / "groups.yaml")
        self.words = Words(self.joins)
        self.drafts: dict[str, Draft] = {}
        self.ids: dict[str, str] = {}
        self.language: dict[str, str] = {}

    def add(self, draft: Draft, *codes: str) -> Draft:
        """Takes a region in, with its id and `codes` as codes."""
        self.drafts[draft.id] = draft
        for code in (draft.id, *codes):
            self.alias(code, draft)
        return draft

    def alias(self, code: str, draft: Draft, versions: Iterable[str] = ()) -> None:
        """Lets `code` mean `draft`."""
        if self.ids.setdefault(code, draft.id) != draft.id:
            raise TableError(f"code {code} means {self.ids[code]} and {draft.id}; see region_joins")
        draft.codes.setdefault(code, []).extend(versions)

    def get(self, code: str) -> Draft:
        """The region of a code that a table of ours names."""
        try:
            return self.drafts[self.ids[code]]
        except KeyError:
            raise TableError(
                f"no region has the code {code}; correct it in ontology/*.yaml"
            ) from None


def _read(path: Path) -> dict[str, Any]:
    return dict(yaml.safe_load(path.read_text("utf-8")))
