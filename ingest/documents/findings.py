"""What is read in a document: mentions of things, and relations between them."""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

Status: TypeAlias = Literal["stated", "planned", "negated", "past"]


class Mention(NamedTuple):
    """A name, date, number or identifier where it stands: ``text[start:end]`` of the document.

    ``kind``: organisation, project, programme, event, agreement, technology, region, place, date,
    amount, count or identifier. ``id`` names what is known, ``slug`` what would be new, ``value``
    is the normalised date, amount, count or identifier; one of the three is set. ``confidence``
    lies in 0..1; ``rule`` names the step, and its rule, that found it.
    """

    kind: str
    start: int
    end: int
    id: str | None = None
    slug: str | None = None
    value: str | None = None
    confidence: float = 1.0
    rule: str = ""

    @property
    def meant(self) -> str:
        """What a relation calls it: the id, the slug or the value."""
        return self.id or self.slug or self.value or ""

    def overlaps(self, other: Mention) -> bool:
        """Whether the two share a code point."""
        return self.start < other.end and other.start < self.end


class Relation(NamedTuple):
    """What a sentence, ``text[start:end]`` of the document, says of two things.

    ``subject`` and ``object`` are what mentions mean (`Mention.meant`). ``status``: it is stated,
    planned, negated, or was so in the past and is no more. For ``rule`` see `Mention`.
    """

    subject: str
    predicate: str
    object: str
    start: int
    end: int
    status: Status = "stated"
    confidence: float = 1.0
    rule: str = ""
