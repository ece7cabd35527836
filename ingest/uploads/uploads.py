"""Files that people hand in: received, looked at, corrected, entered, cancelled, undone.

Each is a job in a folder of its own, so that other processes and later ones see it. Whoever works
on a job holds its lock; the work is done in a thread.
"""

from __future__ import annotations

import logging
import re
import secrets
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextvars import copy_context
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Protocol

from filelock import FileLock

from graph.errors import GraphError, StaleError, UnknownNameError
from graph.ledger.holdings import Holdings
from graph.ledger.judging import key_named
from graph.ledger.version import keep_version
from graph.ledger.writing import Progress, Report
from graph.records import SourceInfo
from graph.stored import SourceVersion
from ingest.archives import allow, allowed
from ingest.documents.manner import USUAL, Manner
from ingest.errors import IngestError, UnreadableSourceError
from ingest.formats import name_of
from ingest.source_names import check_source
from ingest.tables.guessing import guess
from ingest.tables.mapping import read_mapping
from ingest.tables.workbook import open_workbook
from ingest.uploads.arrival import Arrival
from ingest.uploads.document_look import look_at_document
from ingest.uploads.job import CORRIGIBLE, RUNNING, Job, State, intake_of, mark_of
from ingest.uploads.job_folder import TAKEN_IN, JobFolder
from ingest.uploads.kinds import kind_of
from ingest.uploads.limits import USUAL_LIMITS, Limits
from ingest.uploads.memory import REMEMBERED, Memory
from ingest.uploads.plan import Plan, as_before, guessed_plan, mapping_text
from ingest.uploads.table_look import look_at_table
from ingest.uploads.watch import CancelledError, Watch
from ontology.errors import OntologyError

