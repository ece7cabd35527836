"""What the processor has done for a process, as Linux tells it."""

from __future__ import annotations

import time

CPUCLOCK_SCHED = 2
"""The clock of a process that counts its seconds of the processor."""


def spent(process: int) -> float:
    """Return the seconds that a process, which may be another's, has taken in all its threads.

    The number of its clock is that of ``clock_getcpuclockid(3)``.
    """
    return time.clock_gettime(~process << 3 | CPUCLOCK_SCHED)
