"""What a dump keeps under ``prov:value``: each thing that the ledger holds, whole, as JSON.

A value is a JSON object with one key, the noun: revision, judgement, source, unit, record, or
totals. ``docs/rdf.md`` says what stands in each.
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
from graph.stored import Revision, SourceVersion


@dataclass(slots=True)
class Totals:
    """How much of everything a dump holds: its last value, which a torn one lacks."""

    revisions: int = 0
    judgements: int = 0
    sources: int = 0
    units: int = 0
    records: int = 0


class HeldUnit(NamedTuple):
    """A standing unit."""

    source: str
    key: str
    digest: str


class HeldRecord(NamedTuple):
    """A record with the key of its unit, whose number a dump does not know: it is 0."""

    unit: str
    record: PastRecord


Held: TypeAlias = Revision | Judgement | SourceVersion | HeldUnit | HeldRecord | Totals


def plain_value(noun: str, one: Revision | Judgement | SourceVersion | Totals) -> str:
    """Return the JSON of what is a dataclass."""
    return dump({noun: asdict(one)})


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
    "totals": lambda said: Totals(**said),
}
