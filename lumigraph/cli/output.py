"""What commands print: JSON for programs, tables and sentences for people."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping, Sequence

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from graph.answer import Answer, Brief, Hit, Near, Step
from graph.entities import Entity
from graph.evidence import Witness
from graph.shapes import shape


def console() -> Console:
    """Return the console that tables and sentences go to."""
    return Console(highlight=False)


def print_json(value: object) -> None:
    """Print ``value`` as indented JSON."""
    json.dump(shape(value), sys.stdout, ensure_ascii=False, indent=2)
    sys.stdout.write("\n")


def say(text: str) -> None:
    """Print a sentence; text from sources is never read as markup."""
    console().print(escape(text), soft_wrap=True)


def table(columns: Sequence[str], rows: Iterable[Sequence[object]], title: str = "") -> None:
    """Print a table; cells are plain text."""
    grid = Table(*columns, title=escape(title) or None, title_justify="left")
    for row in rows:
        grid.add_row(*(escape(str(cell)) for cell in row))
    console().print(grid)


def print_answer(answer: Answer) -> None:
    """Print an answer to ``who`` as a person reads it."""
    query = answer.query
    what, where = query.technology, query.region
    for one in (what, where):
        if one.corrected:
            say(f"'{one.asked}' was understood as {one.label} ({one.id}).")
        if one.others:
            listed = ", ".join(f"{other.label} ({other.id})" for other in one.others)
            say(f"'{one.asked}' may also mean: {listed}.")
    title = f"{answer.total} on {what.label} in {where.label} ({where.id})"
    if answer.hits:
        columns = ("score", "organisation", "id", "region", "basis", "why", "last")
        table(columns, (_hit_row(hit) for hit in answer.hits), title)
    else:
        say(f"Nobody is known to work on {what.label} in {where.label} ({where.id}).")
    _print_beside(answer)
    if answer.next:
        say(f"More: --cursor {answer.next}")


def _hit_row(hit: Hit) -> tuple[object, ...]:
    why = _way(hit.paths[0]) if hit.paths else ""
    return (hit.score, hit.name, hit.id, hit.region, hit.basis, why, hit.last_active)


def _way(path: Sequence[Step]) -> str:
    via = [step.target for step in path]
    role = f" as {path[0].role}" if path[0].role else ""
    return " → ".join(via) + role


def _print_beside(answer: Answer) -> None:
    _print_briefs("Members of a cluster focused on it", answer.membership)
    _print_briefs("In the country, region unknown", answer.unplaced)
    shown = {one.id for one in answer.unplaced}
    _print_briefs("No longer exist", [one for one in answer.ended if one.id not in shown])
    for near in answer.nearest.get("region", ()):
        _print_near(f"Nearest: in {near.label}", near)
    for near in answer.nearest.get("technology", ()):
        _print_near(f"Nearest: on {near.label}", near)
    for near in answer.related:
        _print_near(f"{near.label} would add", near)


def _print_near(title: str, near: Near) -> None:
    names = ", ".join(f"{one.name} ({one.id})" for one in near.hits)
    say(f"{title}: {near.total} – {names}")


def _print_briefs(title: str, briefs: Sequence[Brief]) -> None:
    if briefs:
        names = ", ".join(_named(one) for one in briefs)
        say(f"{title}: {names}")


def _named(one: Brief) -> str:
    if one.successor or one.since:
        return f"{one.name} ({one.id}, ended {one.since or 'at an unknown date'}" + (
            f", now {one.successor})" if one.successor else ")"
        )
    return f"{one.name} ({one.id})"


def print_entity(
    entity: Entity, evidence: Mapping[str, Sequence[Witness]], links: Iterable[Sequence[object]]
) -> None:
    """Print an entity, each value with the first that says so, and its links."""
    say(f"{entity.label}  ({entity.id}, {entity.type})")
    rows = (
        (
            name,
            json.dumps(value, ensure_ascii=False) if not isinstance(value, str) else value,
            witness(evidence.get(name, ())),
        )
        for name, value in entity.properties.items()
    )
    table(("property", "value", "who says so"), rows)
    table(("relation", "with", "role", "since", "until", "who says so"), links)


def witness(witnesses: Sequence[Witness]) -> str:
    """Return the first witness as text: its page, else its place in the source."""
    if not witnesses:
        return ""
    first = witnesses[0]
    return first.urls[0] if first.urls else f"{first.source} {first.locator}"
