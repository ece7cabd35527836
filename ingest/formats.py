"""The formats that Lumigraph reads: their common interface, recognition, and refused rows."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import astuple, fields
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self, TextIO, TypeVar

from graph.errors import UsageError
from graph.records import Reject, SourceInfo, Unit
from ingest.archives import Contents
from ingest.errors import UnknownFormatError, UnreadableSourceError
from ontology.fold import fold

T = TypeVar("T")


class Format(Protocol):
    """A reader of one source format. It keeps no state between calls."""

    @property
    def name(self) -> str:
        """What ``--format`` calls it."""

    def detect(self, path: Path) -> bool:
        """Whether the content of ``path`` (a file or a folder) is of this format."""

    def info(self, path: Path) -> SourceInfo:
        """Return what the source says of itself, and the hash of its content."""

    def read(self, path: Path) -> Iterator[Unit | Reject]:
        """Yield the units of the source, and what had to be refused.

        A ``Foretold`` lets a first ingest show how much time is left.
        Raises UnreadableSourceError when the source as a whole cannot be read.
        """


class Foretold(Iterator[T]):
    """Items of which a reader can say about how many there will be, once it has begun.

    ``operator.length_hint`` tells how many are still to come; 0 as long as nobody knows.
    """

    def __init__(self, items: Iterator[T], expected: Callable[[], int]) -> None:
        self._items = items
        self._expected = expected
        self._given = 0

    def __next__(self) -> T:
        item = next(self._items)
        self._given += 1
        return item

    def __length_hint__(self) -> int:
        return max(self._expected() - self._given, 0)


def check_there(path: Path) -> None:
    """Raise UnreadableSourceError when there is nothing at ``path``, or nothing in the folder."""
    if not path.exists():
        raise UnreadableSourceError(f"{path}: there is no such file or folder; check the path.")
    if path.is_dir() and not any(path.iterdir()):
        raise UnreadableSourceError(
            f"{path}: the folder is empty; name the files or the folder that you mean."
        )


def recognise(path: Path, formats: Sequence[Format], name: str = "") -> Format:
    """Return the format called ``name``, or else the one that recognises ``path``.

    Raises UnreadableSourceError when there is nothing at ``path`` or in it, UnknownFormatError
    when no format has that name, none recognises the content, or several do.
    """
    check_there(path)
    known = ", ".join(sorted(f.name for f in formats))
    if name:
        for candidate in formats:
            if candidate.name == name:
                return candidate
        raise UnknownFormatError(f"There is no format {name!r}; use one of: {known}.")
    found = [f for f in formats if f.detect(path)]
    if not found:
        Contents(path)  # Says what is wrong with an archive that no format could open.
        raise UnknownFormatError(
            f"{path}: its content is of no known format ({known}); name one with --format."
        )
    if len(found) > 1:
        names = " and ".join(f.name for f in found)
        raise UnknownFormatError(f"{path}: its content fits {names}; choose one with --format.")
    return found[0]


def stem(path: Path) -> str:
    """Return the name of a file without its endings: ``members`` for ``members.csv.gz``."""
    return Path(path.name.removesuffix(".gz")).stem


def name_of(path: Path) -> str:
    """Return what a source is called that says no name of its own: ``our-members``."""
    return "-".join(fold(stem(path)).split())


HEADER = [field.name for field in fields(Reject)]
"""What a file of refused rows begins with."""


class RejectsFile:
    """A CSV file of refused rows; it comes into being with the first of them.

    Use it as a context manager; ``count`` says how many rows it holds. Raises ``UsageError`` for a
    folder that is not there: when the first row is refused, the others are in.
    """

    def __init__(self, path: Path) -> None:
        if not path.parent.is_dir():
            raise UsageError(f"there is no folder {path.parent}: make it, or name another file")
        self.path = path
        self.count = 0
        self._file: TextIO | None = None

    def add(self, reject: Reject) -> None:
        """Write one refused row."""
        if self._file is None:
            self._file = self.path.open("w", encoding="utf-8", newline="")
            csv.writer(self._file).writerow(HEADER)
        csv.writer(self._file).writerow(map(_harmless, astuple(reject)))
        self.count += 1

    def is_former(self) -> bool:
        """Whether an earlier run wrote such a file here, and this one has not."""
        if self.count or not self.path.is_file():
            return False
        with self.path.open(encoding="utf-8", errors="replace", newline="") as file:
            return next(csv.reader(file), []) == HEADER

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._file is not None:
            self._file.close()


def _harmless(text: str) -> str:
    # A spreadsheet would run a cell that begins like this as a formula.
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
