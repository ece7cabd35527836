"""Looking at what is handed in: how it is read, guessed or remembered, and what that gives."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from graph.ledger.holdings import Holdings
from ingest.documents.manner import Manner
from ingest.errors import UnreadableSourceError
from ingest.formats import name_of
from ingest.tables.guessing import guess
from ingest.tables.mapping import read_mapping
from ingest.tables.workbook import open_workbook
from ingest.uploads.document_look import look_at_document
from ingest.uploads.job import Job
from ingest.uploads.job_folder import JobFolder
from ingest.uploads.memory import REMEMBERED, Memory
from ingest.uploads.plan import Plan, as_before, guessed_plan, mapping_text
from ingest.uploads.table_look import look_at_table
from ingest.uploads.watch import Watch


class Looking:
    """What a file would change in the graph; ``memory`` has the mappings of those before it.

    ``today`` returns the ISO date of a snapshot that comes again.
    """

    def __init__(
        self, holdings: Holdings, manner: Manner, memory: Memory, today: Callable[[], str]
    ) -> None:
        self._holdings = holdings
        self._manner = manner
        self._memory = memory
        self._today = today

    def first(self, folder: JobFolder, job: Job, watch: Watch) -> Job:
        """Guess how an upload is to be read, or remember it; then look at it."""
        if job.kind == "document":
            return self.again(folder, replace(job, plan=Plan(visibility="public")), watch)
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
        write_mapping(folder, plan)
        return self.again(folder, folder.write(replace(job, plan=plan)), watch)

    def again(self, folder: JobFolder, job: Job, watch: Watch) -> Job:
        """Look at an upload as its plan says."""
        if job.kind == "table":
            table = look_at_table(folder.file, folder.mapping, self._holdings.whole, watch)
            return replace(job, state="previewed", table=table)
        store = self._holdings.known_to(job.plan.visibility)
        document = look_at_document(folder.file, store, self._manner, watch)
        return replace(job, state="previewed", document=document)


def write_mapping(folder: JobFolder, plan: Plan) -> None:
    """Write a plan as a mapping. Raises UnreadableSourceError for what cannot be read as one."""
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
