"""Projects of a store as they are compared: a row a title."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from graph.chunks import chunks
from graph.dates import earliest
from graph.entities import Entity, texts
from graph.linkage.keys import other
from graph.linkage.others.sheet import NUMBER, TEXT, TEXTS, Line
from graph.linkage.reading import Filed, registered
from graph.linkage.words import load_words, plain
from graph.store import GraphStore

KIND, RULES = "Project", Path(__file__).with_name("projects.yaml")
COORDINATES, COORDINATOR = "PARTICIPATES_IN", "coordinator"
PROGRAMMES = ("FUNDED_BY", "UNDER_CALL")
TYPES = {
    **dict.fromkeys(("letters", "start", "end"), TEXT),
    **dict.fromkeys(("words", "numbers", "acronyms", "coordinators", "programmes"), TEXTS),
    "first": NUMBER,
}
SHORT = 15
"""A title of no more letters, in one or two words, is an acronym: tables often have no other."""
LONGEST = 3
"""So many of a title's longest words, two by two, are keys."""
_NUMBER = re.compile(r"\d+|[ivx]{2,4}")


class Project(NamedTuple):
    """A project; ``id`` is the first key of its entity. Dates are partial, '' where none is stated.

    ``coordinators`` and ``programmes`` are ids of entities.
    """

    id: str
    identifiers: frozenset[str]
    titles: Sequence[str]
    acronyms: Sequence[str]
    start: str = ""
    end: str = ""
    coordinators: Collection[str] = ()
    programmes: Collection[str] = ()


def filed(store: GraphStore, entities: Iterable[Entity]) -> Iterator[Filed]:
    """Yield those of these projects that have a name."""
    for part in chunks(entities):
        ends: defaultdict[str, list[str]] = defaultdict(list)
        sponsors: defaultdict[str, list[str]] = defaultdict(list)
        ids = [one.id for one in part]
        for relation in store.golden.relations(ids, [COORDINATES], "in"):
            if relation.role == COORDINATOR:
                ends[relation.target].append(relation.source)
        for relation in store.golden.relations(ids, PROGRAMMES, "out"):
            sponsors[relation.source].append(relation.target)
        yield from (
            Filed(one.id, _project(one, ends[one.id], sponsors[one.id]))
            for one in part
            if one.names()
        )


def _project(entity: Entity, coordinators: Sequence[str], programmes: Sequence[str]) -> Project:
    said = entity.properties
    names = [text for key in ("name", "altName") for text in texts(said.get(key))]
    return Project(
        entity.keys[0],
        registered(entity),
        names or [""],
        texts(said.get("acronym")),
        entity.start,
        entity.end,
        coordinators,
        programmes,
    )


def lines(number: int, one: Project) -> Iterator[Line]:
    """Yield what ``projects.yaml`` compares: a line a title, in any language."""
    short = {_joined(title) for title in one.titles if _is_short(title)}
    acronyms = sorted({_joined(text) for text in one.acronyms} | short)
    titles = {_words(title) for title in one.titles if not _is_short(title)} or {()}
    common: dict[str, Any] = {
        "acronyms": acronyms,
        "start": one.start or None,
        "first": _day(one.start),
        "end": one.end or None,
        "coordinators": [*one.coordinators],
        "programmes": [*one.programmes],
    }
    for words in sorted(titles):
        said = {
            "letters": "".join(words),
            "words": [*words],
            "numbers": sorted({*filter(_NUMBER.fullmatch, words)}),
        }
        keys = dict.fromkeys(other("project", key) for key in _keys(words, acronyms))
        yield Line(number, said | common, tuple(keys))


def _keys(words: Sequence[str], acronyms: Iterable[str]) -> Iterator[str]:
    yield from (f"acronym {one}" for one in acronyms)
    if words:
        yield f"title {''.join(words)[:24]}"
        longest = sorted({*words}, key=lambda word: (-len(word), word))[:LONGEST]
        yield from (f"words {' '.join(sorted(pair))}" for pair in _pairs(longest))


def _pairs(words: Sequence[str]) -> Iterator[tuple[str, str]]:
    return ((one, other) for at, one in enumerate(words) for other in words[at + 1 :])


def _words(title: str) -> tuple[str, ...]:
    """Return what of a title is compared: its words without little ones."""
    little = load_words().little
    return tuple(word for word in plain(title).split() if word not in little)


def _joined(text: str) -> str:
    return "".join(plain(text).split())


def _is_short(title: str) -> bool:
    return len(plain(title).split()) <= 2 and len(_joined(title)) <= SHORT


def _day(stated: str) -> int | None:
    """Return the first day that a date may mean, counted from the year 1."""
    return date.fromisoformat(earliest(stated)).toordinal() if stated else None
