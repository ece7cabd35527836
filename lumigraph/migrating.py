"""A whole graph moved to a store of another kind, or of another place."""

from __future__ import annotations

from dataclasses import replace

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
    settings: Settings, target: str, progress: Progress, *, alongside: bool = False
) -> dict[str, Totals]:
    """Put the graph of ``settings`` into the empty store at the URL ``target``.

    Return URL → how much of everything went into it. The internal store goes along, to where the
    settings put that of ``target``; where ``internal_store`` names one place for both, it stays.
    Raises ``NotEmptyError`` before anything is written when a store there holds anything.
    """
    there = replace(settings, store=target)
    if settings.store == target:
        raise UsageError(f"{target} is where the graph is: name another store to move it to")
    with (
        nothing_left(target, there.internal()),
        open_graph(settings=settings, alongside=alongside) as origin,
        open_graph(settings=there, alongside=alongside) as goal,
    ):
        pairs = [(origin.holdings.public, goal.holdings.public)]
        moves = settings.internal() != there.internal()
        if goal.holdings.internal and moves:
            raise NotEmptyError(goal.holdings.internal.url)
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
