"""Proposals and decisions as flat rows, the same in every store."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import orjson

from graph.ledger.codec import dump, record_row, row_record
from graph.review.proposal import (
    PAIR,
    REMARK,
    Decision,
    Entry,
    Fact,
    Matter,
    Pair,
    Proposal,
    Remark,
)

TEXTS: Mapping[type[Remark] | type[Fact], Sequence[str]] = {
    Remark: ("about", "fact", "text", "address", "value"),
    Fact: ("document", "before", "after", "doubt"),
}
"""The texts of a matter."""
ProposalRow = tuple[str, str, str, float, str]
"""Id, kind, source, confidence, JSON of the matter."""


def proposal_row(one: Proposal) -> ProposalRow:
    """Return a proposal as a row."""
    return (one.id, one.kind, one.source, one.confidence, dump(_data(one.matter)))


def row_entry(row: Sequence[Any]) -> Entry:
    """Return the entry of a row: kind, source, confidence, data, version, then the decision."""
    kind, source, confidence, data, version, *decided = row
    decision = Decision(*decided) if decided[0] is not None else None
    return Entry(row_proposal((kind, source, confidence, data)), version, decision)


def row_proposal(row: Sequence[Any]) -> Proposal:
    """Return the proposal of a row: kind, source, confidence, data."""
    kind, source, confidence, data = row
    return Proposal(_matter(kind, orjson.loads(data)), confidence, source)


def _data(matter: Matter) -> dict[str, Any]:
    if isinstance(matter, Pair):
        return {"left": matter.left, "right": matter.right, "reasons": matter.reasons}
    said = {name: getattr(matter, name) for name in TEXTS[type(matter)]}
    if isinstance(matter, Fact):
        said["records"] = [record_row(record) for record in matter.records]
    return said


def _matter(kind: str, data: dict[str, Any]) -> Matter:
    if kind == PAIR:
        return Pair(**data)
    if kind == REMARK:
        return Remark(**data)
    records = tuple(row_record(*row) for row in data.pop("records"))
    return Fact(records, **data)
