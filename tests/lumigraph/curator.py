"""Somebody who curates a running server by a token, with a new connection for each request."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

import httpx2

PATIENCE = 90
GOOD = 200


@dataclass(frozen=True, slots=True)
class Curator:
    """Who holds a ``token`` called ``name``, and asks the server at ``address``."""

    address: str
    token: str
    name: str

    def get(self, path: str, status: int = GOOD) -> Any:
        """Return what is answered, which has to be of this status."""
        return self._answered("GET", path, status)

    def post(self, path: str, status: int = GOOD, **body: Any) -> Any:
        """Post JSON; see ``get``."""
        return self._answered("POST", path, status, json=body)

    def send(self, path: str, status: int, content: bytes) -> Any:
        """Hand a file in; see ``get``."""
        return self._answered("POST", path, status, content=content)

    def decide(self, proposal: str, state: str, version: int) -> int:
        """Decide of a proposal that was looked at in ``version``; return the status."""
        body = {"state": state, "version": version}
        return self._asked("POST", f"review/{proposal}/decision", json=body).status_code

    def awaited(self, job: str, *under_way: str) -> Any:
        """Return a job once it is in none of the states that are ``under_way``."""
        end = time.monotonic() + PATIENCE
        while (found := self.get(f"uploads/{job}"))["state"] in under_way:
            assert time.monotonic() < end, found
            time.sleep(0.1)
        return found

    def _answered(self, method: str, path: str, status: int, **sent: Any) -> Any:
        answer = self._asked(method, path, **sent)
        assert answer.status_code == status, answer.text
        return answer.json()

    def _asked(self, method: str, path: str, **sent: Any) -> httpx2.Response:
        headers = {"Authorization": f"Bearer {self.token}"}
        url = f"{self.address}/api/v1/{path}"
        return httpx2.request(method, url, headers=headers, timeout=PATIENCE, **sent)
