"""Candidates for the rows of a batch, with few looks into the store however many rows there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from graph.entities import Entity, Relation
from graph.errors import UsageError
from graph.question.search import LEAST
from graph.question.understanding import CLEAR
from graph.reconciliation.asked import CITY, COUNTRY, REGION, WEBSITE, Query
from graph.reconciliation.scoring import (
    BARE,
    FITS,
    bare_name,
    features,
    likeness,
    meant,
    score,
)
from graph.store import GraphStore
from ontology.model import load_model
from ontology.regions import load_regions

CERTAIN = 100
SURE = 91
"""The least score of a match; a name that only shares its words with another scores less."""
POOL = 25
"""How many entities a row, by their names, are compared in all that is known of them."""
FORMS = 100
"""So many names that go on after the one asked are looked at for a legal form."""
PLACED = {COUNTRY, CITY, REGION}

Nearness = dict[str, int]
"""Entity id → how near its best name is."""

Naming = Callable[[GraphStore, Sequence[Query], Sequence[tuple[str, ...]]], list[Nearness]]
"""How entities are proposed for queries, of the kinds of each."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entity that a row may mean: its score (0..100), what it comes from, and the verdict."""

    entity: Entity
    score: float
    match: bool
    features: Mapping[str, int]


def reconcile(store: GraphStore, queries: Sequence[Query]) -> list[list[Candidate]]:
    """Return the candidates of each query, best first.

    What decides at once is an identifier that the graph knows, a website that one of the candidates
    has, or a name that one entity bears, unless the clues speak against it. For the others names
    that are like the one asked are looked at. Raises ``UsageError`` for a kind that the vocabulary
    does not have.
    """
    answers = _answered(store, queries, _borne)
    open_ = [row for row, found in enumerate(answers) if not (found and found[0].match)]
    alike = _answered(store, [queries[row] for row in open_], _alike)
    for row, found in zip(open_, alike, strict=True):
        answers[row] = found
    return answers


def _answered(store: GraphStore, queries: Sequence[Query], named: Naming) -> list[list[Candidate]]:
    if not queries:
        return []
    kinds = [kinds_of(query.kinds) for query in queries]
    pointed = _pointed(store, queries)
    pools = [_pool(near) for near in named(store, queries, kinds)]
    wanted = {id_ for some in (*pools, *pointed) for id_ in some}
    entities = store.golden.entities(wanted)
    places = _places(store, queries, entities)
    answers = []
    for query, allowed, pool, ids in zip(queries, kinds, pools, pointed, strict=True):
        here = {
            id_: one for id_ in (*pool, *ids) if (one := entities.get(id_)) and _is_of(one, allowed)
        }
        certain = [here[id_] for id_ in ids if id_ in here]
        if certain:
            answers.append(_decided(query, certain))
        else:
            answers.append(_judged(query, pool, here, places))
    return answers


def kinds_of(asked: Iterable[str]) -> tuple[str, ...]:
    """Return kinds with all below them, in order. Raises ``UsageError`` for an unknown one."""
    model = load_model()
    found: set[str] = set()
    for one in asked:
        if one not in model.kinds:
            known = ", ".join(sorted(model.kinds))
            raise UsageError(f"'{one}' is no type: give one of {known}")
        found |= model.subclasses(one)
    return tuple(sorted(found))


def _is_of(entity: Entity, kinds: Sequence[str]) -> bool:
    return not kinds or entity.type in kinds or entity.kind in kinds


def _pointed(store: GraphStore, queries: Sequence[Query]) -> list[list[str]]:
    """Return for each query the ids of entities that it names for certain."""
    asked = [query.identifiers() or query.own_keys() for query in queries]
    every = {key for keys in asked for key in keys}
    bearers: defaultdict[str, set[str]] = defaultdict(set)
    for key, identifier in store.ledger.aliases(every):
        bearers[identifier].add(key)
        bearers[key].add(identifier)
    identities = store.ledger.identities(every | {one for some in bearers.values() for one in some})

    def entities(key: str) -> set[str]:
        return {identities[one] for one in (key, *bearers[key]) if one in identities}

    # What the text alone says may be an entity's id, which need not be a key.
    return [
        sorted({id_ for key in keys for id_ in entities(key)} | ({*keys} - {*query.identifiers()}))
        for query, keys in zip(queries, asked, strict=True)
    ]


def _borne(
    store: GraphStore, queries: Sequence[Query], kinds: Sequence[tuple[str, ...]]
) -> list[Nearness]:
    """Return for each query the entities that bear the name asked, legal forms aside."""
    exact = store.names.exact_each({text for one in queries for text in (one.folded, one.bare)})
    rest = {one.bare for one in queries if one.bare and not exact[one.folded] + exact[one.bare]}
    formed = {
        text: [id_ for id_, name in names if bare_name(name) == text]
        for text, names in store.names.longer_each(rest, FORMS).items()
    }
    found = []
    for query, allowed in zip(queries, kinds, strict=True):
        near = dict.fromkeys(exact[query.folded], CERTAIN)
        for id_ in (*exact[query.bare], *formed.get(query.bare, ())):
            near.setdefault(id_, BARE)
        found.append(near | _regions(query, allowed, near))
    return found


