"""Ports on 127.0.0.1 to listen on."""

from __future__ import annotations

import contextlib
import errno
import socket

HERE = "127.0.0.1"
LAST_PORT = 65535
BACKLOG = 2048
"""Connections that wait to be taken."""


def free_ports(count: int) -> list[int]:
    """Ports on 127.0.0.1 that nobody listens on now, all different."""
    with contextlib.ExitStack() as stack:
        sockets = [stack.enter_context(socket.create_server((HERE, 0))) for _ in range(count)]
        return [int(each.getsockname()[1]) for each in sockets]


def next_free_port(first: int, host: str = HERE) -> int:
    """The port `first` of `host`, or the next above it that nobody listens on; see `listen`."""
    with listen(host, first, else_next=True) as found:
        return int(found.getsockname()[1])


def listen(host: str, port: int, *, else_next: bool = False) -> socket.socket:
    """Listen at `port` of `host`, or, where told so, at the next above it that is free.

    What is written to its connections is sent at once, without waiting for an acknowledgement.
    Raises OSError when it is in use, when none is free, or when nobody may listen there.
    """
    last = min(port + (99 if else_next else 0), LAST_PORT)
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    for each in range(port, last + 1):
        try:
            listener = socket.create_server((host, each), family=family, backlog=BACKLOG)
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise OSError(
                    f"cannot listen at {_shown(host)}:{each} ({error.strerror}): "
                    "set a host that this machine has, and a port from 1024 on"
                ) from error
        else:
            # Connections take it over; asyncio sets it for sockets alone that name their protocol.
            listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            return listener
    if else_next:
        raise OSError(f"the ports {port} to {last} are all in use: name another")
    raise OSError(f"port {port} of {host} is in use: end what listens there, or name another port")


def _shown(host: str) -> str:
    """A host as it stands before a port: an address of IPv6 in brackets."""
    return f"[{host}]" if ":" in host else host
