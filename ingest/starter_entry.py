"""One entry of the project's own YAML format, turned into records.

Most keys of an entry are names of the vocabulary: a property (``founded``) or a relation in
lower camel case (``resultsFrom``). ``_LISTS`` holds the few that are not. What cannot be read is
refused alone; the rest of the entry goes in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from dataclasses import dataclass, field
from typing import Any, cast

from graph.coherence import misordered
from graph.records import (
    EntityRecord,
    Evidence,
    Properties,
    Record,
    Reject,
    RelationRecord,
    Value,
)
from ingest.marked_yaml import MarkedDocument, Place
from ingest.starter_places import RegionProblem, region_id
from ontology.checks import value_problems
from ontology.errors import UnknownRoleError
from ontology.model import Model, load_model
from ontology.places import Places
from ontology.roles import load_roles
from ontology.technologies import load_technologies
from ontology.terms import Property, RelationType
from ontology.values.identifiers import registers

_URL = re.compile(r"https?://[^\s<>\"]+")
IDENTIFIER = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*:\S+")
# What an identifier key of a register names.
_REGISTERS = {
    scheme: register.kind
    for scheme, register in registers().items()
    if register.kind in ("Organisation", "Project")
}
# Keys that are about the statement, not about the entity.
_ABOUT_STATEMENT = frozenset({"id", "type", "source", "confidence"})
# Keys that an element of ``stages`` and ``memberCounts`` has beside those of every element.
_STAGE, _COUNT = ("stage", "date"), ("count", "unit", "asOf")
_ANY = frozenset({"source", "confidence"})
# Keys of a link's mapping that say where it leads, not what it is like.
_LEADING = frozenset({"id", "role", "source", "confidence", "country", "nuts", "region"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One element of ``entries``: what it says, and where it stands."""

    file: str
    place: Place
    data: Mapping[str, object]
    document: MarkedDocument

    @property
    def id(self) -> str:
        """Its id; '' when it has none."""
        return _text(self.data.get("id"))

    @property
    def type(self) -> str:
        """Its class in the vocabulary; '' when it has none."""
        return _text(self.data.get("type"))

    def reject(self, where: Place, value: object, reason: str, remedy: str) -> Reject:
        """Return the refusal of what stands at ``where`` inside the entry."""
        line = self.document.line((*self.place, *where))
        column = "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in where)
        return Reject(self.file, f"line {line}", f"{self.id}{column}", str(value), reason, remedy)


@dataclass(frozen=True, slots=True)
class _Item:
    """One element of a list in an entry: a link, a place, a stage."""

    where: Place
    data: Mapping[str, object]
    locator: str


