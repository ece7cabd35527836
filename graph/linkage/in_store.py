"""Linking the entities of a store: sure pairs are judged one, doubtful ones are proposed."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from graph.golden.consequences import Touched, follow
from graph.ledger.verdicts import Said
from graph.linkage.kept.batch import Batch
from graph.linkage.kept.index import Index
from graph.linkage.kept.sorts import ORGANISATIONS, PROJECTS, Sort
from graph.linkage.kept.upkeep import to_weigh
from graph.linkage.model import Model
from graph.linkage.others import project
from graph.linkage.others.weighing import Weighed, rules, weigh_places
from graph.linkage.scoring import reasons
from graph.review.proposal import OPEN, Pair, Proposal
from graph.review.proposing import Proposed, propose
from graph.review.queue import Wanted
from graph.schema import Schema
from graph.store import GraphStore

RULE = "linkage"
"""Who judges and proposes."""
TOLD = 3
"""So many reasons stand in a judgement."""


class Apart(NamedTuple):
    """Two first keys of entities that were not merged: their numbers in a register differ."""

    left: str
    right: str
    numbers: tuple[tuple[str, ...], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What linking a store did: how many organisations and projects it has, and places it saw.

    ``left``: sure pairs that somebody has judged before; ``apart``: pairs that identifiers forbid.
    """

    organisations: int
    projects: int
    places: int
    judged: int
    left: int
    proposed: Proposed
    apart: tuple[Apart, ...]


def models(model: Model) -> Mapping[Sort, Model]:
    """Return by what records of each sort are weighed; organisations by ``model``."""
    return {ORGANISATIONS: model, PROJECTS: rules(project.RULES)}


def link_store(
    store: GraphStore, schema: Schema, model: Model, index: Index | None = None
) -> Outcome:
    """Judge sure pairs of a store's entities and propose doubtful ones, in one revision.

    ``model`` is for organisations. With an ``index`` that is kept beside the store only those
    organisations and projects are compared that changed since they were last, with all that
    resembles them. A pair that was judged before, by whomever, is left as it is, also when that
    was taken back; what was judged while pairs were weighed counts too.
    """
    if index is None:
        with Index.of() as fleeting:
            return link_store(store, schema, model, fleeting)
    by_sort = models(model)
    batches = [to_weigh(index, store, weights, sort) for sort, weights in by_sort.items()]
    places = weigh_places(store)
    some = [*(_weighed(one, by_sort[one.sort]) for one in batches), places]
    sure = [one for part in some for one in _sure(part)]
    with store.writing("link", f"{len(sure)} sure pairs"):
        decided = {frozenset((one.left, one.right)) for one in store.ledger.judgements(closed=True)}
        fresh = [one for one in sure if one.pair not in decided]
        for one in fresh:
            store.ledger.judge(*one)
        if fresh:
            follow(store, schema, Touched(keys={key for one in fresh for key in one.pair}))
        doubtful = (one for part in some for one in _doubtful(part))
        proposed = propose(store, RULE, doubtful, stays=_staying(store, index, by_sort.values()))
    for batch in batches:
        index.mark(batch, by_sort[batch.sort].digest)
    return Outcome(
        index.size(),
        index.size(PROJECTS),
        len(places.keys),
        judged=len(fresh),
        left=len(sure) - len(fresh),
        proposed=proposed,
        apart=tuple(one for part in some for one in _apart(part)),
    )


def _weighed(batch: Batch, model: Model) -> Weighed:
    return Weighed(batch.keys, batch.linked(model), model)


def _staying(
    store: GraphStore, index: Index, models: Collection[Model]
) -> Callable[[Proposal], bool]:
    """Return what tells whether an open proposal is as good as it was.

    Neither side has changed, and no judgement stands; one that was taken back is asked anew.
    """
    judged = {frozenset((one.left, one.right)) for one in store.ledger.judgements()}
    asked = [_sides(one.proposal) for one in store.queue.entries(Wanted(OPEN, source=RULE))]
    keys = frozenset[str]().union(*asked)
    resting = frozenset[str]().union(*(index.resting(keys, one.digest) for one in models))
    return lambda one: _sides(one) <= resting and _sides(one) not in judged


def _sides(proposal: Proposal) -> frozenset[str]:
    pair = proposal.matter
    return frozenset((pair.left, pair.right)) if isinstance(pair, Pair) else frozenset()


def _apart(some: Weighed) -> Iterator[Apart]:
    for one in some.linked.grouping.conflicts:
        left, right = some.keys[one.tie.left], some.keys[one.tie.right]
        yield Apart(left, right, (one.left, one.right))


def _sure(some: Weighed) -> Iterator[Said]:
    for tie in some.linked.grouping.ties:
        if tie.pair >= 0:
            why = _reason(some, tie.pair)
            yield Said(some.keys[tie.left], some.keys[tie.right], "same", RULE, why)


def _reason(some: Weighed, place: int) -> str:
    pairs = some.linked.pairs
    told = (f"{one.comparison}: {one.level}" for one in reasons(pairs, place, some.model)[:TOLD])
    return f"{pairs.weight[place]:.1f} bits; {'; '.join(told)}"


def _doubtful(some: Weighed) -> Iterator[Proposal]:
    pairs = some.linked.pairs
    for place in some.linked.grouping.queued:
        told = {
            f"{one.comparison}: {one.level}": round(one.weight, 1)
            for one in reasons(pairs, place, some.model)
        }
        left, right = some.keys[int(pairs.left[place])], some.keys[int(pairs.right[place])]
        chance = 1 / (1 + math.exp2(-float(pairs.weight[place])))
        yield Proposal(Pair(left, right, told), round(chance, 3), RULE)
