"""Commands that look around: search, show, neighbours, path."""

from __future__ import annotations

from typing import Annotated

import typer

from graph.question.paths import PASSED_BY
from graph.shapes import entity_shape, relation_shape
from lumigraph.cli.answers import long_name, names_of, print_portrait, print_ways
from lumigraph.cli.app import Alongside, AsJson, Store, command, end, opened
from lumigraph.cli.output import print_json, say, table
from ontology.model import load_model

Name = Annotated[str, typer.Argument(help="An id, a URI, a key such as pic:999643492, or a name.")]
Via = Annotated[
    list[str] | None,
    typer.Option(
        "--via",
        help="Also lead through this kind: Technology, Region or Programme.",
        autocompletion=lambda: sorted(PASSED_BY),
    ),
]


@command("Ask", "search ekspla")
def search(
    text: Annotated[str, typer.Argument(help="A name, or what you remember of it.")],
    kind: Annotated[
        list[str] | None,
        typer.Option(
            help="Only these kinds or classes.",
            autocompletion=lambda: sorted(load_model().kinds),
        ),
    ] = None,
    limit: Annotated[int, typer.Option(min=1, max=1000, help="How many at most.")] = 10,
    store: Store = "",
    alongside: Alongside = False,
    as_json: AsJson = False,
) -> None:
    """Find entities by name; typing errors are forgiven."""
    with opened(store, alongside=alongside) as graph:
        found = graph.search(text, kind or (), limit).found
        entities = graph.store.golden.entities([one.id for one in found])
    if as_json:
        print_json({"found": found})
    elif found:
        rows = [(one.nearness, long_name(entities[one.id]), one.type, one.id) for one in found]
        table(("nearness", "name", "type", "id"), rows)
    else:
        say(f"Nothing has a name like '{text}'.")
    end(found=bool(found))


@command("Ask", "show mou-litek-cpic-2019")
def show(
    name: Name, store: Store = "", alongside: Alongside = False, as_json: AsJson = False
) -> None:
    """Show an entity with all that is said of it, and who says so."""
    with opened(store, alongside=alongside) as graph:
        whole = graph.portrait(name)
        base = graph.settings.base_uri
    if as_json:
        print_json(whole.shape(base))
    else:
        print_portrait(whole)


@command("Ask", "neighbours litek --depth 2")
def neighbours(
    name: Name,
    depth: Annotated[int, typer.Option(min=1, max=6, help="How many relations away.")] = 1,
    limit: Annotated[int, typer.Option(min=1, help="How many at most.")] = 500,
    via: Via = None,
    store: Store = "",
    alongside: Alongside = False,
    as_json: AsJson = False,
) -> None:
    """Show what lies around an entity."""
    with opened(store, alongside=alongside) as graph:
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
        rows = [(around.distances[one.id], one.label, one.type, one.id) for one in around.entities]
        found = f"{len(rows):,} within {depth}" if rows else "Nothing is known"
        table(
            ("distance", "name", "type", "id"), rows, f"{found} around {long_name(around.centre)}"
        )
        if around.left_out:
            say(f"{around.left_out:,} more: raise --limit.")
    end(found=bool(around.entities))


@command("Ask", "path LITEK CPIC")
def path(
    start: Name,
    goal: Name,
    number: Annotated[
        int, typer.Option("--number", "-k", min=1, max=50, help="How many ways.")
    ] = 3,
    via: Via = None,
    store: Store = "",
    alongside: Alongside = False,
    as_json: AsJson = False,
) -> None:
    """Show the shortest ways between two entities, each step with its evidence."""
    with opened(store, alongside=alongside) as graph:
        ways = graph.path(start, goal, number, via or ())
        ends = {end for way in ways for one in way for end in (one.source, one.target)}
        names = {} if as_json else names_of(graph.store, ends)
    if as_json:
        print_json({"paths": ways.ways})
    elif ways:
        print_ways(ways, names)
    else:
        say(f"No way leads from {start} to {goal}; --via Region or --via Technology may find one.")
    end(found=bool(ways))
