"""A proposal as people look at it: in words, side by side, and with what accepting it would do.

The command line and HTTP give these in the same JSON; every key is always there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from graph.entities import Entity, Relation, texts
from graph.question.evidence import entities_evidence
from graph.records import EntityRecord, Properties, Record, Value
from graph.review.proposal import Decision, Entry, Fact, Matter, Pair, Remark
from graph.review.rehearsal import Effect
from graph.store import GraphStore

NO_DECISION = Decision(0, "", "", "", "", "", "", 0)


@dataclass(frozen=True, slots=True)
class Told:
    """A fact in its parts, for who says it in a language of their own.

    ``type`` is the class of what the graph does not have yet, '' of what it has; ``relation`` and
    ``object`` are '' for what an entity is. ``denies`` when it is told that it is not so.
    """

    subject: str
    type: str
    relation: str
    object: str
    properties: Properties
    denies: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """A proposal in few words; ``decision`` is empty (number 0) while none stands.

    ``title`` names properties and relations by their ids; ``told`` is the same of a fact in parts,
    None for what is none.
    """

    id: str
    kind: str
    state: str
    version: int
    confidence: float
    source: str
    title: str
    told: Told | None
    decision: Decision


@dataclass(frozen=True, slots=True)
class Named:
    """A key with the entity that it means: ``id`` and ``type`` are '' for one that is not there."""

    key: str
    id: str
    name: str
    type: str


@dataclass(frozen=True, slots=True)
class Row:
    """What stands on either side; ``same`` when there is no difference."""

    property: str
    left: Value | None
    right: Value | None
    same: bool


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Two entities that may be one; sources are those that say anything of them."""

    left: Named
    right: Named
    left_sources: Sequence[str]
    right_sources: Sequence[str]
    rows: Sequence[Row]
    reasons: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Read:
    """A fact with its quote: ``relation`` and ``object`` are empty for what an entity is."""

    subject: Named
    relation: str
    object: Named
    properties: Properties
    before: str
    quote: str
    after: str
    language: str
    locator: str
    document: str
    doubt: str


