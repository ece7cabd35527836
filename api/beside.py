"""Work in a thread beside the requests, for as long as the server runs."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def beside(work: Callable[[threading.Event], None], patience: float) -> Iterator[None]:
    """Run ``work`` in a thread inside the context.

    The event that it is given is set at the end; then it has ``patience`` seconds to come back.
    """
    stopped = threading.Event()
    thread = threading.Thread(target=work, args=[stopped], daemon=True)
    thread.start()
    try:
        yield
    finally:
        stopped.set()
        thread.join(patience)
