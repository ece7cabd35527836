"""The folder of all jobs: new ones, those that are there, those whose time is over."""

from __future__ import annotations

import logging
import re
import secrets
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from filelock import FileLock

from graph.errors import GraphError, StaleError, UnknownNameError
from ingest.uploads.arrival import Arrival
from ingest.uploads.job import Job, State
from ingest.uploads.job_folder import JobFolder

log = logging.getLogger(__name__)
DAY = 86_400
ID = 16
"""So many bytes, in hexadecimal digits, are the id of a job."""


class Shelf:
    """The jobs in ``folder``; ``stands`` tells whether a source of a mark is in the graph."""

    def __init__(self, folder: Path, stands: Callable[[str], bool]) -> None:
        self._folder = folder
        self._stands = stands

    def jobs(self) -> Iterator[Job]:
        """Yield the jobs; one that cannot be read, or goes meanwhile, is passed over."""
        for folder in self._folders():
            if folder.exists:
                try:
                    yield folder.job()
                except UnknownNameError as error:
                    log.warning("passed over: %s", error)

    def find(self, id_: str) -> JobFolder:
        """Return the folder of a job. Raises UnknownNameError where there is none."""
        folder = self._at(id_)
        if not _is_id(id_) or not folder.exists:
            raise UnknownNameError(f"there is no upload '{id_}': hand the file in again", id_)
        return folder

    def taken(
        self, id_: str, allowed: frozenset[State] | set[State]
    ) -> tuple[JobFolder, FileLock, Job]:
        """Return a job with its folder and its lock, which the caller releases.

        Raises UnknownNameError, and StaleError where it is in no ``allowed`` state.
        """
        folder = self.find(id_)
        lock = folder.lock()
        try:
            job = folder.settled()
            if job.state not in allowed:
                raise StaleError(f"this upload is {job.state}: it can no longer be done")
        except GraphError:
            lock.release()
            raise
        return folder, lock, job

    def arriving(self, name: str, most: int) -> Arrival:
        """Return where a new upload of this name is written to, ``most`` bytes of it."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return Arrival(self._at(secrets.token_hex(ID)), name, most)

    def sweep(self, days: float) -> None:
        """Remove jobs to which nothing has happened for days, and what never became one."""
        for folder in self._folders():
            old = folder.age(time.time()) > days * DAY
            if old and _is_id(folder.path.name) and folder.ended:
                folder.remove()

    def _folders(self) -> list[JobFolder]:
        paths = self._folder.iterdir() if self._folder.is_dir() else ()
        return [self._at(path.name) for path in paths]

    def _at(self, id_: str) -> JobFolder:
        return JobFolder(self._folder / id_, self._stands)


def _is_id(name: str) -> bool:
    return re.fullmatch(f"[0-9a-f]{{{2 * ID}}}", name) is not None
