"""How a proposal looks in the terminal: side by side or with its quote, and what would follow."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rich.box import SIMPLE_HEAD
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from graph.entities import Relation
from graph.review.asked import Asked, AskedInFull, Changed, Named, Outcome, Read, Row, SideBySide
from graph.review.proposal import OPEN
from lumigraph.cli.output import cell, clean

DIFFERS, SAME = "≠", "="
MARK = "bold reverse"
"""How a quote is marked in its text."""
FAINT = "dim"
SHOWN = 10
"""So many relations that would come or go are listed."""


def screen(one: AskedInFull, place: str) -> Iterator[RenderableType]:
    """Yield the parts of the screen that shows a proposal; ``place`` is ``12 of 48``."""
    yield Text.assemble((place, "bold"), f"  {_head(one.asked)}")
    if one.pair:
        yield side_by_side(one.pair)
    if one.fact:
        yield from _fact(one.fact)
    if one.remark:
        about = f"{one.remark.about} {one.remark.fact}".rstrip()
        yield Text(clean(f"{about}: “{one.remark.text}” {one.remark.address}"))
        if one.remark.value:
            yield Text(clean(f"It would be right: {one.remark.value}"))
    if one.problem:
        yield Text(clean(f"It cannot be accepted as it is: {one.problem}"), "bold red")
    yield from _effect(one.effect)


def _head(one: Asked) -> str:
    state = "" if one.state == OPEN else f", {one.state} by {one.decision.by}"
    return clean(f"{one.title}  ({one.kind} from {one.source}, {one.confidence:.2f}{state})")


def side_by_side(pair: SideBySide) -> Table:
    """Return two entities as a table; where they differ, the line is marked."""
    grid = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for title in ("", "", _title(pair.left), _title(pair.right)):
        grid.add_column(Text(title), overflow="fold")
    for row in pair.rows:
        grid.add_row(*_cells(row))
    sources = (", ".join(pair.left_sources), ", ".join(pair.right_sources))
    grid.add_row("", Text("said by", FAINT), *(Text(clean(one), FAINT) for one in sources))
    if pair.reasons:
        ordered = sorted(pair.reasons.items(), key=lambda one: -abs(one[1]))
        why = "  ".join(f"{name} {weight:+.1f}" for name, weight in ordered)
        grid.add_row("", Text("because", FAINT), Text(clean(why), FAINT), "")
    return grid


def _title(one: Named) -> str:
    return clean(f"{one.name} ({one.id or one.key})")


def _cells(row: Row) -> list[Text]:
    style = "" if row.same else "bold yellow"
    values = ("" if value is None else cell(value) for value in (row.left, row.right))
    texts = (SAME if row.same else DIFFERS, row.property, *values)
    return [Text(text, style) for text in texts]


def _fact(fact: Read) -> Iterator[Text]:
    properties = ", ".join(f"{name}: {cell(value)}" for name, value in fact.properties.items())
    ends = [fact.subject, fact.object] if fact.relation else [fact.subject]
    new = ", ".join(one.key for one in ends if not one.id)
    named = [one.name for one in ends]
    said = f" {fact.relation} ".join(named) if fact.relation else named[0]
    yield Text(clean(f"{said}  {properties}"), "bold")
    yield Text.assemble(clean(fact.before), (clean(fact.quote), MARK), clean(fact.after))
    yield Text(clean(f"{fact.document}, {fact.locator} ({fact.language or '?'})"), FAINT)
    if fact.doubt:
        yield Text(clean(f"Asked because {fact.doubt}."))
    if new:
        yield Text(clean(f"Not in the graph yet: {new}."))


def _effect(effect: Outcome) -> Iterator[Text]:
    lines = [
        *(_changed(one) for one in effect.entities),
        *_relations("gone:", effect.relations_gone, effect.names),
        *_relations("new:", effect.relations_new, effect.names),
    ]
    if lines:
        yield Text("Accepting would change:", "bold")
        yield from (Text(clean(f"  {line}")) for line in lines)


def _changed(one: Changed) -> str:
    if one.how == "gone":
        return f"{one.name} ({one.id}) is no entity of its own any more"
    parts = (
        f"{row.property}: {'' if row.left is None else cell(row.left)} → "
        f"{'' if row.right is None else cell(row.right)}"
        for row in one.rows
    )
    return f"{one.name} ({one.id}) is {one.how}: {'; '.join(parts)}"


def _relations(what: str, found: Sequence[Relation], names: Mapping[str, str]) -> Iterator[str]:
    for one in found[:SHOWN]:
        source, target = (names.get(id_, id_) for id_ in (one.source, one.target))
        times = "–".join(filter(None, [one.since, one.until]))
        yield " ".join(filter(None, [what, source, one.type, target, one.role, times]))
    if len(found) > SHOWN:
        yield f"{what} and {len(found) - SHOWN} more"
