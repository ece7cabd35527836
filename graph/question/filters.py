"""Narrowing an answer: by kind, role, programme, time and score."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from graph.chunks import chunks
from graph.dates import Period, latest
from graph.errors import UsageError
from graph.golden.reach import counts, works
from graph.question.score import score
from graph.question.search import entity_named
from graph.store import GraphStore
from graph.stored import Interval, Link, Reached
from ontology.model import load_model


@dataclass(frozen=True, slots=True)
class Filters:
    """What an answer is narrowed to; empty fields narrow nothing.

    ``kinds`` are classes (Company), which mean their subclasses too; ``programme`` is an entity
    id; ``period`` the days on which a link must (or, undated, may) have held. ``as_of``, the day
    whose knowledge is asked, is another graph to ask rather than less of an answer: it alone is
    no filter.
    """

    kinds: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    programme: str = ""
    period: Period | None = None
    minimum: int | None = None
    as_of: str = ""

    def __bool__(self) -> bool:
        return bool(
            self.kinds or self.roles or self.programme or self.period or self.minimum is not None
        )


def settled(store: GraphStore, filters: Filters) -> Filters:
    """Return ``filters`` with the names that it was given as the graph has them.

    Raises ``UsageError`` for a kind or role that the vocabulary does not have, and
    ``UnknownNameError`` for a programme that the graph does not.
    """
    return replace(
        filters,
        kinds=tuple(map(_kind, filters.kinds)),
        roles=tuple(map(_role, filters.roles)),
        programme=_programme(store, filters.programme) if filters.programme else "",
    )


def _kind(asked: str) -> str:
    model = load_model()
    known = model.subclasses("Organisation")
    kind = asked if asked in known else model.kind_named(asked)
    if kind not in known:
        raise UsageError(
            f"'{asked}' is no kind of organisation: give one of {', '.join(sorted(known))}"
        )
    return kind


def _role(asked: str) -> str:
    role = load_model().scheme("role").find(asked)
    if role is None:
        raise UsageError(
            f"'{asked}' is no role: give one such as coordinator or partner; the facet `role` of "
            "an answer counts those that there are"
        )
    return role


def _programme(store: GraphStore, asked: str) -> str:
    found = entity_named(store, asked)
    if found.kind != "Programme":
        raise UsageError(f"'{asked}' is no programme: {found.label} is of kind {found.type}")
    return found.id


@dataclass(frozen=True, slots=True)
class Cell:
    """Where an answer comes from: a technology with all narrower ones, and a range of places."""

    technology: str
    technologies: frozenset[str]
    intervals: tuple[Interval, ...]
    reference: int


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What is left of an answer: organisations by score, then id, their links, their places.

    ``links`` and ``places`` may be of more organisations than ``reached``.
    """

    reached: list[Reached]
    links: Mapping[str, list[Link]]
    places: Mapping[str, list[str]]


def narrowed(store: GraphStore, cell: Cell, filters: Filters) -> Narrowed:
    """Return all organisations of ``cell`` that pass ``filters``."""
    places = _candidates(store, cell, filters)
    links: defaultdict[str, list[Link]] = defaultdict(list)
    for link in passing_links(store, cell, filters, sorted(places)):
        links[link.organisation].append(link)
    found = (_reached(id_, some, cell) for id_, some in links.items())
    minimum = filters.minimum
    kept = [one for one in found if minimum is None or one.score >= minimum]
    return Narrowed(sorted(kept, key=lambda one: (-one.score, one.organisation)), links, places)


def _candidates(store: GraphStore, cell: Cell, filters: Filters) -> dict[str, list[str]]:
    """Return the organisations to look at, with their places in the cell.

    Of those that ended there are only those that a time before their end is asked of.
    """
    found = store.reach.organisations(cell.technology, cell.intervals)
    if filters.period:
        gone = store.reach.organisations(cell.technology, cell.intervals, ended=True)
        ends = end_dates(store, gone)
        found |= {id_: gone[id_] for id_, end in ends.items() if filters.period.meets("", end)}
    if not filters.kinds:
        return found
    kinds = {name for kind in filters.kinds for name in load_model().subclasses(kind)}
    types: dict[str, str] = {}
    for some in chunks(sorted(found)):
        types |= store.golden.types(some)
    return {id_: some for id_, some in found.items() if types.get(id_) in kinds}


def passing_links(
    store: GraphStore, cell: Cell, filters: Filters, organisations: Collection[str]
) -> Iterable[Link]:
    """Yield the links of ``organisations`` to the cell's technologies that pass ``filters``."""
    projects = _projects_of(store, filters.programme) if filters.programme else None
    for some in chunks(organisations):
        for link in store.reach.links(cell.technologies, some):
            if counts(link) and _passes(link, filters, projects):
                yield link


def _passes(link: Link, filters: Filters, projects: set[str] | None) -> bool:
    if filters.roles and link.role not in filters.roles:
        return False
    if projects is not None and link.via not in projects:
        return False
    return filters.period is None or filters.period.meets(link.since, link.until)


def _projects_of(store: GraphStore, programme: str) -> set[str]:
    """Return the projects of a programme or call, those of its calls and parts included."""
    whole, fresh = {programme}, [programme]
    while fresh:
        parts = store.golden.relations(fresh, ["PART_OF"], "in")
        fresh = [part.source for part in parts if part.source not in whole]
        whole.update(fresh)
    relations = store.golden.relations(sorted(whole), ["FUNDED_BY", "UNDER_CALL"], "in")
    return {relation.source for relation in relations}


def _reached(id_: str, links: Sequence[Link], cell: Cell) -> Reached:
    counted = works(links)
    points = sum(work.points for work in counted)
    last = max(work.last for work in counted)
    return Reached(id_, points, len(counted), last, score(points, last, cell.reference))


def end_dates(store: GraphStore, organisations: Collection[str]) -> dict[str, str]:
    """Return organisation → the date on which it ended ('' if nobody says when)."""
    ends = {
        id_: latest(entity.end) if entity.end else ""
        for id_, entity in store.golden.entities(organisations).items()
    }
    for organisation, event, _ in successions(store, organisations):
        ends[organisation] = ends[organisation] or event
    return ends


def successions(store: GraphStore, organisations: Collection[str]) -> list[tuple[str, str, str]]:
    """Return (organisation, date, successor id or '') of the changes in which it ended."""
    originals = store.golden.relations(organisations, ["ORIGINAL_ORGANISATION"], "in")
    events = store.golden.entities({relation.source for relation in originals})
    results = store.golden.relations(list(events), ["RESULTING_ORGANISATION"], "out")
    heirs: defaultdict[str, list[str]] = defaultdict(list)
    for relation in results:
        heirs[relation.source].append(relation.target)
    return [
        (relation.target, events[relation.source].start, next(iter(heirs[relation.source]), ""))
        for relation in originals
        if relation.target not in heirs[relation.source]
    ]
