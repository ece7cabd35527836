"""How far back the history of a graph is kept; what is older is let go, and the present stays.

What goes is what only an earlier ``as_of`` could show: records that were replaced or taken back,
and the change log. What stays: everything that stands, the last word on what is gone, versions of
sources, judgements, decisions, and the list of revisions, on which the audit log rests. The letting
go is itself a revision, so a store tells for ever, in its dumps too, from which day on it knows.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from graph.dates import earliest, is_date
from graph.errors import UsageError
from graph.store import GraphStore
from graph.stored import Revision

FORGET = "forget"
"""The action of a revision that let history go; its note is the first day that is still known."""
PURGE = "purge"
"""The action of a revision that erased a source with its history; its note is the source's name."""
ALL = "all"
SPAN = re.compile(r"(\d{1,4}) ?(d|day|m|month|y|year)s?")
MONTHS = {"m": 1, "y": 12}


class Forgotten(NamedTuple):
    """What was let go, or would be: so many records, and so many lines of the change log."""

    records: int
    changes: int

    def __bool__(self) -> bool:
        return any(self)


class Known(NamedTuple):
    """From which day and which revision on a store can tell what it knew; '' and 0 for all."""

    day: str
    revision: int


def known_from(revisions: Iterable[Revision]) -> Known:
    """Return how far back a store with these ``revisions`` knows."""
    there = list(revisions)
    acts = [one for one in there if one.action == FORGET]
    if not acts:
        return Known("", 0)
    last = max(acts, key=lambda one: (one.note, one.number))
    return Known(last.note, last_by((one for one in there if one.number < last.number), last.note))


def last_by(revisions: Iterable[Revision], day: str) -> int:
    """Return the number of the last of ``revisions`` closed by the end of ``day``; 0 for none."""
    return max((one.number for one in revisions if one.at[:10] <= day), default=0)


def first_day(before: str, keep: str, today: str) -> str:
    """Return the first day (ISO) that is to be known of still.

    ``before`` is a date, partial or not; ``keep`` a span such as ``5 years``, ``18 months`` or
    ``5y`` that ends ``today``. Raises ``UsageError`` unless exactly one of them is given, for what
    is neither, and for a day after ``today``.
    """
    if bool(before) == bool(keep):
        raise UsageError("say from when on history is kept, by a date or by a span: one of the two")
    if before and not is_date(before):
        raise UsageError(f"'{before}' is no date: write 2026, 2026-05 or 2026-05-31")
    day = earliest(before) if before else _ago(keep, date.fromisoformat(today))
    if day > today:
        raise UsageError(f"{day} has not come yet: name a day up to {today}")
    return day


def _ago(keep: str, today: date) -> str:
    """Return the day (ISO) that lies a span before ``today``; of a shorter month its last."""
    found = SPAN.fullmatch(keep.strip().lower())
    if not found:
        raise UsageError(f"'{keep}' is no span of time: write 5 years, 18 months or 90 days")
    number, unit = int(found[1]), found[2][0]
    if unit == "d":
        return (today - timedelta(days=number)).isoformat()
    months = today.year * 12 + today.month - 1 - number * MONTHS[unit]
    if months < 12:
        raise UsageError(f"'{keep}' leads before the year 1: write a shorter span, or {ALL}")
    year, month = months // 12, months % 12 + 1
    return date(year, month, min(today.day, monthrange(year, month)[1])).isoformat()


def forgettable(store: GraphStore, day: str) -> Forgotten:
    """Return what ``forget_history`` would let go."""
    last = last_by(store.revisions(), day)
    records = len(store.ledger.superseded(last))
    return Forgotten(records, store.golden.old_changes(_old(store, last)))


def forget_history(store: GraphStore, day: str) -> Forgotten:
    """Let go what only an ``as_of`` before ``day`` could show, in one revision; return how much.

    Where there is nothing of that kind no revision is made.
    """
    found = forgettable(store, day)
    if not found:
        return found
    with store.writing(FORGET, day):
        last = last_by(store.revisions(), day)
        changes = _old(store, last)
        found = Forgotten(store.ledger.forget(last), store.golden.old_changes(changes))
        store.golden.forget_changes(changes)
    return found


def _old(store: GraphStore, revision: int) -> int:
    """Return up to which revision changes are let go: never those of the last that changed."""
    return min(revision, store.golden.last_changed() - 1)
