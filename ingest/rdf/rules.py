"""What is read of a node: by its classes, which paths lead to which property or relation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import chain
from typing import NamedTuple

from ingest.rdf.terms import iri
from ontology.model import Model
from ontology.terms import Property

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
TYPE = iri(f"{RDF}type")
Path = tuple[str, ...]
"""Predicates, as terms, to go along; ``^`` before one means backwards."""
Paths = tuple[Path, ...]
"""Ways to the same thing, the best first."""
REMEMBERED = 100_000
HERE: Paths = ()
"""The node itself."""


@dataclass(frozen=True, slots=True)
class RelationRule:
    """A relation that a node states, from ``source`` to ``target``.

    ``relation`` is its name, '' where the node names it by ``rdf:predicate``. ``properties`` are
    read along paths from the node.
    """

    relation: str
    source: Paths = HERE
    target: Paths = HERE
    properties: tuple[tuple[str, Paths], ...] = ()
    constants: tuple[tuple[str, str], ...] = ()

    def fitting(self, predicates: frozenset[str]) -> RelationRule:
        """Return the part of the rule for a node with these predicates."""
        said = tuple(one for one in self.properties if _begins(one[1], predicates))
        return replace(self, properties=said)


@dataclass(frozen=True, slots=True)
class PlaceRule:
    """Where an entity is: ``at`` leads to nodes whose ``parts`` (country, nuts, city …) say it."""

    at: Paths
    parts: tuple[tuple[str, Paths], ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """What is read of a node; ``kind`` is '' where it is no entity.

    ``exact`` rules take values as they are written, others through the cleaners. Nothing is read
    of what is a ``person``. ``known`` are the predicates that are covered.
    """

    kind: str = ""
    exact: bool = False
    person: bool = False
    properties: tuple[tuple[str, Paths], ...] = ()
    identifiers: tuple[tuple[str, Paths], ...] = ()
    relations: tuple[RelationRule, ...] = ()
    places: tuple[PlaceRule, ...] = ()
    known: frozenset[str] = frozenset()

    def fitting(self, predicates: frozenset[str]) -> Rule:
        """Return the part of the rule for a node with these predicates."""
        return replace(
            self,
            properties=tuple(one for one in self.properties if _begins(one[1], predicates)),
            identifiers=tuple(one for one in self.identifiers if _begins(one[1], predicates)),
            relations=tuple(
                one.fitting(predicates)
                for one in self.relations
                if _begins(one.source, predicates) and _begins(one.target, predicates)
            ),
            places=tuple(one for one in self.places if _begins(one.at, predicates)),
        )

    def paths(self) -> Iterable[Path]:
        """Return every path that the rule goes."""
        parts = [paths for _, paths in (*self.properties, *self.identifiers)]
        for relation in self.relations:
            parts += [relation.source, relation.target, *(p for _, p in relation.properties)]
        for place in self.places:
            parts += [_joined(place.at, paths) for _, paths in place.parts]
        return chain.from_iterable(parts)


def _begins(paths: Paths, predicates: frozenset[str]) -> bool:
    """Tell whether a node with these predicates may have something at the end of ``paths``."""
    return paths == HERE or any(path[0] in predicates for path in paths)


def _joined(first: Paths, second: Paths) -> Paths:
    return tuple((*one, *two) for one in first or ((),) for two in second)


class Fit(NamedTuple):
    """What is read of nodes that are alike, and which of their predicates nothing covers.

    ``passing`` are those that are covered only where the way to something else leads here.
    Nothing is read of what is a ``person``.
    """

    rule: Rule | None
    unknown: tuple[str, ...]
    passing: tuple[str, ...] = ()
    person: bool = False


class Rules:
    """The rules of all mappings by class, joined for nodes of several classes."""

    def __init__(self, by_class: Iterable[tuple[str, Rule]], model: Model) -> None:
        self._by_class: dict[str, list[Rule]] = {}
        for class_, rule in by_class:
            self._by_class.setdefault(class_, []).append(rule)
        self._model = model
        self._joined: dict[tuple[str, ...], Rule | None] = {}
        self._fitting: dict[tuple[tuple[str, ...], frozenset[str]], Fit] = {}
        paths = [
            path for rules in self._by_class.values() for rule in rules for path in rule.paths()
        ]
        self.inner = frozenset(chain.from_iterable(path[1:] for path in paths)) | {TYPE}
        """Predicates of nodes that are read on the way to something else."""
        steps = chain.from_iterable(paths)
        self.inverse = frozenset(step[1:] for step in steps if step.startswith("^"))
        """Predicates that are gone backwards."""

    def fit(self, classes: tuple[str, ...], predicates: frozenset[str]) -> Fit:
        """Return what is read of a node of ``classes`` with these predicates, and what is not."""
        known = self._fitting.get((classes, predicates))
        if known is None:
            rule = self.of(classes)
            stated = {one for one in predicates if one[0] != "^"}
            if rule:
                known = Fit(rule.fitting(predicates), tuple(sorted(stated - rule.known)))
            elif self._person(classes):
                known = Fit(None, tuple(sorted(stated - {TYPE})), person=True)
            else:
                unknown, passing = stated - self.inner, stated & self.inner
                known = Fit(None, tuple(sorted(unknown)), tuple(sorted(passing)))
            if len(self._fitting) < REMEMBERED:
                self._fitting[classes, predicates] = known
        return known

    def of(self, classes: tuple[str, ...]) -> Rule | None:
        """Return what is read of a node of ``classes``; None when no mapping speaks of it."""
        if classes not in self._joined:
            found = [rule for name in classes for rule in self._by_class.get(name, ())]
            taken = found and not self._person(classes)
            self._joined[classes] = self._join(found) if taken else None
        return self._joined[classes]

    def _person(self, classes: tuple[str, ...]) -> bool:
        """Tell whether what is of these classes is a person, of whom nothing is read."""
        return any(rule.person for name in classes for rule in self._by_class.get(name, ()))

    def _join(self, every: list[Rule]) -> Rule:
        # What our own vocabulary says of a node, other vocabularies only repeat.
        rules = [rule for rule in every if rule.exact] or every
        kinds = [rule.kind for rule in rules if rule.kind]
        kind = max(kinds, key=lambda one: len(self._model.ancestors(one)), default="")
        return Rule(
            kind=kind,
            exact=rules[0].exact,
            properties=_merged(rule.properties for rule in rules),
            identifiers=_merged(rule.identifiers for rule in rules),
            relations=tuple(dict.fromkeys(chain.from_iterable(one.relations for one in rules))),
            places=tuple(dict.fromkeys(chain.from_iterable(one.places for one in rules))),
            known=frozenset().union(
                {TYPE}, *(one.known for one in every), *(_first(one) for one in every)
            ),
        )


def _first(rule: Rule) -> frozenset[str]:
    """Return the predicates that a rule begins with."""
    return frozenset(path[0] for path in rule.paths() if path)


def _merged(several: Iterable[tuple[tuple[str, Paths], ...]]) -> tuple[tuple[str, Paths], ...]:
    found: dict[str, Paths] = {}
    for name, paths in chain.from_iterable(several):
        found[name] = tuple(dict.fromkeys((*found.get(name, ()), *paths)))
    return tuple(found.items())


def own_rules(model: Model, namespace: str) -> Iterable[tuple[str, Rule]]:
    """Yield the rules of our own vocabulary, by class: each term stands for itself."""
    relations = tuple(
        RelationRule(one.name, target=((iri(namespace + one.property),),))
        for one in model.relations.values()
    )
    identifiers = (("", ((iri(f"{namespace}identifier"),), (iri(f"{OWL}sameAs"),))),)
    for kind in model.kinds:
        allowed = model.properties_of(kind).values()
        rule = Rule(
            kind=kind,
            exact=True,
            properties=tuple(_own(p, namespace) for p in allowed if not p.computed),
            identifiers=identifiers,
            relations=relations,
            known=frozenset(
                {iri(f"{RDFS}label"), *(iri(namespace + p.name) for p in allowed if p.computed)}
            ),
        )
        yield iri(namespace + kind), rule
    for class_ in (f"{namespace}Relation", f"{RDF}Statement"):
        yield iri(class_), _own_statement(model, namespace)


def _own_statement(model: Model, namespace: str) -> Rule:
    """Return the rule of nodes that state a relation with its role, its time and its amounts."""
    carried = sorted(set().union(*(one.carries for one in model.relations.values())))
    statement = RelationRule(
        relation="",
        source=((iri(f"{RDF}subject"),),),
        target=((iri(f"{RDF}object"),),),
        properties=tuple(_own(model.properties[name], namespace) for name in carried),
    )
    return Rule(exact=True, relations=(statement,), known=frozenset({iri(f"{RDF}predicate")}))


def _own(prop: Property, namespace: str) -> tuple[str, Paths]:
    return prop.name, ((iri(namespace + prop.name),),)


def relations_by_iri(model: Model, namespace: str) -> Mapping[str, str]:
    """Return the names of relations by the terms of their IRIs."""
    return {iri(namespace + one.property): one.name for one in model.relations.values()}