@dataclass(slots=True)
class EntryReader:
    """Reads one entry.

    ``kinds`` tells the class of every id of the set, ``places`` where cities lie. After ``read``
    the results are in ``records`` and ``rejects``.
    """

    entry: Entry
    kinds: Mapping[str, str]
    places: Places
    model: Model = field(default_factory=load_model)
    records: list[Record] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    _urls: tuple[str, ...] = ()

    def read(self) -> None:
        """Read every key of the entry."""
        self._urls = self._addresses(self.entry.data, ())
        said: dict[str, Value] = {}
        relations = {r.property: r for r in self.model.relations.values()}
        allowed = self.model.properties_of(self.entry.type)
        for key, raw in self.entry.data.items():
            if key in _ABOUT_STATEMENT:
                continue
            if key in _LISTS:
                for item in self._items(key, raw):
                    _LISTS[key](self, item)
            elif key in relations and key not in allowed:
                for item in self._items(key, raw):
                    self._relate(item, relations[key])
            else:
                said |= self._property(key, raw)
        self._set_in_order(said, ())
        self._describe(said)

    # --- the entity itself

    def _describe(self, said: dict[str, Value]) -> None:
        keys = said.get("identifier")
        confidence = self._confidence(self.entry.data, ())
        evidence = Evidence(f"{self.entry.file}: {self.entry.id}", self._urls, "", "", confidence)
        identifiers = tuple(map(str, keys)) if isinstance(keys, list) else ()
        record = EntityRecord(self.entry.id, self.entry.type, said, evidence, identifiers)
        self.records.insert(0, record)

    def _property(self, name: str, raw: object) -> dict[str, Value]:
        """Return ``{name: value}``, or nothing when the vocabulary refuses it."""
        prop = self.model.properties.get(name)
        if prop is None or prop.computed:
            reason = "it is worked out, not stated" if prop else "there is no such key"
            self._refuse((name,), raw, reason, f"use one of {', '.join(self._keys())}")
            return {}
        value = _shaped(prop, raw)
        problems = self.model.problems(self.entry.type, {name: value})
        if name == "identifier" and not problems:
            problems = _identifier_problems(value)
        for problem in problems:
            self._refuse((name,), raw, *_parted(problem))
        return {} if problems else {name: cast(Value, value)}

    def _keys(self) -> list[str]:
        """Return the keys that an entry of this type may have."""
        type_, relations = self.entry.type, self.model.relations.values()
        starts = self.model.ancestors(type_)
        return [
            *(name for name, one in self.model.properties_of(type_).items() if not one.computed),
            *(one.property for one in relations if any(start in starts for start, _ in one.pairs)),
            *_LISTS,
        ]

    def _more(self, item: _Item, said: dict[str, object]) -> None:
        """Add a record of its own for what a list says with sources of its own."""
        problems = self.model.problems(self.entry.type, said)
        for problem in problems:
            self._refuse(item.where, dict(item.data), *_parted(problem))
        if not problems:
            evidence = self._evidence(item)
            properties = cast(Properties, said)
            self.records.append(EntityRecord(self.entry.id, self.entry.type, properties, evidence))

    def _stage(self, item: _Item) -> None:
        self._only(item, _STAGE)
        stage, date = (_text(item.data.get(name)) for name in _STAGE)
        problems = list(value_problems(self.model.properties["stage"], stage))
        if "date" in item.data:
            problems += value_problems(self.model.properties["since"], date)
        for problem in problems:
            self._refuse(item.where, dict(item.data), *_parted(problem))
        if not problems:
            self._more(item, {"stageChange": [f"{date or 'unknown'} {stage}"]})

    def _member_count(self, item: _Item) -> None:
        self._only(item, _COUNT)
        count, year = item.data.get("count"), _text(item.data.get("asOf"))
        note = " ".join(filter(None, (str(count), _text(item.data.get("unit")))))
        self._more(item, {"memberCountNote": [f"{note} ({year})" if year else note]})

    # --- its relations

    def _relate(self, item: _Item, relation: RelationType) -> None:
        """Add the relation that a key of that name states."""
        elsewhere = "Region" in relation.range and item.data.get("id") not in self.kinds
        if found := self._region(item) if elsewhere else self._target(item):
            self._add(item, relation.name, found)

    def _role_word(self, item: _Item) -> None:
        """Add what a word of ``ontology/roles.yaml`` says."""
        found, word = self._target(item), _text(item.data.get("role"))
        if not found:
            return
        try:
            role = load_roles().find(word, self.entry.type, found[1])
        except UnknownRoleError as error:
            self._refuse((*item.where, "role"), word, *_parted(str(error)))
            return
        if role.shorthand == "change":
            remedy = "write an entry of type ChangeEvent"
            self._refuse((*item.where, "role"), word, "it says that one became another", remedy)
        else:
            self._add(item, role.relation, found, role.role or "", inverse=role.inverse)

    def _party(self, item: _Item) -> None:
        role = _text(item.data.get("role")) or "party"
        if found := self._target(item):
            self._add(item, "PARTY_TO", found, role, inverse=True)

    def _technology(self, item: _Item) -> None:
        concept = _text(item.data.get("id"))
        if concept in load_technologies().concepts or concept.startswith("euroscivoc:"):
            works = self.model.top(self.entry.type) == "Organisation"
            self._add(item, "WORKS_ON" if works else "ABOUT", (concept, "Technology"))
        else:
            remedy = "use an id of ontology/technologies.ttl, or euroscivoc:…"
            self._refuse(item.where, concept, "no such technology", remedy)

    def _location(self, item: _Item) -> None:
        if found := self._region(item):
            self._add(item, "LOCATED_IN", found)

    def _region(self, item: _Item) -> tuple[str, str] | None:
        try:
            return region_id(item.data, self.places), "Region"
        except RegionProblem as error:
            self._refuse(item.where, dict(item.data), *_parted(str(error)))
            return None

    def _target(self, item: _Item) -> tuple[str, str] | None:
        """Return the key and the class of the entity that a link leads to."""
        key = _text(item.data.get("id"))
        kind = self.kinds.get(key) or _REGISTERS.get(key.partition(":")[0])
        if kind and (key in self.kinds or IDENTIFIER.fullmatch(key)):
            return key, kind
        registers = ", ".join(f"{name}:…" for name in _REGISTERS)
        remedy = f"correct it, add the entry, or write {registers}"
        self._refuse(item.where, key, "no entry has this id", remedy)
        return None

    def _add(
        self,
        item: _Item,
        relation: str,
        end: tuple[str, str],
        role: str = "",
        *,
        inverse: bool = False,
    ) -> None:
        """Add one relation between the entry and ``end`` (key and class)."""
        said = self._carried(item)
        if role:
            said["role"] = role
        start = (self.entry.id, self.entry.type)
        source, target = (end, start) if inverse else (start, end)
        problems = self.model.relation_problems(relation, source[1], target[1], said)
        if not problems:
            self._set_in_order(said, item.where)
        for problem in problems:
            self._refuse(item.where, dict(item.data), *_parted(problem))
        if end[0] == self.entry.id:
            self._refuse(item.where, end[0], "it leads to the entry itself", "write another id")
        elif not problems:
            evidence = self._evidence(item)
            properties = cast(Properties, said)
            self.records.append(
                RelationRecord(source[0], relation, target[0], properties, evidence)
            )

    def _carried(self, item: _Item) -> dict[str, object]:
        """Return the properties that an item gives its relation."""
        said: dict[str, object] = {}
        for name, raw in item.data.items():
            if name not in _LEADING:
                prop = self.model.properties.get(name)
                said[name] = raw if prop is None else _shaped(prop, raw)
        return said

    # --- helpers

    def _items(self, key: str, raw: object) -> Iterator[_Item]:
        """Yield the elements of a list; an id alone stands for ``{id: …}``."""
        for n, one in enumerate(raw if isinstance(raw, list) else [raw]):
            data = {"id": one} if isinstance(one, str) else one
            where = (key, n) if isinstance(raw, list) else (key,)
            if isinstance(data, dict):
                locator = f"{self.entry.file}: {self.entry.id}.{key}[{_sign(data)}]"
                yield _Item(where, data, locator)
            else:
                self._refuse(where, one, "it is neither an id nor a mapping", "write {id: …}")

    def _evidence(self, item: _Item) -> Evidence:
        own = "source" in item.data
        urls = self._addresses(item.data, item.where) if own else self._urls
        return Evidence(item.locator, urls, "", "", self._confidence(item.data, item.where))

    def _confidence(self, data: Mapping[str, object], where: Place) -> float:
        stated = data.get("confidence", 1.0)
        if isinstance(stated, int | float) and 0 <= stated <= 1:
            return float(stated)
        self._refuse((*where, "confidence"), stated, "no confidence", "write 0.0 to 1.0")
        return 1.0

    def _addresses(self, data: Mapping[str, object], where: Place) -> tuple[str, ...]:
        """Return the pages under ``source``; refuse what is no address."""
        raw = data.get("source", [])
        urls = {str(url) for url in (raw if isinstance(raw, list) else [raw])}
        wrong = {url for url in urls if not _URL.fullmatch(url)}
        for url in sorted(wrong):
            self._refuse((*where, "source"), url, "no web address", "write it from https:// on")
        return tuple(sorted(urls - wrong))

    def _set_in_order(self, said: MutableMapping[str, Any], where: Place) -> None:
        """Refuse, and take out of ``said``, what would have ended before it began."""
        for first, last in [*misordered(said)]:
            reason = f"it lies before `{first}`, {said[first]}"
            self._refuse((*where, last), said.pop(last, ""), reason, "correct one of the two")

    def _only(self, item: _Item, known: Iterable[str]) -> None:
        """Refuse what an element says under keys that its list does not have."""
        for key in item.data.keys() - known - _ANY:
            remedy = f"use one of {', '.join([*known, *sorted(_ANY)])}"
            self._refuse((*item.where, key), item.data[key], "there is no such key", remedy)

    def _refuse(self, where: Place, value: object, reason: str, remedy: str) -> None:
        self.rejects.append(self.entry.reject(where, value, reason, remedy))


