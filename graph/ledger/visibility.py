"""Who may see what a source says."""

from __future__ import annotations

from dataclasses import dataclass

from graph.dates import is_date, latest
from graph.errors import UsageError

PUBLIC = "public"
INTERNAL = "internal"
EMBARGO = "embargoed until "


@dataclass(frozen=True, slots=True)
class Visibility:
    """Public from the end of the partial ISO date ``since`` on: '' is always, None never."""

    since: str | None = ""

    @classmethod
    def parse(cls, text: str) -> Visibility:
        """Read ``public``, ``internal`` or ``embargoed until 2027-01-01``; '' is public.

        Raises ``UsageError`` for anything else: a word misread could make a secret public.

        >>> Visibility.parse("embargoed until 2027-01-01").public_on("2026-12-31")
        False
        """
        words = " ".join(text.lower().split())
        if words in ("", PUBLIC):
            return cls()
        if words == INTERNAL:
            return cls(None)
        date = words.removeprefix(EMBARGO)
        if date == words or not is_date(date):
            raise UsageError(
                f"'{text}' is no visibility: write {PUBLIC}, {INTERNAL} or {EMBARGO}2027-01-01"
            )
        return cls(date)

    def public_on(self, today: str) -> bool:
        """Whether everybody may see it on the ISO date ``today``."""
        return self.since is not None and (not self.since or latest(self.since) <= today)

    def __str__(self) -> str:
        if self.since is None:
            return INTERNAL
        return f"{EMBARGO}{self.since}" if self.since else PUBLIC
