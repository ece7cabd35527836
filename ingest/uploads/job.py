"""A job: one file that somebody handed in, and how far it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Literal

from graph.ledger.writing import Report
from graph.records import Reject, SourceInfo, digest
from graph.stored import SourceVersion
from ingest.uploads.document_look import DocumentLook
from ingest.uploads.kinds import Kind
from ingest.uploads.plan import Plan
from ingest.uploads.table_look import LISTED, TableLook
from ingest.uploads.watch import Progress

State = Literal[
    "received", "reading", "previewed", "entering", "done", "failed", "cancelled", "undone"
]
RUNNING: frozenset[State] = frozenset({"received", "reading", "entering"})
"""States in which somebody works on a job."""
CORRIGIBLE: frozenset[State] = frozenset({"previewed", "failed"})
"""States in which its plan can be corrected."""


@dataclass(frozen=True, slots=True)
class Intake:
    """What entering did: counts of records, as ``lumigraph ingest`` tells them.

    ``revision`` is the one that the source came with, ``mark`` the hash of what it says of itself;
    ``judged`` are the judgements that possible duplicates are one, ``repaired`` counts texts that
    were wrongly decoded. Not ``changed`` is what the same file had entered before.
    """

    source: str
    revision: int
    mark: str
    records: int
    entities: int
    relations: int
    created: int
    updated: int
    unchanged: int
    removed: int
    rejected: int
    rejects: tuple[Reject, ...]
    withheld: Mapping[str, int]
    seconds: float
    judged: tuple[int, ...] = ()
    repaired: int = 0
    changed: bool = True


def mark_of(info: SourceInfo) -> str:
    """Return the hash of what a source says of itself, which each version has another of."""
    return digest(asdict(info))


def intake_of(
    report: Report, version: SourceVersion | None, judged: tuple[int, ...], *, fresh: bool
) -> Intake:
    """Return what a report says, in a form that can be kept; ``fresh`` is a new version."""
    return Intake(
        source=report.source,
        revision=version.opened if version else 0,
        mark=mark_of(version.info) if version else "",
        records=report.records,
        entities=report.entities,
        relations=report.relations,
        created=report.created,
        updated=report.updated,
        unchanged=report.unchanged,
        removed=report.removed,
        rejected=report.rejected,
        rejects=tuple(report.rejects[:LISTED]),
        withheld=report.withheld,
        seconds=round(report.seconds, 3),
        judged=judged,
        repaired=report.repaired,
        changed=fresh or bool(judged),
    )


@dataclass(frozen=True, slots=True)
class Job:
    """A job. ``file`` is what its file was called, ``at`` when it came (ISO, UTC).

    ``problem`` says why it failed; ``remembered`` names the source whose mapping was offered;
    ``table`` or ``document`` is the preview; ``outcome`` what entering did.
    """

    id: str
    file: str
    kind: Kind
    size: int
    by: str
    at: str
    state: State = "received"
    problem: str = ""
    remembered: str = ""
    plan: Plan = field(default_factory=Plan)
    table: TableLook | None = None
    document: DocumentLook | None = None
    outcome: Intake | None = None
    progress: Progress = field(default_factory=Progress)
