"""Whether what a line says of a pair is so, planned, denied or over, and what speaks for that."""

from __future__ import annotations

from collections.abc import Mapping

from ingest.documents.findings import Status
from ingest.documents.grammar import Grammar, predicates
from ingest.documents.line import Line
from ingest.documents.pairs import rows
from ingest.documents.pairs.features import Pair
from ingest.documents.pairs.weights import Row
from ingest.documents.status import Said, hints, statuses_of

_GONE: Mapping[str, Status] = {
    "partner_in": "past",
    "member_of": "past",
    "shareholder_of": "past",
    "located_in": "past",
    "participant_in": "negated",
}
"""What it means of a predicate that somebody left."""
_MOVES = "located_in"
_PLACES = ("place", "region")


def statuses_of_pair(line: Line, pair: Pair, rules: Grammar) -> tuple[Status, ...]:
    """Return the statuses of what a line says of a pair; two for "not yet, but they mean to"."""
    cue, name = pair.cue, pair.predicate.name
    if cue and cue.sort == "left" and name in _GONE:
        return ("stated" if name == _MOVES and _is_second(line, pair) else _GONE[name],)
    if cue and cue.sort == "planned":
        return ("planned",)
    places = [(group.first, group.last) for group in pair.shown]
    places += [(cue.first, cue.last)] if cue else []
    start, end = line.span(min(first for first, _ in places), max(last for _, last in places))
    said = statuses_of(Said(line.text, start, end), pair.predicate, rules)
    return tuple([lasting(one, name) for one in said])


def lasting(status: Status, predicate: str) -> Status:
    """What can be over only is past; that something ended is no less so once it has."""
    return "stated" if status == "past" and not predicates()[predicate].passes else status


def status_row(line: Line, pair: Pair, said: tuple[Status, ...], rules: Grammar) -> Row:
    """What speaks for or against statuses of a pair."""
    return rows.status(pair.predicate.name, pair.sort, pair.order(), said, hints(line.text, rules))


def _is_second(line: Line, pair: Pair) -> bool:
    """Whether another place stands between a cue and its object: "left A for B"."""
    between = line.cells[pair.cue.last : pair.object.first] if pair.cue else ()
    return any(cell.thing and cell.thing.kind in _PLACES for cell in between)
