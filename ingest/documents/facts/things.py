"""What a reading speaks of: the kinds and names of things, and records of those that are new."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from graph.records import EntityRecord, Value
from ingest.documents.dictionary_forms import dictionary_forms
from ingest.documents.facts.classes import class_of
from ingest.documents.facts.place import Page
from ingest.documents.findings import Mention
from ingest.documents.reading import Reading
from ingest.formats import name_of
from ontology.fold import fold
from ontology.regions import load_regions

KINDS = {
    "organisation": "Organisation",
    "project": "Project",
    "programme": "Programme",
    "event": "Event",
    "agreement": "Agreement",
    "technology": "Technology",
    "region": "Region",
    "place": "Region",
}
"""The top kind of the vocabulary that things of each kind of mention are of."""
TRANSLATED, REPEATED = "translated-names", "repeated-names"
"""Rules of mentions."""
_MADE = frozenset({"organisation", "project", "programme", "event"})
_MARKS = "™®©\"'“”„‟«»‚‘’` "
_QUOTES = str.maketrans("", "", '"“”„‟«»')
_BRACKETS = re.compile(r"(.*\S)\s*\(([^()]+)\)", re.DOTALL)


@dataclass(frozen=True)
class Things:
    """What the mentions of a reading mean."""

    reading: Reading
    page: Page

    def kind(self, meant: str) -> str:
        """Return the top kind of an id or slug; "" for a value."""
        known = self.reading.known.things.get(meant)
        kind = KINDS.get(known.kind if known else self._kinds.get(meant, ""), "")
        return kind or ("Region" if load_regions().get(meant) else "")

    def name(self, meant: str) -> str:
        """Return the short name by which people know a thing."""
        known = self.reading.known.things.get(meant)
        if known:
            names = dict(known.names)
            return next(iter(known.acronyms), "") or names.get("en") or next(iter(names.values()))
        name, acronym = _parts(self._text(self._best[meant])) if meant in self._best else ("", "")
        return acronym or name or meant

    def key(self, meant: str) -> str:
        """Return the key of a thing; what has no name gets one that no other document gives."""
        return self._nameless.get(meant, meant)

    def nameless(self, meant: str) -> bool:
        """Whether a thing is only told by its sort: "a workshop"."""
        return meant in self._nameless

    def fresh(self) -> Iterator[tuple[Mention, EntityRecord]]:
        """Yield what the graph lacks, once each, with the mention that shows it best."""
        for slug, one in self._best.items():
            if one.kind in _MADE:
                yield one, self._record(slug, one)

    def named(self) -> Iterator[tuple[Mention, EntityRecord]]:
        """Yield what the graph has, but under no name in this language: with the name given here.

        Either an acronym in brackets tells that it is one, or what the name means.
        """
        for one in self._introduced.values():
            thing = self.reading.known.things[one.meant]
            if not any(language == self._language for language, _ in thing.names):
                yield one, self._record(one.meant, one)

    @cached_property
    def _introduced(self) -> dict[str, Mention]:
        """The first mention of each known thing that gives it a whole name."""
        found: dict[str, Mention] = {}
        for one in self.reading.mentions:
            if one.id and one.kind in _MADE and self._whole(one):
                found.setdefault(one.id, one)
        return found

    def _whole(self, one: Mention) -> bool:
        name, acronym = _parts(self._text(one))
        acronyms = map(fold, self.reading.known.things[one.meant].acronyms)
        return one.rule == TRANSLATED or (" " in name and fold(acronym) in acronyms)

    @property
    def _language(self) -> str:
        return self.reading.document.language or "und"

    @cached_property
    def _nameless(self) -> dict[str, str]:
        """The slugs that are a sort and a place in the text."""
        label = name_of(Path(self.page.document.name))
        slugs = ((one.slug, one.start) for one in self.reading.mentions if one.slug)
        return {slug: f"{label}-{slug}" for slug, start in slugs if slug.endswith(f"-{start}")}

    @cached_property
    def _kinds(self) -> dict[str, str]:
        return {one.meant: one.kind for one in self.reading.mentions if one.value is None}

    @cached_property
    def _best(self) -> dict[str, Mention]:
        """The surest mention of each new thing that is no mere repetition; of equals one with an
        acronym, then the first."""
        found: dict[str, Mention] = {}
        for one in self.reading.mentions:
            if one.slug and self._rank(one) > self._rank(found.get(one.slug)):
                found[one.slug] = one
        return found

    def _rank(self, one: Mention | None) -> tuple[bool, float, bool]:
        if one is None:
            return False, -1.0, False
        return one.rule != REPEATED, one.confidence, bool(_parts(self._text(one))[1])

    def _text(self, one: Mention) -> str:
        return " ".join(self.reading.document.text[one.start : one.end].split())

    def _record(self, slug: str, one: Mention) -> EntityRecord:
        name, acronym = _parts(self._text(one))
        plain = " ".join(name.translate(_QUOTES).split())
        name = dictionary_forms(self.reading.document.language).of_name(plain)
        said: dict[str, Value] = {"name": {self._language: name}}
        if acronym:
            said["acronym"] = [acronym]
        return EntityRecord(self.key(slug), self._type(one, name), said, self.page.evidence(one))

    def _type(self, one: Mention, name: str) -> str:
        """The class of a thing: of an organisation the one that its sort tells."""
        if one.kind != "organisation":
            return KINDS[one.kind]
        return class_of(self.reading.sorts.get(one.meant, ""), name)


def _parts(text: str) -> tuple[str, str]:
    """Return the name and the acronym of "Name (N)", whichever of the two stands in brackets."""
    found = _BRACKETS.fullmatch(text)
    if not found:
        return text.strip(_MARKS), ""
    outer, inner = found[1].strip(_MARKS), found[2].strip(_MARKS)
    return (inner, outer) if len(inner) > len(outer) else (outer, inner)
