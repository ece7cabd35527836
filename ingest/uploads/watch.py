"""How far a job is, and when it must stop."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from ingest.errors import IngestError

PACE = 0.2
"""Seconds between two looks at whether somebody cancelled, and two notes of how far it is."""


Check = Callable[[], None]
"""Raises an error where a job must stop."""


def granted() -> None:
    """Let it go on."""


class CancelledError(IngestError):
    """Somebody cancelled the job."""


class TooLongError(IngestError):
    """The job took longer than jobs may."""


@dataclass(frozen=True, slots=True)
class Progress:
    """``done`` rows of about ``expected`` (0 if nobody knows), so many ``rate`` a second."""

    done: int = 0
    expected: int = 0
    rate: float = 0.0


class Watch:
    """Told now and then of a job; notes how far it is by ``note``, and stops it.

    ``cancelled`` says whether somebody wants it to stop; ``seconds`` is how long it may take.
    """

    def __init__(
        self, note: Callable[[Progress], None], cancelled: Callable[[], bool], seconds: float
    ) -> None:
        self._note = note
        self._cancelled = cancelled
        self._seconds = seconds
        self._heeded: Check = granted
        self._began = self._looked = time.monotonic()

    def __call__(self, done: int, expected: int = 0) -> None:
        """Note that ``done`` rows are read. Raises as ``check`` does."""
        now = time.monotonic()
        if done and now - self._looked < PACE:
            return
        self._looked = now
        self.check()
        spent = now - self._began
        self._note(Progress(done, expected, round(done / spent, 1) if spent else 0.0))

    def heed(self, check: Check) -> None:
        """Stop the job from now on where ``check`` raises, too."""
        self._heeded = check
        self.check()

    def check(self) -> None:
        """Raise CancelledError or TooLongError where the job must stop."""
        self._heeded()
        if self._cancelled():
            raise CancelledError("it was cancelled.")
        if time.monotonic() - self._began > self._seconds:
            raise TooLongError(
                f"it took longer than {self._seconds:g} seconds: split the file, or raise the "
                "setting upload_seconds."
            )
