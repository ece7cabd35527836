"""A query as it came in, and the limits under which it is answered."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a query may take.

    ``seconds`` until it is ended, ``rows`` (or statements) in one answer, ``queries`` at once,
    ``memory`` and ``room`` for its answer in bytes.
    """

    seconds: float = 30
    rows: int = 100_000
    queries: int = 4
    memory: int = 2_000_000_000
    room: int = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Asked:
    """A query; ``default`` and ``named`` are the graphs of its dataset, None where it says none.

    ``rows_form`` and ``statements_form`` are the forms in which the asker takes the answer, '' for
    none; so many rows as ``offset`` says are passed over.
    """

    query: str
    default: list[str] | None = None
    named: list[str] | None = None
    rows_form: str = "json"
    statements_form: str = "turtle"
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Answered:
    """What became of a query: how many rows came, and whether there are more.

    ``form`` is '' when there is none that the asker takes; ``statements`` tells which sort it is.
    """

    form: str
    statements: bool
    rows: int
    cut: bool
