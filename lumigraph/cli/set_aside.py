"""What a preview would set aside, as a table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from graph.records import Reject
from lumigraph.cli.output import table

COLUMNS = ("place", "column", "value", "reason", "remedy")
REASONS = 20
"""So many reasons are shown, each with its column."""
VALUES = 3
"""So many values are shown that are set aside for one reason."""
LONGEST = 60
"""So many characters of a value are shown."""


def show_set_aside(rejects: Sequence[Reject]) -> None:
    """Print what would be set aside, and why."""
    if rejects:
        rows = list(_gathered(rejects))[:REASONS]
        table(COLUMNS, rows, f"Set aside ({len(rejects):,} in all)")


def short(text: str) -> str:
    """Return the beginning of a value."""
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def _gathered(rejects: Iterable[Reject]) -> Iterator[tuple[str, ...]]:
    """Yield a row for each reason: what is wrong with many is told once."""
    alike: defaultdict[tuple[str, ...], list[Reject]] = defaultdict(list)
    for one in rejects:
        alike[one.column, one.reason, one.remedy].append(one)
    for (column, reason, remedy), some in alike.items():
        more = f" and {len(some) - 1:,} more" if some[1:] else ""
        values = list(dict.fromkeys(short(one.value) for one in some))
        shown = ", ".join(values[:VALUES]) + (", …" if values[VALUES:] else "")
        yield f"{some[0].place}{more}", column, shown, reason, remedy
