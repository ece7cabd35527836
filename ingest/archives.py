"""Files, gzip files, ZIPs and folders, opened in one way that no content can abuse.

Nothing is unpacked to disk, and nothing is believed that an archive says of itself: what comes
out of it is counted. All formats open their files here.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import re
import stat
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, NoReturn, cast

from graph.torn_zips import TORN
from ingest.errors import UnreadableSourceError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

ZIP = (b"PK\x03\x04", b"PK\x05\x06")
GZIP = b"\x1f\x8b"
ENCRYPTED = 0x1
OUTSIDE = re.compile(r"[/\\]|[A-Za-z]:|.*(^|[/\\])\.\.([/\\]|$)|.*\x00", re.DOTALL)
CHUNK = 1 << 16
DAMAGED = (*TORN, OSError)
"""What reading a damaged or unknown packing raises."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much an archive may hold.

    ``size``: bytes that its members unpack to, all together. ``members``: how many. ``ratio``: how
    many times what it takes packed, from ``small`` bytes on. ``depth``: how many packings may lie
    in one another; a gzip file in a ZIP is two. A ZIP in a ZIP is never opened.
    """

    size: int = 16 << 30
    members: int = 10_000
    ratio: int = 200
    depth: int = 2
    small: int = 16 << 20


DEFAULT = Limits()
_allowed: ContextVar[Limits] = ContextVar("limits", default=DEFAULT)
_Size = Callable[[], int]
Seen = Callable[[bytes], object]
"""Is shown the bytes of a member as they are read."""


def allow(limits: Limits) -> None:
    """Let ``limits`` hold from now on wherever no others are given."""
    _allowed.set(limits)


def allowed() -> Limits:
    """Return the limits that hold here; a thread does not know those of who began it."""
    return _allowed.get()


class Contents:
    """What lies at ``path``: a file, a gzip file, a ZIP, or the files of a folder.

    ``names`` are those of its members, sorted; a file has one, its own, without ``.gz``. Raises
    UnreadableSourceError, here and while members are read, for what is damaged, encrypted, points
    outside, or goes beyond ``limits``; without any, beyond those that are allowed.
    """

    def __init__(self, path: Path, limits: Limits | None = None) -> None:
        self.path = path
        self.limits = limits or _allowed.get()
        self._zip = not path.is_dir() and _is_zip(path)
        self.names: tuple[str, ...] = tuple(sorted(self._names()))
        self._check_count(len(self.names))
        if self._zip and self.names and all(one.lower().endswith(".zip") for one in self.names):
            self._refuse("it holds nothing but ZIPs", _UNPACK)

    @property
    def single(self) -> bool:
        """Whether it is one file, packed or not, and neither a ZIP nor a folder."""
        return not (self._zip or self.path.is_dir())

    def matching(self, *suffixes: str) -> list[str]:
        """Return the names that end in one of ``suffixes``, in any case; ``.gz`` may follow."""
        plain = ((name, name.lower().removesuffix(".gz")) for name in self.names)
        return [name for name, end in plain if end.endswith(suffixes)]

    @contextmanager
    def open(self, name: str, seen: Seen | None = None) -> Iterator[IO[bytes]]:
        """Open a member; what comes out is unpacked and counted, and shown to ``seen``."""
        with ExitStack() as closing:
            found, packed = self._packed(name, closing)
            layers = int(self._zip)
            while self._begins(found, name, GZIP):
                layers += 1
                if layers > self.limits.depth:
                    self._refuse(f"{name} is packed more than {self.limits.depth} times", _UNPACK)
                packed = packed or found.tell
                found = closing.enter_context(
                    cast(IO[bytes], gzip.GzipFile(fileobj=found, mode="rb"))
                )
            if self._zip and name.lower().endswith(".zip"):
                self._refuse(f"{name} is a ZIP in a ZIP", _UNPACK)
            guard = _Guard(found, self, name, packed, seen)
            yield closing.enter_context(_Ahead(guard, CHUNK))

    def head(self, name: str, size: int = 4096) -> bytes:
        """Return the first bytes of a member."""
        with self.open(name) as content:
            return content.read(size)

    def check(self) -> None:
        """Unpack every member to nowhere, for readers that open the archive by themselves."""
        self.digest()

    def digest(self) -> str:
        """Return the hash of the members' bytes, for which packing makes no difference."""
        whole = hashlib.blake2b(digest_size=12)
        for name in self.names:
            with self.open(name) as content:
                while chunk := content.read(CHUNK):
                    whole.update(chunk)
        return whole.hexdigest()

    def _names(self) -> Iterator[str]:
        if self.path.is_dir():
            yield from (entry.name for entry in self.path.iterdir() if entry.is_file())
        elif self._zip:
            yield from self._zip_names()
        elif self.path.is_file():
            yield self.path.name.removesuffix(".gz")
        else:
            self._refuse("there is no such file or folder", "check the path")

    def _zip_names(self) -> Iterator[str]:
        with self._archive() as archive:
            entries = [one for one in archive.infolist() if not one.filename.endswith("/")]
        self._check_size(sum(one.file_size for one in entries), "the archive")
        names = Counter(one.filename for one in entries)
        if twice := next((name for name, count in names.items() if count > 1), None):
            self._refuse(f"it has two members called {twice!r}", "unpack it first, and keep one")
        for entry in entries:
            self._check_entry(entry)
            if not entry.filename.startswith("__MACOSX/"):
                yield entry.filename

    def _check_entry(self, entry: zipfile.ZipInfo) -> None:
        name = entry.filename
        if not name:
            self._refuse("it has a member without a name", _UNPACK)
        if OUTSIDE.match(name) or stat.S_ISLNK(entry.external_attr >> 16):
            self._refuse(f"its member {name!r} points outside the archive", _DISTRUST)
        if entry.flag_bits & ENCRYPTED:
            self._refuse(f"its member {name} is encrypted", "unpack it with its password first")
        self._check_ratio(entry.file_size, entry.compress_size, name)

    def _check_count(self, count: int) -> None:
        most = self.limits.members
        if count > most:
            reason = f"it has {count:,} members, the limit is {most:,}"
            self._refuse(reason, _RAISE.format("members"))

    def _check_size(self, size: int, name: str) -> None:
        if size > self.limits.size:
            reason = f"{name} unpacks to more than the limit of {self.limits.size:,} bytes"
            self._refuse(reason, _RAISE.format("size"))

    def _check_ratio(self, size: int, packed: int, name: str) -> None:
        most = self.limits.ratio
        if size > self.limits.small and size > most * packed:
            reason = f"{name} unpacks to more than {most:,} times its packed size"
            self._refuse(reason, _RAISE.format("ratio"))

    def _archive(self) -> zipfile.ZipFile:
        try:
            return zipfile.ZipFile(self.path)
        except DAMAGED as error:
            raise self.damaged("it", error) from error

    def _packed(self, name: str, closing: ExitStack) -> tuple[IO[bytes], _Size | None]:
        """Return a member as it is, and what tells its size in a ZIP."""
        if name not in self.names:
            self._refuse(f"it has no member {name!r}", f"there are {', '.join(self.names)}")
        try:
            if self._zip:
                archive = closing.enter_context(self._archive())
                size = archive.getinfo(name).compress_size
                return closing.enter_context(archive.open(name)), lambda: size
            path = self.path / name if self.path.is_dir() else self.path
            return closing.enter_context(path.open("rb")), None
        except DAMAGED as error:
            raise self.damaged(name, error) from error

    def _begins(self, stream: IO[bytes], name: str, *signs: bytes) -> bool:
        """Tell whether ``stream`` begins with one of ``signs``, without moving on."""
        peek: Callable[[int], bytes] = getattr(stream, "peek")  # noqa: B009 - not in IO[bytes]
        try:
            return peek(4).startswith(signs)
        except DAMAGED as error:
            raise self.damaged(name, error) from error

    def damaged(self, name: str, error: Exception) -> UnreadableSourceError:
        """Return the error for a member that cannot be unpacked."""
        return UnreadableSourceError(
            f"{self.path}: {name} cannot be read ({error}); it is damaged or packed in a way that "
            "is not known here. Download it again, or unpack it first."
        )

    def count(self, size: int, packed: _Size | None, name: str) -> None:
        """Raise when so much has come out of ``name`` that it goes beyond the limits."""
        self._check_size(size, name)
        if packed is not None:
            self._check_ratio(size, packed(), name)

    def _refuse(self, reason: str, remedy: str) -> NoReturn:
        raise UnreadableSourceError(f"{self.path}: {reason}; {remedy}.")


