"""A graph with the bundled cluster, and the uploads of it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

import lumigraph
from ingest.uploads.entering import Consent
from ingest.uploads.job import RUNNING, Job
from ingest.uploads.job_folder import JobFolder
from ingest.uploads.limits import Limits
from ingest.uploads.plan import Plan
from ingest.uploads.uploads import Uploads
from lumigraph.uploading import prepared, taken_back
from tests.conformance.builders import tell, thing

PATIENCE = 60


class Desk:
    """Hands files in as a person would, and waits for what comes of it."""

    def __init__(self, folder: Path, graph: lumigraph.Graph) -> None:
        self.folder = folder
        self.graph = graph
        self.today = "2026-11-01"
        self.uploads = self.opened()

    def opened(self, limits: Limits | None = None) -> Uploads:
        """Return the uploads as another process sees them."""
        return Uploads(
            self.folder,
            self.graph.holdings,
            partial(prepared, self.graph),
            partial(taken_back, self.graph),
            limits or Limits(),
            today=lambda: self.today,
        )

    def hand_in(self, name: str, content: bytes) -> Job:
        """Hand a file in, and wait for its preview."""
        with self.uploads.arriving(name) as arrival:
            arrival.write(content)
            arrival.close()
            job = self.uploads.arrived(arrival, "curator")
        return self.ended(job)

    def correct(self, job: Job, plan: Plan) -> Job:
        """Read an upload otherwise."""
        return self.ended(self.uploads.correct(job.id, plan))

    def confirm(self, job: Job, *, sure: bool = False) -> Job:
        """Enter it."""
        return self.ended(self.uploads.confirm(job.id, Consent("curator", sure=sure)))

    def ended(self, job: Job) -> Job:
        """Wait until nobody works on a job, and whoever did so has let go of its folder."""
        until = time.monotonic() + PATIENCE
        while (found := self.uploads.job(job.id)).state in RUNNING:
            assert time.monotonic() < until, f"still {found.state}"
            time.sleep(0.01)
        with JobFolder(self.folder / job.id).held():
            return found


@contextmanager
def desk_in(folder: Path) -> Iterator[Desk]:
    """Open a graph with a cluster and a company in ``folder``; yield the uploads of it."""
    with lumigraph.open(f"sqlite:///{folder / 'graph.db'}") as graph:
        tell(graph.store, "clusters", thing("litek", "Cluster"), thing("alfa-optics"))
        yield Desk(folder / "uploads", graph)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with desk_in(tmp_path) as made:
        yield made


def of_litek(plan: Plan, snapshot: str) -> Plan:
    """Return a plan for public members of the cluster, all of one day."""
    sheets = tuple(replace(one, rows="members", of="litek") for one in plan.sheets)
    return replace(
        plan, source="nariai", visibility="public", snapshot=snapshot, language="lt", sheets=sheets
    )
