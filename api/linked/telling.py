"""Facts of a document in the words of a page: who or what, what is said of it, and its state."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from api.linked.addresses import Place
from api.linked.facts import Shown, notes_of
from api.linked.language import Language
from api.service import Service
from graph.documents.told import Told
from graph.entities import Entity, label
from graph.records import EntityRecord, Record
from graph.store import GraphStore
from ontology.model import load_model


@dataclass(frozen=True, slots=True)
class Line:
    """A fact as the page lists it under ``number``.

    ``predicate`` and ``other`` are those of a relation; ``notes`` is all else that it says.
    """

    number: int
    state: str
    subject: Shown
    predicate: str
    other: Shown | None
    notes: Sequence[str]
    quote: str
    language: str
    confidence: int
    by: str
    doubt: str

    @property
    def text(self) -> str:
        """The fact without links, for who does not see the page."""
        other = self.other.text if self.other else ""
        return " ".join(filter(None, (self.subject.text, self.predicate, other, *self.notes)))


class Telling:
    """Puts the facts of a document into words; links lead to the pages of ``service``."""

    def __init__(self, store: GraphStore, service: Service, language: Language) -> None:
        self._store, self._service, self._in = store, service, language
        self._model = load_model()

    def lines(self, told: Sequence[Told]) -> list[Line]:
        """Return the facts in their order, numbered from 1."""
        keys = {key for one in told for key in _ends(one.fact)}
        shown = self.shown(keys, {key: name for one in told for key, name in _names(one)})
        return [self._line(number, one, shown) for number, one in enumerate(told, 1)]

    def shown(self, keys: Iterable[str], names: dict[str, str]) -> dict[str, Shown]:
        """Return key → its name and page; of what the graph lacks the name that is proposed."""
        wanted = sorted(set(keys))
        identities = self._store.ledger.identities(wanted)
        found = self._store.golden.entities(sorted({*identities.values(), *wanted}))
        return {
            key: self._entity(entity)
            if (entity := found.get(identities.get(key, key)))
            else Shown(names.get(key, key))
            for key in wanted
        }

    def _entity(self, entity: Entity) -> Shown:
        text, language = self._in.name(entity.properties.get("name"), entity.id)
        return Shown(text, language, self._in.keep(Place.of(self._service, entity).page))

    def _line(self, number: int, one: Told, shown: dict[str, Shown]) -> Line:
        fact, evidence = one.fact, one.fact.evidence
        ends = [shown[key] for key in _ends(fact)]
        relation = None if isinstance(fact, EntityRecord) else self._model.relations[fact.type]
        return Line(
            number,
            one.state,
            ends[0],
            self._in.of(relation.label) if relation else "",
            ends[1] if relation else None,
            [*self._kind(fact), *notes_of(fact.properties, self._in)],
            evidence.quote,
            evidence.language,
            round(100 * evidence.confidence),
            one.by,
            one.doubt,
        )

    def _kind(self, fact: Record) -> Iterator[str]:
        if isinstance(fact, EntityRecord):
            yield self._in.of(self._model.kinds[fact.type].label)


def _ends(record: Record) -> tuple[str, ...]:
    if isinstance(record, EntityRecord):
        return (record.key,)
    return (record.source, record.target)


def _names(one: Told) -> Iterator[tuple[str, str]]:
    for record in one.records:
        if isinstance(record, EntityRecord):
            yield record.key, label(record.properties.get("name"), record.key)