@dataclass(frozen=True, slots=True)
class Changed:
    """An entity that would change: ``how`` is new, gone or changed; ``rows`` are before, after."""

    id: str
    name: str
    type: str
    how: str
    rows: Sequence[Row]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What accepting would do: entities that change, relations that go and come.

    ``names`` has what the entities are called that these relations tie.
    """

    entities: Sequence[Changed]
    relations_gone: Sequence[Relation]
    relations_new: Sequence[Relation]
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class AskedInFull:
    """A proposal with all that helps to decide it; of pair, fact and remark one is not None.

    ``problem`` says why it cannot be accepted as it is, '' when it can.
    """

    asked: Asked
    pair: SideBySide | None
    fact: Read | None
    remark: Remark | None
    effect: Outcome
    problem: str


def asked(store: GraphStore, entries: Sequence[Entry]) -> list[Asked]:
    """Return entries in few words; names are those that ``store`` knows."""
    names = named(store, {key for one in entries for key in _keys(one)})
    return [_asked(one, names) for one in entries]


def in_full(store: GraphStore, entry: Entry, effect: Effect, problem: str = "") -> AskedInFull:
    """Return an entry with what stands on either side, its quote, and its effect."""
    names = named(store, set(_keys(entry)))
    matter = entry.proposal.matter
    return AskedInFull(
        _asked(entry, names),
        _side_by_side(store, matter, names) if isinstance(matter, Pair) else None,
        _read(matter, names) if isinstance(matter, Fact) else None,
        matter if isinstance(matter, Remark) else None,
        outcome(effect),
        problem,
    )


def outcome(effect: Effect) -> Outcome:
    """Return an effect entity by entity."""
    before = {one.id: one for one in effect.before}
    after = {one.id: one for one in effect.after}
    changed = [_changed(before.get(id_), after.get(id_)) for id_ in sorted({*before, *after})]
    return Outcome(changed, effect.relations_before, effect.relations_after, effect.names)


def rows(left: Properties, right: Properties) -> list[Row]:
    """Return two property maps side by side, by name."""
    return [
        Row(name, left.get(name), right.get(name), left.get(name) == right.get(name))
        for name in sorted({*left, *right})
    ]


def _changed(before: Entity | None, after: Entity | None) -> Changed:
    one = after or before
    if one is None:
        raise AssertionError("an entity is on one side at least")
    how = "changed" if before and after else "new" if after else "gone"
    found = rows(_with_class(before), _with_class(after)) if after else []
    return Changed(one.id, one.label, one.type, how, [row for row in found if not row.same])


def _with_class(entity: Entity | None) -> Properties:
    return {"type": entity.type, **entity.properties} if entity else {}


def _asked(entry: Entry, names: Mapping[str, Named]) -> Asked:
    one = entry.proposal
    return Asked(
        one.id,
        one.kind,
        entry.state,
        entry.version,
        one.confidence,
        one.source,
        _title(one.matter, names),
        _told(one.matter, names) if isinstance(one.matter, Fact) else None,
        entry.decision or NO_DECISION,
    )


def _title(matter: Matter, names: Mapping[str, Named]) -> str:
    if isinstance(matter, Pair):
        return f"{names[matter.left].name} = {names[matter.right].name}?"
    if isinstance(matter, Remark):
        return f"{names[matter.about].name}: {matter.text}"
    return _in_words(_told(matter, names))


def _told(fact: Fact, names: Mapping[str, Named]) -> Told:
    """Return a fact in parts; the name of what is new is that of its subject."""
    read = _read(fact, names)
    record = fact.records[0]
    new = not read.subject.id
    properties = read.properties.items()
    return Told(
        read.subject.name,
        record.type if isinstance(record, EntityRecord) and new else "",
        read.relation,
        read.object.name,
        {name: value for name, value in properties if not new or name != "name"},
        record.evidence.denies,
    )


def _in_words(told: Told) -> str:
    properties = (f"{name} {_text(value)}" for name, value in told.properties.items())
    new = f"({told.type})" if told.type else ""
    parts = [told.subject, new, told.relation, told.object, ", ".join(properties)]
    return ("not so: " if told.denies else "") + " ".join(filter(None, parts))


def _text(value: Value) -> str:
    return ", ".join(texts(value)) or str(value)


def _side_by_side(store: GraphStore, pair: Pair, names: Mapping[str, Named]) -> SideBySide:
    left, right = names[pair.left], names[pair.right]
    entities = store.golden.entities([left.id, right.id])
    said = entities_evidence(store, [left.id, right.id])
    sources = {id_: sorted({one.source for one in some}) for id_, some in said.items()}
    return SideBySide(
        left,
        right,
        sources.get(left.id, []),
        sources.get(right.id, []),
        rows(_with_class(entities.get(left.id)), _with_class(entities.get(right.id))),
        pair.reasons,
    )


def _read(fact: Fact, names: Mapping[str, Named]) -> Read:
    record = fact.records[0]
    subject, *rest = (_called(names[key], fact) for key in ends(record))
    evidence = record.evidence
    return Read(
        subject,
        record.type if rest else "",
        rest[0] if rest else Named("", "", "", ""),
        record.properties,
        fact.before,
        evidence.quote,
        fact.after,
        evidence.language,
        evidence.locator,
        fact.document,
        fact.doubt,
    )


def _called(one: Named, fact: Fact) -> Named:
    """Return what a fact is about by the name that the fact gives it, if the graph has none."""
    said = (record for record in fact.records if isinstance(record, EntityRecord))
    names = (name for record in said if record.key == one.key for name in _names(record))
    return one if one.id else replace(one, name=next(names, one.name))


def _names(record: EntityRecord) -> list[str]:
    return texts(record.properties.get("name"))


def _keys(entry: Entry) -> tuple[str, ...]:
    matter = entry.proposal.matter
    if isinstance(matter, Pair):
        return (matter.left, matter.right)
    if isinstance(matter, Remark):
        return (matter.about,)
    return ends(matter.records[0])


def ends(record: Record) -> tuple[str, ...]:
    """Return the keys that a record is about."""
    return (record.key,) if isinstance(record, EntityRecord) else (record.source, record.target)


def named(store: GraphStore, keys: set[str]) -> dict[str, Named]:
    """Return key → what it means in the graph; its own name for what is not there."""
    ids = store.ledger.identities(keys)
    entities = store.golden.entities({*ids.values(), *keys})
    found = {key: entities.get(ids.get(key, key)) for key in keys}
    return {
        key: Named(key, one.id, one.label, one.type) if one else Named(key, "", key, "")
        for key, one in found.items()
    }
