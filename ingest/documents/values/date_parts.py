"""The parts of a date that a text states, and what follows from them for the others."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ontology.dates import is_date

# Any day of the calendar occurs in it.
_LEAP_YEAR = 2000


@dataclass(frozen=True, slots=True)
class DateParts:
    """Year, month and day as far as they are stated; None for what is not."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    def completed(self, other: DateParts) -> DateParts:
        """Return it with what it leaves open, but not more exactly, as ``other`` states it.

        >>> DateParts(day=11).completed(DateParts(2017, 9, 15))
        DateParts(year=2017, month=9, day=11)
        """
        month = other.month if self.day and not self.month else self.month
        year = other.year if month and not self.year else self.year
        return replace(self, year=year, month=month)

    @property
    def iso(self) -> str | None:
        """The date as ISO 8601 writes it, without a year from the month on; None if there is none.

        >>> DateParts(2016).iso, DateParts(month=4).iso, DateParts(2016, 2, 30).iso
        ('2016', '04', None)
        """
        if not (self.year or self.month) or (self.day and not self.month):
            return None
        rest = "".join(f"-{part:02}" for part in (self.month, self.day) if part)
        if not is_date(f"{self.year or _LEAP_YEAR}{rest}"):
            return None
        return f"{self.year}{rest}" if self.year else rest[1:]


def period(start: DateParts, end: DateParts) -> str | None:
    """Return the ISO 8601 interval of two dates that share what only one of them states.

    A period that is stated with one year goes over its end where it would run backwards: from
    November to March 2019. None where it runs backwards all the same, or one is no date.
    """
    first, last = start.completed(end), end.completed(start)
    if first.year and last.year and _backwards(first, last):
        if start.year is None:
            first = replace(first, year=first.year - 1)
        elif end.year is None:
            last = replace(last, year=last.year + 1)
    if first.iso is None or last.iso is None or _backwards(first, last):
        return None
    return f"{first.iso}/{last.iso}"


def _backwards(first: DateParts, last: DateParts) -> bool:
    """Whether the one begins after the other ends."""
    end = (last.year or 9999, last.month or 12, last.day or 31)
    return (first.year or 0, first.month or 0, first.day or 0) > end
