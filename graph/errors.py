"""What can go wrong with a graph, as one tree of errors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


class GraphError(Exception):
    """Root of the errors of this package; the message says what was wrong and what to do."""


class StoreError(GraphError):
    """A store cannot be opened, read or written."""


class StoreBusyError(StoreError):
    """Another process is writing to the store."""


class NotEmptyError(StoreError):
    """What would be restored into a store meets what is there."""

    def __init__(self, url: str) -> None:
        super().__init__(f"{url} is not empty: restore into a new store")


class DumpError(StoreError):
    """A dump is not whole, or not as Lumigraph writes it, or its store changed meanwhile."""


class BackupError(StoreError):
    """A backup is torn, is none, or does not hold what is asked of it."""


class EmptyGraphError(GraphError):
    """There is nothing in the graph that could be published."""


class PendingError(GraphError):
    """What is asked for is being made."""


class ForeignDataError(StoreError):
    """The database holds data that Lumigraph did not write."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A name that may have been meant: its id, its label and how near it is (0..100)."""

    id: str
    label: str
    nearness: int


class NamingError(GraphError):
    """A name that the graph cannot take; ``candidates`` are the nearest it knows."""

    def __init__(self, message: str, asked: str, candidates: Sequence[Suggestion] = ()) -> None:
        super().__init__(message)
        self.asked = asked
        self.candidates = tuple(candidates)


class UnknownNameError(NamingError):
    """Nothing in the graph has this name."""


class GoneError(NamingError):
    """What had this name is no longer in the graph; the message says what is known of it."""


class AmbiguousNameError(NamingError):
    """Several things have this name; ``candidates`` are they."""


class StaleError(GraphError):
    """Somebody else decided meanwhile; the message says who, and what."""


class UsageError(GraphError):
    """A question or command that cannot be carried out as it was put."""
