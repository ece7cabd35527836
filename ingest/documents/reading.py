"""What is read so far of one document, and what a step of reading is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol

from ingest.documents.document import Document
from ingest.documents.findings import Mention, Relation
from ingest.documents.grammar import grammar
from ingest.documents.known import Known
from ingest.documents.line import Cutter, Line
from ingest.documents.runs import Run

EXTRACTOR = "lumigraph.documents/1"
"""Name and version of this reading, which every record of it carries."""


@dataclass
class Reading:
    """What the steps so far have found in a document, and what they knew before it.

    ``understood`` are its lines in which words such as "the project" are signs of what they mean;
    the step that looks for relations makes them, and ``sorts``: id or slug of an organisation →
    what sort of organisation the text or its name tells that it is ("cluster", "company").

    ``unclaimed`` are the runs of capital words without what so many mentions stand on
    (`ingest.documents.claims.free_runs` keeps them).

    Steps add to ``mentions``, and ``revise`` them when they take out or change any.
    ``dropped`` counts, by reason, what was claimed of the document and is not to be found in it.
    """

    document: Document
    known: Known
    mentions: list[Mention] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    understood: list[Line] = field(default_factory=list)
    sorts: dict[str, str] = field(default_factory=dict)
    dropped: Counter[str] = field(default_factory=Counter)
    _cutter: Cutter | None = field(default=None, init=False, repr=False, compare=False)
    _covered: bytearray = field(default_factory=bytearray, init=False, repr=False, compare=False)
    _counted: int = field(default=0, init=False, repr=False, compare=False)
    unclaimed: tuple[int, tuple[Run, ...]] | None = field(
        default=None, init=False, repr=False, compare=False
    )

    def lines(self) -> tuple[Line, ...]:
        """Return the sentences as lines with the mentions so far.

        In a language without rules there are none.
        """
        if self._cutter is None:
            rules = grammar(self.document.language)
            if rules is None:
                return ()
            self._cutter = Cutter(self.document, rules.spelling)
        return self._cutter.lines(self.mentions)

    def mentioned(self, start: int, end: int, *kinds: str) -> list[Mention]:
        """Return the mentions inside a span, of some kinds or of all, as they stand."""
        return sorted(
            (
                one
                for one in self.mentions
                if start <= one.start and one.end <= end and (not kinds or one.kind in kinds)
            ),
            key=lambda one: (one.start, -one.end),
        )

    def free(self, start: int, end: int) -> bool:
        """Whether no mention shares a code point with a span."""
        if self._counted < len(self.mentions):
            self._count()
        return self._covered.find(1, start, end) < 0

    def _count(self) -> None:
        """Mark the code points of mentions that have been added."""
        if not self._counted:
            self._covered = bytearray(len(self.document.text))
        for one in self.mentions[self._counted :]:
            self._covered[one.start : one.end] = b"\1" * (one.end - one.start)
        self._counted = len(self.mentions)

    def revise(self, mentions: Iterable[Mention]) -> None:
        """Put these mentions in the place of all that there are."""
        self.mentions[:] = mentions
        self._covered, self._counted = bytearray(), 0
        self.unclaimed = None


class Step(Protocol):
    """One step of reading: it adds what it finds to the reading, and may correct what is there."""

    def __call__(self, reading: Reading) -> None: ...
