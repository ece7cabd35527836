"""Connections are taken from a socket: one by one, again after trouble, and no more in the end."""

from __future__ import annotations

import asyncio
import errno
import socket
from collections.abc import Coroutine
from contextlib import ExitStack
from functools import partial
from itertools import chain
from typing import Any

import pytest

from lumigraph import intake
from lumigraph.intake import REST, Intake

MANY = 20
BRIEF = 0.05
Held = list[asyncio.BaseTransport]


class Holding(asyncio.Protocol):
    """Holds its connection in ``held``."""

    def __init__(self, held: Held) -> None:
        self._held = held

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._held.append(transport)


class Troubled(socket.socket):
    """Has an error, of the kind of ``trouble``, before it gives a connection."""

    trouble: OSError | None = None

    def accept(self) -> tuple[socket.socket, Any]:
        trouble, self.trouble = self.trouble, None
        if trouble:
            raise trouble
        return super().accept()


async def several(listener: socket.socket, processes: int, rest: float) -> list[int]:
    """Take ``MANY`` that wait, as processes do of which each wakes a little later than the last.

    Return how many each has.
    """
    held: list[Held] = [[] for _ in range(processes)]
    intakes = []
    for one in held:
        intakes.append(Intake(listener, partial(Holding, one), one, rest))
        await asyncio.sleep(5 * REST)
    while sum(map(len, held)) < MANY:
        await asyncio.sleep(0)
    for each in intakes:
        each.close()
        await each.wait_closed()
    for transport in chain.from_iterable(held):
        transport.close()
    return [len(one) for one in held]


def waited_for(awaited: Coroutine[None, None, Any]) -> Any:
    return asyncio.run(asyncio.wait_for(awaited, 60))


@pytest.fixture
def listener() -> Any:
    with Troubled() as one, ExitStack() as clients:
        one.bind(("127.0.0.1", 0))
        one.listen(MANY)
        for _ in range(MANY):
            clients.enter_context(socket.create_connection(one.getsockname()))
        yield one


@pytest.mark.parametrize("rest", [0, REST])
def test_all_that_wait_are_taken(listener: socket.socket, rest: float) -> None:
    assert waited_for(several(listener, 1, rest)) == [MANY]


@pytest.mark.parametrize(
    "trouble",
    [ConnectionAbortedError(errno.ECONNABORTED, "gone"), OSError(errno.EMFILE, "too many files")],
    ids=["who asked has gone", "no file can be opened"],
)
def test_after_trouble_it_goes_on(
    listener: Troubled, trouble: OSError, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake, "TROUBLE", BRIEF)
    listener.trouble = trouble
    assert waited_for(several(listener, 1, 0)) == [MANY]


def test_who_has_some_lets_others_go_first(listener: socket.socket) -> None:
    assert min(waited_for(several(listener, 2, REST))) > 0


def test_closed_it_takes_none(listener: socket.socket) -> None:
    async def closed() -> Held:
        held: Held = []
        one = Intake(listener, partial(Holding, held), held, 0)
        one.close()
        await one.wait_closed()
        await asyncio.sleep(BRIEF)
        return held

    assert waited_for(closed()) == []
