"""Whoever works on jobs: a thread a step, few at once, each within its time."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from contextvars import copy_context
from dataclasses import replace
from functools import partial

from filelock import FileLock

from graph.errors import GraphError
from ingest.archives import allow, allowed
from ingest.errors import IngestError
from ingest.uploads.job import Job
from ingest.uploads.job_folder import TAKEN_IN, JobFolder
from ingest.uploads.limits import Limits
from ingest.uploads.watch import CancelledError, Watch
from ontology.errors import OntologyError

log = logging.getLogger(__name__)
FAULTS = (IngestError, GraphError, OntologyError, OSError)
"""What goes wrong with an upload and can be told to whoever handed it in."""
LETTING_GO = 2.0
"""Seconds that a job has to notice that the server ends."""
OURS = "the server made a mistake; its log says more."
Step = Callable[[JobFolder, Job, Watch], Job]
"""One step of a job: returns the job as it stands after it."""


class Worker:
    """Works on ``limits.at_once`` jobs at a time, ``limits.seconds`` on each step.

    What it is at when it is told to end stays as it is: the next process sees that nobody works on
    it any more.
    """

    def __init__(self, limits: Limits) -> None:
        self._seconds = limits.seconds
        self._slots = threading.Semaphore(limits.at_once)
        self._archives = allowed()
        self._ending = threading.Event()
        self._threads: set[threading.Thread] = set()

    def start(self, folder: JobFolder, lock: FileLock, job: Job, step: Step) -> Job:
        """Note that a step of a job is begun, and do it in a thread, which has its lock then.

        It knows what the request knows of who asks.
        """
        try:
            folder.write(job)
        except BaseException:
            lock.release()
            raise
        work = partial(copy_context().run, self._work, folder, lock, job, step)
        thread = threading.Thread(target=work, name=f"upload {job.id}", daemon=True)
        self._threads.add(thread)
        thread.start()
        return job

    def end(self) -> None:
        """Let all jobs be, and wait a moment until they are let go of."""
        self._ending.set()
        until = time.monotonic() + LETTING_GO
        for thread in list(self._threads):
            thread.join(max(0.0, until - time.monotonic()))

    def _work(self, folder: JobFolder, lock: FileLock, job: Job, step: Step) -> None:
        allow(self._archives)
        try:
            _note(folder, self._stepped(folder, job, step))
        finally:
            lock.release()
            self._threads.discard(threading.current_thread())

    def _stepped(self, folder: JobFolder, job: Job, step: Step) -> Job:
        """Return the job after a step, whatever came of it."""
        try:
            with self._slots:
                watch = Watch(folder.note, lambda: self._is_over(folder), self._seconds)
                watch.check()
                return step(folder, job, watch)
        except Exception as error:  # whatever it is, it is told to whoever handed it in
            return self._failed(folder, job, error)

    def _is_over(self, folder: JobFolder) -> bool:
        return folder.cancelled or self._ending.is_set()

    def _failed(self, folder: JobFolder, job: Job, error: Exception) -> Job:
        """Return a job that did not go on because of ``error``."""
        if self._ending.is_set():  # the store may be closed under it by now
            log.info("upload %s is left, since the server ends", job.id)
            return job
        if isinstance(error, CancelledError):
            return replace(job, state="cancelled")
        if isinstance(error, FAULTS):
            return _failed(folder, job, folder.told(error))
        log.error("upload %s", job.id, exc_info=error)
        return _failed(folder, job, OURS)


def _note(folder: JobFolder, job: Job) -> None:
    """Keep how a step ended; without room for that it is one that its worker left behind."""
    try:
        folder.write(job)
    except OSError as error:
        log.error("how upload %s ended cannot be noted: %s", job.id, error)
        return
    if job.state in ("done", "cancelled"):
        folder.drop_file()


def _failed(folder: JobFolder, job: Job, problem: str) -> Job:
    """Return a job that did not go on: what was about to be entered can be tried again."""
    if job.state != "entering":
        return replace(job, state="failed", problem=problem)
    if folder.is_in:
        problem = f"{problem} {TAKEN_IN}"
    return replace(job, state="previewed", problem=problem)
