"""What is written in a text and means a value, and how it becomes a mention."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from ingest.documents.findings import Mention
from ingest.documents.reading import Reading


class Written(Protocol):
    """A value as it stands in ``text[start:end]``."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...

    @property
    def value(self) -> str: ...


def mention_values(reading: Reading, kind: str, found: Iterable[Written]) -> None:
    """Add mentions of values, but for those that stand in another mention or cross its ends.

    Others may stand in them: "eleven photonics companies" speaks of photonics.
    """
    for one in found:
        if _apart(reading, one):
            reading.mentions.append(
                Mention(kind, one.start, one.end, value=one.value, rule=f"{kind}s")
            )


def _apart(reading: Reading, one: Written) -> bool:
    crossing = (other for other in reading.mentions if _crosses(other, one))
    return next(crossing, None) is None


def _crosses(other: Mention, one: Written) -> bool:
    inside = one.start < other.start and other.end < one.end
    return other.start < one.end and one.start < other.end and not inside
