"""The lists that CORDIS takes codes from: programmes, calls with their topics, EuroSciVoc.

No file of a bundle holds them; they are put together from what projects name.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

from graph.records import Unit, digest
from ingest.cordis.records import (
    EXTRACTOR,
    ProjectRows,
    legal_bases,
    listed_key,
    listed_records,
    topics,
)
from ingest.cordis.rows import Subject
from ingest.cordis.tables import settings

S = TypeVar("S")


@dataclass(slots=True)
class Entry:
    """What was seen of a code: how often each title, and the keys of what is wider."""

    titles: Counter[str] = field(default_factory=Counter)
    wider: set[str] = field(default_factory=set)


class Lists:
    """The lists as far as the projects registered so far name their entries."""

    def __init__(self) -> None:
        self._entries: defaultdict[tuple[str, str], Entry] = defaultdict(Entry)

    def register(self, rows: ProjectRows) -> None:
        """Note the programmes, calls and concepts that a project names."""
        self._note_programmes(rows)
        self._note_calls(rows)
        for subject in rows.subjects:
            self._note_path(subject)

    def units(self) -> Iterator[Unit]:
        """Yield a unit for each entry."""
        for (listing, code), entry in self._entries.items():
            titles, wider = _titles(listing, code, entry), sorted(entry.wider)
            yield Unit(
                key=f"{listing}/{code}",
                digest=digest(EXTRACTOR, listing, code, titles, wider),
                records=partial(listed_records, listing, code, titles, wider),
            )

    def _note(self, listing: str, code: str, title: str = "", wider: str = "") -> None:
        entry = self._entries[listing, code]
        if title:
            entry.titles[title] += 1
        if wider:
            entry.wider.add(wider)

    def _note_programmes(self, rows: ProjectRows) -> None:
        """Note the programmes and all above them; their codes say what is above."""
        for basis in rows.legal_bases:
            self._note("programme", basis.code, basis.title)
        for code in filter(None, (rows.project.framework, *legal_bases(rows))):
            while above := code.rpartition(".")[0]:
                self._note("programme", code, wider=listed_key("programme", above))
                code = above
            self._note("programme", code)

    def _note_calls(self, rows: ProjectRows) -> None:
        """Note calls as parts of the framework programme, and topics as parts of their call."""
        framework, calls = rows.project.framework, rows.project.calls
        programme = listed_key("programme", framework) if framework else ""
        for code in calls:
            self._note("call", code, wider=programme)
        for topic in rows.topics:
            self._note("call", topic.code, topic.title)
        for code in topics(rows):
            call = calls[-1] if calls and code not in calls else ""
            self._note("call", code, wider=listed_key("call", call) if call else "")

    def _note_path(self, subject: Subject) -> None:
        """Note a concept of EuroSciVoc and every concept above it."""
        above = ""
        for part, name in zip(subject.code.strip("/").split("/"), subject.names, strict=True):
            code = f"{above}/{part}"
            self._note("euroscivoc", code, name, listed_key("euroscivoc", above) if above else "")
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
    return sorted(counts, key=lambda one: (-counts[one], repr(one)))
