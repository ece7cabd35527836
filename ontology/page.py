"""The vocabulary as a page for people: ``docs/vocabulary.md``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ontology.model import Model
from ontology.terms import Kind, Property, Scheme

HEAD = """# The vocabulary

Made from [`ontology/vocabulary.ttl`](../ontology/vocabulary.ttl) by `python -m ontology.derive`; \
the Turtle file has the labels and definitions in four languages and the mappings to public terms.
"""


def page(model: Model) -> str:
    """Return the page as Markdown."""
    schemes = sorted({one.name: one for one in _schemes(model)}.items())
    parts = [
        HEAD,
        "## Kinds\n",
        table(("Kind", "Label", "Definition"), kind_rows(model)),
        "## Relations\n",
        table(("Relation", "From → to", "Carries", "Definition"), relation_rows(model)),
        "## What follows from relations\n",
        "Properties of RDF alone, in the graph of what follows.\n",
        table(("Property", "From → to", "Definition"), _closures(model)),
        "## Properties\n",
        table(("Property", "Of", "Value", "Definition"), _properties(model)),
        "## Values of the small schemes\n",
        "A value that is a special case of another names it in brackets.\n",
        table(("Property", "Values"), (_values(model, scheme) for _, scheme in schemes)),
    ]
    return "\n".join(parts)


def kind_rows(model: Model) -> Iterator[Sequence[str]]:
    """Yield name, label and definition of every kind, lower kinds indented below their upper."""
    for kind in sorted(model.kinds.values(), key=lambda one: model.ancestors(one.name)[::-1]):
        yield (_indented(model, kind), kind.label["en"], kind.definition["en"])


def _indented(model: Model, kind: Kind) -> str:
    return "– " * (len(model.ancestors(kind.name)) - 1) + f"`{kind.name}`"


def relation_rows(model: Model) -> Iterator[Sequence[str]]:
    """Yield name, ends, properties carried and definition of every relation."""
    for name, one in sorted(model.relations.items()):
        arrow = "↔" if one.symmetric else "→"
        pairs = "; ".join(f"{source} {arrow} {target}" for source, target in sorted(one.pairs))
        yield (f"`{name}`", pairs, ", ".join(sorted(one.carries)), one.definition["en"])


def _closures(model: Model) -> Iterator[Sequence[str]]:
    for name, one in sorted(model.closures.items()):
        yield (f"`{name}`", f"{one.domain or '…'} → {one.range}", one.definition["en"])


def _properties(model: Model) -> Iterator[Sequence[str]]:
    for name, one in sorted(model.properties.items()):
        domain = sorted(one.domain) + ["relations"] * one.on_relations
        yield (f"`{name}`", ", ".join(domain), _value(one), one.definition["en"])


def _value(one: Property) -> str:
    words = [f"one of {one.scheme.name}" if one.scheme else one.datatype]
    words += ["several"] * one.multiple + ["computed"] * one.computed
    return ", ".join(words)


def _schemes(model: Model) -> Iterator[Scheme]:
    return (one.scheme for one in model.properties.values() if one.scheme)


def _values(model: Model, scheme: Scheme) -> Sequence[str]:
    users = sorted(
        name
        for name, one in model.properties.items()
        if one.scheme and one.scheme.name == scheme.name
    )
    values = (
        f"`{value}`" + (f" ({one.broader})" if one.broader else "")
        for value, one in sorted(scheme.values.items())
    )
    return (", ".join(f"`{name}`" for name in users) + f" ({scheme.name})", ", ".join(values))


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table as Markdown."""
    lines = [columns, ["---"] * len(columns), *rows]
    return "".join(f"| {' | '.join(cell.replace('|', '/') for cell in row)} |\n" for row in lines)
