"""Commands about identity: merge, split, judgements, undo."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated

import typer

from graph.errors import UsageError
from graph.ledger.identity import Judgement
from graph.ledger.judgement_file import apply_judgements, write_judgements
from graph.ledger.judging import check_new, in_words, overruled
from graph.ledger.written import withheld
from lumigraph.cli.app import Alongside, AsJson, Store, command, end, opened
from lumigraph.cli.output import print_json, say, table
from lumigraph.graph import Graph

Key = Annotated[str, typer.Argument(help="An id, or a key such as pic:999643492.")]
By = Annotated[
    str, typer.Option("--by", help="Who judges, by default the setting `curator`; dumps name it.")
]
Reason = Annotated[str, typer.Option("--reason", help="Why, for those who come after.")]
MEANING = {"same": "one entity", "different": "two entities"}
COLUMNS = ("number", "verdict", "left", "right", "by", "at", "reason")


@command("Judge identity", "merge medical-university-vienna pic:999989976 --reason 'same VAT'")
def merge(
    left: Key,
    right: Key,
    by: By = "",
    reason: Reason = "",
    store: Store = "",
    alongside: Alongside = False,
    as_json: AsJson = False,
) -> None:
    """Judge that two entities are one; `undo` takes it back."""
    with opened(store, alongside=alongside) as graph:
        who = by or graph.settings.curator
        check_new(graph.holdings.whole, left, right, "same")
        judgement = graph.holdings.judge(left, right, "same", by=who, reason=reason)
        lost = _overruled(graph, judgement)
    _print_new(judgement, withheld(who, reason), lost, as_json=as_json)


@command("Judge identity", "split medical-university-vienna pic:999989976")
def split(
    left: Key,
    right: Key,
    by: By = "",
    reason: Reason = "",
    store: Store = "",
    alongside: Alongside = False,
    as_json: AsJson = False,
) -> None:
    """Judge that two keys of one entity are two entities; `undo` takes it back."""
    with opened(store, alongside=alongside) as graph:
        who = by or graph.settings.curator
        check_new(graph.holdings.whole, left, right, "different")
        judgement = graph.holdings.judge(left, right, "different", by=who, reason=reason)
        lost = _overruled(graph, judgement)
    _print_new(judgement, withheld(who, reason), lost, as_json=as_json)


@command("Judge identity", "judgements")
def judgements(
    undone: Annotated[bool, typer.Option(help="Those taken back too.")] = False,
    output: Annotated[
        Path | None, typer.Option(help="Write those that stand to this CSV file.")
    ] = None,
    taken: Annotated[
        Path | None,
        typer.Option("--import", help="Judge what such a file says: same, different, undone."),
    ] = None,
    store: Store = "",
    alongside: Alongside = False,
    as_json: AsJson = False,
) -> None:
    """List the judgements of identity, write them to a file, or take such a file in."""
    if (taken or output) and (as_json or undone or (taken and output)):
        raise UsageError("--import and --output take a file and nothing else: give one of them")
    if taken:
        _take_in(taken, store, alongside=alongside)
        return
    with opened(store, alongside=alongside) as graph:
        found = graph.store.ledger.judgements(closed=undone)
        idle = [in_words(*one) for one in overruled(graph.store.ledger)]
    if output:
        number = write_judgements([one for one in found if one.closed is None], output)
        say(f"{number:,} judgements are in {output}: `lumigraph judgements --import` takes them.")
    elif as_json:
        print_json({"judgements": found})
    elif found:
        table(COLUMNS, [[getattr(one, name) for name in COLUMNS] for one in found])
        _tell_overruled(idle)
    else:
        say("No judgement stands: `lumigraph merge` and `split` make them.")
    end(found=bool(found))


@command("Judge identity", "undo 3")
def undo(
    number: Annotated[int, typer.Argument(help="The number that `lumigraph judgements` shows.")],
    store: Store = "",
    alongside: Alongside = False,
    as_json: AsJson = False,
) -> None:
    """Take a judgement back: the graph is again what it was without it."""
    with opened(store, alongside=alongside) as graph:
        judgement = graph.holdings.undo(number)
    if as_json:
        print_json({"judgements": [judgement]})
    else:
        say(f"Judgement {judgement.number} ({judgement.left}, {judgement.right}) is taken back.")


def _take_in(file: Path, store: str, *, alongside: bool) -> None:
    with opened(store, alongside=alongside) as graph:
        done = apply_judgements(graph.holdings, file, graph.settings.curator)
    say(
        f"{done.made:,} judgements made, {done.undone:,} taken back, "
        f"{done.standing:,} stood so already."
    )
    _tell_overruled(done.overruled)
    _tell_withheld(done.withheld)


def _overruled(graph: Graph, by: Judgement) -> list[str]:
    """Say which judgements no longer count since this one was made."""
    found = overruled(graph.holdings.whole.ledger)
    return [in_words(one, forbids) for one, forbids in found if forbids.number == by.number]


def _tell_overruled(found: Sequence[str]) -> None:
    """Say which judgements do not count."""
    for one in found:
        say(f"Does not count: {one}.")


def _tell_withheld(found: Mapping[str, int]) -> None:
    """Say what personal data were left out of who judges and why, if any."""
    if found:
        kinds = ", ".join(f"{kind} {number:,}" for kind, number in found.items())
        say(f"Personal data were left out of who judges and why ({kinds}).")


def _print_new(
    one: Judgement, left_out: Mapping[str, int], lost: Sequence[str], *, as_json: bool
) -> None:
    if as_json:
        print_json({"judgements": [one]})
    else:
        say(f"Judgement {one.number}: {one.left} and {one.right} are {MEANING[one.verdict]}.")
        say(f"`lumigraph undo {one.number}` takes it back.")
        _tell_overruled(lost)
        _tell_withheld(left_out)
