"""Files that people hand in: received, looked at, corrected, entered, cancelled, undone.

Each is a job in a folder of its own, so that other processes and later ones see it. Whoever works
on a job holds its lock; the work is done in a thread.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

from graph.errors import StaleError
from graph.ledger.holdings import Holdings
from ingest.documents.manner import USUAL, Manner
from ingest.errors import UnreadableSourceError
from ingest.source_names import check_source
from ingest.uploads.arrival import Arrival
from ingest.uploads.entering import Consent, Entering, Prepare, TakeBack
from ingest.uploads.job import CORRIGIBLE, RUNNING, Job, State
from ingest.uploads.job_folder import TAKEN_IN, JobFolder
from ingest.uploads.kinds import kind_of
from ingest.uploads.limits import USUAL_LIMITS, Limits
from ingest.uploads.looking import Looking, write_mapping
from ingest.uploads.memory import Memory
from ingest.uploads.plan import Plan
from ingest.uploads.shelf import Shelf
from ingest.uploads.worker import Worker


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
        memory = Memory(folder / "mappings")
        self.limits = limits
        self._entering = Entering(holdings, prepare, take_back, memory)
        self._looking = Looking(holdings, manner, memory, today)
        self._shelf = Shelf(folder, self._entering.stands)
        self._worker = Worker(limits)

    def jobs(self) -> list[Job]:
        """Return all jobs, newest first."""
        return sorted(self._shelf.jobs(), key=lambda one: (one.at, one.id), reverse=True)

    def job(self, id_: str) -> Job:
        """Return a job. Raises UnknownNameError where there is none."""
        return self._shelf.find(id_).job()

    def arriving(self, name: str) -> Arrival:
        """Return where a new upload of this name is written to; old ones are swept away."""
        self.sweep()
        return self._shelf.arriving(name, self.limits.size)

    def arrived(self, arrival: Arrival, by: str) -> Job:
        """Begin to look at an upload that is here.

        Raises UnknownFormatError for what is neither a table nor a document, by its content, and
        UnreadableSourceError for what is torn.
        """
        folder = arrival.folder
        try:
            kind = kind_of(arrival.path)
        except UnreadableSourceError as error:
            raise UnreadableSourceError(arrival.told(error)) from error
        at = datetime.now(UTC).isoformat(timespec="seconds")
        job = Job(folder.path.name, arrival.name, kind, arrival.size, by, at)
        lock = folder.lock()
        return self._worker.start(folder, lock, job, self._looking.first)

    def correct(self, id_: str, plan: Plan) -> Job:
        """Look at an upload again, read in another way.

        Raises UnreadableSourceError for a plan that makes no sense, StaleError where the upload
        cannot be corrected any more.
        """
        folder, lock, job = self._shelf.taken(id_, CORRIGIBLE)
        try:
            _check_noted(folder, job)
            if job.kind == "table":
                write_mapping(folder, plan)
            else:
                check_source(plan.source)
        except BaseException:
            lock.release()
            raise
        reading = replace(job, plan=plan, problem="", state="reading")
        return self._worker.start(folder, lock, reading, self._looking.again)

    def confirm(self, id_: str, consent: Consent) -> Job:
        """Enter an upload that was looked at.

        Raises StaleError where it is not to be entered, or somebody does so already.
        """
        folder, lock, job = self._shelf.taken(id_, {"previewed"})
        entering = replace(job, problem="", state="entering")
        step = partial(self._entering.enter, consent=consent)
        return self._worker.start(folder, lock, entering, step)

    def cancel(self, id_: str) -> Job:
        """Stop whatever is done with an upload, and remove its file; what is in stays in.

        Raises StaleError where it was taken in and nobody has noted so yet.
        """
        folder = self._shelf.find(id_)
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
        folder, lock, job = self._shelf.taken(id_, {"done"})
        try:
            return folder.write(self._entering.take_back(folder, job))
        finally:
            lock.release()

    def end(self) -> None:
        """Let what is worked on be, before the store is closed: it can be looked at once more."""
        self._worker.end()

    def sweep(self) -> None:
        """Remove jobs to which nothing has happened for days, and what never became one."""
        self._shelf.sweep(self.limits.days)


def _check_noted(folder: JobFolder, job: Job) -> None:
    """Raise StaleError for a job that is in the graph though it never became ``done``."""
    if job.state in CORRIGIBLE and folder.is_in:
        raise StaleError(TAKEN_IN)
