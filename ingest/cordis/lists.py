"""The lists that CORDIS takes codes from: programmes, calls with their topics, EuroSciVoc.

No file of a bundle holds them; they are put together from what projects name.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from operator import itemgetter
from typing import NamedTuple, TypeVar

from graph.records import Unit, digest
from ingest.cordis.records import (
    EXTRACTOR,
    ProjectRows,
    legal_bases,
    listed_key,
    listed_records,
    topics,
)
from ingest.cordis.rows import Subject, Titled
from ingest.cordis.tables import settings

S = TypeVar("S")
Code = tuple[str, str]
"""A listing and a code in it."""


@dataclass(slots=True)
class Entry:
    """What was seen of a code: how often each title, and the keys of what is wider."""

    titles: Counter[str] = field(default_factory=Counter)
    wider: set[str] = field(default_factory=set)

    def add_title(self, title: str, count: int) -> None:
        """Note a title that ``count`` projects give; '' is none."""
        if title:
            self.titles[title] += count

    def add_wider(self, key: str) -> None:
        """Note what is wider; '' is nothing."""
        if key:
            self.wider.add(key)


Entries = defaultdict[Code, Entry]


class Calls(NamedTuple):
    """What one project says of calls: its framework programme, its calls, and its topics."""

    framework: str
    calls: tuple[str, ...]
    topics: tuple[str, ...]


class Lists:
    """The lists as far as the projects registered so far name their entries.

    Projects name the same few entries again and again: they are counted, and gone through once.
    """

    def __init__(self) -> None:
        self._titled = {"programme": Counter[Titled](), "call": Counter[Titled]()}
        self._subjects: Counter[Subject] = Counter()
        self._programmes: set[str] = set()
        self._calls: set[Calls] = set()

    def register(self, rows: ProjectRows) -> None:
        """Note the programmes, calls and concepts that a project names."""
        project = rows.project
        self._titled["programme"].update(rows.legal_bases)
        self._titled["call"].update(rows.topics)
        self._subjects.update(rows.subjects)
        self._programmes.update((project.framework, *legal_bases(rows)))
        self._calls.add(Calls(project.framework, project.calls, tuple(topics(rows))))

    def units(self) -> Iterator[Unit]:
        """Yield a unit for each entry, in the order of listings and codes."""
        for (listing, code), entry in sorted(self._entries().items(), key=itemgetter(0)):
            titles, wider = _titles(listing, code, entry), sorted(entry.wider)
            yield Unit(
                key=f"{listing}/{code}",
                digest=digest(EXTRACTOR, listing, code, titles, wider),
                records=partial(listed_records, listing, code, titles, wider),
            )

    def _entries(self) -> Entries:
        """Return the entries by listing and code."""
        entries: Entries = defaultdict(Entry)
        for listing, titled in self._titled.items():
            for row, count in titled.items():
                entries[listing, row.code].add_title(row.title, count)
        for code in filter(None, self._programmes):
            _place_programme(entries, code)
        for calls in self._calls:
            _place_calls(entries, calls)
        for subject, count in self._subjects.items():
            _place_path(entries, subject, count)
        return entries


def _place_programme(entries: Entries, code: str) -> None:
    """Note a programme and all above it; its code says what is above."""
    while code:
        above = code.rpartition(".")[0]
        entries["programme", code].add_wider(above and listed_key("programme", above))
        code = above


def _place_calls(entries: Entries, named: Calls) -> None:
    """Note calls as parts of the framework programme, and topics as parts of their call."""
    framework = named.framework and listed_key("programme", named.framework)
    for code in named.calls:
        entries["call", code].add_wider(framework)
    call = named.calls[-1] if named.calls else ""
    for code in named.topics:
        inside = call and code not in named.calls
        entries["call", code].add_wider(listed_key("call", call) if inside else "")


def _place_path(entries: Entries, subject: Subject, count: int) -> None:
    """Note a concept of EuroSciVoc and every concept above it."""
    above = ""
    for part, name in zip(subject.code.strip("/").split("/"), subject.names, strict=True):
        code = f"{above}/{part}"
        entry = entries["euroscivoc", code]
        entry.add_title(name, count)
        entry.add_wider(above and listed_key("euroscivoc", above))
        above = code


def _titles(listing: str, code: str, entry: Entry) -> list[str]:
    """Return the titles met, or else the one that is known of a programme."""
    if entry.titles or listing != "programme":
        return most_frequent_first(entry.titles)
    framework = settings()["frameworks"].get(code, {})
    known = framework.get("name") or settings()["programme_parts"].get(code)
    return [known] if known else []


def most_frequent_first(counts: Counter[S]) -> list[S]:
    """Order by frequency, then by content, so that the order of rows does not matter."""
    if len(counts) < 2:
        return list(counts)
    return sorted(counts, key=lambda one: (-counts[one], repr(one)))
