"""Forms for entries by hand, as the vocabulary says them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graph.entities import END_PROPERTIES
from graph.errors import UsageError
from ontology.model import Model
from ontology.terms import Property, Texts


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that a field may take, and what people see."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class RelationChoice:
    """A relation that there is a form of; ``pairs`` are the (source, target) kinds it may join."""

    value: str
    label: str
    pairs: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Field:
    """One property: ``multiple`` may have several values; ``values`` are all that are allowed.

    ``datatype`` is that of the vocabulary; a ``langString`` has a text for each language.
    ``pattern`` is what a value must look like, '' for anything. ``required`` is what something
    new must have.
    """

    name: str
    label: str
    help: str
    datatype: str
    multiple: bool
    pattern: str
    required: bool
    values: Sequence[Choice]


@dataclass(frozen=True, slots=True)
class Form:
    """What may be entered of a kind or a relation.

    ``sources`` and ``targets`` are the kinds that a relation joins; a kind has neither. ``end`` is
    the property that says when it ended, '' where none does.
    """

    name: str
    label: str
    help: str
    fields: Sequence[Field]
    sources: Sequence[str]
    targets: Sequence[str]
    end: str


def form_of(model: Model, name: str, language: str = "en") -> Form:
    """Return the form of a kind or relation. Raises ``UsageError`` when there is none."""
    if name in model.kinds:
        kind = model.kinds[name]
        properties = list(model.properties_of(name).values())
        return Form(
            name,
            _in(kind.label, language),
            _in(kind.definition, language),
            _fields(properties, language),
            [],
            [],
            next((one for one in END_PROPERTIES if one in model.properties_of(name)), ""),
        )
    if name in model.relations:
        one = model.relations[name]
        properties = [model.properties[key] for key in sorted(one.carries)]
        return Form(
            name,
            _in(one.label, language),
            _in(one.definition, language),
            _fields(properties, language),
            sorted(one.domain),
            sorted(one.range),
            "until",
        )
    raise UsageError(f"'{name}' is neither a kind nor a relation of the vocabulary")


def choices(model: Model, language: str = "en") -> tuple[list[Choice], list[RelationChoice]]:
    """Return the kinds and the relations that there are forms of."""
    kinds = [Choice(name, _in(one.label, language)) for name, one in sorted(model.kinds.items())]
    ties = [
        RelationChoice(name, _in(one.label, language), sorted(one.pairs))
        for name, one in sorted(model.relations.items())
    ]
    return kinds, ties


def _fields(properties: Iterable[Property], language: str) -> list[Field]:
    """Return a field for each property that a source may state, the name first."""
    fields = [_field(one, language) for one in properties if not one.computed]
    return sorted(fields, key=lambda one: (one.name != "name", one.label))


def _field(one: Property, language: str) -> Field:
    values = one.scheme.values.values() if one.scheme else ()
    return Field(
        one.name,
        _in(one.label, language),
        _in(one.definition, language),
        one.datatype,
        one.multiple,
        one.pattern or "",
        one.name == "name",
        [Choice(value.value, _in(value.label, language)) for value in values],
    )


def _in(texts: Texts, language: str) -> str:
    return texts.get(language, texts["en"])
