"""HTTP for clients of any kind: those that keep the server waiting are let go."""

from __future__ import annotations

import asyncio
import logging
from functools import partial

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

HEAD_BYTES = 32 * 1024
"""The longest head of a request: SPARQL queries may stand in its first line."""
log = logging.getLogger(__name__)


def patient(seconds: float, whole: float) -> partial[PatientProtocol]:
    """Return the protocol for clients that may keep the server waiting so long.

    ``whole`` are the seconds that they may take for all of a body.
    """
    return partial(PatientProtocol, seconds, whole)


class PatientProtocol(H11Protocol):
    """Gives a client ``patience`` seconds for the whole head of a request, as long again for each
    part of its body, and for each part of an answer that it takes; ``whole`` for all of a body.

    uvicorn itself bounds only how long a connection rests between two requests.
    """

    def __init__(self, patience: float, whole: float, *arguments: object, **named: object) -> None:
        super().__init__(*arguments, **named)  # type: ignore[arg-type]
        self._patience = patience
        self._whole = whole
        self._body: asyncio.TimerHandle | None = None
        self._incoming: asyncio.TimerHandle | None = None
        self._outgoing: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Expect the head of a request."""
        super().connection_made(transport)
        self._expect()

    def data_received(self, data: bytes) -> None:
        """Take a part of a request, and expect the next if there is one to come."""
        super().data_received(data)
        if self.conn.their_state is h11.SEND_BODY:
            self._expect_body()
            return
        _end(self._body)
        self._body = None
        if self.conn.their_state is h11.IDLE:
            self._expect()
        else:
            _end(self._incoming)
            self._incoming = None

    def on_response_complete(self) -> None:
        """Go on to a request that was sent behind the answered one, and expect all of its body."""
        super().on_response_complete()
        if self.conn.their_state is h11.SEND_BODY:
            self._expect_body()

    def connection_lost(self, exc: Exception | None) -> None:
        """Expect nothing any more."""
        for timer in (self._incoming, self._body, self._outgoing):
            _end(timer)
        super().connection_lost(exc)

    def pause_writing(self) -> None:
        """Wait until the client has taken what was sent."""
        super().pause_writing()
        self._outgoing = self.loop.call_later(
            self._patience, self._let_go, "takes no answer", self._patience
        )

    def resume_writing(self) -> None:
        """Go on, since it has."""
        _end(self._outgoing)
        super().resume_writing()

    def _expect(self, *, anew: bool = False) -> None:
        """Expect the client to send; what it is late with stays late unless it is ``anew``."""
        if anew or self._incoming is None:
            _end(self._incoming)
            self._incoming = self.loop.call_later(self._patience, self._missed)

    def _expect_body(self) -> None:
        self._expect(anew=True)
        self._body = self._body or self.loop.call_later(self._whole, self._overdue)

    def _missed(self) -> None:
        if self.flow.read_paused:  # we are the ones who are late
            self._expect(anew=True)
        else:
            self._let_go("does not send its request", self._patience)

    def _overdue(self) -> None:
        if self.flow.read_paused:
            self._body = self.loop.call_later(self._patience, self._overdue)
        else:
            self._let_go("does not end its request", self._whole)

    def _let_go(self, reason: str, seconds: float) -> None:
        log.info("a client %s for %s seconds and is let go", reason, seconds)
        self.transport.abort()


def _end(timer: asyncio.TimerHandle | None) -> None:
    if timer:
        timer.cancel()
