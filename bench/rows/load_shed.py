"""Twice the load that the server can take: who is told to come again, and how soon it is back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from bench.load import asked
from bench.load.client import Answered, Plan
from bench.load.served import GOOD, WORKERS, Pass, served
from bench.results import SQLITE, Line
from bench.rows.load_served import NUMBER
from bench.workshop import BenchError, Workshop

BUSY = (429, 503)
SECONDS = 10
CONNECTIONS = 512
"""More than the server lets in: the rest is told to come again."""
BACK = 0.9
"""The share of the peak at which the server counts as back."""
PEAK = "its own peak"


def run(workshop: Workshop) -> list[Line]:
    """Measure the peak, then twice its rate, then the peak again."""
    with workshop.plain_sql() as plain:
        pairs = asked.pairs(workshop.generator, plain, 12 * NUMBER)
    paths = [asked.who(one, facets="false") for one in pairs]
    calm, flood, again = (paths[start::3] for start in range(3))
    url = f"sqlite:///{workshop.stock('full-sqlite') / 'graph.db'}"
    with served(workshop.folder("shed"), url, workers=WORKERS) as running:
        peak = running.ask(calm)
        plan = Plan(running.port, flood, CONNECTIONS, pace=2 * peak.rate, seconds=SECONDS)
        over = running.carried_out(plan)
        after = running.ask(again)
    return lines(peak, over, after)


def lines(peak: Pass, over: Pass, after: Pass) -> list[Line]:
    """Return what was told to whom, and when the server was back at its peak.

    What the asker held back, all its connections being taken, did not load the server.
    """
    counted = Counter(one.status for one in over.asked.answers)
    shed = [one for one in over.asked.answers if one.status in BUSY]
    if not shed:
        raise BenchError("nobody was told to come again: the server took twice its own peak")
    told = 100 * sum(bool(one.later) for one in shed) / len(shed)
    wrong = sum(number for status, number in counted.items() if status not in (GOOD, *BUSY))
    answered = counted[GOOD] / over.asked.seconds
    return [
        Line("told to come again, with Retry-After", "%", {SQLITE: told}).least(SQLITE, 100),
        Line("neither answered nor told so", "requests", {SQLITE: wrong}).most(SQLITE, 0),
        Line("held back by the asker", "requests", {SQLITE: over.asked.held_back}).most(SQLITE, 0),
        Line("answered meanwhile", "req/s", {SQLITE: answered, PEAK: peak.rate}),
        Line("back at the peak after", "s", {SQLITE: back(after.asked.answers, peak.rate)}).most(
            SQLITE, 5
        ),
    ]


def back(answers: Sequence[Answered], peak: float) -> float:
    """Return after how many seconds a second has nearly as many answers as the peak; or infinity.

    >>> from bench.load.client import Answered
    >>> back([Answered(at / 10, 0.1, 200) for at in range(10, 30)], 10)
    2.0
    """
    seconds = Counter(int(one.at) for one in answers if one.status == GOOD)
    reached = (float(one + 1) for one in sorted(seconds) if seconds[one] >= BACK * peak)
    return next(reached, float("inf"))
