"""How much an upload may take."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """``size``: bytes of a file. ``seconds``: how long receiving, looking or entering may take.

    ``days``: after which a job is swept away. ``at_once``: how many a process works on.
    """

    size: int = 100_000_000
    seconds: int = 600
    days: int = 7
    at_once: int = 2


USUAL_LIMITS = Limits()
