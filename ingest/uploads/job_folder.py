"""The folder of a job: what another process, or the same after a restart, knows of it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from filelock import FileLock, Timeout
from pydantic import TypeAdapter, ValidationError

from graph.errors import StaleError, UnknownNameError
from graph.export import whole, whole_text
from ingest.uploads.job import RUNNING, Job
from ingest.uploads.watch import Progress

JOBS, PROGRESSES = TypeAdapter(Job), TypeAdapter(Progress)
JOB, PROGRESS, CANCEL, LOCK = "job.json", "progress.json", "cancel", "lock"
MAPPING, FORMER, FILE = "mapping.yaml", "former.jsonl", "file"
MARK = "mark"
LONGEST = 120
"""So many bytes are kept of the name of a file: file systems count them, not letters."""
GRACE = 1.0
"""Seconds until whoever has written that a job ended lets go of it."""
STOPPED = "the server stopped while it worked on this: nothing was taken in. Look at it once more."
TAKEN_IN = (
    "it was taken in when the work on it stopped: enter it once more, which changes nothing else, "
    "and it can be taken back."
)
_STRANGE = re.compile(r"[^\w.-]+")


def safe_name(name: str) -> str:
    """Return the name of an upload as a file may be called: no path, nothing hidden, not long.

    >>> safe_name("../../Nariai 2026.xlsx")
    'Nariai-2026.xlsx'
    """
    last = name.replace("\\", "/").rpartition("/")[2]
    kept = _STRANGE.sub("-", last).encode()[-LONGEST:].decode(errors="ignore")
    return kept.lstrip(".-") or FILE


class JobFolder:
    """One job on disk; ``stands`` tells whether a source of a mark is in the graph."""

    def __init__(self, path: Path, stands: Callable[[str], bool] = lambda mark: False) -> None:
        self.path = path
        self._stands = stands
        self.mapping, self.former = path / MAPPING, path / FORMER

    @property
    def file(self) -> Path:
        """The upload itself, in a folder of its own, so that its name meets no other."""
        return self.path / FILE / safe_name(self._read().file)

    @property
    def exists(self) -> bool:
        """Whether there is such a job."""
        return (self.path / JOB).is_file()

    @property
    def ended(self) -> bool:
        """Whether nobody works on it: what never became a job, or cannot be read, has ended too."""
        try:
            return self.job().state not in RUNNING
        except UnknownNameError:
            return True

    @property
    def cancelled(self) -> bool:
        """Whether somebody wants it to stop."""
        return (self.path / CANCEL).exists()

    def cancel(self) -> None:
        """Ask whoever works on it to stop."""
        (self.path / CANCEL).touch()

    def job(self) -> Job:
        """Return the job as it stands. Raises UnknownNameError for one that cannot be read."""
        job = self._read()
        if job.state in RUNNING and self._is_worked_on():
            return replace(job, progress=self._progress())
        return self.settled()

    def settled(self) -> Job:
        """Return the job when nobody works on it; one that its worker left behind has failed.

        One that was taken in all the same can be entered once more.
        """
        job = self._read()
        if job.state not in RUNNING:
            return job
        if job.state == "entering" and self.is_in:
            return replace(job, state="previewed", problem=TAKEN_IN)
        return replace(job, state="failed", problem=STOPPED)

    @property
    def is_in(self) -> bool:
        """Whether what it was entered as is in the graph, as far as it was ever entered."""
        return bool(mark := self.mark) and self._stands(mark)

    @property
    def mark(self) -> str:
        """The mark of the source that it was entered as, or was about to be; else ''."""
        try:
            return (self.path / MARK).read_text("utf-8")
        except FileNotFoundError:
            return ""

    def enters(self, mark: str) -> None:
        """Keep as what it is entered, before it is."""
        with whole_text(self.path / MARK) as file:
            file.write(mark)

    def write(self, job: Job) -> Job:
        """Keep a job as it stands now."""
        with whole(self.path / JOB) as file:
            file.write(JOBS.dump_json(job))
        return job

    def note(self, progress: Progress) -> None:
        """Keep how far it is."""
        with whole(self.path / PROGRESS) as file:
            file.write(PROGRESSES.dump_json(progress))

    def lock(self) -> FileLock:
        """Return the lock of whoever works on it, which ends with that process.

        Raises StaleError where somebody does.
        """
        lock = FileLock(self.path / LOCK, thread_local=False)
        try:
            lock.acquire(timeout=GRACE, poll_interval=0.01)
        except Timeout as error:
            raise StaleError("somebody is at this upload already: look at it again") from error
        for name in (CANCEL, PROGRESS):
            (self.path / name).unlink(missing_ok=True)
        return lock

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold the lock for something short."""
        lock = self.lock()
        try:
            yield
        finally:
            lock.release()

    def told(self, error: Exception) -> str:
        """Return what an error says, without where the upload is kept."""
        return str(error).replace(f"{self.file.parent}/", "").replace(f"{self.path}/", "")

    def drop_file(self) -> None:
        """Remove the upload itself."""
        shutil.rmtree(self.path / FILE, ignore_errors=True)

    def remove(self) -> None:
        """Remove all that is known of it; somebody else may be doing so."""
        shutil.rmtree(self.path, ignore_errors=True)

    def age(self, now: float) -> float:
        """Return for how many seconds nothing happened to it; 0 for what is gone meanwhile."""
        try:
            return now - (self.path / JOB if self.exists else self.path).stat().st_mtime
        except FileNotFoundError:
            return 0.0

    def _read(self) -> Job:
        try:
            return JOBS.validate_json((self.path / JOB).read_bytes())
        except (FileNotFoundError, ValidationError) as error:
            name = self.path.name
            raise UnknownNameError(
                f"the upload '{name}' is gone, or was kept by another version: hand the file in "
                "again",
                name,
            ) from error

    def _progress(self) -> Progress:
        try:
            return PROGRESSES.validate_json((self.path / PROGRESS).read_bytes())
        except (FileNotFoundError, ValidationError):
            return Progress()

    def _is_worked_on(self) -> bool:
        lock = FileLock(self.path / LOCK, thread_local=False)
        try:
            lock.acquire(blocking=False)
        except Timeout:
            return True
        lock.release()
        return False
