"""Entries by hand: each is a source of its own, which is believed before sources that are read.

The later of two entries is believed before the earlier (docs/decisions/0022). Its priority says
so, and is all that sets it apart: evidence, history, ``as_of``, dumps and retracting know nothing
of entries but that they are sources.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial

from graph.curating.place import check_place
from graph.errors import UnknownNameError, UsageError
from graph.ledger.reference import regions_of
from graph.ledger.writing import put
from graph.ledger.written import written
from graph.records import (
    EntityRecord,
    Record,
    Reject,
    RelationRecord,
    SourceInfo,
    Stranger,
    Unit,
    digest,
)
from graph.review.proposing import withdraw_gone
from graph.schema import Schema
from graph.store import GraphStore
from graph.stored import SourceVersion
from ontology.values.urls import is_address

PREFIX = "hand/"
PRIORITY = 1_000_000
"""More than the priority of any source that is read; the entries follow it by their times."""
EPOCH, MICROSECOND = datetime(1970, 1, 1, tzinfo=UTC), timedelta(microseconds=1)
EXTRACTOR = "by hand 1"
LICENCE = "CC-BY-4.0"


@dataclass(frozen=True, slots=True)
class HandEntry:
    """What somebody enters: ``records``, who (``by``), why, and where it was read.

    ``address`` is a web page, or words that name what is on none, or the document that the records
    quote; ``visibility`` says who may see the entry.
    """

    records: tuple[Record, ...]
    by: str
    address: str
    reason: str = ""
    visibility: str = ""


def is_by_hand(source: str) -> bool:
    """Tell whether a source of this name is an entry by hand."""
    return source.startswith(PREFIX)


def entries_of(store: GraphStore, *, undone: bool = False) -> list[SourceVersion]:
    """Return the entries by hand that stand, by name; with ``undone`` those taken back too."""
    found = store.ledger.sources(closed=undone)
    return [one for one in found if is_by_hand(one.info.name)]


def enter(store: GraphStore, schema: Schema, entry: HandEntry, name: str = "") -> SourceInfo:
    """Enter ``entry`` in the revision under way, as the source ``hand/name``.

    Raises ``UsageError`` when the vocabulary does not allow what it says, when it holds personal
    data or does not say where it was read, and ``UnknownNameError`` for a relation to what is not
    in the graph; the revision is then to be given up.
    """
    _check_address(entry)
    entry = replace(entry, by=written(entry.by), reason=written(entry.reason))
    info = _info(store, entry, name, datetime.now(UTC))
    records = [_signed(one, entry, info.date) for one in entry.records]
    _check(one for record in records for one in schema.complaints(record, info.name))
    unit = Unit("entry", info.digest, partial(iter, records))
    report = put(store, schema, info, [unit], regions_of)
    _check(one for one in report.rejects if not _by_others(one, info))
    _check_withheld(report.withheld)
    _check_ends(store, records)
    if any(_is_gone(one) for one in records):
        withdraw_gone(store)
    return info


def _is_gone(record: Record) -> bool:
    """Tell whether a record says that an entity is none."""
    denies = isinstance(record, EntityRecord) and record.evidence.denies
    return denies and not record.properties


def _check_address(entry: HandEntry) -> None:
    quoted = entry.address and all(one.evidence.quote for one in entry.records)
    if not quoted:
        check_place(entry.address)


def _info(store: GraphStore, entry: HandEntry, name: str, now: datetime) -> SourceInfo:
    at, priority = now.isoformat(timespec="seconds"), _priority(store, now)
    content = digest(sorted(map(repr, entry.records)), entry.by, entry.address, at, priority)
    return SourceInfo(
        name=f"{PREFIX}{name or content}",
        origin=entry.address,
        digest=content,
        extractor=EXTRACTOR,
        title=f"Entered by hand by {entry.by}",
        licence=LICENCE,
        priority=priority,
        date=at[:10],
        attribution=entry.by,
        visibility=entry.visibility,
        extra={"by": entry.by, "at": at, "reason": entry.reason},
    )


def _priority(store: GraphStore, now: datetime) -> int:
    """Return a priority above that of every entry before, in whichever store that stands.

    The microseconds since 1970 tell it: a public store does not know of internal entries, and a
    number that counted them would tell of them. No two entries are made within one.
    """
    before = (one.info.priority for one in entries_of(store, undone=True))
    return max(PRIORITY + (now - EPOCH) // MICROSECOND, max(before, default=0) + 1)


def _signed(record: Record, entry: HandEntry, day: str) -> Record:
    """Return ``record`` as said by who enters it; what it quotes, and what it denies, stay."""
    evidence = record.evidence
    quoted = f", {evidence.locator}" if evidence.quote and evidence.locator else ""
    words = "" if quoted or is_address(entry.address) else f", read in: {entry.address}"
    locator = f"entered by {entry.by} on {day}{quoted}{words}"
    confidence = 0.0 if evidence.denies else 1.0
    pages = (entry.address, *evidence.urls)
    urls = tuple(dict.fromkeys(filter(is_address, pages)))
    signed = replace(evidence, locator=locator, urls=urls, confidence=confidence)
    return replace(record, evidence=signed)


def _by_others(reject: Reject, info: SourceInfo) -> bool:
    """Tell whether a reject is no fault of an entry: others say something else of its key."""
    return isinstance(reject, Stranger) and reject.file != info.name


def _check(rejects: Iterable[Reject]) -> None:
    for one in rejects:
        raise UsageError(f"{one.reason}; {one.remedy}")


def _check_withheld(withheld: Iterable[str]) -> None:
    for kind in withheld:
        raise UsageError(f"it holds personal data ({kind}), which the graph does not: leave it out")


def _check_ends(store: GraphStore, records: Iterable[Record]) -> None:
    ends = {
        end
        for one in records
        if isinstance(one, RelationRecord)
        for end in (one.source, one.target)
    }
    denied = {one.key for one in records if isinstance(one, EntityRecord) and one.evidence.denies}
    missing = sorted(ends - store.ledger.identities(ends).keys() - denied)
    if missing:
        raise UnknownNameError(
            f"the graph has no '{missing[0]}': add it first, or name it by its id", missing[0]
        )