log = logging.getLogger(__name__)
DAY = 86_400
ID = 16
"""So many bytes, in hexadecimal digits, are the id of a job."""
FAULTS = (IngestError, GraphError, OntologyError, OSError)
"""What goes wrong with an upload and can be told to whoever handed it in."""
OURS = "the server made a mistake; its log says more."
Step = Callable[[JobFolder, Job, Watch], Job]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A source that is ready to be taken in: what it says of itself, and what does it."""

    info: SourceInfo
    take_in: Callable[[Progress], Report]


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


class Uploads:
    """The jobs in ``folder``; ``prepare`` opens what is taken in, ``take_back`` undoes it.

    ``today`` returns the ISO date of a snapshot that comes again, by default that of the clock.
    """

    def __init__(
        self,
        folder: Path,
        holdings: Holdings,
        prepare: Prepare,
        take_back: TakeBack,
        limits: Limits = USUAL_LIMITS,
        manner: Manner = USUAL,
        today: Callable[[], str] = lambda: date.today().isoformat(),
    ) -> None:
        self.limits = limits
        self._folder = folder
        self._holdings = holdings
        self._prepare = prepare
        self._take_back = take_back
        self._manner = manner
        self._today = today
        self._memory = Memory(folder / "mappings")
        self._slots = threading.Semaphore(limits.at_once)
        self._archives = allowed()

    def jobs(self) -> list[Job]:
        """Return all jobs, newest first."""
        return sorted(self._known(), key=lambda one: (one.at, one.id), reverse=True)

    def job(self, id_: str) -> Job:
        """Return a job. Raises UnknownNameError where there is none."""
        return self._find(id_).job()

    def arriving(self, name: str) -> Arrival:
        """Return where a new upload of this name is written to; old ones are swept away."""
        self.sweep()
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return Arrival(self._at(secrets.token_hex(ID)), name, self.limits.size)

    def arrived(self, arrival: Arrival, by: str) -> Job:
        """Begin to look at an upload that is here.

        Raises UnknownFormatError for what is neither a table nor a document, by its content.
        """
        folder = arrival.folder
        kind = kind_of(arrival.path)
        at = datetime.now(UTC).isoformat(timespec="seconds")
        job = Job(folder.path.name, arrival.name, kind, arrival.size, by, at)
        lock = folder.lock()
        return self._start(folder, lock, folder.write(job), self._first_look)

    def correct(self, id_: str, plan: Plan) -> Job:
        """Look at an upload again, read in another way.

        Raises UnreadableSourceError for a plan that makes no sense, StaleError where the upload
        cannot be corrected any more.
        """
        folder = self._find(id_)
        lock, job = self._taken(folder, CORRIGIBLE)
        try:
            _check_noted(folder, job)
            if job.kind == "table":
                _write_mapping(folder, plan)
            else:
                check_source(plan.source)
            job = replace(job, plan=plan, problem="", state="reading")
        except BaseException:
            lock.release()
            raise
        return self._start(folder, lock, folder.write(job), self._look)

    def confirm(self, id_: str, by: str, same: Sequence[Same] = (), *, sure: bool = False) -> Job:
        """Enter an upload that was looked at; ``same`` are possible duplicates that are one.

        ``sure`` lets a snapshot take out many members. Raises StaleError where it is not to be
        entered, or somebody does so already.
        """
        folder = self._find(id_)
        lock, job = self._taken(folder, {"previewed"})
        entering = folder.write(replace(job, problem="", state="entering"))
        step = partial(self._take_in, by=by, same=same, sure=sure)
        return self._start(folder, lock, entering, step)

    def cancel(self, id_: str) -> Job:
        """Stop whatever is done with an upload, and remove its file; what is in stays in.

        Raises StaleError where it was taken in and nobody has noted so yet.
        """
        folder = self._find(id_)
        job = folder.job()
        if job.state in RUNNING:
            folder.cancel()
            return job  # whoever works on it ends it
        with folder.held():
            job = folder.settled()
            _check_noted(folder, job)
            folder.drop_file()
            state: State = job.state if job.state in ("done", "undone") else "cancelled"
            return folder.write(replace(job, state=state))

    def undo(self, id_: str) -> Job:
        """Take back what entering did: the former version of the source stands again, or none.

        Raises StaleError where the source has changed since.
        """
        folder = self._find(id_)
        lock, job = self._taken(folder, {"done"})
        try:
            outcome = job.outcome
            standing = self._standing(outcome.source) if outcome else None
            if outcome is None or standing is None or mark_of(standing.info) != outcome.mark:
                raise StaleError(
                    f"{job.plan.source or job.file} has changed since: undo the later change first"
                )
            judgements = {one.number for one in self._holdings.whole.ledger.judgements()}
            for number in judgements.intersection(outcome.judged):
                self._holdings.undo(number)
            self._take_back(outcome.source, folder.former if folder.former.exists() else None)
            return folder.write(replace(job, state="undone"))
        finally:
            lock.release()

    def sweep(self) -> None:
        """Remove jobs to which nothing has happened for days, and what never became one."""
        for folder in self._folders():
            old = folder.age(time.time()) > self.limits.days * DAY
            if old and _is_id(folder.path.name) and folder.ended:
                folder.remove()

    def _known(self) -> Iterator[Job]:
        """Yield the jobs; one that cannot be read, or goes meanwhile, is passed over."""
        for folder in self._folders():
            if folder.exists:
                try:
                    yield folder.job()
                except UnknownNameError as error:
                    log.warning("passed over: %s", error)

    def _folders(self) -> list[JobFolder]:
        paths = self._folder.iterdir() if self._folder.is_dir() else ()
        return [self._at(path.name) for path in paths]

    def _at(self, id_: str) -> JobFolder:
        return JobFolder(self._folder / id_, self._stands)

    def _stands(self, mark: str) -> bool:
        """Whether a source that says of itself what ``mark`` is the hash of is in the graph."""
        standing = self._holdings.whole.ledger.sources()
        return any(mark_of(one.info) == mark for one in standing)

    def _find(self, id_: str) -> JobFolder:
        folder = self._at(id_)
        if not _is_id(id_) or not folder.exists:
            raise UnknownNameError(f"there is no upload '{id_}': hand the file in again", id_)
        return folder

    def _taken(
        self, folder: JobFolder, allowed: frozenset[State] | set[State]
    ) -> tuple[FileLock, Job]:
        """Return a job and its lock. Raises StaleError where it is in no ``allowed`` state."""
        lock = folder.lock()
        job = folder.settled()
        if job.state not in allowed:
            lock.release()
            raise StaleError(f"this upload is {job.state}: it can no longer be done")
        return lock, job

    def _start(self, folder: JobFolder, lock: FileLock, job: Job, step: Step) -> Job:
        """Do one step of a job in a thread, which has its lock from now on.

        It knows what the request knows of who asks.
        """
        work = partial(copy_context().run, self._work, folder, lock, job, step)
        threading.Thread(target=work, name=f"upload {job.id}", daemon=True).start()
        return job

    def _work(self, folder: JobFolder, lock: FileLock, job: Job, step: Step) -> None:
        entering = job.state == "entering"
        allow(self._archives)
        try:
            with self._slots:
                watch = Watch(folder.note, lambda: folder.cancelled, self.limits.seconds)
                watch.check()
                job = step(folder, job, watch)
        except CancelledError:
            job = replace(job, state="cancelled")
        except FAULTS as error:
            problem = (
                str(error).replace(f"{folder.file.parent}/", "").replace(f"{folder.path}/", "")
            )
            job = replace(job, state="previewed" if entering else "failed", problem=problem)
        except Exception:
            log.exception("upload %s", job.id)
            job = replace(job, state="previewed" if entering else "failed", problem=OURS)
        finally:
            if entering and job.state == "previewed" and folder.is_in:
                job = replace(job, problem=f"{job.problem} {TAKEN_IN}")
            folder.write(job)
            if job.state in ("done", "cancelled"):
                folder.drop_file()
            lock.release()

    def _first_look(self, folder: JobFolder, job: Job, watch: Watch) -> Job:
        """Guess how an upload is to be read, or remember it; then look at it."""
        if job.kind == "document":
            return self._look(folder, replace(job, plan=Plan(visibility="public")), watch)
        job = folder.write(replace(job, state="reading"))
        plan = guessed_plan(name_of(folder.file), guess(open_workbook(folder.file)))
        if not plan.sheets:
            raise UnreadableSourceError(
                f"{job.file}: no row of it is known as a header: put the names of the columns into "
                "its first row."
            )
        if former := self._memory.like(plan.heads, plan.source):
            plan = replace(plan, snapshot=self._today() if former.snapshot else "")
            plan = as_before(plan, former, REMEMBERED)
            job = replace(job, remembered=former.source)
        _write_mapping(folder, plan)
        return self._look(folder, folder.write(replace(job, plan=plan)), watch)

    def _look(self, folder: JobFolder, job: Job, watch: Watch) -> Job:
        if job.kind == "table":
            table = look_at_table(folder.file, folder.mapping, self._holdings.whole, watch)
            return replace(job, state="previewed", table=table)
        store = self._holdings.known_to(job.plan.visibility)
        document = look_at_document(folder.file, store, self._manner, watch)
        return replace(job, state="previewed", document=document)

    def _take_in(
        self,
        folder: JobFolder,
        job: Job,
        watch: Watch,
        *,
        by: str,
        same: Sequence[Same],
        sure: bool,
    ) -> Job:
        mapping = folder.mapping if job.kind == "table" else None
        prepared = self._prepare(folder.file, job.plan, mapping, sure=sure)
        self._check_same(job, same)
        self._keep_former(folder, prepared.info)
        watch.check()
        report = prepared.take_in(watch)
        judged = self._joined(same, by, f"said so when {job.file} was handed in")
        if mapping:
            self._memory.keep(job.plan)
        outcome = intake_of(report, self._standing(report.source), judged)
        return replace(job, state="done", outcome=outcome)

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

    def _joined(self, same: Sequence[Same], by: str, reason: str) -> tuple[int, ...]:
        """Judge that possible duplicates are one; return the numbers of the judgements."""
        judge = partial(self._holdings.judge, verdict="same", by=by, reason=reason)
        return tuple(judge(one.key, one.id).number for one in same)

    def _standing(self, source: str) -> SourceVersion | None:
        standing = self._holdings.whole.ledger.sources()
        return next((one for one in standing if one.info.name == source), None)


def _is_id(name: str) -> bool:
    return re.fullmatch(f"[0-9a-f]{{{2 * ID}}}", name) is not None


def _check_noted(folder: JobFolder, job: Job) -> None:
    """Raise StaleError for a job that is in the graph though it never became ``done``."""
    if job.state in CORRIGIBLE and folder.is_in:
        raise StaleError(TAKEN_IN)


def _write_mapping(folder: JobFolder, plan: Plan) -> None:
    """Write a plan as a mapping, if it can be read as one."""
    tried = folder.mapping.with_suffix(".tried")
    try:
        tried.write_text(mapping_text(plan), encoding="utf-8")
        read_mapping(tried)
        tried.replace(folder.mapping)
    except UnreadableSourceError as error:
        raise UnreadableSourceError(
            str(error).replace(f"{tried}, line", "the mapping, line")
        ) from error
    finally:
        tried.unlink(missing_ok=True)
