"""Ports on 127.0.0.1 to listen on."""

from __future__ import annotations

import contextlib
import socket

LAST_PORT = 65535


def free_ports(count: int) -> list[int]:
    """Ports on 127.0.0.1 that nobody listens on now, all different."""
    with contextlib.ExitStack() as stack:
        sockets = [
            stack.enter_context(socket.create_server(("127.0.0.1", 0))) for _ in range(count)
        ]
        return [int(each.getsockname()[1]) for each in sockets]


def next_free_port(first: int) -> int:
    """The port `first` on 127.0.0.1, or the next above it that nobody listens on."""
    last = min(first + 99, LAST_PORT)
    for port in range(first, last + 1):
        with contextlib.suppress(OSError), socket.create_server(("127.0.0.1", port)):
            return port
    raise OSError(f"the ports {first} to {last} are all in use: name another")
