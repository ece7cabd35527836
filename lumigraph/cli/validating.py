"""The command that checks: the graph, or its catalogue, against our rules and users' shapes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rdflib import Graph as Rdf

from graph.catalogue.profiles import profile_named
from graph.catalogue.rendering import catalogue_statements, written
from graph.errors import UsageError
from graph.rdf import to_rdflib
from graph.shacl import VIOLATION, Finding, findings, load_shapes
from graph.validation import validate as validate_graph
from lumigraph.cli.app import Alongside, AsJson, Profile, Store, command, end, opened
from lumigraph.cli.assessing import assess
from lumigraph.cli.output import print_json, say
from lumigraph.graph import Graph
from lumigraph.publishing import catalogue_of, hindrances
from ontology.vocabulary import FILE as VOCABULARY

Shapes = Annotated[
    list[Path] | None,
    typer.Option(
        "--shapes", exists=True, dir_okay=False, help="Also check it against SHACL shapes of yours."
    ),
]
Mqa = Annotated[
    bool,
    typer.Option(
        "--mqa",
        help="The catalogue as the European portal rates it, on a running server: one started for "
        "it, unless --server or --public names another.",
    ),
]
Server = Annotated[
    str, typer.Option("--server", help="With --mqa: ask this server, which runs here.")
]
Public = Annotated[
    str, typer.Option("--public", help="With --mqa: ask at this address, as the world does.")
]


@command("Keep", "validate --catalog")
def validate(
    catalog: Annotated[
        bool,
        typer.Option("--catalog", help="The catalogue: may it be published, and does it fit?"),
    ] = False,
    profile: Profile = "",
    shapes: Shapes = None,
    mqa: Mqa = False,
    server: Server = "",
    public: Public = "",
    store: Store = "",
    alongside: Alongside = False,
    as_json: AsJson = False,
) -> None:
    """Check that the graph is what its records and the vocabulary say."""
    if profile and not catalog:
        raise UsageError("--profile is for the catalogue: say --catalog too")
    profile_named(profile)
    if (server or public) and not mqa:
        raise UsageError("--server and --public are for the portal's rating: say --mqa too")
    with opened(store, alongside=alongside) as graph:
        if mqa:
            return end(found=assess(graph, public, server, shapes or (), as_json=as_json))
        problems = hindrances(graph) if catalog else validate_graph(graph.store)
        found = _found(graph, profile, shapes or (), catalog=catalog)
    problems += [str(one) for one in found if one.severity == VIOLATION]
    warnings = [str(one) for one in found if one.severity != VIOLATION]
    _print(problems, warnings, as_json=as_json)
    end(found=not problems)


def _found(graph: Graph, profile: str, shapes: Sequence[Path], *, catalog: bool) -> list[Finding]:
    """Return what users' shapes find in the catalogue, or in the graph."""
    if not shapes:
        return []
    asked = load_shapes(shapes)
    if catalog:
        statements = catalogue_statements(catalogue_of(graph), profile_named(profile))
        return findings(Rdf().parse(data=written(statements, "nt"), format="nt"), asked)
    data = to_rdflib(graph.store, graph.settings.base_uri)
    return findings(data, asked, Rdf().parse(VOCABULARY))


def _print(problems: Sequence[str], warnings: Sequence[str], *, as_json: bool) -> None:
    if as_json:
        print_json({"problems": problems, "warnings": warnings})
        return
    for line in (*problems, *warnings):
        say(line)
    counted = f"{len(problems):,} problems" if problems else "No problems"
    say(f"{counted}, {len(warnings):,} warnings." if warnings else f"{counted}.")