_UNPACK = "unpack it first, and name what is inside"
_DISTRUST = "do not use it, or take that member out"
_RAISE = "if you trust it, unpack it first, or raise the setting archive_{}"


class _Guard(io.RawIOBase):
    """Counts what comes out of a packed stream, and says what is wrong with a damaged one."""

    def __init__(
        self,
        found: IO[bytes],
        contents: Contents,
        name: str,
        packed: _Size | None,
        seen: Seen | None,
    ) -> None:
        self._found = found
        self._contents = contents
        self._name = name
        self._packed = packed
        self._seen = seen
        self._size = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        view = memoryview(buffer)
        try:
            chunk = self._found.read(len(view))
        except DAMAGED as error:
            raise self._contents.damaged(self._name, error) from error
        view[: len(chunk)] = chunk
        self._size += len(chunk)
        self._contents.count(self._size, self._packed, self._name)
        if self._seen:
            self._seen(chunk)
        return len(chunk)


class _Ahead(io.BufferedReader):
    """Asks for a whole chunk whenever it is empty; without this, ``read1`` of less asks for less.

    A text stream reads 8 KiB at a time, each of which would be unpacked and counted by itself.
    """

    def read1(self, size: int = -1, /) -> bytes:
        self.peek()
        return super().read1(size)


def _is_zip(path: Path) -> bool:
    """Tell by the name or the first bytes: a text that happens to end in a ZIP is none."""
    if path.suffix.lower() == ".zip":
        return True
    if not path.is_file():
        return False
    with path.open("rb") as content:
        return content.read(4) in ZIP
