"""The command export: the whole graph, its catalogue, or a part of it as a network."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from graph.errors import UsageError
from graph.export import WRITERS
from graph.export import export as export_graph
from lumigraph.cli.app import Alongside, Internal, Profile, Store, command, end, opened
from lumigraph.cli.output import say
from lumigraph.graph import Graph
from lumigraph.publishing import DCAT, export_catalogue, hindrances
from viz.exports.forms import FORMS
from viz.exports.to_file import form_of
from viz.network.selection import Part

NEO4J_IMPORT = "neo4j-import"
NETWORK_ONLY = frozenset(FORMS) - WRITERS.keys()
NO_ENDING = (DCAT, NEO4J_IMPORT)
KNOWN = (*WRITERS, *sorted(NETWORK_ONLY), *NO_ENDING)


@command("Keep", "export --format pyvis --focus LITEK --depth 2 --output litek.html")
def export(
    output: Annotated[
        Path,
        typer.Option("--output", "-o", help="Where to; its ending names the form, .gz packs it."),
    ],
    form: Annotated[
        str,
        typer.Option(
            "--format",
            help=f"One of {', '.join(KNOWN)}, whatever the ending says.",
            autocompletion=lambda: [*KNOWN],
        ),
    ] = "",
    technology: Annotated[str, typer.Option("--technology", "-x", help="What works on it.")] = "",
    region: Annotated[str, typer.Option("--region", "-y", help="What is there.")] = "",
    focus: Annotated[list[str] | None, typer.Option(help="What lies around these.")] = None,
    depth: Annotated[int, typer.Option(min=0, max=6, help="How many relations around.")] = 1,
    kind: Annotated[list[str] | None, typer.Option(help="Only these: Project, Company …")] = None,
    of: Annotated[
        str, typer.Option("--of", help="With xlsx: the members of this cluster, to be edited.")
    ] = "",
    period: Annotated[str, typer.Option(help="Only what held, or may have, within A..B.")] = "",
    title: Annotated[str, typer.Option(help="What stands above a picture.")] = "",
    language: Annotated[str, typer.Option(help="Of names: en, lt, fr, de …")] = "en",
    profile: Profile = "",
    store: Store = "",
    alongside: Alongside = False,
    internal: Internal = False,
) -> None:
    """Write the whole graph to a file: JSON lines, CSV tables, or RDF; or a network to be seen.

    .nq and .trig hold the sources, their records, judgements and times too. pyvis (one HTML page
    that works offline), graphml, gexf, xlsx, svg and png show a network, and so do csv and jsonld
    when a part is asked for. With --of it is a workbook of the members of a cluster, which
    `lumigraph ingest` takes back when somebody has edited it. With --format dcat it is the
    catalogue of what is public, in the form of RDF that the ending names. With --format
    neo4j-import it is a folder of files for `neo4j-admin database import full`.
    """
    if profile and form != DCAT:
        raise UsageError(f"--profile is for the catalogue: say --format {DCAT} too")
    drawn = form_of(output, form)
    part = any((technology, region, focus, kind, period))
    if of:
        _check_roster(drawn, kind or [], part=any((technology, region, focus, period)))
        with opened(store, alongside=alongside, internal=internal) as graph:
            count = graph.roster(of, output, (kind or [""])[0], language)
        say(f"{count:,} members of {of} written to {output}: edit it, then take it in")
        end(found=bool(count))
        return
    _check(output, form, drawn, part=part)
    with opened(store, alongside=alongside, internal=internal) as graph:
        if form == DCAT:
            _say(export_catalogue(graph, output, profile), output)
            if hindrances(graph):
                say("It may not be published yet: `lumigraph validate --catalog` says why.")
        elif form == NEO4J_IMPORT:
            _export_import(graph, output)
        elif part or drawn in NETWORK_ONLY:
            shown = graph.draw(
                output,
                drawn,
                technology=technology,
                region=region,
                focus=focus or (),
                depth=depth,
                kinds=kind or (),
                period=period,
                title=title,
                language=language,
            )
            _tell(shown, output)
        else:
            _say(export_graph(graph.store, output, graph.settings.base_uri, form), output)


def _check(output: Path, form: str, drawn: str, *, part: bool) -> None:
    """Raise ``UsageError`` for a form that there is not, or not of a part of the graph."""
    known = FORMS if part else KNOWN if form else [one for one in KNOWN if one not in NO_ENDING]
    given = form or output.name.removesuffix(".gz").rpartition(".")[2]
    if drawn or (given in known and not part):
        return
    what = f"'{form}' is no form" if form else f"'{output.name}' has no known ending"
    names = known if form else [f".{FORMS[one].ending if one == 'pyvis' else one}" for one in known]
    whom = " of a part of the graph" if part else ""
    raise UsageError(f"{what}{whom}: write one of {', '.join(names)}")


def _check_roster(form: str, kinds: list[str], *, part: bool) -> None:
    """Raise ``UsageError`` for what does not go together with ``--of``."""
    if form != "xlsx":
        raise UsageError("--of writes a workbook: let the output end in .xlsx, or leave --of out")
    if part or len(kinds) > 1:
        raise UsageError("--of takes the members of one cluster, and one --kind at most")


def _export_import(graph: Graph, output: Path) -> None:
    from graph.neo4j_import import PAGE, export_import  # the driver is slow to import

    count = export_import(graph.store, output)
    say(f"{count:,} nodes and relationships written: {output / PAGE} says what to do")


def _say(count: int, output: Path) -> None:
    say(f"{count:,} facts written to {output}")


def _tell(shown: Part, output: Path) -> None:
    """Say what was written, and what names were taken for; nothing found ends with exit code 1."""
    for one in shown.understood:
        if one.corrected:
            say(f"'{one.asked}' was understood as {one.label} ({one.id}).")
    say(f"{len(shown.nodes):,} entities and {len(shown.links):,} links written to {output}")
    end(found=bool(shown.nodes))
