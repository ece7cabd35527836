"""Linking tables and graphs: what the command `link` does, and the files it writes."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path

from graph.errors import UsageError
from graph.export import cell, whole_text
from graph.in_turn import in_turn
from graph.linkage.grouping import Tie
from graph.linkage.in_store import Outcome, link_store
from graph.linkage.kept.index import Index
from graph.linkage.learning import Learnt, learn
from graph.linkage.linking import Linked
from graph.linkage.model import FILE, Model
from graph.linkage.organisation import Organisation
from graph.linkage.scoring import reasons
from graph.linkage.truth import distinct
from graph.schema import load_schema
from graph.store import GraphStore
from ingest.tables.organisations import read_organisations
from lumigraph.graph import Graph
from lumigraph.settings import Settings

COLUMNS = ("group", "row", "name", "country", "city", "with_row", "because")
QUEUE_COLUMNS = ("left_row", "right_row", "left", "right", "weight", "because")
TOLD = 4
"""So many reasons stand in a cell."""


def tuned(settings: Settings, weights: Path | None, automatic: float | None) -> Model:
    """Return the weights and thresholds to use: flags go before settings, these before the file.

    Raises ``UsageError`` for a file that holds none, and where people would be asked of what is
    merged already.
    """
    stated = weights or (Path(settings.link_weights) if settings.link_weights else FILE)
    model = Model.load(stated)
    merged = settings.link_automatic if automatic is None else automatic
    model = model if merged is None else replace(model, automatic=merged)
    if settings.link_queue is None:
        return model
    if settings.link_queue > model.automatic:
        raise UsageError(
            f"link_queue is {settings.link_queue:g}, and from {model.automatic:g} bits on pairs "
            "are merged unasked: set link_queue to less, or link_automatic to more"
        )
    return replace(model, queue=settings.link_queue)


def train(tables: Sequence[Path], output: Path) -> Learnt:
    """Learn from tables whose rows have identifiers, and write the weights."""
    lists = (read_organisations(path).organisations for path in tables)
    learnt = learn(distinct(chain.from_iterable(lists)))
    learnt.model.save(output)
    return learnt


def write_groups(
    records: Sequence[Organisation], linked: Linked, model: Model, output: Path
) -> None:
    """Write a line a row of the table, those of one organisation together."""
    bound: dict[int, Tie] = {}
    for made in linked.grouping.ties:
        later, earlier = max(made.left, made.right), min(made.left, made.right)
        bound.setdefault(earlier if later in bound else later, made)
    with whole_text(output) as file:
        lines = csv.writer(file)
        lines.writerow(COLUMNS)
        for group, members in enumerate(linked.grouping.groups, 1):
            for number in members:
                one = records[number]
                tie = bound.get(number)
                other = "" if tie is None else records[sum(tie[:2]) - number].id
                why = "" if tie is None else because(linked, tie, model)
                said = (one.names[0], one.country, one.city, other, why)
                lines.writerow([group, one.id, *map(cell, said)])


def write_queue(
    records: Sequence[Organisation], linked: Linked, model: Model, output: Path
) -> None:
    """Write the pairs that a person is to judge, the likeliest first."""
    with whole_text(output) as file:
        lines = csv.writer(file)
        lines.writerow(QUEUE_COLUMNS)
        for place in linked.grouping.queued:
            tie = Tie(int(linked.pairs.left[place]), int(linked.pairs.right[place]), pair=place)
            left, right = records[tie.left], records[tie.right]
            weight = f"{linked.pairs.weight[place]:.2f}"
            said = (left.id, right.id, left.names[0], right.names[0])
            lines.writerow([*map(cell, said), weight, because(linked, tie, model)])


def because(linked: Linked, tie: Tie, model: Model) -> str:
    """Return in a line why two records are one: the identifier, or what weighs most."""
    if tie.key:
        return tie.key
    told = reasons(linked.pairs, tie.pair, model)[:TOLD]
    parts = (f"{one.comparison}: {one.level} ({one.weight:+.1f})" for one in told)
    return f"{linked.pairs.weight[tie.pair]:.1f} bits; {'; '.join(parts)}"


def waterfall(linked: Linked, place: int, model: Model) -> Iterator[tuple[str, str, str]]:
    """Yield (comparison, level, weight) of a pair, from the base to the sum, in bits."""
    yield "any two that share a key", "", f"{model.base:+.2f}"
    for one in reasons(linked.pairs, place, model):
        yield one.comparison, one.level, f"{one.weight:+.2f}"
    yield "together", "", f"{linked.pairs.weight[place]:+.2f}"


def link_graph(graph: Graph, model: Model) -> list[Outcome]:
    """Link the entities of each store of a graph, the public one by what is public alone."""

    def link(store: GraphStore) -> Outcome:
        graph.holdings.settle()  # the house follows what was judged in public
        with Index.of(graph.settings.linkage_folder(store.url)) as index:
            return link_store(store, load_schema(), model, index)

    return [*in_turn(graph.holdings.stores, link).values()]
