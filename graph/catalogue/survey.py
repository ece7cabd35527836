"""What a source's records are about: how many there are, which regions, from when to when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from graph.catalogue.model import Period
from graph.dates import earliest, latest
from graph.entities import END_PROPERTIES, START_PROPERTIES, first_text
from graph.records import EntityRecord, Record
from ontology.dates import is_date

# A university of 1365 does not make the data begin then.
TIMELESS = frozenset({"founded"})
STARTS = ("since", *(one for one in START_PROPERTIES if one not in TIMELESS))
ENDS = ("until", *END_PROPERTIES, *STARTS)


@dataclass(slots=True)
class Survey:
    """What was seen so far: ids of ``regions`` that are described, full ISO dates or ''."""

    records: int = 0
    regions: set[str] = field(default_factory=set)
    first: str = ""
    last: str = ""

    def see(self, record: Record) -> None:
        """Take a record in."""
        self.records += 1
        if isinstance(record, EntityRecord) and record.type == "Region":
            self.regions.add(record.key)
        self._span(
            first_text(record.properties, STARTS),
            first_text(record.properties, ENDS),
        )

    def _span(self, start: str, end: str) -> None:
        """Widen the span to a partial date each; '' and what is no date change nothing."""
        if is_date(start):
            self.first = min(filter(None, (self.first, earliest(start))))
        if is_date(end):
            self.last = max(self.last, latest(end))

    @property
    def period(self) -> Period | None:
        """From the first date to the last; None where nothing is dated."""
        return Period(self.first, self.last) if self.first or self.last else None


def union(surveys: Iterable[Survey]) -> Survey:
    """Return what several sources are about together."""
    whole = Survey()
    for one in surveys:
        whole.records += one.records
        whole.regions |= one.regions
        whole.first = min(filter(None, (whole.first, one.first)), default="")
        whole.last = max(whole.last, one.last)
    return whole
