"""Finding entities by name, typing errors forgiven."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from graph.entities import DEFAULT_BASE_URI, Entity, uri
from graph.errors import Suggestion, UnknownNameError, UsageError
from graph.question.bounds import so_many
from graph.question.understanding import ambiguous, unknown
from graph.store import GraphStore
from ontology.fold import fold
from ontology.model import load_model

LEAST = 60
BEGINS_NAME = 92
BEGINS_WORD = 86
"""How like a name is that begins with what was typed so far, or one of whose words does."""


@dataclass(frozen=True, slots=True)
class Found:
    """An entity that a search found, and how near (0..100) its best name is to the text."""

    id: str
    uri: str
    name: str
    kind: str
    type: str
    nearness: int


def search(
    store: GraphStore,
    text: str,
    kinds: Collection[str] = (),
    limit: int = 10,
    base_uri: str = DEFAULT_BASE_URI,
    language: str = "en",
) -> list[Found]:
    """Return the entities whose names are nearest to ``text``, best first, then by id.

    They are called as ``language`` calls them, where it does, whatever name is the nearest.
    ``kinds`` are kinds or classes (Organisation, Cluster) to look among, with those below them;
    empty means all. Raises ``UsageError`` for one that the vocabulary does not have, and for less
    than one entity.
    """
    kinds, limit = classes_asked(kinds), so_many("limit", limit)
    folded = fold(text)
    best: dict[str, int] = {}
    named = [(id_, folded) for id_ in store.names.exact(text)]
    for id_, name in (*named, *store.names.resembling(folded, kinds)):
        best[id_] = max(best.get(id_, 0), likeness(folded, name))
    near = sorted((-nearness, id_) for id_, nearness in best.items() if nearness >= LEAST)
    entities = store.golden.entities([id_ for _, id_ in near[: limit + len(named)]])
    found = [
        Found(id_, uri(one, base_uri), one.named(language)[0], one.kind, one.type, -nearness)
        for nearness, id_ in near
        if (one := entities.get(id_)) and (not kinds or one.kind in kinds or one.type in kinds)
    ]
    return found[:limit]


def kind_asked(asked: str) -> str:
    """Return the kind or class that is asked for. Raises ``UsageError`` for what is none."""
    model = load_model()
    kind = asked if asked in model.kinds else model.kind_named(asked)
    if kind is None:
        raise UsageError(f"'{asked}' is no kind: give one of {', '.join(sorted(model.kinds))}")
    return kind


def classes_asked(kinds: Collection[str]) -> tuple[str, ...]:
    """Return the kinds or classes that are asked for, and those below them."""
    below = load_model().subclasses
    return tuple(sorted({one for kind in kinds for one in below(kind_asked(kind))}))


def likeness(asked: str, name: str) -> int:
    """Return how like (0..100) two folded names are; a part of a name counts less than all."""
    if asked == name:
        return 100
    if name.startswith(asked):
        return BEGINS_NAME
    begins = BEGINS_WORD if f" {asked}" in name else 0
    return min(99, max(begins, resemblance(asked, name)))


def resemblance(asked: str, name: str) -> int:
    """Return how like (0..100) two folded texts are letter by letter, or, for less, in words."""
    whole = 100 * OSA.normalized_similarity(asked, name)
    part = 0.9 * fuzz.token_set_ratio(asked, name)
    return round(max(whole, part))


def entity_named(store: GraphStore, name: str) -> Entity:
    """Return the one entity that ``name`` means: id, URI, key, or a name it goes by.

    Raises ``AmbiguousNameError`` for a name that several bear, and ``UnknownNameError`` with the
    nearest names.
    """
    last = name.rsplit("/", 1)[-1] if name.startswith(("http://", "https://")) else name
    for id_ in (last, store.ledger.identities([last]).get(last, "")):
        entity = store.golden.entities([id_]).get(id_)
        if entity:
            return entity
    bearers = store.golden.entities(store.names.exact(name))
    if len(bearers) == 1:
        return next(iter(bearers.values()))
    if bearers:
        raise ambiguous(name, [Suggestion(one.id, one.label, 100) for one in bearers.values()])
    near = [Suggestion(one.id, one.name, one.nearness) for one in search(store, name, limit=5)]
    raise UnknownNameError(unknown("entity", name, near), name, near)
