"""A fact that was read, as records, and why somebody should look at it first."""

from __future__ import annotations

from dataclasses import dataclass

from graph.records import Record


@dataclass(frozen=True, slots=True)
class Statement:
    """A fact: the first of ``records``; the others are what it presupposes.

    It stands in ``text[start:end]`` of the document. ``doubt`` says why it is not taken as it is,
    "" where it is.
    """

    records: tuple[Record, ...]
    start: int
    end: int
    confidence: float
    doubt: str = ""
