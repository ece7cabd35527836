"""Linking the entities of a store: sure pairs are judged one, doubtful ones are proposed."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from graph.golden.consequences import Touched, follow
from graph.ledger.verdicts import Said
from graph.linkage.grouping import Conflict
from graph.linkage.kept.index import Index
from graph.linkage.kept.upkeep import to_weigh
from graph.linkage.model import Model
from graph.linkage.others.weighing import Weighed, weigh_places, weigh_projects
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


@dataclass(frozen=True, slots=True)
class Outcome:
    """What linking a store did: how many organisations, projects and places it looked at.

    ``left``: sure pairs that somebody has judged before.
    """

    organisations: int
    projects: int
    places: int
    judged: int
    left: int
    proposed: Proposed
    conflicts: tuple[Conflict, ...]


def link_store(
    store: GraphStore, schema: Schema, model: Model, index: Index | None = None
) -> Outcome:
    """Judge sure pairs of a store's entities and propose doubtful ones, in one revision.

    ``model`` is for organisations: with an ``index`` that is kept beside the store only what
    changed since it weighed last is compared, with all that resembles it. A pair that was judged
    before, by whomever, is left as it is, also when that was taken back; what was judged while
    pairs were weighed counts too.
    """
    if index is None:
        with Index.of() as fleeting:
            return link_store(store, schema, model, fleeting)
    batch = to_weigh(index, store, model)
    projects, places = weigh_projects(store), weigh_places(store)
    some = [Weighed(batch.keys, batch.linked(model), model), projects, places]
    sure = [one for part in some for one in _sure(part)]
    with store.writing("link", f"{len(sure)} sure pairs"):
        decided = {frozenset((one.left, one.right)) for one in store.ledger.judgements(closed=True)}
        fresh = [one for one in sure if one.pair not in decided]
        for one in fresh:
            store.ledger.judge(*one)
        if fresh:
            follow(store, schema, Touched(keys={key for one in fresh for key in one.pair}))
        doubtful = (one for part in some for one in _doubtful(part))
        proposed = propose(store, RULE, doubtful, stays=_staying(store, index, model))
    index.mark(batch, model.digest)
    conflicts = tuple(one for part in some for one in part.linked.grouping.conflicts)
    looked = (index.size(), len(projects.keys), len(places.keys))
    return Outcome(*looked, len(fresh), len(sure) - len(fresh), proposed, conflicts)


def _staying(store: GraphStore, index: Index, model: Model) -> Callable[[Proposal], bool]:
    """Return what tells whether an open proposal is as good as it was.

    Neither side has changed, and no judgement stands; one that was taken back is asked anew.
    """
    judged = {frozenset((one.left, one.right)) for one in store.ledger.judgements()}
    asked = [_sides(one.proposal) for one in store.queue.entries(Wanted(OPEN, source=RULE))]
    resting = index.resting(frozenset().union(*asked), model.digest)
    return lambda one: _sides(one) <= resting and _sides(one) not in judged


def _sides(proposal: Proposal) -> frozenset[str]:
    pair = proposal.matter
    return frozenset((pair.left, pair.right)) if isinstance(pair, Pair) else frozenset()


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
