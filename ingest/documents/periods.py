"""When projects begin and end: which dates of a text are not theirs."""

from __future__ import annotations

from datetime import date

from ingest.documents.findings import Relation
from ingest.documents.reading import Reading

PERIOD = frozenset({"starts", "ends"})
_SHORTEST = 28
"""No project lasts fewer days."""
_LONG_DAY = len("06-26")
_NEAR = len(" Programme")


def lasting(found: list[Relation], reading: Reading) -> list[Relation]:
    """Return relations but for periods of projects that are of something else: days when people
    met, or what stands in brackets behind a programme ("COSME (2014–2020)")."""
    text, brief, framed = reading.document.text, set[str](), set[str]()
    paid = {one.end for one in reading.mentions if one.kind == "programme"}
    projects = {one.meant for one in reading.mentions if one.kind == "project"}
    for one in reading.mentions:
        if one.kind == "date" and one.value and "/" in one.value:
            ends = one.value.split("/")
            opened = text.rfind(" (", 0, one.start)
            if opened + len(" (") == one.start and any(0 <= opened - end <= _NEAR for end in paid):
                framed.update(ends)
            elif _days(*ends) < _SHORTEST:
                brief.update(ends)
    return [
        one
        for one in found
        if one.predicate not in PERIOD
        or one.subject not in projects
        or one.object not in brief | framed
    ]


def _days(first: str, last: str) -> int:
    """How many days lie between two ISO dates with a day, maybe without a year; else many."""
    try:
        days = [
            date.fromisoformat(one if len(one) > _LONG_DAY else f"2000-{one}")
            for one in (first, last)
        ]
    except ValueError:
        return _SHORTEST
    return (days[1] - days[0]).days
