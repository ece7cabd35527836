"""The text of a document, with the mentions that were read in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

import orjson


@dataclass(frozen=True, slots=True)
class Mark:
    """A mention: ``text[start:end]``.

    ``kind`` is that of the reading (organisation, date, …), ``meant`` the key of a thing, '' for
    dates, amounts, counts and identifiers, whose normalised form is ``value``.
    """

    kind: str
    start: int
    end: int
    meant: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """A text as it was read. Offsets are its code points; ``language`` is ISO 639-1 or ''."""

    text: str
    language: str = ""
    marks: Sequence[Mark] = ()

    def packed(self) -> bytes:
        """Return it as JSON."""
        return orjson.dumps(asdict(self))

    @classmethod
    def unpacked(cls, content: bytes) -> Text:
        """Return what ``packed`` wrote."""
        said: dict[str, Any] = orjson.loads(content)
        text = cls(**said)
        return replace(text, marks=tuple(Mark(**one) for one in said["marks"]))
