"""What entries by hand say, in few words."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from graph.entities import label, texts
from graph.records import EntityRecord, Record, Value
from graph.review.asked import Named, ends, named
from graph.store import GraphStore
from ontology.model import Model


@dataclass(frozen=True, slots=True)
class Said:
    """What an entry says; ``denies`` where it says that this is not so."""

    text: str
    denies: bool


NOTHING = Said("", denies=False)


def said(
    store: GraphStore, model: Model, entries: Collection[str], language: str
) -> dict[str, Said]:
    """Return entry → what it says first, in the words of the vocabulary."""
    numbers = [one.number for name in entries for one in store.ledger.units(name).values()]
    by_entry: dict[str, list[Record]] = {}
    for stored in store.ledger.unit_records(numbers):
        by_entry.setdefault(stored.source, []).append(stored.record)
    first = {
        entry: min(records, key=lambda one: one.evidence.denies)
        for entry, records in by_entry.items()
        if entry in entries
    }
    names = named(store, {key for one in first.values() for key in ends(one)})
    words = _Words(model, names, language)
    return {entry: Said(words.of(one), one.evidence.denies) for entry, one in first.items()}


@dataclass(frozen=True, slots=True)
class _Words:
    """Says records in a language."""

    model: Model
    names: dict[str, Named]
    language: str

    def of(self, record: Record) -> str:
        """Return a record in words: who or what, the relation, the values."""
        properties = ", ".join(self._value(*one) for one in sorted(record.properties.items()))
        if isinstance(record, EntityRecord):
            name = label(record.properties.get("name"), "") or self.names[record.key].name
            return ": ".join(filter(None, [name, properties]))
        left, right = (self.names[key].name for key in ends(record))
        relation = self.model.label(record.type, self.language)
        return ", ".join(filter(None, [f"{left} {relation} {right}", properties]))

    def _value(self, name: str, value: Value) -> str:
        scheme = self.model.properties[name].scheme
        shown = [
            scheme.values[text].label.get(self.language, text)
            if scheme and text in scheme.values
            else text
            for text in texts(value) or [str(value)]
        ]
        return f"{self.model.label(name, self.language)} {', '.join(shown)}"
