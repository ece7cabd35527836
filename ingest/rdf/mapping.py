"""Mappings of others' vocabularies: YAML files that say what their terms are in ours.

``docs/sources.md`` describes them; those in ``mappings`` are always read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import chain
from pathlib import Path as File
from typing import Any

import yaml

from ingest.errors import UnreadableSourceError
from ingest.rdf.rules import Path, Paths, PlaceRule, RelationRule, Rule, own_rules
from ingest.rdf.terms import iri
from ontology.model import Model, load_model
from ontology.values.identifiers import registers
from ontology.vocabulary import LG

FOLDER = File(__file__).with_name("mappings")
_ENTITY = ("classes", "properties", "identifiers", "relations", "places", "known")
_RELATION = ("relation", "from", "to", "properties", "role")
_PLACE = ("at", "country", "nuts", "region", "city", "postcode", "address", "latitude", "longitude")


@cache
def bundled_rules() -> tuple[tuple[str, Rule], ...]:
    """Return the rules of our own vocabulary and of the bundled mappings, by class."""
    files = sorted(FOLDER.glob("*.yaml"))
    own = own_rules(load_model(), str(LG))
    return (*own, *chain.from_iterable(map(read_mapping, files)))


def read_mapping(file: File) -> list[tuple[str, Rule]]:
    """Return the rules in the mapping ``file``, by class.

    Raises UnreadableSourceError for terms that neither side has.
    """
    try:
        said = yaml.safe_load(file.read_text("utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError, OSError) as error:
        raise UnreadableSourceError(f"{file}: it cannot be read as YAML: {error}.") from error
    spellings = said.get("prefixes", {}) if isinstance(said, Mapping) else {}
    readers = [_Reader(file, said, prefixes) for prefixes in _variants(spellings)]
    return list(chain.from_iterable(reader.rules() for reader in readers))


def _variants(spellings: Mapping[str, str | list[str]]) -> list[dict[str, str]]:
    """Return the prefixes in each spelling that they have."""
    listed = {name: [one] if isinstance(one, str) else one for name, one in spellings.items()}
    most = max(map(len, listed.values()), default=1)
    return [{name: one[min(n, len(one) - 1)] for name, one in listed.items()} for n in range(most)]


class _Reader:
    """Reads one mapping, and says where it is wrong."""

    def __init__(self, file: File, said: Mapping[str, Any], prefixes: Mapping[str, str]) -> None:
        self._file = file
        self._prefixes = prefixes
        self._said = said
        self._model: Model = load_model()

    def rules(self) -> Iterator[tuple[str, Rule]]:
        """Yield what the mapping says of each class."""
        for name, part in self._said.get("entities", {}).items():
            self._check(part, _ENTITY, name)
            for class_, kind in part["classes"].items():
                self._known(kind, self._model.kinds, "class")
                yield self._iri(class_), self._rule(kind, part)
        for class_ in self._said.get("persons", []):
            yield self._iri(class_), Rule(person=True)
        for class_, part in self._said.get("statements", {}).items():
            relations = part if isinstance(part, list) else [part]
            yield self._iri(class_), Rule(relations=tuple(map(self._relation, relations)))

    def _rule(self, kind: str, part: Mapping[str, Any]) -> Rule:
        allowed = self._model.properties_of(kind)
        stated = part.get("properties", {})
        for name in stated:
            self._known(name, self._model.properties, "property")
        schemes = part.get("identifiers", {})
        for scheme in schemes:
            self._known(scheme, {"any": None, **registers()}, "register")
        return Rule(
            kind=kind,
            properties=tuple((n, self._paths(p)) for n, p in stated.items() if n in allowed),
            identifiers=tuple(
                (scheme.replace("any", ""), self._paths(p)) for scheme, p in schemes.items()
            ),
            relations=tuple(map(self._relation, part.get("relations", []))),
            places=tuple(map(self._place, part.get("places", []))),
            known=frozenset(map(self._iri, part.get("known", []))),
        )

    def _relation(self, said: Mapping[str, Any]) -> RelationRule:
        self._check(said, _RELATION, "relations")
        self._known(said["relation"], self._model.relations, "relation")
        properties = said.get("properties", {})
        for name in properties:
            self._known(name, self._model.relations[said["relation"]].carries, "property")
        return RelationRule(
            relation=said["relation"],
            source=self._paths(said.get("from", [])),
            target=self._paths(said.get("to", [])),
            properties=tuple((name, self._paths(p)) for name, p in properties.items()),
            constants=(("role", said["role"]),) if "role" in said else (),
        )

    def _place(self, said: Mapping[str, Any]) -> PlaceRule:
        self._check(said, _PLACE, "places")
        parts = ((name, self._paths(p)) for name, p in said.items() if name != "at")
        return PlaceRule(self._paths(said.get("at", [])), tuple(parts))

    def _paths(self, said: str | list[str]) -> Paths:
        return tuple(map(self._path, [said] if isinstance(said, str) else said))

    def _path(self, said: str) -> Path:
        return tuple(
            "^" + self._iri(step[1:]) if step.startswith("^") else self._iri(step)
            for step in said.split("/")
        )

    def _iri(self, name: str) -> str:
        prefix, colon, local = name.partition(":")
        if not colon or prefix not in self._prefixes:
            known = ", ".join(self._prefixes)
            self._refuse(f"{name!r} has no known prefix", f"write one of {known}, a colon, a name")
        return iri(f"{self._prefixes[prefix]}{local}")

    def _known(self, name: str, known: object, what: str) -> None:
        names = list(known) if isinstance(known, Mapping | frozenset) else []
        if name not in names:
            self._refuse(f"there is no {what} {name!r}", f"write one of {', '.join(sorted(names))}")

    def _check(self, said: object, known: tuple[str, ...], where: str) -> None:
        wrong = [key for key in said if key not in known] if isinstance(said, Mapping) else [said]
        if wrong:
            self._refuse(f"{where} has {wrong[0]!r}", f"write {', '.join(known)}")

    def _refuse(self, reason: str, remedy: str) -> None:
        raise UnreadableSourceError(f"{self._file}: {reason}; {remedy}.")
