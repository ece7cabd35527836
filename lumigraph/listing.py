"""``sources.toml``: what a graph is made of. ``docs/sources.md`` describes it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, NoReturn

from graph.errors import UsageError
from graph.ledger.visibility import Visibility
from ingest.addresses import check_address
from ingest.errors import FetchError
from ingest.fetching import Limits
from ingest.ror import Rest
from lumigraph.settings import at_home

FILE = Path("sources.toml")
PLACES = ("file", "folder", "address")
OTHERS = ("add_unmatched", "countries")
"""Keys whose values are no text."""
NAME = re.compile(r"[\w.-]+(?: [\w.-]+)*")
UNITS = {"hour": 1, "day": 24, "week": 24 * 7, "month": 24 * 30, "year": 24 * 365}
EVERY = re.compile(rf"(\d+ )?({'|'.join(UNITS)})s?")
HOUR = 3600


@dataclass(frozen=True, slots=True)
class Listed:
    """One source of the list; its paths are found from the folder of the list.

    Exactly one of ``path`` and ``address`` is given. ``every`` is how many seconds may pass until
    an address is asked again, 0 for each time. What is '' or None is as the format says.
    ``add_unmatched`` takes what a register holds and the graph does not, of ``countries`` if given.
    """

    name: str
    path: Path | None = None
    address: str = ""
    format: str = ""
    mapping: Path | None = None
    licence: str = ""
    visibility: str = ""
    every: int = 0
    add_unmatched: bool = False
    countries: tuple[str, ...] = ()

    @property
    def rest(self) -> Rest | None:
        """What of a register goes in that is not in the graph."""
        return Rest.of(self.countries) if self.add_unmatched else None


@dataclass(frozen=True, slots=True)
class Listing:
    """The whole list, in its order, the limits for fetching, and whether cities place what they
    can when all is in."""

    sources: tuple[Listed, ...]
    limits: Limits
    cities: bool = False


def read_listing(file: Path = FILE) -> Listing:
    """Read and check ``file``.

    Raises ``UsageError`` that names the source and the key, for the first thing that is wrong.
    """
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except FileNotFoundError as error:
        raise UsageError(
            f"there is no {file}: write one as docs/sources.md shows, or name it with --sources"
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{file} cannot be read: {error}") from error
    return _Reader(file).listing(content)


class _Reader:
    """Checks what stands in one list."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def listing(self, content: Mapping[str, Any]) -> Listing:
        """Return the list that ``content`` is."""
        self._known("", content, {"source", "limits", "regions"})
        entries = content.get("source", [])
        if not isinstance(entries, list) or not all(isinstance(one, dict) for one in entries):
            self._refuse("", "source", "no list", "begin each source with [[source]]")
        sources = tuple(self._source(place, one) for place, one in enumerate(entries, 1))
        names = [one.name for one in sources]
        twice = next((name for name in names if names.count(name) > 1), None)
        if twice is not None:
            self._refuse(f"source '{twice}'", "name", "there twice", "give each its own")
        limits = self._limits(content.get("limits", {}))
        return Listing(sources, limits, self._cities(content.get("regions", {})))

    def _source(self, place: int, entry: Mapping[str, Any]) -> Listed:
        name = entry.get("name")
        if not isinstance(name, str) or not NAME.fullmatch(name):
            remedy = "give it one of letters, digits, spaces and -_."
            self._refuse(f"source {place}", "name", repr(name or ""), remedy)
        where = f"source '{name}'"
        self._known(where, entry, {*PLACES, *(one.name for one in fields(Listed))} - {"path"})
        for key, value in entry.items():
            if key not in OTHERS and (not isinstance(value, str) or not value):
                self._refuse(where, key, repr(value), "write it as text in quotes")
        return Listed(
            name=name,
            path=self._path(where, entry),
            address=entry.get("address", ""),
            format=entry.get("format", ""),
            mapping=self._lies(where, entry["mapping"]) if "mapping" in entry else None,
            licence=entry.get("licence", ""),
            visibility=self._visibility(where, entry),
            every=self._every(where, entry),
            add_unmatched=self._yes(where, "add_unmatched", entry),
            countries=self._countries(where, entry),
        )

    def _path(self, where: str, entry: Mapping[str, Any]) -> Path | None:
        """Return the file or folder of a source; None when it has an address."""
        given = [key for key in PLACES if key in entry]
        if len(given) != 1:
            said = " and ".join(given) or "none of them"
            self._refuse(where, "file, folder or address", said, "write one of the three")
        if "address" not in entry:
            return self._lies(where, entry[given[0]])
        try:
            check_address(entry["address"])
        except FetchError as error:
            raise UsageError(f"{self._file}, {where}: {error}") from error
        return None

    def _lies(self, where: str, text: str) -> Path:
        """Return where a file lies that the list names: beside the list, where it says no more."""
        try:
            return Path(self._file.parent, at_home(text))
        except UsageError as error:
            raise UsageError(f"{self._file}, {where}: {error}") from error

    def _visibility(self, where: str, entry: Mapping[str, Any]) -> str:
        try:
            return str(Visibility.parse(entry["visibility"])) if "visibility" in entry else ""
        except UsageError as error:
            raise UsageError(f"{self._file}, {where}: {error}") from error

    def _every(self, where: str, entry: Mapping[str, Any]) -> int:
        if "every" not in entry:
            return 0
        found = EVERY.fullmatch(entry["every"])
        if not found:
            remedy = "write a time such as day, week, 2 weeks or month"
            self._refuse(where, "every", repr(entry["every"]), remedy)
        return int(found[1] or 1) * UNITS[found[2]] * HOUR

    def _yes(self, where: str, key: str, entry: Mapping[str, Any]) -> bool:
        value = entry.get(key, False)
        if not isinstance(value, bool):
            self._refuse(where, key, repr(value), "write true or false")
        return value

    def _countries(self, where: str, entry: Mapping[str, Any]) -> tuple[str, ...]:
        value = entry.get("countries", [])
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            self._refuse(where, "countries", repr(value), 'write a list, such as ["LT", "AT"]')
        if value and not entry.get("add_unmatched"):
            self._refuse(where, "countries", "without effect", "write add_unmatched = true too")
        try:
            Rest.of(value)
        except UsageError as error:
            raise UsageError(f"{self._file}, {where}: {error}") from error
        return tuple(value)

    def _cities(self, table: object) -> bool:
        return self._yes("regions", "cities", self._table("regions", table, {"cities"}))

    def _limits(self, content: object) -> Limits:
        table = self._table("limits", content, {one.name for one in fields(Limits)})
        for key, value in table.items():
            if isinstance(value, bool) or not isinstance(value, int) or value < 1:
                self._refuse("limits", key, repr(value), "write a number from 1 on")
        return Limits(**table)

    def _table(self, name: str, table: object, keys: set[str]) -> Mapping[str, Any]:
        if not isinstance(table, dict):
            self._refuse("", name, repr(table), f"write a table [{name}]")
        self._known(name, table, keys)
        return table

    def _known(self, where: str, entry: Mapping[str, Any], keys: set[str]) -> None:
        unknown = sorted(entry.keys() - keys)
        if unknown:
            self._refuse(where, unknown[0], "unknown", f"there are {', '.join(sorted(keys))}")

    def _refuse(self, where: str, key: str, what: str, remedy: str) -> NoReturn:
        place = f"{self._file}, {where}" if where else str(self._file)
        raise UsageError(f"{place}: {key} is {what}; {remedy}")
