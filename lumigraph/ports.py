"""Ports on 127.0.0.1 to listen on."""

from __future__ import annotations

import contextlib
import errno
import socket

HERE = "127.0.0.1"
LAST_PORT = 65535


def free_ports(count: int) -> list[int]:
    """Ports on 127.0.0.1 that nobody listens on now, all different."""
    with contextlib.ExitStack() as stack:
        sockets = [stack.enter_context(socket.create_server((HERE, 0))) for _ in range(count)]
        return [int(each.getsockname()[1]) for each in sockets]


def next_free_port(first: int, host: str = HERE) -> int:
    """The port `first` of `host`, or the next above it that nobody listens on.

    Raises OSError when there is none, or when nobody may listen there.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    last = min(first + 99, LAST_PORT)
    for port in range(first, last + 1):
        try:
            with socket.create_server((host, port), family=family):
                return port
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise OSError(
                    f"cannot listen at {host}:{port} ({error.strerror}): set a host that this "
                    "machine has, and a port from 1024 on"
                ) from error
    raise OSError(f"the ports {first} to {last} are all in use: name another")
