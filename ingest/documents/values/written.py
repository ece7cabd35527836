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
    """Add mentions of values, but for those that share a code point with another mention."""
    for one in found:
        if reading.free(one.start, one.end):
            reading.mentions.append(
                Mention(kind, one.start, one.end, value=one.value, rule=f"{kind}s")
            )
