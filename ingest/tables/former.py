"""What the last snapshot of a table left in the store, and who of it is in the next one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from graph.ledger.reference import REGION
from graph.records import EntityRecord, Record, RelationRecord
from graph.store import Ledger
from ingest.tables.kinds import KINDS
from ingest.tables.spells import Clock, Spell
from ontology.fold import fold
from ontology.values.urls import domain, is_front_page

OF = "of "
"""What the key of the unit begins with that says that the entity under ``of`` is there."""
TIES = frozenset(tie.relation for kind in KINDS.values() for tie in kind.ties)
T = TypeVar("T", bound="Member | Presence")


@dataclass(frozen=True, slots=True)
class Presence:
    """What tells a row's entity again: its key, its name, its site, its identifiers."""

    identity: str
    name: str = ""
    site: str = ""
    identifiers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Member:
    """An entity as the former snapshot left it. ``spells``: by the entity that it is tied to."""

    unit: str
    digest: str
    key: str
    name: str
    site: str
    identifiers: tuple[str, ...]
    spells: Mapping[str, tuple[Spell, ...]]
    records: tuple[Record, ...]

    def stays(self, clock: Clock) -> bool:
        """Whether it is tied to anything still on the day of a snapshot."""
        return any(clock.holds(spells[-1]) for spells in self.spells.values())

    @property
    def goes_on(self) -> bool:
        """Whether it is tied to anything without an end."""
        return any(not spells[-1][1] for spells in self.spells.values())


@dataclass(frozen=True, slots=True)
class Former:
    """What the store knows of a source before its next snapshot: '' and nothing before the first.

    ``date`` is that of the last snapshot, ``first`` that of the first one.
    """

    date: str = ""
    first: str = ""
    members: Mapping[str, Member] = field(default_factory=dict)
    digests: Mapping[str, str] = field(default_factory=dict)


def read_former(ledger: Ledger, source: str) -> Former:
    """Return what ``ledger`` holds of a source."""
    info = next((one.info for one in ledger.sources() if one.info.name == source), None)
    if info is None:
        return Former()
    units = ledger.units(source)
    digests = {unit.key: unit.digest for unit in units.values()}
    date = str(info.extra.get("snapshot", ""))
    if not date:
        return Former(digests=digests)
    anchors = {key.removeprefix(OF) for key in units if key.startswith(OF)}
    records: defaultdict[int, list[Record]] = defaultdict(list)
    for stored in ledger.unit_records([unit.number for unit in units.values()]):
        records[stored.unit].append(stored.record)
    members = (
        member(unit.key, unit.digest, records[unit.number], anchors)
        for unit in units.values()
        if records[unit.number] and not unit.key.startswith((OF, REGION))
    )
    return Former(date, str(info.extra.get("first", date)), each_once(members), digests)


def each_once(members: Iterable[Member]) -> dict[str, Member]:
    """Return members by their units: of several units of one entity, one that goes on."""
    by_key = {one.key: one for one in sorted(members, key=lambda one: (one.goes_on, one.unit))}
    return {one.unit: one for one in by_key.values()}


def member(unit: str, mark: str, records: Iterable[Record], anchors: Iterable[str]) -> Member:
    """Return the member that the records of a unit describe."""
    records, anchors = tuple(records), set(anchors)
    spells: defaultdict[str, list[Spell]] = defaultdict(list)
    entities = [one for one in records if isinstance(one, EntityRecord)]
    own = next(iter(_own(records, entities, anchors)), entities[0])
    for one in records:
        if isinstance(one, RelationRecord) and (anchor := tied_to(one, anchors)):
            spells[anchor].append(spell_of(one))
    return Member(
        unit,
        mark,
        own.key,
        _first_name(own),
        site(str(own.properties.get("website", ""))),
        (own.key, *own.identifiers),
        {anchor: tuple(sorted(set(some))) for anchor, some in spells.items()},
        records,
    )


def _own(
    records: Iterable[Record], entities: Sequence[EntityRecord], anchors: set[str]
) -> Iterator[EntityRecord]:
    """Yield the entity records of what is tied to an anchor, not of what else a row names."""
    tied = {
        end
        for one in records
        if isinstance(one, RelationRecord) and tied_to(one, anchors)
        for end in (one.source, one.target)
    }
    return (one for one in entities if one.key in tied and one.key not in anchors)


def tied_to(record: RelationRecord, anchors: set[str]) -> str:
    """Return which of ``anchors`` a record ties a row to; '' when it does nothing such."""
    ends = [end for end in (record.target, record.source) if end in anchors]
    return ends[0] if ends and record.type in TIES else ""


def spell_of(record: RelationRecord) -> Spell:
    """Return when a tie holds."""
    return str(record.properties.get("since", "")), str(record.properties.get("until", ""))


def _first_name(record: EntityRecord) -> str:
    names = record.properties.get("name")
    return str(next(iter(names.values()), "")) if isinstance(names, Mapping) else ""


def site(website: str) -> str:
    """Return the domain of a front page, which tells an organisation; '' for any other page."""
    return domain(website) if website and is_front_page(website) else ""


def recognised(former: Former, present: Sequence[Presence]) -> dict[str, Member]:
    """Return which former member each identity is: by its key, an identifier, its site, its name.

    A site or a name counts only when one member and one row have it.
    """
    members = former.members
    found = {one.identity: members[one.identity] for one in present if one.identity in members}
    for clues in (_identifiers, sites, names):
        taken = {one.unit for one in found.values()}
        rest = [one for one in members.values() if one.unit not in taken]
        found |= _matched(rest, [one for one in present if one.identity not in found], clues)
    return found


Clues = Callable[["Member | Presence"], Iterable[str]]


def _matched(
    members: Iterable[Member], rows: Iterable[Presence], clues: Clues
) -> Iterator[tuple[str, Member]]:
    known, asked = alone(members, clues), alone(rows, clues)
    taken: set[str] = set()
    for clue in sorted(known.keys() & asked.keys()):
        identity, one = asked[clue].identity, known[clue]
        if taken.isdisjoint((identity, one.unit)):
            taken |= {identity, one.unit}
            yield identity, one


def alone(things: Iterable[T], clues: Callable[[T], Iterable[str]]) -> dict[str, T]:
    """Return what alone has a clue, by the clue."""
    having: defaultdict[str, list[T]] = defaultdict(list)
    for one in things:
        for clue in clues(one):
            having[clue].append(one)
    return {clue: some[0] for clue, some in having.items() if len(some) == 1}


def _identifiers(one: Member | Presence) -> Iterable[str]:
    return one.identifiers


def sites(one: Member | Presence) -> Iterable[str]:
    """Return its site, where it has one."""
    return filter(None, [one.site])


def names(one: Member | Presence) -> Iterable[str]:
    """Return its name as names are compared, where it has one."""
    return filter(None, [fold(one.name)])
