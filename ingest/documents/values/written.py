"""What is written in a text and means a value, and how it becomes a mention."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from ingest.documents.findings import Mention
from ingest.documents.reading import Reading
from ingest.documents.spans import Spans


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
    spans = Spans(reading.mentions)
    reading.mentions += [
        Mention(kind, one.start, one.end, value=one.value, rule=f"{kind}s")
        for one in found
        if all(_inside(other, one) for other in spans.over(one.start, one.end))
    ]


def _inside(mention: Mention, value: Written) -> bool:
    return value.start < mention.start and mention.end < value.end
