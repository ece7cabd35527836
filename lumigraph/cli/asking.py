"""The question: who."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from graph.errors import UsageError
from graph.ledger.attribution import attributions
from graph.question.answer import Answer
from lumigraph.cli.answers import names_of, print_answer
from lumigraph.cli.app import Alongside, AsJson, Store, command, end, opened
from lumigraph.cli.output import note, print_json, say
from lumigraph.graph import Graph
from ontology.model import load_model

PAGE = 20
MOST = 5_000
"""How many hits a terminal shows, and a file holds, where nobody says otherwise."""


def kinds_beginning(incomplete: str) -> list[str]:
    """Return the kinds of organisation that begin with what was typed, for completion."""
    kinds = sorted(load_model().subclasses("Organisation"))
    return [kind for kind in kinds if kind.lower().startswith(incomplete.lower())]


def roles_beginning(incomplete: str) -> list[str]:
    """Return the roles that begin with what was typed, for completion."""
    roles = sorted(load_model().scheme("role").values)
    return [role for role in roles if role.startswith(incomplete.lower())]


@command("Ask", 'who "optical coherence tomography" Vienna')
def who(
    asked: Annotated[
        list[str] | None,
        typer.Argument(metavar="TECHNOLOGY REGION", help="The same as --technology and --region."),
    ] = None,
    technology: Annotated[
        str, typer.Option("--technology", "-x", help="A name in any language, an id, URI or code.")
    ] = "",
    region: Annotated[
        str, typer.Option("--region", "-y", help="A NUTS or ISO code, a name, a city, a group.")
    ] = "",
    limit: Annotated[
        int | None,
        typer.Option(min=1, max=1000, help=f"How many hits. Default: {PAGE}; in a file {MOST:,}."),
    ] = None,
    cursor: Annotated[str, typer.Option(help="`next` of the answer before.")] = "",
    kind: Annotated[
        list[str] | None,
        typer.Option(help="Only these: Company, University …", autocompletion=kinds_beginning),
    ] = None,
    role: Annotated[
        list[str] | None,
        typer.Option(help="Only in these roles: coordinator …", autocompletion=roles_beginning),
    ] = None,
    programme: Annotated[str, typer.Option(help="Only by projects of this programme.")] = "",
    valid_on: Annotated[str, typer.Option(help="Only links that held on this date.")] = "",
    period: Annotated[str, typer.Option(help="Only links that held within A..B.")] = "",
    as_of: Annotated[str, typer.Option(help="As the graph knew it on this date.")] = "",
    min_score: Annotated[int | None, typer.Option(help="Only hits of at least this score.")] = None,
    facets: Annotated[
        bool, typer.Option(help="With --json, count by kind, country, role …")
    ] = True,
    paths: Annotated[int, typer.Option(min=0, help="How many paths a hit shows.")] = 10,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="Write it to a table: .xlsx, .csv, or .zip of those."),
    ] = None,
    store: Store = "",
    alongside: Alongside = False,
    as_json: AsJson = False,
) -> None:
    """Who works on a technology in a region, ranked, with the reason and the source of each."""
    what, where = what_and_where(asked or (), technology, region)
    if output and as_json:
        raise UsageError("--json prints the answer and --output writes it: give one of them")
    with opened(store, alongside=alongside) as graph:
        result = graph.who(
            what,
            where,
            limit=limit or (MOST if output else PAGE),
            cursor=cursor,
            kinds=kind or (),
            roles=role or (),
            programme=programme,
            valid_on=valid_on,
            period=period,
            as_of=as_of,
            min_score=min_score,
            facets=facets and as_json,
            paths=paths,
        )
        names = {} if as_json else names_of(graph.store, shown(result.answer))
        if output:
            _write(graph, result.answer, output)
    if as_json:
        print_json(result.answer)
    elif not output:
        print_answer(result.answer, names)
    end(found=result.total > 0)


def _write(graph: Graph, answer: Answer, output: Path) -> None:
    from viz.exports.answers import who_tables  # tables are slow to import
    from viz.exports.to_file import write_tables

    date = graph.store.revision().at[:10]
    write_tables(who_tables(answer, date, attributions(graph.store)), output, date)
    say(f"{len(answer.hits):,} of {answer.total:,} organisations written to {output}")
    if graph.holdings.internal:
        note("Internal facts may be in it: keep it in the house.")


def what_and_where(asked: Sequence[str], technology: str, region: str) -> tuple[str, str]:
    """Return the technology and the region: the options, and in this order what is ``asked``.

    Raises ``UsageError`` unless that is one of each.
    """
    left = [*asked]
    what, where = (named or (left.pop(0) if left else "") for named in (technology, region))
    if left or not (what and where):
        raise UsageError(
            "name one technology and one region, what has several words in quotes: "
            '`lumigraph who "optical coherence tomography" Vienna`'
        )
    return what, where


def shown(answer: Answer) -> set[str]:
    """Return the ids that an answer for people names."""
    firsts = [hit.paths[0] for hit in answer.hits if hit.paths]
    ends = {end for path in firsts for step in path for end in (step.source, step.target)}
    return ends | {one.successor for one in (*answer.ended, *answer.unplaced)} - {""}
