"""Linking the organisations of a store: sure pairs are judged one, doubtful ones are proposed."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection
from dataclasses import dataclass

from graph.golden.consequences import Touched, follow
from graph.linkage.grouping import Conflict, Tie
from graph.linkage.kept.batch import Batch
from graph.linkage.kept.index import Index
from graph.linkage.kept.upkeep import to_weigh
from graph.linkage.linking import Linked
from graph.linkage.model import Model
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
    """What linking a store did. ``left``: sure pairs that somebody has judged before."""

    organisations: int
    judged: int
    left: int
    proposed: Proposed
    conflicts: tuple[Conflict, ...]


def link_store(
    store: GraphStore, schema: Schema, model: Model, index: Index | None = None
) -> Outcome:
    """Judge sure pairs of the store's organisations and propose doubtful ones, in one revision.

    With an ``index`` that is kept beside the store only what changed since the model weighed last
    is compared, with all that resembles it. A pair that was judged before, by whomever, is left as
    it is, also when that was taken back; what was judged while pairs were weighed counts too.
    """
    if index is None:
        with Index.of() as fleeting:
            return link_store(store, schema, model, fleeting)
    batch = to_weigh(index, store, model)
    linked = batch.linked(model)
    sure = [tie for tie in linked.grouping.ties if tie.pair >= 0]
    with store.writing("link", f"{len(sure)} sure pairs"):
        decided = {frozenset((one.left, one.right)) for one in store.ledger.judgements(closed=True)}
        fresh = [tie for tie in sure if _pair(batch, tie) not in decided]
        for tie in fresh:
            left, right = batch.keys[tie.left], batch.keys[tie.right]
            store.ledger.judge(left, right, "same", RULE, _reason(linked, tie.pair, model))
        touched = {key for tie in fresh for key in _pair(batch, tie)}
        if touched:
            follow(store, schema, Touched(keys=touched))
        doubtful = (_proposal(batch, linked, place, model) for place in linked.grouping.queued)
        stays = _staying(store, index, model, decided)
        proposed = propose(store, RULE, doubtful, stays=stays)
    index.mark(batch, model.digest)
    conflicts = tuple(linked.grouping.conflicts)
    return Outcome(index.size(), len(fresh), len(sure) - len(fresh), proposed, conflicts)


def _staying(
    store: GraphStore, index: Index, model: Model, decided: Collection[frozenset[str]]
) -> Callable[[Proposal], bool]:
    """Return what tells whether an open proposal is as good as it was: neither side has changed."""
    asked = [_sides(one.proposal) for one in store.queue.entries(Wanted(OPEN, source=RULE))]
    resting = index.resting(frozenset().union(*asked), model.digest)
    return lambda one: _sides(one) <= resting and _sides(one) not in decided


def _sides(proposal: Proposal) -> frozenset[str]:
    pair = proposal.matter
    return frozenset((pair.left, pair.right)) if isinstance(pair, Pair) else frozenset()


def _pair(batch: Batch, tie: Tie) -> frozenset[str]:
    return frozenset((batch.keys[tie.left], batch.keys[tie.right]))


def _reason(linked: Linked, place: int, model: Model) -> str:
    told = (f"{one.comparison}: {one.level}" for one in reasons(linked.pairs, place, model)[:TOLD])
    return f"{linked.pairs.weight[place]:.1f} bits; {'; '.join(told)}"


def _proposal(batch: Batch, linked: Linked, place: int, model: Model) -> Proposal:
    pairs = linked.pairs
    told = {
        f"{one.comparison}: {one.level}": round(one.weight, 1)
        for one in reasons(pairs, place, model)
    }
    left, right = batch.keys[int(pairs.left[place])], batch.keys[int(pairs.right[place])]
    chance = 1 / (1 + math.exp2(-float(pairs.weight[place])))
    return Proposal(Pair(left, right, told), round(chance, 3), RULE)
