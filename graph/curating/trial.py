"""What an entry by hand would do to the graph, tried out before it is made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from graph.curating.hand import Hand
from graph.ledger.holdings import Holdings
from graph.review.rehearsal import Effect, rehearse
from graph.schema import load_schema
from graph.store import GraphStore


def tried(hand: Hand, step: Callable[[Hand], str], about: str, other: str = "") -> Effect:
    """Return what ``step`` would change, which makes an entry about an entity.

    A public entry is tried out on what is public. ``other`` is the entity at the end of its
    relation, '' for an entry without one. Raises what making the entry would raise.
    """
    for name in filter(None, (about, other)):
        hand.check_known(name)
    beside = hand.keys_of(other) if other else ()

    def on_copy(copy: GraphStore) -> str:
        alone = replace(hand, holdings=Holdings(copy), visibility="", within=hand.ground)
        return step(alone)

    return rehearse(hand.known, load_schema(), hand.keys_of(about), on_copy, beside)
