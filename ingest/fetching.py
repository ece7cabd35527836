"""Files from addresses: fetched when they changed, kept whole, the former copy used until then.

The copy of an address and what its server said of it lie in a folder of their own. Nothing but
``Cache.fetch``, the check of links, and a language model where one is set, speaks to the network.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, replace
from hashlib import blake2b
from pathlib import Path

import httpx2

from ingest.addresses import answer, check_address, file_name
from ingest.errors import FetchError

NOT_MODIFIED = 304
GONE = frozenset({404, 410})
PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})
LONGEST_WAIT = 300.0
_NOTE = ".fetched.json"  # no file of a server begins with a dot


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a fetch may take: megabytes, seconds in all, seconds of silence, and tries."""

    megabytes: float = 2000
    seconds: float = 3600
    silence: float = 30
    tries: int = 4


@dataclass(frozen=True, slots=True)
class Copy:
    """What is kept of an address, and what its server said of it.

    ``name`` is the file's, '' before the first; ``checked`` is when it was last asked for (seconds
    since 1970).
    """

    address: str
    name: str = ""
    etag: str = ""
    modified: str = ""
    size: int = 0
    digest: str = ""
    checked: float = 0.0

    @property
    def conditions(self) -> dict[str, str]:
        """The request headers by which the server need not send the same again."""
        stated = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in stated.items() if value}


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came of asking for an address.

    ``path`` is the kept copy, None when there is none; ``gone`` says that the server has it no
    more; ``moved_to`` is its new address when the server says that it moved for good.
    """

    path: Path | None
    changed: bool = False
    gone: bool = False
    moved_to: str = ""


class _Passing(Exception):  # noqa: N818 - tried again, never reaches a user
    """A failure that may be over soon; ``wait`` is how long the server asks for, in seconds."""

    def __init__(self, reason: str, wait: float = 0.0) -> None:
        super().__init__(reason)
        self.wait = wait


@dataclass(frozen=True, slots=True)
class Cache:
    """The kept copies, in one folder; ``sleep`` and ``now`` are those of the clock."""

    folder: Path
    limits: Limits = field(default_factory=Limits)
    sleep: Callable[[float], None] = time.sleep
    now: Callable[[], float] = time.time

    def home(self, address: str) -> Path:
        """Return the folder for what is kept of ``address``."""
        return self.folder / blake2b(address.encode(), digest_size=8).hexdigest()

    def copy(self, address: str) -> Copy:
        """Return what is kept of ``address``; a copy that is not whole counts as none."""
        home = self.home(address)
        try:
            kept = Copy(**json.loads((home / _NOTE).read_text(encoding="utf-8")))
            size = (home / kept.name).stat().st_size
        except (FileNotFoundError, ValueError, TypeError):
            return Copy(address)
        return kept if size == kept.size else Copy(address)

    def path(self, address: str) -> Path | None:
        """Return the kept copy of ``address``, None when there is none."""
        name = self.copy(address).name
        return self.home(address) / name if name else None

    def fetch(self, address: str) -> Fetched:
        """Ask for ``address``; keep what came when it is another than the kept copy.

        Raises ``FetchError`` when it cannot be had, after as many tries as the limits allow. What
        was fetched before stays as it is.
        """
        check_address(address)
        attempt = 1
        while True:
            try:
                return self._ask(address)
            except _Passing as trouble:
                if attempt >= self.limits.tries:
                    raise FetchError(
                        f"{address}: {trouble} ({attempt} tries); what was fetched before is kept. "
                        "Try again later, or raise `tries` or `silence` under [limits]"
                    ) from trouble
                self.sleep(max(trouble.wait, 2.0**attempt))
                attempt += 1

    def _ask(self, address: str) -> Fetched:
        old, deadline = self.copy(address), self.now() + self.limits.seconds
        try:
            with answer(address, old.conditions, self.limits.silence) as (response, moved_to):
                if response.status_code in GONE:
                    return Fetched(self.path(address), gone=True, moved_to=moved_to)
                if response.status_code == NOT_MODIFIED and old.name:
                    new = replace(old, checked=self.now())
                else:
                    _check(response, address)
                    new = self._keep(old, response, deadline)
        except httpx2.TransportError as error:
            what = type(error).__name__
            raise _Passing(f"the connection failed ({what}: {error})") from error
        return Fetched(self._note(new), new.digest != old.digest, moved_to=moved_to)

    def _keep(self, old: Copy, response: httpx2.Response, deadline: float) -> Copy:
        """Write the body beside the old copy, and put it in its place when it is all there."""
        home, name = self.home(old.address), file_name(old.address)
        home.mkdir(parents=True, exist_ok=True)
        part = home / f".{os.getpid()}.part"
        try:
            size, digest = self._write(part, response, deadline)
            part.replace(home / name)
        finally:
            part.unlink(missing_ok=True)
        tag, modified = (response.headers.get(one, "") for one in ("ETag", "Last-Modified"))
        return Copy(old.address, name, tag, modified, size, digest, self.now())

    def _write(self, part: Path, response: httpx2.Response, deadline: float) -> tuple[int, str]:
        """Write the body to ``part``; return its size and digest."""
        self._check_size(response, int(response.headers.get("Content-Length", 0)))
        size, digest = 0, blake2b(digest_size=16)
        with part.open("wb") as file:
            for piece in response.iter_raw():
                size += len(piece)
                self._check_size(response, size)
                if self.now() > deadline:
                    raise FetchError(
                        f"{response.url}: {size:,} bytes came in {self.limits.seconds} seconds, "
                        "and not all; raise `seconds` under [limits]"
                    )
                digest.update(piece)
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        return size, digest.hexdigest()

    def _check_size(self, response: httpx2.Response, size: int) -> None:
        if size > self.limits.megabytes * 1e6:
            raise FetchError(
                f"{response.url} is larger than {self.limits.megabytes:,} megabytes: raise "
                "`megabytes` under [limits] if it may be"
            )

    def _note(self, copy: Copy) -> Path:
        """Write down what is kept, whole or not at all; return the copy."""
        home = self.home(copy.address)
        part = home / f".{os.getpid()}.note"
        part.write_text(json.dumps(asdict(copy)), encoding="utf-8")
        part.replace(home / _NOTE)
        return home / copy.name


def _check(response: httpx2.Response, address: str) -> None:
    """Raise unless ``response`` holds the file, as it is."""
    status = f"{response.status_code} {response.reason_phrase}".strip()
    if response.status_code in PASSING:
        wait = response.headers.get("Retry-After", "")
        raise _Passing(
            f"the server says {status}", min(float(wait) if wait.isdecimal() else 0, LONGEST_WAIT)
        )
    if response.status_code != httpx2.codes.OK:
        raise FetchError(f"{address}: the server says {status}; look at it in a browser")
    packing = response.headers.get("Content-Encoding", "identity").lower()
    if packing != "identity" and not file_name(address).endswith(".gz"):
        raise FetchError(f"{address} comes packed as {packing}, though asked not to")
