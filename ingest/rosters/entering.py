"""What a changed row says, as records of an entry by hand: what is so now, and what is not so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from graph.coherence import misordered
from graph.curating.hand import slug
from graph.entities import Entity, Relation
from graph.ledger.cleaning import Cleaning
from graph.records import EntityRecord, Evidence, Properties, Record, Reject, RelationRecord
from graph.roster.cells import Member
from graph.roster.columns import ID, KIND, PLACE, TIE, TYPE, WORKS_ON, Column
from graph.roster.layout import ROWS
from graph.schema import Schema
from graph.store import GraphStore
from ingest.rosters.comparing import RowEdit
from ingest.rosters.values import Difference, of_values
from ingest.tables.blanks import says_nothing
from ingest.tables.mapping import SheetRule
from ingest.tables.rows import FILL_IN, NAMELESS, RowReader, Said
from ingest.tables.rows import Column as CellColumn
from ontology.values.identifiers import registers

MEMBER_OF, LOCATED_IN = "MEMBER_OF", "LOCATED_IN"
USUAL_ROLE = "member"
NAME = "name"
MOVED = ("latitude", "longitude", "regionCode")
"""What is no longer so of a place when something of it was corrected."""


class UnsoundRowError(Exception):
    """A row that cannot be entered; ``reject`` says why."""

    def __init__(self, reject: Reject) -> None:
        super().__init__(reject.reason)
        self.reject = reject


@dataclass(frozen=True, slots=True)
class _Row:
    """A row that is being entered: whose it is, what it says, and which columns were changed."""

    edit: RowEdit
    key: str
    said: Said
    changed: Sequence[Column]

    def of(self, group: str) -> list[Column]:
        """Return the changed columns of a group."""
        return [one for one in self.changed if one.group == group]

    def evidence(self, columns: Iterable[Column]) -> Evidence:
        """Return where it stands; its quote is what the cells say, of emptied ones whose row."""
        cells, headings = self.edit.row.cells, [one.heading for one in columns]
        texts = [cells[name] for name in headings if cells.get(name)]
        where = f"{ROWS} row {self.edit.row.number}, {', '.join(headings) or 'all'}"
        return Evidence(where, quote=" | ".join(texts) or self.edit.row.id or self.key)


class Entering:
    """Makes records of the rows of one workbook; what cannot be entered goes to ``rejects``."""

    def __init__(
        self, store: GraphStore, schema: Schema, table: str, of: Entity, columns: Sequence[Column]
    ) -> None:
        self.rejects: list[Reject] = []
        self._store, self._schema, self._table, self._of = store, schema, table, of
        self._columns = [one for one in columns if one.field != ID]
        read = [
            CellColumn(one.heading, "", (one.field,), one.language, "") for one in self._columns
        ]
        self._reader = RowReader("", table, f"{ROWS} ", SheetRule(), read)

    def records(self, edit: RowEdit) -> list[Record]:
        """Return what a row says; nothing when it cannot be entered."""
        try:
            row = self._row(edit)
            found = [self._sound(row, one) for one in self._said(row)]
        except UnsoundRowError as error:
            self.rejects.append(error.reject)
            found = []
        self.rejects += self._reader.rejects
        self._reader.rejects = []
        return found

    def leave(self, member: Member, until: str) -> list[Record]:
        """Return that a member whose row is gone left; nothing where that cannot be entered."""
        if member.tie is None:
            raise AssertionError("who is no member cannot leave")
        said = {"role": member.tie.role, "since": member.tie.since, "until": until}
        evidence = Evidence(f"{ROWS}, no row", quote=member.entity.id)
        properties: Properties = {**member.tie.properties, **_given(said)}
        record = self._tie(member.entity.keys[0], properties, evidence)
        if any(misordered(properties)):
            reason = f"a member since {member.tie.since} cannot have left before"
            remedy = "put the row back, or correct since"
            place = member.entity.id
            self.rejects.append(Reject(self._table, place, "until", until, reason, remedy))
            return []
        return [record]

    # --- a row

    def _row(self, edit: RowEdit) -> _Row:
        changed = {one.column for one in edit.changes}
        columns = [one for one in self._columns if one.heading in changed]
        groups = {one.group for one in columns}
        read = [
            edit.row.cells.get(one.heading, "") if _counts(one, groups, changed) else ""
            for one in self._columns
        ]
        said = self._reader.said(edit.row.number, tuple(read))
        columns = [one for one in columns if not _unread(one, said)]
        key = edit.member.entity.keys[0] if edit.member else self._new_key(edit, said)
        return _Row(edit, key, said, columns)

    def _new_key(self, edit: RowEdit, said: Said) -> str:
        """Return the key of a new organisation: its best identifier, else its name as a slug."""
        key = self._reader.key(said) if said.identifiers else slug(said.name)
        if not key:
            raise self._refusal(edit, NAME, "", NAMELESS, FILL_IN)
        known = self._store.ledger.identities([key, *said.identifiers])
        if id_ := min([*known.values(), *self._members_called(said.name)], default=""):
            remedy = f"write {id_} into the column id if it is that one, else give it another name"
            raise self._refusal(edit, ID, key, f"the graph has it already as {id_}", remedy)
        return key

    def _members_called(self, name: str) -> Iterator[str]:
        """Yield the members of that name, by id: whose row was written anew without it."""
        called = sorted(self._store.names.exact(name)) if name else []
        for tie in self._store.golden.relations(called, [MEMBER_OF], "out"):
            if tie.target == self._of.id and not tie.until:
                yield tie.source

    def _said(self, row: _Row) -> Iterator[Record]:
        yield from self._about(row)
        yield from self._placed(row)
        yield from self._joined(row)
        yield from self._working(row)

    def _about(self, row: _Row) -> Iterator[Record]:
        """Yield what changed of the organisation itself."""
        member, own = row.edit.member, [one for one in row.changed if one.group == one.heading]
        values = [one for one in own if one.field in self._schema.model.properties]
        self._check_named(row, values)
        difference = Difference()
        for column in values:
            standing = member.value(column) if member else None
            difference.add(column, standing, of_values(row.said, column), self._schema)
        type_, identifiers = self._type(row), self._identifiers(row)
        told = [one for one in own if one.field != WORKS_ON]
        if member is None or difference.said or identifiers or type_ != member.entity.type:
            evidence = row.evidence(told)
            yield EntityRecord(row.key, type_, difference.said, evidence, tuple(identifiers))
        if difference.denied:
            denied = replace(row.evidence(values), confidence=0.0)
            yield EntityRecord(row.key, type_, difference.denied, denied)

    def _check_named(self, row: _Row, changed: Iterable[Column]) -> None:
        """Refuse a row whose names were all emptied, as merged cells do."""
        cells = row.edit.row.cells
        names = [one.heading for one in self._columns if one.field == NAME]
        texts = [cells.get(heading, "as it was") for heading in names]
        left = any(text and not says_nothing(NAME, text) for text in texts)
        if not left and NAME in {one.field for one in changed}:
            remedy = "fill in its name; of merged cells only the first has one"
            raise self._refusal(row.edit, names[0], "", "no name of it would be left", remedy)

    def _type(self, row: _Row) -> str:
        """Return the class; of two the more exact one stands, so a wider one is refused."""
        if row.edit.member is None:
            return row.said.type
        before = row.edit.member.entity.type
        if TYPE not in {one.field for one in row.changed}:
            return before
        if self._schema.depth(row.said.type) < self._schema.depth(before):
            reason = f"{before} says more than {row.said.type}, and stands"
            raise self._refusal(row.edit, TYPE, row.said.type, reason, "write a kind as exact")
        return row.said.type

    def _identifiers(self, row: _Row) -> list[str]:
        """Return the identifiers that are new; none can be taken away, or be another's."""
        member, found = row.edit.member, set(row.said.identifiers)
        if member is None:
            return sorted(found - {row.key})
        for column in (one for one in row.changed if one.field in registers()):
            gone = {f"{column.field}:{one}" for one in member.numbers(column.field)} - found
            if gone:
                key, id_ = min(gone), member.entity.id
                remedy = f"`lumigraph split {id_} {key}` says that it is another's"
                raise self._refusal(row.edit, column.heading, key, "an id was taken out", remedy)
        new = sorted(found - set(member.entity.keys))
        for key, id_ in sorted(self._store.ledger.identities(new).items()):
            remedy = f"`lumigraph merge {member.entity.id} {id_}` says that they are one"
            raise self._refusal(row.edit, "", key, f"it is that of {id_}", remedy)
        return new

    def _placed(self, row: _Row) -> Iterator[Record]:
        changed = row.of("place")
        if not changed:
            return
        evidence, old = row.evidence(changed), row.edit.member.place if row.edit.member else None
        new = self._located(row, old)
        if old and _corrected(row, changed) and (new or not row.said.place):
            denied = replace(evidence, confidence=0.0)
            yield RelationRecord(row.key, LOCATED_IN, self._key(old.target), {}, denied)
        for one in new:
            yield replace(one, evidence=evidence)

    def _located(self, row: _Row, old: Relation | None) -> list[RelationRecord]:
        """Return the place that the row states, with what else is known of the one before."""
        if not row.said.place:
            return []
        only = Said(key=row.key, type=KIND, place=row.said.place)
        read = self._reader.records(row.edit.row.number, only, row.key)
        kept = {} if old is None else dict(old.properties)
        for name in (*PLACE, *MOVED):
            kept.pop(name, None)
        return [
            replace(one, properties={**kept, **one.properties})
            for one in read
            if isinstance(one, RelationRecord)
        ]

    def _joined(self, row: _Row) -> Iterator[Record]:
        """Yield the membership where it is new or was corrected."""
        member, changed = row.edit.member, row.of("membership")
        tie = member.tie if member else None
        if tie and not changed:
            return
        said: Properties = row.said.tie if tie else {"role": USUAL_ROLE, **row.said.tie}
        evidence = row.evidence(changed)
        kept: Properties = tie.properties if tie else {}
        yield self._tie(row.key, {**kept, **said}, evidence)
        if tie:
            for no in _denied(tie, {one.field for one in changed}):
                yield self._tie(row.key, no, replace(evidence, confidence=0.0))

    def _working(self, row: _Row) -> Iterator[Record]:
        changed = row.of(WORKS_ON)
        if not changed:
            return
        member, evidence = row.edit.member, row.evidence(changed)
        found = {target for _, target, _, _ in row.said.relations}
        before = set(member.technologies) if member else set()
        for target in sorted(found - before):
            yield RelationRecord(row.key, "WORKS_ON", target, {}, evidence)
        for target in sorted(before - found):
            denied = replace(evidence, confidence=0.0)
            yield RelationRecord(row.key, "WORKS_ON", self._key(target), {}, denied)

    # --- help

    def _tie(self, key: str, properties: Properties, evidence: Evidence) -> RelationRecord:
        return RelationRecord(key, MEMBER_OF, self._of.keys[0], properties, evidence)

    def _key(self, id_: str) -> str:
        return self._store.golden.entities([id_])[id_].keys[0]

    def _sound(self, row: _Row, record: Record) -> Record:
        """Return ``record``; raises UnsoundRowError for what the graph does not hold."""
        for one in self._schema.complaints(record, self._table):
            raise self._refusal(row.edit, one.column, one.value, one.reason, one.remedy)
        cleaning = Cleaning(self._schema.model, self._table)
        cleaning.clean(record)
        for kind in cleaning.withheld:
            reason = f"it holds personal data ({kind}), which the graph does not"
            raise self._refusal(row.edit, "", "", reason, "leave it out")
        return record

    def _refusal(
        self, edit: RowEdit, column: str, value: str, reason: str, remedy: str
    ) -> UnsoundRowError:
        return UnsoundRowError(self._reader.reject(edit.row.number, column, value, reason, remedy))


def _counts(column: Column, groups: set[str], changed: set[str]) -> bool:
    """Whether a cell is read: it was changed, or what it belongs to.

    A region is not, where only what lies in it was changed: a city may have moved out of it.
    """
    if column.field == "region":
        return column.heading in changed
    return column.group in groups


def _unread(column: Column, said: Said) -> bool:
    """Whether a value of the column, or of what is entered together with it, was refused."""
    together = {"place": PLACE, "membership": TIE}.get(column.group, (column.field,))
    return not said.unread.isdisjoint(together)


def _corrected(row: _Row, changed: Iterable[Column]) -> bool:
    """Whether something that was known of the place is no longer so."""
    headings = {one.heading for one in changed}
    return any(one.before for one in row.edit.changes if one.column in headings)


def _denied(tie: Relation, changed: set[str]) -> Iterator[Properties]:
    """Yield what no longer is so of a membership: its role, or its times in that role."""
    role = _given({"role": tie.role})
    if "role" in changed:
        yield role
        return
    for name in sorted(changed):
        if before := str(getattr(tie, name)):
            yield {**role, name: before}


def _given(texts: dict[str, str]) -> dict[str, str]:
    return {name: text for name, text in texts.items() if text}
