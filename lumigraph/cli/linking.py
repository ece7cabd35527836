"""The command `link`: which records of organisations are one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated

import typer

from graph.errors import UsageError
from graph.linkage.learning import SURE, Learnt
from graph.linkage.linking import Linked
from graph.linkage.linking import link as link_records
from graph.linkage.model import Model
from graph.linkage.organisation import Organisation
from ingest.tables.organisations import read_organisations
from lumigraph.cli.app import Alongside, Store, command, opened
from lumigraph.cli.output import say, table
from lumigraph.configuration import load_settings
from lumigraph.linking import link_graph, train, tuned, waterfall, write_groups, write_queue

GROUPS = Path("groups.csv")
SHOWN = 10
MEASURES = ("precision", "recall", "what")


@command("Judge identity", "link --table members.csv --output groups.csv")
def link(
    tables: Annotated[
        list[Path] | None,
        typer.Option("--table", help="Link the rows of this table instead of a store."),
    ] = None,
    output: Annotated[
        Path | None, typer.Option(help="Where groups, or weights, are written.")
    ] = None,
    queue: Annotated[
        Path | None, typer.Option(help="Where the pairs of a table to judge are written.")
    ] = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Show what speaks for and against each pair.")
    ] = False,
    learn: Annotated[
        bool,
        typer.Option("--train", help="Learn weights from tables whose rows have identifiers."),
    ] = False,
    weights: Annotated[Path | None, typer.Option(help="The weights and thresholds to use.")] = None,
    automatic: Annotated[
        float | None, typer.Option(help="From how many bits on a pair is merged.")
    ] = None,
    store: Store = "",
    alongside: Alongside = False,
) -> None:
    """Find records that are one: merge sure ones, queue doubtful ones.

    Of a table the organisations, of a store also projects and places.
    """
    if learn:
        _learn(tables or [], output)
        return
    model = tuned(load_settings(), weights, automatic)
    if tables:
        _link_table(tables, model, output or GROUPS, queue, explain=explain)
        return
    if output or queue or explain:
        raise UsageError("--output, --queue and --explain are about a table: give --table")
    _link_store(model, store, alongside=alongside)


def _learn(tables: list[Path], output: Path | None) -> None:
    if not tables or output is None:
        raise UsageError("--train needs --table, whose rows have identifiers, and --output")
    learnt = train(tables, output)
    table(MEASURES, _measures(learnt), title=f"{learnt.true:,} true pairs, {learnt.found:,} found")
    say(f"Among the first three candidates: {learnt.among_first:.1%} of records with a partner.")
    say(f"{learnt.apart:,} pairs look the same under different identifiers: they do not count.")
    say(f"Weights are in {output}: `lumigraph link --weights {output}` uses them.")


def _measures(learnt: Learnt) -> list[tuple[str, str, str]]:
    precision, recall, f1 = learnt.measured.best
    sure = learnt.measured.recall_at(SURE)
    asked = learnt.measured.at(learnt.model.queue)
    return [
        (f"{SURE:.3f}", f"{sure:.3f}", f"merged, from {learnt.model.automatic:.1f} bits on"),
        (f"{precision:.3f}", f"{recall:.3f}", f"best F1, {f1:.3f}"),
        (f"{asked[0]:.3f}", f"{asked[1]:.3f}", f"asked, from {learnt.model.queue:.1f} bits on"),
    ]


def _link_table(
    tables: list[Path], model: Model, output: Path, queue: Path | None, *, explain: bool
) -> None:
    if len(tables) > 1:
        raise UsageError("one --table at a time is linked; put the rows into one table")
    records, nameless, wrong = read_organisations(tables[0])
    linked = link_records(records, model)
    write_groups(records, linked, model, output)
    found = linked.grouping
    many = sum(len(one) > 1 for one in found.groups)
    say(f"{len(records):,} rows are {len(found.groups):,} organisations, {many:,} of several rows.")
    if nameless:
        _tell_nameless(nameless)
    for one in wrong[:SHOWN]:
        say(f"Left out, row {one.row}, {one.column}: '{one.value}': {one.reason}; {one.remedy}.")
    _tell_more(len(wrong))
    for conflict in found.conflicts[:SHOWN]:
        left, right = (records[number] for number in conflict.tie[:2])
        sides = (f"row {one.id} ({one.names[0]})" for one in (left, right))
        _tell_apart(sides, (conflict.left, conflict.right))
    _tell_more(len(found.conflicts))
    if queue:
        write_queue(records, linked, model, queue)
    where = f" in {queue}" if queue else "; --queue FILE writes them"
    say(f"{len(found.queued):,} pairs are for a person to judge{where}. Groups are in {output}.")
    if explain:
        _explain(records, linked, model)


def _tell_apart(sides: Iterable[str], numbers: Iterable[Sequence[str]]) -> None:
    differ = " and ".join(map(", ".join, numbers))
    say(f"Not merged: {' and '.join(sides)} have different numbers: {differ}")


def _tell_more(number: int) -> None:
    if number > SHOWN:
        say(f"… and {number - SHOWN:,} more.")


def _tell_nameless(rows: list[int]) -> None:
    named = ", ".join(map(str, rows[:SHOWN])) + (", …" if len(rows) > SHOWN else "")
    say(f"Rows without a name, which are left out: {len(rows):,} ({named}).")


def _explain(records: list[Organisation], linked: Linked, model: Model) -> None:
    ties = [one.pair for one in linked.grouping.ties if one.pair >= 0]
    for place in (*ties, *linked.grouping.queued):
        left, right = (
            records[int(side[place])] for side in (linked.pairs.left, linked.pairs.right)
        )
        title = f"row {left.id} {left.names[0]} | row {right.id} {right.names[0]}"
        table(("comparison", "answer", "bits"), [*waterfall(linked, place, model)], title=title)


def _link_store(model: Model, store: str, *, alongside: bool) -> None:
    with opened(store, alongside=alongside) as graph:
        outcomes = link_graph(graph, model)
        shown = outcomes[-1].apart[:SHOWN]
        called = {key: graph.entity(key).label for one in shown for key in (one.left, one.right)}
    whole, judged = outcomes[-1], sum(one.judged for one in outcomes)
    told = f"{whole.organisations:,} organisations, {whole.projects:,} projects"
    told += f", {whole.places:,} places" if whole.places else ""
    say(f"{told}: {judged:,} pairs are judged one.")
    if whole.left:
        say(f"{whole.left:,} sure pairs were judged before and are left as they are.")
    say(f"{whole.proposed.new:,} new pairs are in the queue: `lumigraph review` shows them.")
    for one in shown:
        _tell_apart((f"{called[key]} ({key})" for key in (one.left, one.right)), one.numbers)
    _tell_more(len(whole.apart))
    if judged:
        say("`lumigraph judgements` lists what was judged, `lumigraph undo N` takes it back.")
