"""How much a source states, counted on from its version before by what came and went."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import chain
from typing import Any, TypeAlias

from graph.chunks import chunks
from graph.records import EntityRecord, Record
from graph.store import Ledger
from graph.stored import Tie

Tally: TypeAlias = tuple[int, int, int]
"""How many records, entities and relations; the latter by their keys, and by type and ends."""


def miscounted(rows: Callable[..., list[tuple[Any, ...]]]) -> Iterator[str]:
    """Yield the sources of which is kept what counting does not give.

    ``rows`` gives those of a named statement of a store.
    """
    for (source,) in rows("kept_tallies"):
        kept, counted = (rows(one, source=source) for one in ("kept_tally", "tally"))
        if kept and kept != counted:
            yield f"{source}: {_told(kept[0])} are kept, {_told(counted[0])} are counted"


def _told(tally: tuple[Any, ...]) -> str:
    records, entities, relations = tally
    return f"{records:,} records, {entities:,} entities, {relations:,} relations"


def about(record: Record) -> Tie:
    """Return what counts once however many records state it: a tie, or (key, '', '')."""
    if isinstance(record, EntityRecord):
        return (record.key, "", "")
    return (record.source, record.type, record.target)


def counted_on(
    ledger: Ledger, source: str, before: Tally, come: Counter[Tie], gone: Counter[Tie]
) -> Tally:
    """Return what ``source`` states now that ``before`` has become other by some records.

    ``come`` and ``gone`` count them by what they are ``about``. What is in both was stated before
    and is now; only of the rest the ledger is asked.
    """
    records, entities, relations = before
    one_sided = come.keys() ^ gone.keys()
    now = _standing(ledger, source, one_sided)
    for tie in one_sided:
        more = bool(now[tie]) - bool(now[tie] - come[tie] + gone[tie])
        entities += 0 if tie[2] else more
        relations += more if tie[2] else 0
    return records + come.total() - gone.total(), entities, relations


def _standing(ledger: Ledger, source: str, ties: set[Tie]) -> Counter[Tie]:
    """Count the standing records of ``source`` about each of ``ties``."""
    found: Counter[Tie] = Counter()
    for some in chunks(ties):
        records = chain(
            ledger.entity_records([key for key, _, target in some if not target]),
            ledger.tied([tie for tie in some if tie[2]]),
        )
        found.update(about(one.record) for one in records if one.source == source)
    return found
