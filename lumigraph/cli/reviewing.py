"""Commands of review: review, contradictions."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from itertools import islice
from typing import Annotated

import click
import typer

from graph.errors import UsageError
from graph.review.contradiction import Claim, Contradiction
from graph.review.contradictions import contradictions as contradictions_of
from graph.review.desk import Desk
from graph.review.proposal import KINDS, OPEN, STATES, Entry
from graph.review.queue import Wanted
from graph.schema import load_schema
from lumigraph.cli.app import Alongside, AsJson, Store, command, end, opened
from lumigraph.cli.output import cell, console, print_json, say, table, witness
from lumigraph.cli.review_sitting import Sitting

COLUMNS = ("id", "kind", "state", "confidence", "source", "title")
LIMIT = 1_000
ByWhom = Annotated[str, typer.Option("--by", help="Who decides, by default the setting `curator`.")]


@command("Judge identity", "review --list --kind pair")
def review(
    listed: Annotated[bool, typer.Option("--list", help="List proposals and end.")] = False,
    kind: Annotated[str, typer.Option(help=f"Only {', '.join(KINDS)}.")] = "",
    state: Annotated[str, typer.Option(help=f"One of {', '.join(STATES)}, or all.")] = OPEN,
    source: Annotated[str, typer.Option(help="Only what this source proposes.")] = "",
    by: ByWhom = "",
    store: Store = "",
    alongside: Alongside = False,
    as_json: AsJson = False,
) -> None:
    """Decide of uncertain pairs, facts read in documents, and remarks, by one key each."""
    _check("kind", kind, ("", *KINDS))
    _check("state", state, ("all", *STATES))
    with opened(store, alongside=alongside) as graph:
        desk = graph.desk
        chosen = "" if state == "all" else state
        entries = desk.entries(Wanted(state=chosen, kind=kind, source=source, limit=LIMIT))
        if listed or as_json:
            _list(desk, entries, as_json=as_json)
            end(found=bool(entries))
            return
        if not sys.stdin.isatty():
            raise UsageError("review asks by key, and nobody is there: use --list or --json")
        sitting = Sitting(desk, by or graph.settings.curator, console(), click.getchar, input)
        sitting.run(entries)
        say(f"{len(sitting.done)} of {len(entries)} decided. `lumigraph review` goes on.")


def _list(desk: Desk, entries: Sequence[Entry], *, as_json: bool) -> None:
    found = desk.in_words(entries)
    if as_json:
        tally = [{"kind": k, "state": s, "count": n} for (k, s), n in desk.tally().items()]
        print_json({"proposals": found, "tally": tally})
        return
    table(COLUMNS, [[getattr(one, name) for name in COLUMNS] for one in found])
    if len(found) == LIMIT:
        say(f"These are the surest {LIMIT:,}: --kind and --source show others.")


@command("Judge identity", "contradictions LASER-GO")
def contradictions(
    name: Annotated[str, typer.Argument(help="One entity; without, all.")] = "",
    kind: Annotated[str, typer.Option(help="Only entities of this top kind.")] = "",
    limit: Annotated[int, typer.Option(min=1, help="So many at most.")] = 100,
    store: Store = "",
    alongside: Alongside = False,
    as_json: AsJson = False,
) -> None:
    """List what sources contradict each other in, what stands, and the rule that chose."""
    with opened(store, alongside=alongside) as graph:
        about = graph.entity(name).id if name else ""
        found = list(islice(contradictions_of(graph.store, load_schema(), kind, about), limit))
    if as_json:
        print_json({"contradictions": found})
    for one in found if not as_json else ():
        say(f"{_contested(one)}: by {one.rule}")
        say(f"    stands  {_claim(one.stands)}")
        for claim in one.lost:
            say(f"    lost    {_claim(claim)}")
    if not found and not as_json:
        say("No sources contradict each other there.")
    if len(found) == limit and not as_json:
        say(f"These are the first {limit:,}: --limit shows more.")
    end(found=bool(found))


def _contested(one: Contradiction) -> str:
    """Return what is contradicted: a property of an entity, or of its relation to another."""
    about = f"{one.name} ({one.entity})"
    if one.relation:
        role = f" as {one.role}" if one.role else ""
        about = f"{about} {one.relation} {one.target_name} ({one.target}){role}"
    language = f" ({one.language})" if one.language else ""
    return f"{about}, {one.property}{language}"


def _claim(one: Claim) -> str:
    said = witness(one.witness)
    source = "" if said.startswith(one.witness.source) else f"{one.witness.source}: "
    return f"{cell(one.value)}  {source}{said}"


def _check(name: str, value: str, known: tuple[str, ...]) -> None:
    if value not in known:
        raise UsageError(f"'{value}' is no {name}: there are {', '.join(filter(None, known))}")
