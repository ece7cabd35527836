"""The command that says what changed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from graph.difference.difference import Changes, EntityChange, RelationChange
from graph.difference.lines import verb_word
from graph.difference.sides import PRESENT, Comparison, Side, difference
from lumigraph.cli.app import Alongside, AsJson, Store, command, opened
from lumigraph.cli.output import cell, print_json, say

INDENT = "  "


@command("Keep", "diff 2026-05 2026-06")
def diff(
    before: Annotated[
        str,
        typer.Argument(help="A date (2026-05), a revision (12, #2026), or the name of a source."),
    ],
    after: Annotated[
        str, typer.Argument(help="Another of the same; now is the present.")
    ] = PRESENT,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="List every entity and relation.")
    ] = False,
    store: Store = "",
    alongside: Alongside = False,
    as_json: AsJson = False,
) -> None:
    """Say what changed between two states of the graph, or differs between two sources."""
    with opened(store, alongside=alongside) as graph:
        found = difference(graph.reader, before, after)
    if as_json:
        print_json(found.shape())
        return
    say(f"From {_side(found.before)} to {_side(found.after)}:")
    for line in found.lines:
        say(line)
    if verbose:
        _print_all(found)


def _side(one: Side) -> str:
    if one.kind == "source":
        return one.asked
    return f"{one.day or 'the beginning'} (revision {one.revision})"


def _print_all(found: Comparison) -> None:
    for entity in found.difference.entities:
        head = f"{entity.name} ({entity.id}), {entity.type}"
        _print_one(found, head, entity)
    for one in found.difference.relations:
        role = f" as {one.role}" if one.role else ""
        _print_one(found, f"{one.source} {one.relation} {one.target}{role}", one)


def _print_one(found: Comparison, head: str, one: EntityChange | RelationChange) -> None:
    verbs = ", ".join(verb_word(verb, sources=found.between_sources) for verb in one.verbs)
    say(f"{head}: {verbs}")
    for line in _values(one.changes):
        say(INDENT + line)


def _values(changes: Changes) -> Sequence[str]:
    return [
        f"{name}: {cell(was) or '–'} → {cell(now) or '–'}" for name, (was, now) in changes.items()
    ]
