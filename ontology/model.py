"""The vocabulary as the rest of the project asks it: kinds, properties, relations, validity."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from ontology import vocabulary
from ontology.checks import value_problems
from ontology.errors import UnknownTermError
from ontology.terms import Closure, Kind, Property, RelationType, Scheme, Texts, plain


class Model:
    """What exists, by name. Build it with ``load_model``."""

    def __init__(self, source: vocabulary.Vocabulary) -> None:
        self.kinds: dict[str, Kind] = {kind.name: kind for kind in source.kinds()}
        self.properties: dict[str, Property] = {p.name: p for p in source.properties()}
        self.relations: dict[str, RelationType] = {r.name: r for r in source.relations()}
        self.closures: dict[str, Closure] = {one.name: one for one in source.closures()}
        self._words = {word: kind for word, kind in source.words() if kind in self.kinds}
        self._lines = {name: tuple(self._line(name)) for name in self.kinds}
        self._allowed = {name: self._properties_of(name) for name in self.kinds}
        self._carried = {
            name: {p: self.properties[p] for p in relation.carries}
            for name, relation in self.relations.items()
        }

    def top(self, type_: str) -> str:
        """Return the top kind of ``type_``: Organisation for Cluster."""
        return self.ancestors(type_)[-1]

    def ancestors(self, type_: str) -> tuple[str, ...]:
        """Return ``type_`` and the kinds above it, the top kind last."""
        try:
            return self._lines[type_]
        except KeyError:
            known = ", ".join(self.kinds)
            raise UnknownTermError(f"No kind is called {type_!r}; there are {known}.") from None

    def subclasses(self, kind: str) -> frozenset[str]:
        """Return ``kind`` and every kind below it."""
        self.ancestors(kind)
        return frozenset(name for name, line in self._lines.items() if kind in line)

    def kind_named(self, word: str) -> str | None:
        """Return the kind that a source's word means: ``HES`` → University. None: unknown."""
        return self._words.get(plain(word))

    def properties_of(self, type_: str) -> Mapping[str, Property]:
        """Return the properties that an entity of ``type_`` may have, by name."""
        self.ancestors(type_)
        return self._allowed[type_]

    def scheme(self, property_: str) -> Scheme:
        """Return the scheme from which the values of ``property_`` come."""
        found = self.properties.get(property_)
        if found is None or found.scheme is None:
            raise UnknownTermError(f"No property {property_!r} takes its values from a scheme.")
        return found.scheme

    def label(self, name: str, lang: str = "en") -> str:
        """Return the label of a kind, property or relation in ``lang``, else in English."""
        for terms in (self.kinds, self.properties, self.relations):
            if name in terms:
                texts: Texts = terms[name].label
                return texts.get(lang, texts["en"])
        raise UnknownTermError(f"The vocabulary has no kind, property or relation {name!r}.")

    def problems(self, type_: str, properties: Mapping[str, object]) -> list[str]:
        """Return what is wrong with an entity's properties; an empty list when nothing is.

        Each message names the property and the value and says what to do.
        """
        if type_ not in self.kinds:
            return [f"kind {type_!r} is unknown: use one of {', '.join(self.kinds)}"]
        return list(self._property_problems(type_, self._allowed[type_], properties))

    def relation_problems(
        self, type_: str, source_kind: str, target_kind: str, properties: Mapping[str, object]
    ) -> list[str]:
        """Return what is wrong with a relation of ``type_`` between entities of these kinds."""
        relation = self.relations.get(type_)
        if relation is None:
            return [f"relation {type_!r} is unknown: use one of {', '.join(self.relations)}"]
        found = list(self._property_problems(type_, self._carried[type_], properties))
        if not self.joins(relation, source_kind, target_kind):
            allowed = ", ".join(sorted(f"{s} → {t}" for s, t in relation.pairs))
            found.append(
                f"{type_} does not lead from {source_kind} to {target_kind}: it joins {allowed}"
            )
        return found

    def joins(self, relation: RelationType, source_kind: str, target_kind: str) -> bool:
        """Whether ``relation`` may lead from one kind (or type) to the other."""
        sources = self._lines.get(source_kind, ())
        targets = self._lines.get(target_kind, ())
        return any((s, t) in relation.pairs for s in sources for t in targets)

    def _line(self, name: str) -> Iterator[str]:
        kind: str | None = name
        while kind is not None:
            yield kind
            kind = self.kinds[kind].parent

    def _properties_of(self, name: str) -> dict[str, Property]:
        line = set(self._lines[name])
        return {n: p for n, p in self.properties.items() if not line.isdisjoint(p.domain)}

    def _property_problems(
        self, owner: str, allowed: Mapping[str, Property], properties: Mapping[str, object]
    ) -> Iterator[str]:
        for name, value in properties.items():
            if name in allowed:
                yield from (
                    f"{name}: {problem}" for problem in value_problems(allowed[name], value)
                )
            elif name in self.properties:
                yield f"{name}: {value!r} is said of {owner}, which has no such property: remove it"
            else:
                known = ", ".join(sorted(allowed))
                yield f"{name}: {value!r} has an unknown property: {owner} knows {known}"


@cache
def load_model() -> Model:
    """Return the model of the bundled vocabulary, read once a process."""
    return Model(vocabulary.read())
