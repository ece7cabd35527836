"""Snapshots: tables that list all members of a day, so that who is missing has left.

A membership is a row's tie to the entity that its sheet is about. Who has left keeps a unit, whose
tie has an end. All rows are read before anything is said of anybody, to tell who is who.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from graph.ledger.codec import record_row
from graph.records import Record, RelationRecord, Unit, digest
from ingest.tables.changes import Changes, Renamed
from ingest.tables.facts import differing, facts
from ingest.tables.former import (
    Former,
    Member,
    Presence,
    member,
    recognised,
    site,
    spell_of,
    tied_to,
)
from ingest.tables.mapping import Anchor
from ingest.tables.reading import Refused, SheetReading, joined
from ingest.tables.rows import Said
from ingest.tables.spells import Clock, Spell
from ingest.tables.units import Items, RowAt, anchor_unit, drained, once
from ingest.tables.unread import Unread, Whose
from ontology.fold import fold


@dataclass(frozen=True, slots=True)
class Listed:
    """Who is in a snapshot: their rows, what tells them again, and who they were.

    ``kept`` are those by their units of whose rows only an ``unread`` one is there.
    """

    rows: Mapping[str, list[RowAt]]
    present: Mapping[str, Presence]
    known: Mapping[str, Member]
    unread: Sequence[Unread]
    kept: Mapping[str, Member]


def listed(sheets: Sequence[SheetReading], former: Former) -> Listed:
    """Go through the rows of a snapshot, and recognise whom the former one had."""
    rows: defaultdict[str, list[RowAt]] = defaultdict(list)
    present: dict[str, Presence] = {}
    first: dict[str, str] = {}  # by the key of an entity, the identity of its first row
    unread: list[Unread] = []
    whose = Whose(former)
    for sheet in sheets:
        for found in sheet.rows():
            if isinstance(found, Refused):
                unread.append(Unread(found.reject, whose.unit(found.cells), found.entry))
                continue
            number, cells = found
            identity, said = sheet.identity(cells), sheet.reader.said(number, cells)
            if identity and (key := sheet.reader.key(said)):
                identity = first.setdefault(key, identity)
                rows[identity].append(RowAt(sheet, number, joined(cells)))
                present[identity] = _joined(present.get(identity), _presence(identity, said))
            else:
                unread += map(Unread, sheet.reader.rejects)
                unit = whose.unit(cells)
                unread += [Unread(one, unit, True) for one in sheet.nameless(number, cells)]
            sheet.reader.rejects.clear()
    known = recognised(former, [*present.values()])
    missing = former.members.keys() - {one.unit for one in known.values()}
    kept = {one.unit: former.members[one.unit] for one in unread if one.unit in missing}
    return Listed(rows, present, known, unread, kept)


def _presence(identity: str, said: Said) -> Presence:
    website = str(said.properties.get("website", ""))
    keys = (said.key, *said.identifiers) if said.key else tuple(said.identifiers)
    return Presence(identity, said.name, site(website), keys)


def _joined(one: Presence | None, other: Presence) -> Presence:
    if one is None:
        return other
    identifiers = tuple(dict.fromkeys((*one.identifiers, *other.identifiers)))
    return Presence(one.identity, one.name or other.name, one.site or other.site, identifiers)


def snapshot(
    sheets: Sequence[SheetReading],
    anchors: Iterable[Anchor],
    there: Listed,
    former: Former,
    clock: Clock,
) -> Items:
    """Yield a unit for each member there is and was, and what was refused."""
    for sheet in sheets:
        sheet.reader.renamed = {
            sheet.reader.own_key(there.present[identity].name): one.key
            for identity, one in there.known.items()
        }
    yield from map(anchor_unit, anchors)
    left = leaving(there, former, clock).left
    yield from (one.told(there.kept, left) for one in there.unread)
    for identity, rows in there.rows.items():
        yield _going_on(identity, once(rows), there.known.get(identity), clock)
        yield from drained(sheets)
    present = {one.unit for one in there.known.values()}
    for one in former.members.values():
        if one.unit in there.kept:
            yield Unit(one.unit, one.digest, partial(iter, one.records))
        elif one.unit not in present and (unit := departed(one, clock)):
            yield unit


def _going_on(
    identity: str, rows: list[tuple[str, RowAt]], known: Member | None, clock: Clock
) -> Unit:
    """Return the unit of a member that rows name, with the spells that it had before."""
    key = known.key if known else ""
    records: list[Record] = []
    times = []
    for _, row in rows:
        sheet, number = row.sheet, row.number
        said = sheet.reader.said(number, row.cells)
        key = key or sheet.reader.key(said)
        past = known.spells.get(sheet.anchor, ()) if known else ()
        spells = clock.going_on(past, said.spell)
        times.append(spells)
        records += sheet.reader.records(number, said, key, spells)
    ended = carried(known, clock, {row.sheet.anchor for _, row in rows}) if known else []
    mark = digest([mark for mark, _ in rows], key, times, [repr(one) for one in ended])
    return Unit(known.unit if known else identity, mark, partial(iter, [*records, *ended]))


def changes(there: Listed, former: Former, units: Iterable[Unit], clock: Clock) -> Changes:
    """Return what a snapshot whose units these are says otherwise than the former one.

    Their records are those that would go in. What a row says in other columns is no change.
    """
    known = there.known
    units_of = {one.unit: identity for identity, one in known.items()}
    renamed = {
        identity: Renamed(one.name or one.key, there.present[identity].name)
        for identity, one in known.items()
        if fold(one.name) != fold(there.present[identity].name or one.name)
    }
    returned: set[str] = set()
    differs: dict[str, tuple[str, ...]] = {}
    for unit in units:
        identity = units_of.get(unit.key)
        if identity is not None and former.digests[unit.key] != unit.digest:
            before = known[identity]
            if about := differing(facts(before.records), facts(unit.records())):
                differs[identity] = about
            if _comes_back(before, unit, clock):
                returned.add(identity)
    changed = differs.keys() - renamed.keys() - returned
    return replace(
        leaving(there, former, clock),
        joined=_names(there, there.present.keys() - known.keys()),
        returned=_names(there, returned),
        renamed=tuple(sorted(renamed.values(), key=lambda one: one.before)),
        changed=_names(there, changed),
        differing={there.present[one].name or one: differs[one] for one in changed},
        unchanged=_names(there, known.keys() - renamed.keys() - returned - changed),
    )


def _comes_back(before: Member, unit: Unit, clock: Clock) -> bool:
    after = member(unit.key, unit.digest, unit.records(), before.spells)
    return after.stays(clock) and not before.stays(clock)


def leaving(there: Listed, former: Former, clock: Clock) -> Changes:
    """Return who leaves, of how many."""
    present = {one.unit for one in there.known.values()} | there.kept.keys()
    staying = [one for one in former.members.values() if one.stays(clock)]
    left = sorted(one.name or one.key for one in staying if one.unit not in present)
    kept = sorted(one.name or one.key for one in there.kept.values())
    return Changes(left=tuple(left), kept=tuple(kept), members=len(staying))


def _names(there: Listed, identities: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(there.present[one].name or one for one in identities))


def carried(one: Member, clock: Clock, listed: Iterable[str]) -> list[Record]:
    """Return the records of a member's ties that the snapshot does not list, ended by it.

    ``listed`` are the entities to which it is tied still. A tie that has never been is left out.
    """
    result: list[Record] = []
    for anchor in sorted(set(one.spells) - set(listed)):
        ties = {spell_of(tie): tie for tie in _ties(one, {anchor})}
        spells = clock.ended(one.spells[anchor])
        result += [
            _during(ties[old], new) for old, new in zip(one.spells[anchor], spells, strict=False)
        ]
    return result


def _ties(one: Member, anchors: set[str]) -> list[RelationRecord]:
    return [tie for tie in one.records if isinstance(tie, RelationRecord) and tied_to(tie, anchors)]


def departed(one: Member, clock: Clock) -> Unit | None:
    """Return the unit of a member that no row names; None when it has never been one."""
    ties = carried(one, clock, ())
    if not ties:
        return None
    former = {id(tie) for tie in _ties(one, set(one.spells))}
    records = [*(kept for kept in one.records if id(kept) not in former), *ties]
    mark = digest("departed", sorted(map(record_row, records)))
    return Unit(one.unit, mark, partial(iter, records))


def _during(tie: RelationRecord, spell: Spell) -> RelationRecord:
    kept = {name: value for name, value in tie.properties.items() if name not in ("since", "until")}
    times = {name: day for name, day in zip(("since", "until"), spell, strict=True) if day}
    return replace(tie, properties={**kept, **times})
