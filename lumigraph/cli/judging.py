"""Commands about identity: merge, split, judgements, undo."""

from __future__ import annotations

import getpass
from typing import Annotated

import typer

from graph.identity import Judgement
from graph.judging import judge
from graph.judging import undo as undo_judgement
from graph.schema import load_schema
from lumigraph.cli.app import AsJson, Store, app, end, opened
from lumigraph.cli.output import print_json, say, table

By = Annotated[str, typer.Option("--by", help="Who judges; by default the user of this machine.")]
Reason = Annotated[str, typer.Option("--reason", help="Why, for those who come after.")]


@app.command(epilog="Example: lumigraph merge litek pic:999643492 --reason 'same address'")
def merge(
    left: str,
    right: str,
    by: By = "",
    reason: Reason = "",
    store: Store = "",
    as_json: AsJson = False,
) -> None:
    """Judge that two entities are one. `undo` takes it back."""
    _judge(left, right, "same", by, reason, store, as_json=as_json)


@app.command(epilog="Example: lumigraph split litek pic:999643492")
def split(
    left: str,
    right: str,
    by: By = "",
    reason: Reason = "",
    store: Store = "",
    as_json: AsJson = False,
) -> None:
    """Judge that two keys of one entity are two entities. `undo` takes it back."""
    _judge(left, right, "different", by, reason, store, as_json=as_json)


def _judge(
    left: str, right: str, verdict: str, by: str, reason: str, store: str, *, as_json: bool
) -> None:
    with opened(store) as graph:
        judgement = judge(
            graph.store,
            load_schema(),
            left,
            right,
            verdict,
            by=by or getpass.getuser(),
            reason=reason,
        )
    _print([judgement], as_json=as_json)


@app.command(epilog="Example: lumigraph judgements")
def judgements(
    undone: Annotated[bool, typer.Option(help="Those taken back too.")] = False,
    store: Store = "",
    as_json: AsJson = False,
) -> None:
    """List the judgements of identity."""
    with opened(store) as graph:
        found = graph.store.ledger.judgements(closed=undone)
    _print(found, as_json=as_json)
    end(found=bool(found))


@app.command(epilog="Example: lumigraph undo 3")
def undo(number: int, store: Store = "", as_json: AsJson = False) -> None:
    """Take a judgement back: the graph is again what it was without it."""
    with opened(store) as graph:
        judgement = undo_judgement(graph.store, load_schema(), number)
    if as_json:
        print_json(judgement)
    else:
        say(f"Judgement {judgement.number} ({judgement.left}, {judgement.right}) is taken back.")


def _print(found: list[Judgement], *, as_json: bool) -> None:
    if as_json:
        print_json({"judgements": found})
    else:
        rows = (
            (one.number, one.verdict, one.left, one.right, one.by, one.at, one.reason)
            for one in found
        )
        table(("number", "verdict", "left", "right", "by", "at", "reason"), rows)
