"""A server that ends while it works on what was handed in."""

from __future__ import annotations

import logging
import threading
from errno import ENOSPC

import pytest

from ingest.errors import UnreadableSourceError
from ingest.uploads.entering import Consent
from ingest.uploads.job import Job
from ingest.uploads.job_folder import STOPPED, TAKEN_IN, JobFolder
from tests.ingest.uploads.conftest import Desk
from tests.ingest.uploads.month import november


def test_a_job_is_left_to_be_looked_at_once_more(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    job = desk.hand_in("nariai.csv", november())
    begun = threading.Event()
    ending = threading.Event()

    def closed_under_it(*_: object, **__: object) -> object:
        begun.set()
        assert ending.wait(10)
        raise AssertionError("Cannot operate on a closed database")

    desk.uploads._entering._prepare = closed_under_it  # type: ignore[assignment]
    before = desk.graph.store.revision()
    desk.uploads.confirm(job.id, Consent("curator"))
    assert begun.wait(10)
    threading.Timer(0.2, ending.set).start()
    with caplog.at_level(logging.INFO):
        desk.uploads.end()
    assert [one for one in caplog.records if one.levelno >= logging.ERROR] == []
    assert f"upload {job.id} is left" in caplog.text
    left = desk.opened().job(job.id)
    assert (left.state, left.problem) == ("failed", STOPPED)
    assert desk.graph.store.revision() == before


def test_nothing_is_begun_after_that(desk: Desk) -> None:
    job = desk.hand_in("nariai.csv", november())
    desk.uploads.end()
    left = desk.confirm(job)
    assert (left.state, left.problem) == ("failed", STOPPED)


def test_what_cannot_be_read_is_not_told_where_it_lies(desk: Desk) -> None:
    with pytest.raises(UnreadableSourceError, match=r"^torn\.xlsx: it cannot be read") as refused:
        desk.hand_in("torn.xlsx", b"PK\x03\x04torn")
    assert str(desk.folder) not in str(refused.value)


@pytest.fixture
def full(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The states which the disk has no room to note; each of them is tried once."""
    states, write = set[str](), JobFolder.write

    def noted(folder: JobFolder, job: Job) -> Job:
        if job.state in states:
            states.remove(job.state)
            raise OSError(ENOSPC, "No space left on device")
        return write(folder, job)

    monkeypatch.setattr(JobFolder, "write", noted)
    return states


def test_a_disk_that_is_full_when_the_end_is_noted(desk: Desk, full: set[str]) -> None:
    """Whoever cannot note that it is in lets go of it all the same: it can be entered once more."""
    job = desk.hand_in("nariai.csv", november())
    full.add("done")
    left = desk.confirm(job)
    assert (left.state, left.problem, full) == ("previewed", TAKEN_IN, set())
    assert desk.confirm(job).state == "done"


def test_a_disk_that_is_full_when_the_begin_is_noted(desk: Desk, full: set[str]) -> None:
    job = desk.hand_in("nariai.csv", november())
    full.add("entering")
    with pytest.raises(OSError, match="No space"):
        desk.uploads.confirm(job.id, Consent("curator"))
    assert desk.confirm(job).state == "done"
