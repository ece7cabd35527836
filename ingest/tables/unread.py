"""Rows of a snapshot that cannot be read: whose they are, so that nobody leaves for a slip."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain

from graph.records import Reject, Unreadable
from ingest.tables.fields import value_of
from ingest.tables.former import Former, Member, alone, names, site, sites
from ingest.tables.rows import Cells
from ontology.fold import fold
from ontology.values import UnparsedError

MOST_PARTS = 4
"""Into so many cells a name may have been parted."""


@dataclass(frozen=True, slots=True)
class Unread:
    """Why a row is set aside, and the unit of the member that it names: '' where nothing tells.

    What is no ``entry`` of the table names nobody unless it says so.
    """

    reject: Reject
    unit: str = ""
    entry: bool = False

    def told(self, kept: Mapping[str, Member], left: Iterable[str]) -> Reject:
        """Return the refusal, with what follows from it for who is there."""
        if one := kept.get(self.unit):
            return _told(self.reject, f"{one.name or one.key} stays as it was")
        if self.entry and not self.unit and any(left):
            return _told(
                self.reject, "nothing tells whose it is: of one of those who left, perhaps"
            )
        return self.reject


class Whose:
    """Tells whose row it is by an identifier, a site or a name that one former member has."""

    def __init__(self, former: Former) -> None:
        members = former.members.values()
        self._keys = alone(members, _keys)
        self._sites = alone(members, sites)
        self._names = alone(members, names)

    def unit(self, cells: Cells) -> str:
        """Return the unit of the member that a row names; '' where nothing tells."""
        texts = [cell.strip() for cell in cells]
        found = chain(
            (self._keys.get(_bare(text)) for text in texts),
            (self._sites.get(_site(text)) for text in texts),
            (self._names.get(fold(name)) for name in _runs(texts)),
        )
        return next((one.unit for one in found if one), "")


def _told(reject: Reject, consequence: str) -> Unreadable:
    told = replace(reject, reason=f"{reject.reason}; {consequence}")
    return Unreadable(told.file, told.place, told.column, told.value, told.reason, told.remedy)


def _keys(one: Member) -> Iterator[str]:
    """Yield its keys, those of registers without the name of the register too."""
    for key in one.identifiers:
        yield from {_bare(key), _bare(key.partition(":")[2] or key)}


def _bare(text: str) -> str:
    return "".join(text.split()).casefold()


def _site(text: str) -> str:
    try:
        return site(str(value_of("website", text)))
    except UnparsedError:
        return ""


def _runs(texts: list[str]) -> Iterator[str]:
    """Yield what stands in adjoining cells, most of them first: a separator parts names too."""
    for length in range(MOST_PARTS, 0, -1):
        for start in range(len(texts) - length + 1):
            yield " ".join(texts[start : start + length])
