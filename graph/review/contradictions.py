"""Where sources contradict each other: what stands, what lost, and the rule that chose."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph.chunks import chunks
from graph.entities import Entity
from graph.errors import UsageError
from graph.golden.rules import best_first, weights
from graph.question.evidence import Witness
from graph.question.search import entity_named
from graph.records import EntityRecord, Value
from graph.review.lengths import LENGTH, misfit
from graph.schema import Schema
from graph.store import GraphStore
from graph.stored import StoredRecord

RULES = ("priority", "confidence", "date", "completeness", "content")
"""What decides, in its order; see ``graph.golden.rules``."""
EXACTNESS = "exactness"
"""What decides between two dates and a length: the dates say more."""
DENIED = "denied"
"""What decides before all of them: the value that would stand is said not to be so."""
PART = 1_000


@dataclass(frozen=True, slots=True)
class Claim:
    """A value, and the first who states it."""

    value: Value
    witness: Witness


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A property of which sources state several values where there is one.

    ``language`` is that of a text, '' for other values. ``rule`` says what set the value that
    ``stands`` above the best of those that ``lost``: priority, confidence, date, completeness, or
    content when nothing else tells them apart; exactness where a length does not fit two dates,
    which then stand as a period; denied where the better one is said not to be so.
    """

    entity: str
    name: str
    property: str
    language: str
    stands: Claim
    lost: Sequence[Claim]
    rule: str


def contradictions(
    store: GraphStore, schema: Schema, kind: str = "", entity: str = ""
) -> Iterator[Contradiction]:
    """Yield the contradictions about entities (of a top kind, or about one), by id.

    Names are left out: who is called otherwise elsewhere has another name, no contradiction.
    Raises ``UsageError`` when ``kind`` is no top kind, and as ``entity_named`` does for an
    ``entity`` that is not there.
    """
    tops = sorted({schema.top(name) for name in schema.model.kinds})
    if kind and kind not in tops:
        raise UsageError(f"'{kind}' is no top kind: give one of {', '.join(tops)}")
    if entity:
        yield from _among(store, schema, [entity_named(store, entity)])
        return
    for some in chunks(store.golden.all_entities(kind), PART):
        yield from _among(store, schema, some)


def _among(
    store: GraphStore, schema: Schema, entities: Sequence[Entity]
) -> Iterator[Contradiction]:
    owner = {key: one.id for one in entities for key in one.keys}
    said: defaultdict[str, list[StoredRecord]] = defaultdict(list)
    for stored in store.ledger.entity_records(sorted(owner)):
        if isinstance(stored.record, EntityRecord) and not stored.record.evidence.denies:
            said[owner[stored.record.key]].append(stored)
    for one in entities:
        if len(said[one.id]) > 1:
            yield from _about(one, said[one.id], schema)
            yield from _of_length(one, said[one.id])


def _of_length(entity: Entity, said: Sequence[StoredRecord]) -> Iterator[Contradiction]:
    found = misfit(entity, _ranked(said))
    if found:
        stands = Claim(found.period, Witness.of(found.dated))
        lost = [Claim(found.length, Witness.of(found.measured))]
        yield Contradiction(entity.id, entity.label, LENGTH, "", stands, lost, EXACTNESS)


def _about(entity: Entity, said: Sequence[StoredRecord], schema: Schema) -> Iterator[Contradiction]:
    claims: defaultdict[tuple[str, str], list[tuple[Value, StoredRecord]]] = defaultdict(list)
    for stored in _ranked(said):
        for name, value in stored.record.properties.items():
            if name == "name" or schema.multiple(name) or name not in entity.properties:
                continue
            for language in value if isinstance(value, Mapping) else [""]:
                claims[name, language].append((_part(value, language), stored))
    for (name, language), stated in sorted(claims.items()):
        distinct = [one for place, one in enumerate(stated) if _is_first(stated, place)]
        if len(distinct) > 1:
            golden = _part(entity.properties[name], language)
            rule = _rule(distinct[0][1], distinct[1][1]) if distinct[0][0] == golden else DENIED
            distinct.sort(key=lambda one: one[0] != golden)
            stands, *lost = (Claim(value, Witness.of(stored)) for value, stored in distinct)
            yield Contradiction(entity.id, entity.label, name, language, stands, lost, rule)


def _part(value: Value, language: str) -> Value:
    """Return the text of a language, or the value itself where it has none."""
    return value.get(language, "") if isinstance(value, Mapping) else value


def _ranked(said: Sequence[StoredRecord]) -> list[StoredRecord]:
    """Return records in the order in which the golden rules believe them."""
    by_record = {id(one.record): one for one in said}
    return [by_record[id(record)] for record in best_first(one.said for one in said)]


def _is_first(stated: Sequence[tuple[Value, StoredRecord]], place: int) -> bool:
    return all(value != stated[place][0] for value, _ in stated[:place])


def _rule(first: StoredRecord, second: StoredRecord) -> str:
    pairs = zip(weights(first.said), weights(second.said), strict=True)
    return next(
        (rule for rule, (one, two) in zip(RULES, pairs, strict=False) if one != two), RULES[-1]
    )
