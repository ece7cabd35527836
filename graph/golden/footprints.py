"""Footprints of organisations, noted while a whole graph passes by on its way into a store."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from graph.entities import Entity, Relation
from graph.golden.reach import date_number
from graph.places import place_path
from graph.question.score import load_weights
from graph.stored import Footprint, Work

BASES: Mapping[str, str] = {
    "WORKS_ON": "direct",
    "PARTICIPATES_IN": "project",
    "PARTY_TO": "agreement",
    "OFFERS": "product",
}
"""What an organisation's relation of this type makes it work on something by."""


Share = tuple[str, int, int]
"""An organisation's part in something: in what, with how many points, and the newest date."""


Part = tuple[str, str, str, str | None, str | None]
"""A relation that an organisation works by: its type, target, role, since and until."""


class Matter(NamedTuple):
    """What organisations have a part in: when it began and ended ('' unknown), what it is about."""

    start: str
    end: str
    technologies: frozenset[str]


class Footprints:
    """The same footprints that ``Reach.footprints`` reads from a store, without asking it.

    Entities must be noted before the relations between them.
    """

    def __init__(self) -> None:
        self._spans: dict[str, tuple[str, str]] = {}
        self._places: dict[str, list[str]] = {}
        self._originals: set[tuple[str, str]] = set()
        self._results: set[tuple[str, str]] = set()
        self._shares: defaultdict[str, list[Share]] = defaultdict(list)
        self._about: defaultdict[str, set[str]] = defaultdict(set)

    def of_entities(self, entities: Iterable[Entity]) -> Iterator[Entity]:
        """Yield ``entities``; note when they began and ended, and which are organisations."""
        for entity in entities:
            self._spans[entity.id] = (entity.start, entity.end)
            if entity.kind == "Organisation":
                self._places[entity.id] = []
            yield entity

    def of_relations(self, relations: Iterable[Relation]) -> Iterator[Relation]:
        """Yield ``relations``; note what reach follows from."""
        for relation in relations:
            type_, source, target = relation.type, relation.source, relation.target
            if type_ in BASES:
                self._note_work(relation)
            elif type_ == "ABOUT":
                self._about[source].add(target)
            elif type_ == "LOCATED_IN" and source in self._places:
                city = str(relation.properties.get("city", ""))
                self._places[source].append(place_path(target, city))
            elif type_ == "ORIGINAL_ORGANISATION":
                self._originals.add((source, target))
            elif type_ == "RESULTING_ORGANISATION":
                self._results.add((source, target))
            yield relation

    def _note_work(self, relation: Relation) -> None:
        points = load_weights().points(BASES[relation.type], relation.role)
        since, until = relation.since, relation.until
        if relation.type == "WORKS_ON":
            self._about[relation.target].add(relation.target)
        else:
            start, end = self._spans[relation.target]
            since, until = since or start, until or end
        if points:
            share = (relation.target, points, date_number(since, until))
            self._shares[relation.source].append(share)

    def __iter__(self) -> Iterator[Footprint]:
        gone = {organisation for _, organisation in self._originals - self._results}
        about = {target: frozenset(found) for target, found in self._about.items()}
        for organisation, places in self._places.items():
            ended = organisation in gone or bool(self._spans[organisation][1])
            works = works_of(self._shares.pop(organisation, ()), about)
            yield Footprint(organisation, tuple(places), ended, works)


def works_of(shares: Iterable[Share], about: Mapping[str, frozenset[str]]) -> tuple[Work, ...]:
    """Return what ``shares`` are in, each thing once, with what it is about."""
    best: dict[str, tuple[int, int]] = {}
    for target, points, last in shares:
        most, newest = best.get(target, (0, 0))
        best[target] = (max(points, most), max(last, newest))
    return tuple(
        Work(points, last, about[target])
        for target, (points, last) in best.items()
        if target in about
    )


def works_by(parts: Iterable[Part], matters: Mapping[str, Matter]) -> tuple[Work, ...]:
    """Return what ``parts`` are in, each thing once.

    What is in none of ``matters`` is a technology, which is about itself.
    """
    points_of = load_weights().points
    shares: list[Share] = []
    about: dict[str, frozenset[str]] = {}
    for type_, target, role, since, until in parts:
        start, end, technologies = matters.get(target) or Matter("", "", frozenset((target,)))
        if technologies and (points := points_of(BASES[type_], role)):
            about[target] = technologies
            shares.append((target, points, date_number(since or start, until or end)))
    return works_of(shares, about)
