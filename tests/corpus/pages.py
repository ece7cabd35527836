"""Public posts whose facts somebody listed, read from texts that lie outside the project.

A list of pages is YAML: of each its address, language and `gold` (organisations, projects,
technologies, places, dates and relations of its first 2,000 bytes). The text of page N of the list,
from 0, is ``NN.txt`` of a folder; pages without a text are left out, and counted. What is listed is
right but not complete, so what is measured is how much of it is found, never precision.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, TypeAlias

import yaml

from ingest.documents.findings import Mention, Relation
from ingest.documents.known import Known
from ingest.documents.manner import SURE
from ingest.documents.opening import open_document
from ingest.documents.pipeline import read
from ontology.region import Region
from ontology.regions import load_regions
from tests.corpus.evaluating import ALL
from tests.corpus.reading import CorpusError
from tests.corpus.scoring import FREE, PREDICATES, SYMMETRIC

Triple: TypeAlias = tuple[str, str, str]
NAMED = {"organisations": {"organisation"}, "projects": {"project", "programme"}}
"""Kinds of fact with a name and an id → the kinds of mention that they may be."""
PLACES = frozenset({"region", "place"})
KINDS = (*NAMED, "technologies", "places", "dates", "relations")
_PREDICATES = frozenset().union(*PREDICATES.values())


@dataclass(frozen=True, slots=True)
class Page:
    """A public post: its number in the list, language, file, and what is listed as `gold`."""

    number: int
    language: str
    file: Path
    gold: Mapping[str, Any]

    def facts(self) -> Iterator[tuple[str, str | Triple]]:
        """Yield (kind of fact, name, value or triple) of what is listed.

        Relations whose predicate the project does not have are left out.
        """
        for kind in NAMED:
            yield from ((kind, str(one["name"])) for one in self.gold[kind])
        for kind in ("technologies", "places", "dates"):
            yield from ((kind, str(one)) for one in self.gold[kind])
        for subject, predicate, object_, *_ in self.gold["relations"]:
            if predicate in _PREDICATES:
                yield "relations", (str(subject), predicate, str(object_))


def read_pages(listed: Path, folder: Path) -> list[Page]:
    """Return the pages of a list whose texts lie in ``folder``.

    Raises `CorpusError` where there is none.
    """
    entries = yaml.safe_load(listed.read_text("utf-8"))
    numbered = ((number, one, folder / f"{number:02}.txt") for number, one in enumerate(entries))
    pages = [
        Page(number, one["lang"], file, one["gold"])
        for number, one, file in numbered
        if file.is_file()
    ]
    if not pages:
        raise CorpusError(f"{folder} has no text of {listed}: page 7 would be 07.txt there")
    return pages


@dataclass(frozen=True)
class Found:
    """What was read in a page; ``known``: the ids of what was known beforehand."""

    page: Page
    text: str
    mentions: Collection[Mention]
    relations: Collection[Relation]
    known: Collection[str]

    def has(self, kind: str, fact: str | Triple) -> bool:
        """Whether a fact of the list was found."""
        if isinstance(fact, tuple):
            return self._has_relation(*fact)
        if kind in NAMED:
            return bool(self._meant(NAMED[kind], fact, self._id(kind, fact)))
        if kind == "technologies":
            return any(one.id == fact for one in self.mentions)
        if kind == "places":
            return bool(self._places(fact))
        return any(one.kind == "date" and _dated(one.meant, fact) for one in self.mentions)

    def _id(self, kind: str, name: str) -> str:
        return next(str(one["id"]) for one in self.page.gold[kind] if one["name"] == name)

    def _meant(self, kinds: Collection[str], name: str, id_: str) -> set[str]:
        """Return what mentions of a thing mean: its id if that is known, else what is there."""
        there = {one.meant for one in self._at(name) if one.kind in kinds}
        anywhere = {one.meant for one in self.mentions if one.kind in kinds}
        return (there | anywhere) & {id_} if id_ in self.known else there

    def _places(self, name: str) -> set[str]:
        """Return what mentions of a place mean, whatever the language that it is listed in."""
        there = {one.meant for one in self._at(name) if one.kind in PLACES}
        mentioned = {one.meant for one in self.mentions if one.kind in PLACES}
        regions = load_regions()
        return there | {one for one in mentioned if _is_called(regions.get(one), name)}

    def _at(self, name: str) -> Iterator[Mention]:
        words = r"\s+".join(map(re.escape, name.split()))
        for place in re.finditer(words, self.text, re.IGNORECASE):
            yield from (
                one for one in self.mentions if one.start < place.end() and place.start() < one.end
            )

    def _has_relation(self, subject: str, predicate: str, object_: str) -> bool:
        ends = self._end(subject), self._end(object_)
        turned = (ends[1], ends[0]) if predicate in SYMMETRIC else ends
        return any(
            one.predicate == predicate
            and any(said(one.subject) and of(one.object) for said, of in (ends, turned))
            for one in self.relations
        )

    def _end(self, listed: str) -> Callable[[str], bool]:
        """Return what tells whether an end of a relation is the one that is listed."""
        for kind, kinds in NAMED.items():
            names = [str(one["name"]) for one in self.page.gold[kind] if one["id"] == listed]
            if names:
                meant = {one for name in names for one in self._meant(kinds, name, listed)}
                return (meant | {listed}).__contains__
        if places := self._places(listed):
            return places.__contains__
        return lambda end: end in self._free or _dated(end, listed) or _counted(end, listed)

    @cached_property
    def _free(self) -> set[str]:
        return {one.meant for one in self.mentions if one.kind in FREE}


def _is_called(region: Region | None, name: str) -> bool:
    return region is not None and name in region.names.values()


def _dated(value: str, listed: str) -> bool:
    """Whether a date, or either end of a range, is the one that is listed, maybe without a year."""
    return any(one == listed or one.endswith(f"-{listed}") for one in value.split("/"))


def _counted(value: str, listed: str) -> bool:
    """Whether "208 companies" is 208, and "EUR 4500000" is "4500000 EUR"."""
    return bool(listed) and set(listed.split()) <= set(value.split())


def find(page: Page, known: Known) -> Found:
    """Read a page as ``lumigraph ingest`` does: relations that go into the graph."""
    reading = read(open_document(page.file), known)
    sure = tuple(one for one in reading.relations if one.confidence >= SURE)
    return Found(page, reading.document.text, reading.mentions, sure, known.things.keys())


def table(found: Sequence[Found]) -> Iterator[str]:
    """Yield the lines of a table: of each kind of fact and language what is listed and found."""
    yield f"{len(found)} pages\n\n| Kind of fact | Language | Listed | Found | Recall |"
    yield "|---|---|---:|---:|---:|"
    for kind in KINDS:
        for language in (ALL, *sorted({one.page.language for one in found})):
            facts = [
                one.has(*fact)
                for one in found
                if language in {ALL, one.page.language}
                for fact in one.page.facts()
                if fact[0] == kind
            ]
            if facts:
                share = sum(facts) / len(facts)
                yield f"| {kind} | {language} | {len(facts)} | {sum(facts)} | {share:.2f} |"


def missed(found: Iterable[Found]) -> Iterator[str]:
    """Yield a line for each fact that is listed and was not found."""
    for one in found:
        for kind, fact in one.page.facts():
            if not one.has(kind, fact):
                told = fact if isinstance(fact, str) else " ".join(fact)
                yield f"{one.page.number:02} {one.page.language} {kind}: {told}"
