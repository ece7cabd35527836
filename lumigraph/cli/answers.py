"""Answers and entities as people read them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from graph.entities import Entity, Relation
from graph.question.answer import Answer, Brief, Hit, Near, Step, Understood
from graph.question.portrait import Portrait
from graph.store import GraphStore
from lumigraph.cli.output import Notes, say, table

Names = Mapping[str, str]
"""Entity id → the name to show."""
MORE = "more"
LINK = ("relation", "with", "id", "role", "since", "until", MORE, "source")
COLUMNS = ("score", "organisation", "id", "region", "why", "active", "source")


def print_answer(answer: Answer, names: Names) -> None:
    """Print an answer to ``who``; ``names`` are those of the entities on its paths."""
    query = answer.query
    for one in (query.technology, query.region):
        _print_understood(one)
    what = f"{query.technology.label} in {query.region.label} ({query.region.id})"
    narrowed = "".join(f", {name} {value}" for name, value in query.filters.items())
    if answer.total:
        number = "organisation works" if answer.total == 1 else "organisations work"
        say(f"{answer.total:,} {number} on {what}{narrowed}")
        notes = Notes()
        table(COLUMNS, [_hit_row(hit, names, notes) for hit in answer.hits])
        notes.show()
    else:
        say(f"Nobody is known to work on {what}{narrowed}.")
    _print_beside(answer, names)
    if answer.next:
        say(f"More: --cursor {answer.next}")


def _print_understood(one: Understood) -> None:
    if one.corrected:
        say(f"'{one.asked}' was understood as {one.label} ({one.id}).")
    if one.others:
        listed = ", ".join(f"{other.label} ({other.id})" for other in one.others)
        say(f"'{one.asked}' may also mean: {listed}.")
    if one.note:
        say(f"{one.note}.")


def _hit_row(hit: Hit, names: Names, notes: Notes) -> Sequence[object]:
    path = hit.paths[0] if hit.paths else ()
    source = notes.mark(path[0].evidence) if path else ""
    why = f"{hit.basis}: {way(path, names)}" if path else hit.basis
    return (hit.score, hit.name, hit.id, hit.region, why, hit.last_active, source)


def way(path: Sequence[Step], names: Names) -> str:
    """Return a path in words: ``coordinator of LASER-GO → lasers``."""
    words = " → ".join(_far_end(step, names) for step in path)
    return f"{path[0].role} of {words}" if path[0].role else words


def _far_end(step: Step, names: Names) -> str:
    upward = step.relation not in ("EXACT_MATCH", "NARROW_MATCH")
    end = step.target if upward else step.source
    return names.get(end, end)


def _print_beside(answer: Answer, names: Names) -> None:
    unplaced = {one.id for one in answer.unplaced}
    ended = [one for one in answer.ended if one.id not in unplaced]
    _print_briefs("Only as members of a cluster that focuses on it", answer.membership, names)
    _print_briefs("In the country, but nobody says in which region", answer.unplaced, names)
    _print_briefs("No longer exist", ended, names)
    for near in answer.nearest.get("region", ()):
        _print_near(f"Nearest, in {near.label}", near)
    for near in answer.nearest.get("technology", ()):
        _print_near(f"Nearest, on {near.label}", near)
    for near in answer.related:
        _print_near(f"{near.label} ({near.id}) would add", near)


def _print_near(title: str, near: Near) -> None:
    listed = ", ".join(f"{one.name} ({one.id})" for one in near.hits)
    more = f" and {near.total - len(near.hits):,} more" if near.total > len(near.hits) else ""
    say(f"{title}: {listed}{more}.")


def _print_briefs(title: str, briefs: Sequence[Brief], names: Names) -> None:
    if briefs:
        say(f"{title}: {', '.join(_named(one, names) for one in briefs)}.")


def _named(one: Brief, names: Names) -> str:
    parts = [one.id]
    if one.since or one.successor:
        parts.append(f"ended {one.since or 'nobody says when'}")
    if one.successor:
        parts.append(f"now {names.get(one.successor, one.successor)}")
    return f"{one.name} ({', '.join(parts)})"


def names_of(store: GraphStore, ids: Collection[str]) -> dict[str, str]:
    """Return id → the name to show of these entities."""
    return {id_: short_name(entity) for id_, entity in store.golden.entities(ids).items()}


def short_name(entity: Entity) -> str:
    """Return the acronym of a project that has one, else the label."""
    acronyms = entity.properties.get("acronym")
    if entity.kind == "Project" and isinstance(acronyms, Sequence) and acronyms:
        return str(acronyms[0])
    return entity.label


def long_name(entity: Entity) -> str:
    """Return the acronym of a project and its title, else the label."""
    short = short_name(entity)
    return entity.label if short == entity.label else f"{short}: {entity.label}"


def print_portrait(whole: Portrait) -> None:
    """Print an entity: each value and each relation with who says so."""
    entity = whole.entity
    notes = Notes()
    say(f"{long_name(entity)}  ({entity.id}, {entity.type})")
    computed = whole.computed
    rows = [
        (
            name,
            value,
            "computed" if name in computed else notes.mark(whole.evidence.get(name, ())),
        )
        for name, value in entity.properties.items()
    ]
    table(("property", "value", "source"), rows)
    inward = sorted(whole.relations, key=lambda one: (one.source != entity.id, one.key))
    links = [_link_row(whole, one, notes) for one in inward]
    # Few relations say more than this, and a column for it takes room.
    columns = [name for name in LINK if name != MORE or any(row[MORE] for row in links)]
    table(columns, [[row[name] for name in columns] for row in links])
    notes.show()


def _link_row(whole: Portrait, one: Relation, notes: Notes) -> dict[str, object]:
    outward = one.source == whole.entity.id
    other = whole.ends[one.target if outward else one.source]
    relation = one.type if outward else f"← {one.type}"
    more = {name: value for name, value in one.properties.items() if name not in LINK}
    source = notes.mark(whole.witnesses(one))
    row = (relation, short_name(other), other.id, one.role, one.since, one.until, more, source)
    return dict(zip(LINK, row, strict=True))


def print_ways(ways: Sequence[Sequence[Step]], names: Names) -> None:
    """Print the ways between two entities, each step with who says so."""
    notes = Notes()
    for place, steps in enumerate(ways, 1):
        rows = [
            (names[one.source], one.relation, names[one.target], one.role, notes.mark(one.evidence))
            for one in steps
        ]
        table(("from", "relation", "to", "role", "source"), rows, f"Way {place}")
    notes.show()