_LISTS: Mapping[str, Callable[[EntryReader, _Item], None]] = {
    "links": EntryReader._role_word,
    "partners": EntryReader._role_word,
    "participants": EntryReader._role_word,
    "parties": EntryReader._party,
    "technologies": EntryReader._technology,
    "locations": EntryReader._location,
    "stages": EntryReader._stage,
    "memberCounts": EntryReader._member_count,
}


def _shaped(prop: Property, raw: object) -> object:
    """Return ``raw`` in the shape of ``prop``: lists sorted, one value for many as a list."""
    if prop.datatype == "langString":
        if isinstance(raw, dict) and prop.multiple:
            return {language: _listed(texts) for language, texts in raw.items()}
        return raw
    if prop.datatype in {"string", "date"}:  # A year or a number may stand without quotes.
        raw = [_unquoted(one) for one in raw] if isinstance(raw, list) else _unquoted(raw)
    return _listed(raw) if prop.multiple else raw


def _unquoted(raw: object) -> object:
    return str(raw) if isinstance(raw, int) and not isinstance(raw, bool) else raw


def _listed(raw: object) -> list[object]:
    """Return the values in an order that does not depend on how they were written down."""
    return sorted(raw, key=str) if isinstance(raw, list) else [raw]


def _identifier_problems(value: object) -> list[str]:
    keys = value if isinstance(value, list) else [value]
    return [
        f"{key!r} is no identifier: write register and number, as in pic:999643492"
        for key in keys
        if not IDENTIFIER.fullmatch(str(key))
    ]


def _text(value: object) -> str:
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""


def _sign(data: Mapping[str, object]) -> str:
    """Return what tells an element of a list from the others, whatever its position."""
    keys = ("id", "role", "country", "nuts", "region", "city", "address", "stage", "date")
    return " ".join(_text(data[key]) for key in (*keys, "count", "asOf") if key in data)


def _parted(problem: str) -> tuple[str, str]:
    """Return what is wrong and what to do, which the ontology puts into one sentence."""
    reason, _, remedy = problem.rpartition(": ")
    return reason or problem, remedy
