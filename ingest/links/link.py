"""What is known of an address that evidence names."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ingest.links.asking import Finding

DEAD_AFTER = 2


@dataclass(frozen=True, slots=True)
class Link:
    """An address, the days (ISO) on which it was last ``asked`` for and last ``seen``, '' for none.

    ``misses`` is how often in a row it was gone; ``said`` is the last answer.
    """

    address: str
    asked: str = ""
    seen: str = ""
    misses: int = 0
    said: str = ""

    @property
    def state(self) -> str:
        """``new``, ``there``, ``dead``, or ``unsure``: not there, and not gone twice in a row."""
        if self.misses >= DEAD_AFTER:
            return "dead"
        if not self.asked:
            return "new"
        return "there" if self.seen == self.asked else "unsure"

    def after(self, found: Finding, day: str) -> Link:
        """Return the link as it is after an answer; one that says nothing leaves the misses."""
        if found.there:
            return replace(self, asked=day, seen=day, misses=0, said=found.said)
        return replace(self, asked=day, misses=self.misses + found.gone, said=found.said)
