"""Listening: what comes of a socket that answers on connections which are kept."""

import socket

from lumigraph.ports import HERE, listen


def test_no_answer_waits_for_the_acknowledgement_of_its_head() -> None:
    """Head and body go out apart: held back, each answer came 40 milliseconds late."""
    with listen(HERE, 0) as listener, socket.create_connection(listener.getsockname()):
        taken, _ = listener.accept()
        with taken:
            assert taken.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
