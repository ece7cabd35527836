"""Entering what was looked at into the graph, and taking it back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Protocol

from graph.errors import StaleError, UnknownNameError
from graph.ledger.holdings import Holdings
from graph.ledger.judging import key_named
from graph.ledger.version import keep_version
from graph.ledger.writing import Report
from graph.records import SourceInfo
from graph.stored import SourceVersion
from ingest.uploads.job import Intake, Job, intake_of, mark_of
from ingest.uploads.job_folder import JobFolder
from ingest.uploads.memory import Memory
from ingest.uploads.plan import Plan
from ingest.uploads.watch import Check, Watch, granted


@dataclass(frozen=True, slots=True)
class Prepared:
    """A source that is ready to be taken in: what it says of itself, and what does it, watched."""

    info: SourceInfo
    take_in: Callable[[Watch], Report]


class Prepare(Protocol):
    """Opens the file of a job as ``lumigraph ingest`` does; see ``lumigraph.uploading``."""

    def __call__(self, file: Path, plan: Plan, mapping: Path | None, *, sure: bool) -> Prepared: ...


class TakeBack(Protocol):
    """Takes a source back, with all that followed from it: ``former`` stands again, if any did."""

    def __call__(self, source: str, former: Path | None) -> None: ...


@dataclass(frozen=True, slots=True)
class Same:
    """A possible duplicate that is one: the row under ``key`` is the entity ``id``."""

    key: str
    id: str


@dataclass(frozen=True, slots=True)
class Consent:
    """What the one who enters a file says: who it is, and which possible duplicates are one.

    ``sure`` lets a snapshot take out many members. ``check`` raises an error where they may not
    enter it any more.
    """

    by: str
    same: Sequence[Same] = ()
    sure: bool = False
    check: Check = granted


class Entering:
    """Puts files into the graph of ``holdings``; ``memory`` keeps how tables were read."""

    def __init__(
        self, holdings: Holdings, prepare: Prepare, take_back: TakeBack, memory: Memory
    ) -> None:
        self._holdings = holdings
        self._prepare = prepare
        self._take_back = take_back
        self._memory = memory

    def stands(self, mark: str) -> bool:
        """Whether a source that says of itself what ``mark`` is the hash of is in the graph."""
        standing = self._holdings.whole.ledger.sources()
        return any(mark_of(one.info) == mark for one in standing)

    def enter(self, folder: JobFolder, job: Job, watch: Watch, *, consent: Consent) -> Job:
        """Take a file in. Raises UnknownNameError for a duplicate that was not offered."""
        mapping = folder.mapping if job.kind == "table" else None
        prepared = self._prepare(folder.file, job.plan, mapping, sure=consent.sure)
        self._check_same(job, consent.same)
        # What this very job had taken in before it was stopped is its own.
        fresh = folder.is_in or not self.stands(mark_of(prepared.info))
        self._keep_former(folder, prepared.info)
        watch.heed(consent.check)
        report = prepared.take_in(watch)
        judged = self._joined(consent, f"said so when {job.file} was handed in")
        if mapping:
            self._memory.keep(job.plan)
        outcome = intake_of(report, self._standing(report.source), judged, fresh=fresh)
        return replace(job, state="done", outcome=outcome)

    def take_back(self, folder: JobFolder, job: Job) -> Job:
        """Undo what entering did: the former version of the source stands again, or none.

        Raises StaleError where there is nothing to undo, or the source has changed since.
        """
        outcome = job.outcome
        if outcome is None:
            raise StaleError(f"{job.file} was not entered: there is nothing to take back")
        self._check_stands(outcome)
        judgements = {one.number for one in self._holdings.whole.ledger.judgements()}
        for number in judgements.intersection(outcome.judged):
            self._holdings.undo(number)
        self._take_back(outcome.source, folder.former if folder.former.exists() else None)
        return replace(job, state="undone")

    def _check_stands(self, outcome: Intake) -> None:
        """Raise StaleError unless the source is what entering made of it."""
        source, standing = outcome.source, self._standing(outcome.source)
        if not outcome.changed:
            raise StaleError(
                f"it changed nothing, since {source} was in the graph already: take back the "
                "upload that entered it"
            )
        if standing is None:
            raise StaleError(f"{source} is in the graph no more: there is nothing to take back")
        if mark_of(standing.info) != outcome.mark:
            raise StaleError(f"{source} has changed since: undo the later change first")

    def _check_same(self, job: Job, same: Sequence[Same]) -> None:
        """Raise UnknownNameError for what the preview did not offer, or is gone since."""
        offered = {(one.key, one.id) for one in job.table.duplicates} if job.table else set()
        for one in same:
            if (one.key, one.id) not in offered:
                raise UnknownNameError(
                    f"'{one.key}' was not offered as one with '{one.id}': look at it again", one.id
                )
            key_named(self._holdings.whole, one.id)

    def _keep_former(self, folder: JobFolder, info: SourceInfo) -> None:
        """Keep the version that a source replaces, unless that came by this job."""
        if not folder.is_in:
            folder.former.unlink(missing_ok=True)
            keep_version(self._holdings.whole.ledger, info.name, folder.former)
        folder.enters(mark_of(info))

    def _joined(self, consent: Consent, reason: str) -> tuple[int, ...]:
        """Judge that possible duplicates are one; return the numbers of the judgements."""
        judge = partial(self._holdings.judge, verdict="same", by=consent.by, reason=reason)
        return tuple(judge(one.key, one.id).number for one in consent.same)

    def _standing(self, source: str) -> SourceVersion | None:
        standing = self._holdings.whole.ledger.sources()
        return next((one for one in standing if one.info.name == source), None)
