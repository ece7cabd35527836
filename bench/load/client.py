"""Asks a server on this machine, in a process of its own: over many connections, or at a pace.

python -m bench.load.client   (a ``Plan`` as JSON comes in, an ``Asked`` as JSON goes out)
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from itertools import cycle
from pathlib import Path
from time import perf_counter, process_time

from bench.load.connection import Connection, NoAnswerError

HERE = "127.0.0.1"
NONE = 0
"""The status of a request that got no answer."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What to ask: each path once, by ``connections`` that ask without a pause.

    With ``pace`` (requests a second) they do not wait for each other: ``seconds`` long, with at
    most ``connections`` under way, the paths over and over. ``keep`` is the file that bodies go to.
    """

    port: int
    paths: Sequence[str]
    connections: int = 32
    pace: float = 0
    seconds: float = 0
    keep: str = ""


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer: when it had come, and how long it took (seconds), status, ``Retry-After``."""

    at: float
    seconds: float
    status: int
    later: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """What came of a plan; ``cpu`` is what asking cost the asker (seconds), of ``seconds``.

    ``held_back`` are requests of a pace for which all connections were taken.
    """

    answers: list[Answered]
    seconds: float
    cpu: float
    held_back: int = 0
    failures: list[str] = field(default_factory=list)


class Asking:
    """A plan under way."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._idle: list[Connection] = []
        self._begun = perf_counter()
        self.answers: list[Answered] = []
        self.bodies: dict[str, str] = {}
        self.failures: list[str] = []
        self.held_back = 0

    async def run(self) -> None:
        """Do it."""
        await (self._at_pace() if self._plan.pace else self._without_pause())
        for one in self._idle:
            one.close()

    async def _without_pause(self) -> None:
        paths = iter(self._plan.paths)
        await asyncio.gather(*(self._all_of(paths) for _ in range(self._plan.connections)))

    async def _all_of(self, paths: Iterator[str]) -> None:
        for path in paths:
            await self._one(path)

    async def _at_pace(self) -> None:
        paths, under_way = cycle(self._plan.paths), set[asyncio.Task[None]]()
        for number in range(round(self._plan.pace * self._plan.seconds)):
            wait = self._begun + number / self._plan.pace - perf_counter()
            await asyncio.sleep(max(0, wait))
            if len(under_way) >= self._plan.connections:
                self.held_back += 1
                continue
            task = asyncio.create_task(self._one(next(paths)))
            under_way.add(task)
            task.add_done_callback(under_way.discard)
        await asyncio.gather(*under_way)

    async def _one(self, path: str) -> None:
        """Ask, on a connection that rests where there is one."""
        begun = perf_counter()
        try:
            connection = self._idle.pop() if self._idle else await self._connected()
            reply = await connection.ask(path)
        except (NoAnswerError, OSError) as error:
            self.failures.append(str(error))
            self._note(begun, NONE)
            return
        self._idle.append(connection)
        self._note(begun, reply.status, reply.headers.get(b"retry-after", b"").decode())
        if self._plan.keep:
            self.bodies[path] = reply.body.decode()

    async def _connected(self) -> Connection:
        return await Connection.to(HERE, self._plan.port)

    def _note(self, begun: float, status: int, later: str = "") -> None:
        now = perf_counter()
        self.answers.append(Answered(now - self._begun, now - begun, status, later))


def carry_out(plan: Plan) -> Asked:
    """Ask all of a plan; return what came of it."""
    begun, cpu = perf_counter(), process_time()
    asking = Asking(plan)
    asyncio.run(asking.run())
    seconds, cpu = perf_counter() - begun, process_time() - cpu
    if plan.keep:
        Path(plan.keep).write_text(json.dumps(asking.bodies), encoding="utf-8")
    return Asked(asking.answers, seconds, cpu, asking.held_back, asking.failures[:10])


def main() -> None:
    """Carry out the plan that comes in."""
    print(json.dumps(asdict(carry_out(Plan(**json.load(sys.stdin))))))


if __name__ == "__main__":
    main()
