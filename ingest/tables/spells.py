"""Spells: when a membership held, as a row of snapshots tells it.

A spell begins on the day of the snapshot in which the member first appears, and ends on the day
before the one that first lacks it. So the members on a snapshot's day are those that it lists,
whatever is asked with ``valid_on``. Who is in the first snapshot has been a member since an unknown
day.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from graph.dates import earliest, latest

Spell = tuple[str, str]
"""Since and until, partial ISO dates; '' is open."""


@dataclass(frozen=True, slots=True)
class Clock:
    """The day of a snapshot, and those of the snapshots before it."""

    date: str
    former: str = ""
    first: str = ""

    @property
    def before(self) -> str:
        """The day before the snapshot."""
        day = datetime.date.fromisoformat(earliest(self.date)) - datetime.timedelta(days=1)
        return day.isoformat()

    def going_on(self, former: Sequence[Spell], stated: Spell) -> tuple[Spell, ...]:
        """Return the spells of a membership that the snapshot lists; ``stated`` is its own."""
        since, until = stated
        if not former:
            return ((since or ("" if self._is_first else self.date), until),)
        if stated in former:
            return tuple(former)
        *past, last = former
        if self.holds(last) or last[1] in (until, self.before):
            return (*past, (since or last[0], until))
        begun = since if since > last[1] else self.date
        return (*former, (begun, until))

    def ended(self, former: Sequence[Spell]) -> tuple[Spell, ...]:
        """Return the spells of a membership that the snapshot lacks, whatever end was foreseen.

        One that only an earlier version of this snapshot stated has never been.
        """
        *past, last = former
        if not self.holds(last):
            return tuple(former)
        if last[0] == self.date or (self.first == self.date and not last[0]):
            return tuple(past)
        return (*past, (last[0], self.before))

    def holds(self, spell: Spell) -> bool:
        """Whether ``spell`` has not ended by the day of the snapshot, as far as it tells."""
        return not spell[1] or latest(spell[1]) >= earliest(self.date)

    @property
    def _is_first(self) -> bool:
        return self.first in ("", self.date)
