"""Whoever works on jobs: a thread a step, few at once, each within its time."""

from __future__ import annotations

import logging
import threading
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
OURS = "the server made a mistake; its log says more."
Step = Callable[[JobFolder, Job, Watch], Job]
"""One step of a job: returns the job as it stands after it."""


class Worker:
    """Works on ``limits.at_once`` jobs at a time, ``limits.seconds`` on each step."""

    def __init__(self, limits: Limits) -> None:
        self._seconds = limits.seconds
        self._slots = threading.Semaphore(limits.at_once)
        self._archives = allowed()

    def start(self, folder: JobFolder, lock: FileLock, job: Job, step: Step) -> Job:
        """Do one step of a job in a thread, which has its lock from now on.

        It knows what the request knows of who asks.
        """
        work = partial(copy_context().run, self._work, folder, lock, job, step)
        threading.Thread(target=work, name=f"upload {job.id}", daemon=True).start()
        return job

    def _work(self, folder: JobFolder, lock: FileLock, job: Job, step: Step) -> None:
        allow(self._archives)
        try:
            job = self._stepped(folder, job, step)
        finally:
            folder.write(job)
            if job.state in ("done", "cancelled"):
                folder.drop_file()
            lock.release()

    def _stepped(self, folder: JobFolder, job: Job, step: Step) -> Job:
        """Return the job after a step, whatever came of it."""
        try:
            with self._slots:
                watch = Watch(folder.note, lambda: folder.cancelled, self._seconds)
                watch.check()
                return step(folder, job, watch)
        except CancelledError:
            return replace(job, state="cancelled")
        except FAULTS as error:
            return _failed(folder, job, folder.told(error))
        except Exception:
            log.exception("upload %s", job.id)
            return _failed(folder, job, OURS)


def _failed(folder: JobFolder, job: Job, problem: str) -> Job:
    """Return a job that did not go on: what was about to be entered can be tried again."""
    if job.state != "entering":
        return replace(job, state="failed", problem=problem)
    if folder.is_in:
        problem = f"{problem} {TAKEN_IN}"
    return replace(job, state="previewed", problem=problem)