def _alike(
    store: GraphStore, queries: Sequence[Query], kinds: Sequence[tuple[str, ...]]
) -> list[Nearness]:
    """Return for each query those, and the entities whose names are like the one asked."""
    found = _borne(store, queries, kinds)
    looked: dict[tuple[str, ...], dict[str, list[tuple[str, str]]]] = {}
    for allowed in set(kinds):
        texts = {one.bare for one, its in zip(queries, kinds, strict=True) if its == allowed}
        looked[allowed] = store.names.resembling_each(texts, allowed)
    for query, allowed, near in zip(queries, kinds, found, strict=True):
        for id_, nearness in _nearest(query, looked[allowed][query.bare]):
            near[id_] = max(near.get(id_, 0), nearness)
        near |= _regions(query, allowed, near)
    return found


def _nearest(query: Query, names: Sequence[tuple[str, str]]) -> Iterable[tuple[str, int]]:
    """Yield (id, nearness) of the names that are worth a closer look."""
    texts = [name for _, name in names]
    for name, _, row in process.extract(query.bare, texts, scorer=fuzz.token_set_ratio, limit=POOL):
        yield names[row][0], likeness(query, name)


def _regions(query: Query, kinds: Sequence[str], near: Nearness) -> Nearness:
    """Return the regions that a text means, by code too, and those of its name that it does not.

    Vienna is a city, and a region of each level: the one of NUTS 2 is meant.
    """
    regions = meant(query.text) if not kinds or "Region" in kinds else ()
    others = {one.id for region in regions for one in load_regions().chain(region)}
    others |= {id_ for id_ in near for one in regions if id_.startswith(one.id)}
    behind = {id_: min(near[id_], CERTAIN - CLEAR) for id_ in others if id_ in near}
    return behind | {one.id: CERTAIN for one in regions}


def _pool(near: Nearness) -> Nearness:
    ordered = sorted((-nearness, id_) for id_, nearness in near.items() if nearness >= LEAST)
    return {id_: -nearness for nearness, id_ in ordered[:POOL]}


def _places(
    store: GraphStore, queries: Sequence[Query], entities: Iterable[str]
) -> Mapping[str, list[Relation]]:
    """Return where entities are, if any query asks."""
    found: defaultdict[str, list[Relation]] = defaultdict(list)
    if any(clue.property in PLACED for query in queries for clue in query.clues):
        for relation in store.golden.relations(list(entities), ["LOCATED_IN"], "out"):
            found[relation.source].append(relation)
    return found


def _decided(query: Query, certain: Sequence[Entity]) -> list[Candidate]:
    """Return what an identifier names; several are no match, for one of them must be wrong."""
    known = {clue.property: CERTAIN for clue in query.clues if clue.identifiers()} or {
        "id": CERTAIN
    }
    return [Candidate(one, CERTAIN, len(certain) == 1, known) for one in certain[: query.limit]]


def _judged(
    query: Query,
    pool: Nearness,
    entities: Mapping[str, Entity],
    places: Mapping[str, list[Relation]],
) -> list[Candidate]:
    scored = []
    for id_, nearness in pool.items():
        if id_ in entities:
            found = features(query, nearness, entities[id_], places.get(id_, ()))
            scored.append(Candidate(entities[id_], score(found), False, found))
    sited = [one for one in scored if one.features.get(WEBSITE) == FITS]
    if len(sited) == 1:
        return [Candidate(sited[0].entity, CERTAIN, True, sited[0].features)]
    scored = _ordered(query, scored)
    if scored and _clear(scored):
        best = scored[0]
        scored[0] = Candidate(best.entity, best.score, True, best.features)
    return scored[: query.limit]


def _ordered(query: Query, scored: Sequence[Candidate]) -> list[Candidate]:
    """Return candidates, best first; of several firsts, whose name says least beside what is asked.

    Whatever holds all the words of a name scores alike: an organisation, and each agreement that is
    called after it.
    """
    ordered = sorted(scored, key=lambda one: (-one.score, one.entity.id))
    tied = sum(one.score == ordered[0].score for one in ordered)
    if tied > 1:
        ordered[:tied] = sorted(ordered[:tied], key=lambda one: -_closeness(query, one.entity))
    return ordered


def _closeness(query: Query, entity: Entity) -> float:
    return max((fuzz.ratio(query.folded, name) for name in entity.folded()), default=0)


def _clear(scored: Sequence[Candidate]) -> bool:
    """Tell whether the first is near enough, and nearer than all others."""
    if scored[0].score < SURE:
        return False
    return len(scored) == 1 or scored[0].score - scored[1].score >= CLEAR
