"""Readers of formats never reach out: tests run them where nothing can."""

from __future__ import annotations

import socket

import pytest


@pytest.fixture(autouse=True)
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every attempt to reach out fail the test."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("something asked for a socket")

    for name in ("socket", "create_connection", "getaddrinfo"):
        monkeypatch.setattr(socket, name, refuse)


__all__ = ["offline"]
