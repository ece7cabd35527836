"""Commands that read: who, search, show, neighbours, path, status, export, validate."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from graph.evidence import entity_evidence, relation_evidence
from graph.export import export as export_graph
from graph.shapes import entity_shape, relation_shape, shape
from graph.validation import validate as validate_graph
from lumigraph.cli.app import AsJson, Store, app, end, opened
from lumigraph.cli.output import print_answer, print_entity, print_json, say, table, witness

Via = Annotated[
    list[str] | None,
    typer.Option("--via", help="Also lead through this kind: Technology, Region or Programme."),
]


@app.command(epilog='Example: lumigraph who --technology "OCT" --region "Vienna"')
def who(
    technology: Annotated[
        str, typer.Option("--technology", "-x", help="A name in any language, an id, URI or code.")
    ],
    region: Annotated[
        str, typer.Option("--region", "-y", help="A NUTS or ISO code, a name, a city, a group.")
    ],
    limit: Annotated[int, typer.Option(min=1, max=1000, help="How many hits.")] = 20,
    cursor: Annotated[str, typer.Option(help="`next` of the answer before.")] = "",
    kind: Annotated[
        list[str] | None, typer.Option(help="Only these: Company, University …")
    ] = None,
    role: Annotated[
        list[str] | None, typer.Option(help="Only in these roles: coordinator …")
    ] = None,
    programme: Annotated[str, typer.Option(help="Only by projects of this programme (id).")] = "",
    valid_on: Annotated[str, typer.Option(help="Only links that held on this date.")] = "",
    period: Annotated[str, typer.Option(help="Only links that held within A..B.")] = "",
    as_of: Annotated[str, typer.Option(help="As the graph knew it on this date.")] = "",
    min_score: Annotated[int | None, typer.Option(help="Only hits of at least this score.")] = None,
    facets: Annotated[bool, typer.Option(help="Count the answer by kind, country, role …")] = True,
    paths: Annotated[int, typer.Option(min=0, help="How many paths a hit shows.")] = 10,
    store: Store = "",
    as_json: AsJson = False,
) -> None:
    """Who works on a technology in a region, ranked, with the reason and the source of each."""
    with opened(store) as graph:
        result = graph.who(
            technology,
            region,
            limit=limit,
            cursor=cursor,
            kinds=kind or (),
            roles=role or (),
            programme=programme,
            valid_on=valid_on,
            period=period,
            as_of=as_of,
            min_score=min_score,
            facets=facets,
            paths=paths,
        )
    if as_json:
        print_json(result.answer)
    else:
        print_answer(result.answer)
    end(found=result.total > 0)


@app.command(epilog="Example: lumigraph search ekspla")
def search(
    text: str,
    kind: Annotated[list[str] | None, typer.Option(help="Only these kinds or classes.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=1000)] = 10,
    store: Store = "",
    as_json: AsJson = False,
) -> None:
    """Find entities by name; typing errors are forgiven."""
    with opened(store) as graph:
        found = graph.search(text, kind or (), limit).found
    if as_json:
        print_json({"found": found})
    else:
        rows = ((one.nearness, one.name, one.type, one.id) for one in found)
        table(("nearness", "name", "type", "id"), rows)
    end(found=bool(found))


@app.command(epilog="Example: lumigraph show mou-litek-cpic-2019")
def show(name: str, store: Store = "", as_json: AsJson = False) -> None:
    """Show an entity with all that is said of it, and who says so."""
    with opened(store) as graph:
        entity = graph.entity(name)
        evidence = entity_evidence(graph.store, entity.id)
        relations = graph.store.golden.relations([entity.id])
        triples = {(one.source, one.type, one.target) for one in relations}
        said = relation_evidence(graph.store, triples)
        shapes = [
            relation_shape(one, said.get((one.source, one.type, one.target), ()))
            for one in relations
        ]
        known = graph.store.golden.entities(
            {one.source for one in relations} | {one.target for one in relations}
        )
        base = graph.settings.base_uri
    if as_json:
        relations_with_names = [
            {
                **one,
                "source_name": known[one["source"]].label,
                "target_name": known[one["target"]].label,
            }
            for one in shapes
        ]
        print_json(
            {
                **entity_shape(entity, base),
                "evidence": shape(evidence),
                "relations": relations_with_names,
            }
        )
        return
    links = [
        (
            f"{'' if one.source == entity.id else '← '}{one.type}",
            known[one.target if one.source == entity.id else one.source].label,
            one.role,
            one.since,
            one.until,
            witness(said.get((one.source, one.type, one.target), ())),
        )
        for one in relations
    ]
    print_entity(entity, evidence, links)


@app.command(epilog="Example: lumigraph neighbours litek --depth 2")
def neighbours(
    name: str,
    depth: Annotated[int, typer.Option(min=1, max=6)] = 1,
    limit: Annotated[int, typer.Option(min=1)] = 500,
    via: Via = None,
    store: Store = "",
    as_json: AsJson = False,
) -> None:
    """Show what lies around an entity."""
    with opened(store) as graph:
        around = graph.neighbours(name, depth, limit, via or ())
        base = graph.settings.base_uri
    if as_json:
        print_json(
            {
                "centre": entity_shape(around.centre, base),
                "entities": [
                    {**entity_shape(one, base), "distance": around.distances[one.id]}
                    for one in around.entities
                ],
                "relations": [relation_shape(one) for one in around.relations],
                "left_out": around.left_out,
            }
        )
    else:
        rows = ((around.distances[one.id], one.label, one.type, one.id) for one in around.entities)
        table(("distance", "name", "type", "id"), rows, f"Around {around.centre.label}")
        if around.left_out:
            say(f"{around.left_out} more: raise --limit")
    end(found=bool(around.entities))


@app.command(epilog="Example: lumigraph path litek cpic")
def path(
    start: str,
    goal: str,
    number: Annotated[int, typer.Option("--number", "-k", min=1, max=50)] = 3,
    via: Via = None,
    store: Store = "",
    as_json: AsJson = False,
) -> None:
    """Show the shortest ways between two entities, each step with its evidence."""
    with opened(store) as graph:
        ways = graph.path(start, goal, number, via or ())
    if as_json:
        print_json({"paths": ways})
    else:
        for place, way in enumerate(ways, 1):
            rows = (
                (one.source, one.relation, one.target, one.role, witness(one.evidence))
                for one in way
            )
            table(("from", "relation", "to", "role", "who says so"), rows, f"Way {place}")
        if not ways:
            say(f"No way leads from {start} to {goal}.")
    end(found=bool(ways))


@app.command(epilog="Example: lumigraph status --json")
def status(store: Store = "", as_json: AsJson = False) -> None:
    """Count what is in the store."""
    with opened(store) as graph:
        kinds, relations = graph.store.golden.counts()
        revision = graph.store.revision()
        url = graph.store.url
    if as_json:
        print_json({"store": url, "revision": revision, "entities": kinds, "relations": relations})
    else:
        say(f"{url}, revision {revision.number} of {revision.at or 'never'}")
        table(("kind", "entities"), kinds.items())
        table(("relation", "number"), relations.items())
    end(found=bool(kinds))


@app.command(epilog="Example: lumigraph export --output graph.jsonl")
def export(
    output: Annotated[Path, typer.Option("--output", "-o", help=".jsonl or .csv")],
    store: Store = "",
) -> None:
    """Write the whole graph to a file: JSON lines, or CSV tables."""
    with opened(store) as graph:
        count = export_graph(graph.store, output, graph.settings.base_uri)
    say(f"{count} lines written to {output}")


@app.command(epilog="Example: lumigraph validate")
def validate(store: Store = "", as_json: AsJson = False) -> None:
    """Check that the graph is what its records and the vocabulary say."""
    with opened(store) as graph:
        problems = validate_graph(graph.store)
    if as_json:
        print_json({"problems": problems})
    else:
        for problem in problems:
            say(problem)
        say(f"{len(problems)} problems")
    end(found=not problems)
