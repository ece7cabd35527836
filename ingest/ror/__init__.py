"""The Research Organization Registry (ROR): a list in JSON, JSON lines, gzipped, or its ZIP.

Records of schema version 1 and 2 may be mixed. By default the registry enriches organisations that
a store knows already; see ``ingest.ror.matching``.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from graph.ledger.collection import uncollected
from graph.records import Reject, SourceInfo, Unit, digest
from graph.store import GraphStore
from ingest.archives import Contents
from ingest.errors import UnreadableSourceError
from ingest.ror.entry import Entry, EntryError, read_entry
from ingest.ror.known import Known
from ingest.ror.matching import Matches, Matching, Rest
from ingest.ror.records import EXTRACTOR, PRODUCES, entry_records
from ingest.ror.stream import SHOWN, Found, Wanted, everything, records

__all__ = ["PRODUCES", "Rest", "RorFormat"]

SOURCE = "ror"
SUFFIXES = (".json", ".jsonl", ".ndjson")
_RECORD = re.compile(rb'"id"\s*:\s*"https://ror\.org/0')
# A record is up to 200,000 bytes long, and its id may stand at its end.
_HEAD = 1 << 18
# How a dump of both versions of the schema names the file of the newer one.
_NEW = re.compile(r"schema[_-]?v2")


@dataclass(frozen=True, slots=True)
class RorFormat:
    """Reads the registry for the graph in ``store``; ``rest`` says what is taken that is not in it.

    ``source`` is what the registry is called there. Between ``info`` and ``read`` it remembers what
    matched, so that a file is searched once.
    """

    store: GraphStore | None = None
    rest: Rest = field(default_factory=Rest)
    source: str = SOURCE
    _matches: dict[Path, Matches] = field(default_factory=dict, compare=False)

    @property
    def name(self) -> str:
        """What ``--format`` calls it."""
        return "ror"

    def into(self, store: GraphStore, rest: Rest | None = None, source: str = "") -> RorFormat:
        """Return the reader for ``store``; ``rest`` says which records it also takes."""
        return RorFormat(store, rest or Rest(), source or SOURCE)

    def detect(self, path: Path) -> bool:
        """Whether ``path`` holds records of the registry."""
        if path.is_dir() or not path.name.lower().endswith((*SUFFIXES, ".gz", ".zip")):
            return False
        contents = Contents(path)
        names = contents.matching(*SUFFIXES)
        return any(_RECORD.search(contents.head(name, _HEAD)) for name in names)

    def info(self, path: Path) -> SourceInfo:
        """Return the registry's name, the date of its newest record, and a hash.

        The hash is also that of what matched: with other organisations in the store, the same
        file says something else.
        """
        matches = self._matched(path)
        said = sorted(matches.sites.items()), sorted(matches.taken)
        return SourceInfo(
            name=self.source,
            origin=path.name,
            digest=digest(_hash(path), EXTRACTOR, *said),
            extractor=EXTRACTOR,
            title="Research Organization Registry",
            licence="CC0-1.0",
            date=matches.newest,
            extra={"unmatched": matches.passed_over},
        )

    def read(self, path: Path) -> Iterator[Unit | Reject]:
        """Yield a unit for each record that is taken, after what had to be refused in it."""
        matches = self._matched(path)
        seen: set[str] = set()
        for number, raw in _records(path, matches.numbers.__contains__):
            if isinstance(raw, Reject):
                yield raw
            elif number in matches.numbers:
                reading = _Reading(path.name, number)
                entry = reading.entry(raw, seen)
                yield from reading.rejects
                if entry:
                    yield _unit(entry, matches)

    def _matched(self, path: Path) -> Matches:
        if path not in self._matches:
            with uncollected():
                self._matches[path] = self._match(path)
        return self._matches[path]

    def _match(self, path: Path) -> Matches:
        known = Known.of(self.store, self.source) if self.store else Known()
        matching = Matching(known, self.rest)
        for number, raw in _records(path):
            matching.add(number, raw)
        return matching.found(self.store)


@dataclass(slots=True)
class _Reading:
    """Reads one record; what had to be refused is in ``rejects``."""

    file: str
    number: int
    rejects: list[Reject] = field(default_factory=list)

    def entry(self, raw: dict[str, object], seen: set[str]) -> Entry | None:
        """Return the entry, unless it cannot be used or its ROR ID was ``seen`` before."""
        try:
            entry = read_entry(raw, self._set_aside)
            if entry.ror in seen:
                reason = "another record has this ROR ID too"
                raise EntryError("id", entry.ror, reason, "keep the newer of the two")
        except EntryError as error:
            self._refuse(error.field, error.value, error.reason, error.remedy)
            return None
        seen.add(entry.ror)
        return entry

    def _set_aside(self, field: str, value: object, reason: str, remedy: str) -> None:
        self._refuse(field, str(value), f"{reason}; the record went in without it", remedy)

    def _refuse(self, field: str, value: str, reason: str, remedy: str) -> None:
        place = f"record {self.number}"
        self.rejects.append(Reject(self.file, place, field, value[:SHOWN], reason, remedy))


def _hash(path: Path) -> str:
    with path.open("rb") as content:
        return hashlib.file_digest(content, "blake2b").hexdigest()


def _unit(entry: Entry, matches: Matches) -> Unit:
    site = matches.sites.get(entry.ror)
    others = sorted(tie.other for tie in entry.ties if tie.other in matches.taken)
    return Unit(
        key=f"ror/{entry.ror}",
        digest=digest(EXTRACTOR, entry, site, others),
        records=partial(entry_records, entry, matches.taken, site),
    )


def _records(path: Path, wanted: Wanted = everything) -> Iterator[tuple[int, Found]]:
    """Yield the records of every file at ``path`` with their number, which runs on."""
    contents = Contents(path)
    names = _members(contents)
    if not names:
        raise UnreadableSourceError(
            f"{path}: there is no file in JSON in it; a dump of ROR holds one. Download it again."
        )
    before = 0
    for name in names:
        with contents.open(name) as stream:
            last = 0
            for last, raw in records(stream, name, partial(_shifted, wanted, before)):
                yield before + last, raw
        before += last


def _shifted(wanted: Wanted, before: int, number: int) -> bool:
    return wanted(before + number)


def _members(contents: Contents) -> list[str]:
    """Return the files to read: of a dump that holds both versions of the schema, the newer."""
    names = contents.matching(*SUFFIXES)
    newer = [name for name in names if _NEW.search(name.lower())]
    return newer or names
