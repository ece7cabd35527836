"""What is known before a document is read: names of things, and what each name may mean."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from weakref import WeakKeyDictionary

from graph.chunks import chunks
from graph.entities import Entity, texts
from graph.store import GraphStore
from ontology.regions import load_regions
from ontology.technologies import Concept, load_technologies

# Kinds of things in a graph whose names are looked for. Calls go by their identifier.
_KINDS = ("Organisation", "Project", "Programme", "Event")
_CALL = "Call"
_UNDETERMINED = "und"
# Entities whose places are looked up in one go.
_AT_ONCE = 2_000


@dataclass(frozen=True, slots=True)
class Named:
    """A known thing: its id, kind (organisation, project, programme, event, technology, region,
    place), its names by language ("" where none is stated) and its acronyms.

    ``country`` is ISO 3166-1 alpha-2 of an organisation, "" where unknown; ``type`` its class in
    the vocabulary.
    """

    id: str
    kind: str
    names: tuple[tuple[str, str], ...]
    acronyms: tuple[str, ...] = ()
    country: str = ""
    type: str = ""


@dataclass(frozen=True, eq=False)
class Known:
    """All that is known, by id. Without a store these are technologies and regions only."""

    things: Mapping[str, Named]


@cache
def vocabulary() -> Known:
    """Return what is known without a store: technologies and regions."""
    return Known({one.id: one for one in (*_technologies(), *_regions())})


_OF_STORES: WeakKeyDictionary[GraphStore, tuple[int, Known]] = WeakKeyDictionary()


def known_of(store: GraphStore) -> Known:
    """Return what is known with a store; worked out once for each of its revisions."""
    number = store.revision().number
    kept = _OF_STORES.get(store)
    if kept is None or kept[0] != number:
        things = {one.id: one for one in _things(store)}
        kept = _OF_STORES[store] = number, Known({**vocabulary().things, **things})
    return kept[1]


def _things(store: GraphStore) -> Iterator[Named]:
    for kind in _KINDS:
        named = (one for one in store.golden.all_entities(kind) if one.type != _CALL)
        for some in chunks(named, _AT_ONCE):
            countries = _countries(store, [one.id for one in some])
            yield from (_named(one, countries.get(one.id, "")) for one in some)


def _countries(store: GraphStore, ids: Sequence[str]) -> dict[str, str]:
    """Return the country of each of ``ids`` that has a place."""
    located = store.golden.relations(ids, ("LOCATED_IN",), "out")
    regions = ((one.source, load_regions().get(one.target)) for one in located)
    return {id_: region.country for id_, region in regions if region and region.country}


def _named(entity: Entity, country: str) -> Named:
    keys = ("name", "altName", "legalName")
    names = dict.fromkeys(pair for key in keys for pair in _by_language(entity.properties.get(key)))
    acronyms = tuple(texts(entity.properties.get("acronym")))
    return Named(entity.id, entity.kind.lower(), tuple(names), acronyms, country, entity.type)


def _by_language(value: object) -> Iterator[tuple[str, str]]:
    """Yield (language, text) of a value, whatever its shape."""
    by_language = value if isinstance(value, Mapping) else {"": value}
    for language, said in by_language.items():
        for text in texts(said):
            yield "" if language == _UNDETERMINED else str(language), text


def _technologies() -> Iterable[Named]:
    return (_technology(one) for one in load_technologies().concepts.values())


def _technology(concept: Concept) -> Named:
    names = [*concept.labels.items()]
    names += [(language, text) for language, texts_ in concept.alt.items() for text in texts_]
    return Named(concept.id, "technology", tuple(names))


def _regions() -> Iterable[Named]:
    for region in load_regions():
        yield Named(region.id, "region", tuple(region.names.items()), (), region.country or "")
