"""Adding, correcting, ending and denying by hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graph.coherence import CORRECT, misordered
from graph.curating.entry import HandEntry, enter, entries_of
from graph.entities import Entity, Relation, label
from graph.errors import UnknownNameError, UsageError
from graph.ledger.holdings import Holdings
from graph.question.search import entity_named
from graph.records import EntityRecord, Evidence, Properties, Record, RelationRecord, Value
from graph.schema import load_schema
from graph.store import GraphStore
from ontology.fold import fold
from ontology.regions import load_regions
from ontology.values import UnparsedError, key_of

SAID = Evidence("")
DENIED = Evidence("", confidence=0.0)


@dataclass(frozen=True, slots=True)
class Hand:
    """Somebody who enters what stands on a page; each method makes one entry, returns its name.

    All raise ``UsageError`` for what the vocabulary does not allow, and ``UnknownNameError`` or
    ``AmbiguousNameError`` for names that the graph cannot take; then nothing is changed. An entry
    that is public builds on what is public: it repeats no key and no value of an internal source.
    ``within`` is what messages call the graph, '' for what it is.
    """

    holdings: Holdings
    by: str
    address: str
    reason: str = ""
    visibility: str = ""
    within: str = ""

    def add(self, type_: str, properties: Properties, key: str = "") -> str:
        """Add an entity of a class under ``key``, by default its name as a slug."""
        chosen = _key(key) if key else slug(label(properties.get("name"), ""))
        if not chosen:
            raise UsageError("it has neither a name nor a key: give it one of them")
        self._check_new(chosen)
        return self._enter(EntityRecord(chosen, type_, properties, SAID), new=chosen)

    def relate(self, source: str, type_: str, target: str, properties: Properties) -> str:
        """Add a relation between two entities; a region need not be in the graph yet."""
        ends = [self._end(name) for name in (source, target)]
        return self._enter(RelationRecord(ends[0], type_, ends[1], properties, SAID))

    def correct(self, name: str, property_: str, value: Value) -> str:
        """Say what a property of an entity is; what stood there before is denied.

        Of a value by language, only the languages of ``value`` are.
        """
        return self.correct_all(name, {property_: value})

    def correct_all(self, name: str, properties: Properties) -> str:
        """Say what several properties of an entity are; see ``correct``."""
        entity = self._named(name)
        _check_order(entity, properties)
        records: list[Record] = [_about(entity, properties, SAID)]
        before = {
            one: wrong
            for one, value in properties.items()
            if (wrong := _replaced(entity.properties.get(one), value))
        }
        if before:
            records.append(_about(entity, before, DENIED))
        return self._enter(*records)

    def deny(self, name: str, property_: str = "", value: Value | None = None) -> str:
        """Say that a value of an entity is wrong: all of the property, or all of the entity."""
        entity = self._named(name)
        if not property_:
            return self._enter(_about(entity, {}, DENIED))
        standing = entity.properties.get(property_)
        if standing is None:
            raise UsageError(f"{entity.id} has no {property_}: there is nothing to deny")
        return self._enter(_about(entity, {property_: value or standing}, DENIED))

    def end(
        self, source: str, type_: str, target: str, until: str, role: str = "", since: str = ""
    ) -> str:
        """Say when a relation ended, as a partial ISO date."""
        relation = self.relation(source, type_, target, role, since)
        said = {"role": relation.role, "since": relation.since, "until": until}
        properties: Properties = {name: text for name, text in said.items() if text}
        return self._enter(self._tie(relation, properties, SAID))

    def correct_relation(
        self,
        source: str,
        type_: str,
        target: str,
        properties: Properties,
        role: str = "",
        since: str = "",
    ) -> str:
        """Say what role, times and other properties a relation has; others of it stay.

        The relation with the values that ``properties`` replace is denied.
        """
        relation = self.relation(source, type_, target, role, since)
        before = _properties(relation)
        wrong = {
            name: before[name]
            for name, value in properties.items()
            if name in before and before[name] != value
        }
        records = [self._tie(relation, {**before, **properties}, SAID)]
        if wrong:
            named = {"role": relation.role} if relation.role else {}
            records.append(self._tie(relation, {**named, **wrong}, DENIED))
        return self._enter(*records)

    def deny_relation(
        self, source: str, type_: str, target: str, role: str = "", since: str = ""
    ) -> str:
        """Say that a relation never held; without a role, in whatever role."""
        relation = self.relation(source, type_, target, role, since)
        said = {name: text for name, text in (("role", role), ("since", since)) if text}
        return self._enter(self._tie(relation, said, DENIED))

    def relation(
        self, source: str, type_: str, target: str, role: str, since: str = ""
    ) -> Relation:
        """Return the relation of these names; without a role, the only one.

        Where they were joined several times it is the last, or that which began at ``since``.
        Raises ``UnknownNameError`` when there is none, ``UsageError`` when there are several.
        """
        ends = [self._named(name).id for name in (source, target)]
        found = self.known.golden.between([(ends[0], type_, ends[1])])
        meant = [one for one in found if role in ("", one.role) and since in ("", one.since)]
        named = f"{ends[0]} {type_} {ends[1]}"
        if not meant:
            raise UnknownNameError(f"{self.ground} has no relation {named} {role}".rstrip(), named)
        if len({one.role for one in meant}) > 1:
            roles = ", ".join(one.role or "(none)" for one in meant)
            raise UsageError(f"{named} has several roles: say which of {roles}")
        return meant[-1]

    def take_back(self, name: str) -> None:
        """Undo an entry: the graph is again what it was without it."""
        if name not in {one.info.name for one in entries_of(self.holdings.whole)}:
            raise UnknownNameError(f"no entry by hand is called '{name}'", name)
        self.holdings.retract(name)

    def _tie(self, relation: Relation, properties: Properties, evidence: Evidence) -> Record:
        found = self.known.golden.entities([relation.source, relation.target])
        ends = [found[id_].keys[0] for id_ in (relation.source, relation.target)]
        return RelationRecord(ends[0], relation.type, ends[1], properties, evidence)

    def keys_of(self, name: str) -> tuple[str, ...]:
        """Return the keys that an entry may know of the entity of a name; the name if it is new."""
        try:
            return self._named(name).keys
        except UnknownNameError:
            return (name,)

    def check_known(self, name: str) -> None:
        """Raise ``UnknownNameError`` for what is there, but not for an entry of this visibility."""
        try:
            entity_named(self.holdings.whole, name)
        except UnknownNameError:
            return
        self._end(name)

    def _end(self, name: str) -> str:
        """Return the key of an end of a new relation."""
        try:
            return self._named(name).keys[0]
        except UnknownNameError:
            if (region := load_regions().get(name)) is None:
                raise
            return region.id

    def _named(self, name: str) -> Entity:
        """Return what a name means, as far as an entry of this visibility may know it."""
        known = self.known
        if found := known.golden.entities([name]).get(name):
            return found  # though among what is internal somebody may deny that it exists
        meant = entity_named(self.holdings.whole, name)
        if known is self.holdings.whole:
            return meant
        ids = sorted(set(known.ledger.identities(meant.keys).values()))
        sole = ids if len(ids) == 1 else []
        chosen = next((id_ for id_ in (meant.id, *sole) if id_ in ids), "")
        if found := known.golden.entities([chosen]).get(chosen):
            return found
        what = f"several ({', '.join(ids)}): name one" if ids else "nothing: name another"
        raise UnknownNameError(
            f"in what is public '{name}' means {what}, or make this entry internal", name
        )

    @property
    def known(self) -> GraphStore:
        """The store that an entry of this visibility builds on."""
        return self.holdings.known_to(self.visibility)

    @property
    def ground(self) -> str:
        """What that is called in messages."""
        public = "the graph" if self.known is self.holdings.whole else "what is public"
        return self.within or public

    def _check_new(self, key: str) -> None:
        if known := self.holdings.whole.ledger.identities([key]).get(key):
            raise UsageError(
                f"'{key}' is in the graph already ({known}): correct that, or give another key"
            )

    def _enter(self, *records: Record, new: str = "") -> str:
        """Make an entry; nobody may have entered the ``new`` key meanwhile, where there is one."""
        entry = HandEntry(records, self.by, self.address, self.reason, self.visibility)
        store = self.holdings.home(self.visibility)
        with self.holdings.turn():
            with store.writing("curate", self.address):
                if new:
                    self._check_new(new)
                name = enter(store, load_schema(), entry).name
            self.holdings.settle()
        return name


def slug(name: str) -> str:
    """Return a name as a curated key.

    >>> slug("Fotonikos klasteris „Šviesa“")
    'fotonikos-klasteris-sviesa'
    """
    return "-".join(fold(name).split())


def _key(asked: str) -> str:
    """Return a key that was asked for: a curated one, or an identifier of a register."""
    if asked == slug(asked):
        return asked
    try:
        return key_of(asked)
    except UnparsedError as error:
        raise UsageError(
            f"'{asked}' is no key: write small letters and digits with hyphens between them, as "
            "alpha-optics, or an identifier such as ror:03nadee84"
        ) from error


def _about(entity: Entity, properties: Properties, evidence: Evidence) -> EntityRecord:
    return EntityRecord(entity.keys[0], entity.type, properties, evidence)


def _properties(relation: Relation) -> dict[str, Value]:
    """Return all that is said of a relation, role and times included."""
    said = {"role": relation.role, "since": relation.since, "until": relation.until}
    return {**relation.properties, **{name: text for name, text in said.items() if text}}


def _replaced(standing: Value | None, value: Value) -> Value | None:
    """Return what of a ``standing`` value a new one takes the place of."""
    if not isinstance(standing, Mapping) or not isinstance(value, Mapping):
        return standing
    return {lang: text for lang, text in standing.items() if lang in value}


def _check_order(entity: Entity, properties: Properties) -> None:
    """Raise ``UsageError`` where a date would lie before one that it follows, as that stands."""
    together = {**entity.properties, **properties}
    for first, last in misordered(together):
        if not properties.keys().isdisjoint((first, last)):
            raise UsageError(
                f"{last} {together[last]} is before {first} {together[first]}; {CORRECT}, or both"
            )
