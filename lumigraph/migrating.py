"""A whole graph moved to a store of another kind, or of another place."""

from __future__ import annotations

from graph.errors import NotEmptyError, UsageError
from graph.keeping.moving import move
from graph.ledger.writing import Progress
from graph.opening import nothing_left
from graph.rdf.values import Totals
from graph.schema import load_schema
from graph.store import GraphStore
from lumigraph.graph import open as open_graph
from lumigraph.settings import Settings


def migrated(
    settings: Settings, there: Settings, progress: Progress, *, alongside: bool = False
) -> dict[str, Totals]:
    """Put the graph of ``settings`` into the empty store of ``there``.

    Return URL → how much of everything went into it. The internal store goes along, unless both
    have the same: then it stays. Raises ``NotEmptyError`` before anything is written when a store
    there holds anything.
    """
    if settings.store == there.store:
        raise UsageError(f"{there.store} is where the graph is: name another store to move it to")
    with (
        nothing_left(there.store, there.internal()),
        open_graph(settings=settings, alongside=alongside) as origin,
        open_graph(settings=there, alongside=alongside) as goal,
    ):
        pairs = [(origin.holdings.public, goal.holdings.public)]
        moves = settings.internal() != there.internal()
        # Left as it is: the store of both would be brought in line with the empty one.
        if moves and (held := goal.holdings.unsettled()):
            raise NotEmptyError(held.url)
        _check(*pairs[0])
        if origin.holdings.internal and moves:
            pairs.append((origin.holdings.internal, goal.holdings.blank()))
        schema = load_schema()
        return {to.url: move(one, to, schema, progress=progress) for one, to in pairs}


def _check(origin: GraphStore, target: GraphStore) -> None:
    if target.revision().number:
        raise NotEmptyError(target.url)
    if not origin.revision().number:
        raise UsageError(f"{origin.url} is empty: there is nothing to move")
