"""What a dump keeps under ``prov:value``: each thing that the ledger holds, whole, as JSON.

A value is a JSON object with one key, the noun: revision, judgement, source, unit, record, or
totals; in backups also proposal and decision. ``docs/rdf.md`` says what stands in each.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, NamedTuple, TypeAlias

import orjson

from graph.errors import DumpError
from graph.ledger.codec import dump, record_row, row_record
from graph.ledger.identity import Judgement
from graph.ledger.past import PastRecord
from graph.records import SourceInfo
from graph.review.codec import proposal_row, row_proposal
from graph.review.proposal import Decision, Proposal
from graph.stored import Revision, SourceVersion

QUEUED = frozenset({"proposals", "decisions"})


@dataclass(slots=True)
class Totals:
    """How much of everything a dump holds: its last value, which a torn one lacks."""

    revisions: int = 0
    judgements: int = 0
    sources: int = 0
    units: int = 0
    records: int = 0
    proposals: int = 0
    decisions: int = 0


class HeldUnit(NamedTuple):
    """A standing unit."""

    source: str
    key: str
    digest: str


class HeldProposal(NamedTuple):
    """A proposal of the queue, with the revision that entered it."""

    proposal: Proposal
    opened: int


class HeldRecord(NamedTuple):
    """A record with the key of its unit, whose number a dump does not know: it is 0."""

    unit: str
    record: PastRecord


Held: TypeAlias = (
    Revision | Judgement | SourceVersion | HeldUnit | HeldRecord | HeldProposal | Decision | Totals
)


def plain_value(noun: str, one: Revision | Judgement | SourceVersion | Decision) -> str:
    """Return the JSON of what is a dataclass."""
    return dump({noun: asdict(one)})


def totals_value(one: Totals) -> str:
    """Return the JSON of how much there is; what only backups hold is told where there is some."""
    said = {name: count for name, count in asdict(one).items() if count or name not in QUEUED}
    return dump({"totals": said})


def proposal_value(one: Proposal, opened: int) -> str:
    """Return the JSON of a proposal that the revision ``opened`` entered."""
    _, kind, source, confidence, data = proposal_row(one)
    said = {"kind": kind, "source": source, "confidence": confidence, "opened": opened}
    return dump({"proposal": {**said, "data": orjson.Fragment(data)}})


def unit_value(source: str, key: str, digest: str) -> str:
    """Return the JSON of a standing unit."""
    return dump({"unit": {"source": source, "key": key, "digest": digest}})


def record_value(key: str, one: PastRecord) -> str:
    """Return the JSON of a record; ``key`` is that of its unit."""
    subject, type_, object_, data = one.row
    said: dict[str, Any] = {
        "source": one.source,
        "unit": key,
        "subject": subject,
        "type": type_,
        "said": orjson.Fragment(data),
        "opened": one.opened,
    }
    if object_:
        said["object"] = object_
    if one.closed is not None:
        said["closed"] = one.closed
    return dump({"record": said})


def held(value: str) -> Held:
    """Return what the JSON under ``prov:value`` is. Raises ``DumpError`` for another."""
    try:
        ((noun, said),) = orjson.loads(value).items()
        return READERS[noun](said)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise DumpError(
            f"the dump says {value[:200]} ({error}), which no Lumigraph writes: export it again"
        ) from error


def _source(said: Mapping[str, Any]) -> SourceVersion:
    return SourceVersion(**{**said, "info": SourceInfo(**said["info"])})


def _proposal(said: Mapping[str, Any]) -> HeldProposal:
    row = (said["kind"], said["source"], said["confidence"], dump(said["data"]))
    return HeldProposal(row_proposal(row), said["opened"])


def _record(said: Mapping[str, Any]) -> HeldRecord:
    record = row_record(said["subject"], said["type"], said.get("object", ""), dump(said["said"]))
    times = (said["opened"], said.get("closed"))
    return HeldRecord(said["unit"], PastRecord(0, said["source"], record_row(record), *times))


READERS: Mapping[str, Callable[[Mapping[str, Any]], Held]] = {
    "revision": lambda said: Revision(**said),
    "judgement": lambda said: Judgement(**said),
    "source": _source,
    "unit": lambda said: HeldUnit(**said),
    "record": _record,
    "proposal": _proposal,
    "decision": lambda said: Decision(**said),
    "totals": lambda said: Totals(**said),
}
