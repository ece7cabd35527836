"""The rules of the graph, written down plainly: all is worked out from the start, each time.

Nothing here is taken from the code that keeps a graph up to date. It is slow, knows only the few
words of the vocabulary that are drawn for it, and is meant to be seen to be right.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from graph.entities import Entity, Relation
from graph.records import EntityRecord, Properties, Record, RelationRecord, Value

KINDS = {"Company": "Organisation", "Cluster": "Organisation", "Project": "Project"}
Verdict = tuple[str, str, str]
"""Two keys, and whether they are the "same" or "different"."""
JOINS = {"MEMBER_OF": "Organisation", "PARTICIPATES_IN": "Project"}
"""What these relations lead to from an organisation."""
TIMES = ("since", "until")


@dataclass(frozen=True)
class Told:
    """A source as it stands: how far it is believed, and what it says."""

    priority: int
    date: str
    records: tuple[Record, ...]


@dataclass(frozen=True)
class State:
    """All that a graph follows from: sources by name, and judgements in their order."""

    sources: Mapping[str, Told] = field(default_factory=dict)
    judgements: tuple[Verdict, ...] = ()

    def told(self, source: str, told: Told) -> State:
        """Return what stands with a source in the place of what it said before."""
        return replace(self, sources={**self.sources, source: told})

    def without(self, source: str) -> State:
        """Return what stands without a source."""
        left = {name: told for name, told in self.sources.items() if name != source}
        return replace(self, sources=left)

    def judged(self, new: Verdict) -> State:
        """Return what stands after a judgement, which ends those to the contrary."""
        kept = (one for one in self.judgements if {*one[:2]} != {*new[:2]} or one[2] == new[2])
        return replace(self, judgements=(*kept, new))

    def unjudged(self, gone: Verdict) -> State:
        """Return what stands without one judgement."""
        left = [*self.judgements]
        left.remove(gone)
        return replace(self, judgements=tuple(left))

    def believed(self) -> list[Record]:
        """Return all records that can be so, those that are believed first, first."""
        told = [
            (one, record)
            for one in self.sources.values()
            for record in one.records
            if not _leads_to_itself(record)
        ]
        told.sort(key=lambda pair: _content(pair[1]))
        told.sort(key=_weights, reverse=True)
        return [record for _, record in told]


def _leads_to_itself(record: Record) -> bool:
    """Whether a record ties a key to itself, which is set aside; to deny that is no tie."""
    tie = isinstance(record, RelationRecord) and record.source == record.target
    return tie and not record.evidence.denies


def _content(record: Record) -> str:
    """Return what a record says, in whatever order it says so."""
    return repr(replace(record, properties=dict(sorted(record.properties.items()))))


def _weights(pair: tuple[Told, Record]) -> tuple[int, float, str, int]:
    told, record = pair
    said = (record.evidence.confidence, told.date, len(record.properties))
    return (told.priority, *said)


@dataclass(frozen=True)
class Graph:
    """The golden graph of a state."""

    entities: Sequence[Entity]
    relations: Sequence[Relation]
    ids: Mapping[str, str]
    """What each key means."""

    def named(self, id_: str) -> Entity:
        """Return the entity with this id."""
        return next(one for one in self.entities if one.id == id_)


def graph(state: State) -> Graph:
    """Return the graph that follows from a state."""
    records = state.believed()
    entities = [_entity(keys, records) for keys in groups(records, state.judgements)]
    there = sorted((one for one in entities if one), key=lambda one: one.id)
    ids = {key: one.id for one in there for key in one.keys}
    kinds = {one.id: one.kind for one in there}
    found = [one for triple in _triples(records, ids) for one in _between(triple, records, ids)]
    fitting = [one for one in found if _fits(one, kinds)]
    return Graph(there, sorted(fitting, key=lambda one: one.key), ids)


def groups(records: Iterable[Record], judgements: Iterable[Verdict]) -> list[tuple[str, ...]]:
    """Return the keys that mean one thing, the best of each first."""
    told = [one for one in records if isinstance(one, EntityRecord)]
    stated = sorted({(one.key, other) for one in told for other in one.identifiers})
    apart = {frozenset((left, right)) for left, right, what in judgements if what == "different"}
    same = sorted(
        (min(left, right), max(left, right)) for left, right, what in judgements if what == "same"
    )
    judged = {key for left, right, _ in judgements for key in (left, right)}
    keys = {one.key for one in told} | {key for pair in stated for key in pair} | judged
    parts = [{key} for key in keys]
    for left, right in [*(pair for pair in same if {*pair} not in apart), *stated]:
        one, other = (next(part for part in parts if key in part) for key in (left, right))
        if one is not other and not any({a, b} in apart for a in one for b in other):
            one |= other
            parts.remove(other)
    return sorted(map(_ordered, _of_one_id(parts)))


def _of_one_id(parts: list[set[str]]) -> list[set[str]]:
    by_id: dict[str, set[str]] = {}
    for part in parts:
        by_id.setdefault(id_of(_ordered(part)), set()).update(part)
    return [*by_id.values()]


def _ordered(keys: Iterable[str]) -> tuple[str, ...]:
    """Curated keys first, then identifiers; each in the order of the alphabet."""
    return tuple(sorted(keys, key=lambda key: (":" in key, key)))


def id_of(keys: Sequence[str]) -> str:
    """Return what a thing of these keys is called."""
    return keys[0].replace(":", "-")


def _entity(keys: tuple[str, ...], records: Sequence[Record]) -> Entity | None:
    denied: list[Properties] = []
    left: list[EntityRecord] = []
    for one in records:
        if not isinstance(one, EntityRecord) or one.key not in keys:
            continue
        if one.evidence.denies:
            denied.append(one.properties)
        elif all(denied):
            left.append(replace(one, properties=_undenied(one.properties, denied)))
    if not left:
        return None
    kind = KINDS[left[0].type]
    fitting = [one for one in left if KINDS[one.type] == kind]
    properties = _merged([one.properties for one in fitting])
    return Entity(id_of(keys), kind, fitting[0].type, properties, keys)


def _undenied(properties: Properties, denied: Sequence[Properties]) -> dict[str, Value]:
    """Return ``properties`` without each value that is denied; those of ``name`` by language."""
    left = dict(properties)
    for no in denied:
        for name, wrong in no.items():
            if left.get(name) == wrong:
                del left[name]
            elif name == "name" and isinstance(wrong, Mapping):
                said = left.get(name)
                texts = dict(said) if isinstance(said, Mapping) else {}
                kept = {key: text for key, text in texts.items() if wrong.get(key) != text}
                left.pop(name, None)
                left |= {name: kept} if kept else {}
            elif isinstance(standing := left.get(name), list) and isinstance(wrong, list):
                left[name] = [one for one in standing if one not in wrong]
                if not left[name]:
                    del left[name]
    return left


def _merged(many: Iterable[Properties]) -> dict[str, Value]:
    """Take the first value of each property, every acronym, and the first name of a language.

    A name that came too late is another name.
    """
    found: dict[str, Value] = {}
    names: dict[str, str] = {}
    others: dict[str, set[str]] = {}
    acronyms: set[str] = set()
    for properties in many:
        for name, value in properties.items():
            if isinstance(value, Mapping):
                for language, text in value.items():
                    if names.setdefault(language, str(text)) != text:
                        others.setdefault(language, set()).add(str(text))
            elif name == "acronym":
                acronyms |= {value} if isinstance(value, str) else {*map(str, value)}  # type: ignore[arg-type]
            else:
                found.setdefault(name, value)
    if names:
        found["name"] = names
    if others:
        found["altName"] = {language: sorted(texts) for language, texts in others.items()}
    if acronyms:
        found["acronym"] = sorted(acronyms)
    return found


def _triples(records: Iterable[Record], ids: Mapping[str, str]) -> set[tuple[str, str, str]]:
    return {
        (ids[one.source], one.type, ids[one.target])
        for one in records
        if isinstance(one, RelationRecord) and one.source in ids and one.target in ids
    }


def _between(
    triple: tuple[str, str, str], records: Iterable[Record], ids: Mapping[str, str]
) -> Iterator[Relation]:
    """Yield the relations of two things: one for each role, and each time apart from others."""
    denied: list[Properties] = []
    by_role: dict[str, list[Properties]] = {}
    for one in records:
        if not isinstance(one, RelationRecord):
            continue
        if (ids.get(one.source), one.type, ids.get(one.target)) != triple:
            continue
        if one.evidence.denies:
            denied.append(one.properties)
        elif not any(no.items() <= one.properties.items() for no in denied):
            by_role.setdefault(str(one.properties.get("role", "")), []).append(one.properties)
    for role, told in by_role.items():
        for nth, some in enumerate(_spells(told)):
            said = _merged(some)
            said.pop("role", None)
            since, until = (str(said.pop(name, "")) for name in TIMES)
            yield Relation(*triple, role, nth, since, until, said)


def _spells(told: Sequence[Properties]) -> list[list[Properties]]:
    """Part what cannot have been at one time, earliest first; what has no time is with the first.

    Times are whole years here, and what has no beginning or end is without bounds.
    """
    spells: list[tuple[int, int]] = []
    for first, last in sorted(map(_years, filter(_dated, told))):
        if spells and first <= spells[-1][1]:
            spells[-1] = (spells[-1][0], max(spells[-1][1], last))
        else:
            spells.append((first, last))
    spells = spells or [(0, 9999)]
    parted: list[list[Properties]] = [[] for _ in spells]
    for one in told:
        year = _years(one)[0] if _dated(one) else spells[0][0]
        nth = next(n for n, (first, last) in enumerate(spells) if first <= year <= last)
        parted[nth].append(one)
    return parted


def _dated(properties: Properties) -> bool:
    return any(name in properties for name in TIMES)


def _years(properties: Properties) -> tuple[int, int]:
    return int(str(properties.get("since", 0))), int(str(properties.get("until", 9999)))


def _fits(one: Relation, kinds: Mapping[str, str]) -> bool:
    return kinds[one.source] == "Organisation" and kinds[one.target] == JOINS[one.type]
