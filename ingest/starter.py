"""The project's own YAML format, in which the bundled starter set is written.

A source is one file, or a folder of them read as one set; ``docs/data-format.md`` describes it. A
unit is one entry. Its digest is that of its records: it does not change with the order of keys,
list elements or entries, and it does when another entry, the vocabulary or the regions give the
same text another meaning. A ``places.yaml`` beside the files says in which region a city lies;
without one, the bundled one does.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from functools import partial
from pathlib import Path

from graph.records import Record, Reject, SourceInfo, Unit, digest
from ingest import marked_yaml
from ingest.errors import UnreadableSourceError
from ingest.starter_entry import Entry, EntryReader
from ingest.starter_header import HEADINGS, Header, mapping
from ontology.known_places import known_places
from ontology.model import load_model
from ontology.place_file import read_places
from ontology.places import Places
from ontology.regions import load_regions

FORMAT = "lumigraph/1"
EXTRACTOR = "starter 1"
_HEAD = re.compile(rf"^format:\s*['\"]?{FORMAT}['\"]?\s*(#.*)?$", re.MULTILINE)
_ENTRIES = re.compile(r"^entries:", re.MULTILINE)
_HEAD_SIZE = 4096
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_KEYS = {"format", "entries", *HEADINGS}

# What the bundled set states, by the names of the vocabulary; a test compares it with the data.
_STATED = """
ABOUT ASSOCIATED_WITH BRAND_OF COOPERATES_WITH FOLLOWS FOUNDED FUNDED_BY GRANTED_BY GRANTED_TO
GRANT_FOR IN_CONTACT_WITH LOCATED_IN MANAGES MEMBER_OF ORIGINAL_ORGANISATION PARTICIPATES_IN
PARTY_TO PART_OF PROMOTES RESULTING_ORGANISATION RESULTS_FROM SHAREHOLDER_OF SIGNED_AT
SPIN_OFF_OF SUPPORTS TAKES_PART_IN TARGETS UNDER_CALL WORKS_ON
acronym address agreementKind altName announced beneficiary changeKind city code description
documentKind durationMonths ecContribution effective end ended eventKind founded grantNumber
identifier labelAwarded legalName memberCount memberCountNote name note partnerCount postcode
role scope signed since stage stageChange stakeholder start term totalCost until website
"""
PRODUCES: frozenset[str] = frozenset(_STATED.split())


class StarterFormat:
    """Reads the project's own YAML format."""

    name = "lumigraph-yaml"

    def detect(self, path: Path) -> bool:
        """Whether ``path`` is a file of this format, or a folder with one."""
        return any(_files(path))

    def info(self, path: Path) -> SourceInfo:
        """Return what the header says; a source without a name takes that of its path.

        The digest is that of all units and refusals, for the same reason as theirs.
        """
        header = Header.read(_files(path))
        return SourceInfo(
            name=header.name or path.resolve().stem,
            origin=path.name,
            digest=digest(sorted(map(_mark, self.read(path)))),
            extractor=EXTRACTOR,
            title=header.title,
            licence=header.licence,
            attribution=header.attribution,
            visibility=header.visibility,
            date=header.date,
            priority=header.priority,
        )

    def read(self, path: Path) -> Iterator[Unit | Reject]:
        """Yield a unit for each entry, after what had to be refused in it."""
        yield from _headless(path)
        entries: list[Entry] = []
        for found in _entries(path):
            if isinstance(found, Reject):
                yield found
            else:
                entries.append(found)
        entries, doubles = _once_each(entries)
        yield from doubles
        kinds = {entry.id: entry.type for entry in entries}
        places = _places(path)
        for entry in entries:
            yield from _unit(entry, kinds, places)


def _unit(entry: Entry, kinds: Mapping[str, str], places: Places) -> Iterator[Unit | Reject]:
    reader = EntryReader(entry, kinds, places)
    reader.read()
    yield from reader.rejects
    yield Unit(
        key=f"{Path(entry.file).stem}:{entry.id}",
        digest=digest(sorted(map(_canonical, reader.records))),
        records=partial(iter, reader.records),
    )


def _files(path: Path) -> Iterator[Path]:
    """Yield the files of this format at ``path`` in the order of their names."""
    yield from (file for file, head in _heads(path) if _HEAD.search(head))


def _headless(path: Path) -> Iterator[Reject]:
    """Refuse the files of a folder that have entries, but do not say of which format."""
    for file, head in _heads(path):
        if _ENTRIES.search(head) and not _HEAD.search(head):
            reason, remedy = "the file has entries, but no format", f"begin with format: {FORMAT}"
            yield Reject(file.name, "line 1", "format", "", reason, remedy)


def _heads(path: Path) -> Iterator[tuple[Path, str]]:
    """Yield the YAML files at ``path`` in the order of their names, each with its beginning."""
    for file in sorted(path.glob("*.y*ml")) if path.is_dir() else [path]:
        if file.suffix in {".yaml", ".yml"} and file.is_file():
            with file.open(encoding="utf-8", errors="replace") as text:
                yield file, text.read(_HEAD_SIZE)


def _entries(path: Path) -> Iterator[Entry | Reject]:
    """Yield every entry that has an id and a known type; refuse the others."""
    for file in _files(path):
        document = marked_yaml.load(file)
        found = mapping(file, document.value)
        unknown = sorted(map(str, found.keys() - _KEYS))
        if unknown:
            raise UnreadableSourceError(
                f"{file}: there is no heading `{unknown[0]}`; write what you have under `entries:` "
                f"(headings: {', '.join(sorted(_KEYS))})."
            )
        listed = found.get("entries", [])
        if not isinstance(listed, list):
            raise UnreadableSourceError(f"{file}: `entries` is no list; begin each with `- id:`.")
        for n, data in enumerate(listed):
            data = data if isinstance(data, dict) else {"id": None, "": data}
            entry = Entry(file.name, ("entries", n), data, document)
            yield _problem(entry) or entry


def _problem(entry: Entry) -> Reject | None:
    if not _ID.fullmatch(entry.id):
        remedy = "write lower-case letters, digits and hyphens, as in human-technology-styria"
        written = entry.data.get("", entry.data.get("id"))
        return entry.reject(("id",), written, "the entry has no usable id", remedy)
    if entry.type not in load_model().kinds:
        remedy = f"use one of {', '.join(load_model().kinds)}"
        return entry.reject(("type",), entry.data.get("type"), "no such type", remedy)
    return None


def _once_each(entries: list[Entry]) -> tuple[list[Entry], list[Reject]]:
    """Keep the first entry of each id; refuse the others."""
    first: dict[str, Entry] = {}
    doubles = []
    for entry in entries:
        known = first.setdefault(entry.id, entry)
        if known is not entry:
            reason = f"{known.file}, line {known.document.line(known.place)}, has this id too"
            doubles.append(entry.reject(("id",), entry.id, reason, "join the two, or rename one"))
    return list(first.values()), doubles


def _places(path: Path) -> Places:
    file = (path if path.is_dir() else path.parent) / "places.yaml"
    return read_places(file, load_regions()) if file.exists() else known_places()


def _canonical(record: Record) -> str:
    return json.dumps(asdict(record), sort_keys=True)


def _mark(found: Unit | Reject) -> str:
    return f"{found.key} {found.digest}" if isinstance(found, Unit) else repr(found)
