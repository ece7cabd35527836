"""Files that are handed in: what they would do, what they do, and how that is taken back."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from filelock import FileLock

from graph.errors import StaleError, UnknownNameError
from ingest.errors import UnknownFormatError, UnreadableSourceError
from ingest.geometry import PREFIX as DERIVED
from ingest.uploads.entering import Consent, Entering, Same
from ingest.uploads.job import Job
from ingest.uploads.job_folder import JobFolder, safe_name
from ingest.uploads.limits import Limits
from tests.conformance.builders import graph_of, tell, thing
from tests.ingest.tables.books import write_xlsx
from tests.ingest.uploads.conftest import Desk, of_litek
from tests.ingest.uploads.month import JOINED, LEFT, NUMBER, RENAMED, december, november

DAYS = ("2026-11-01", "2026-12-01")
POST = "LITEK signed a memorandum with alfa-optics on 26 June 2019 in Vilnius."


def counts(job: Job) -> Mapping[str, int]:
    """How many a preview has of each sort, those of which there are none aside."""
    assert job.table is not None, job.problem
    return {one.sort: one.count for one in job.table.sorts if one.count}


def names(job: Job, sort: str) -> set[str]:
    """Whom a preview names of a sort."""
    assert job.table is not None
    return {named.name for one in job.table.sorts if one.sort == sort for named in one.listed}


def first_month(desk: Desk) -> Job:
    """Take the first month in."""
    job = desk.hand_in("nariai-lapkritis.csv", november())
    return desk.confirm(desk.correct(job, of_litek(job.plan, DAYS[0])))


def test_a_month(desk: Desk) -> None:
    first = first_month(desk)
    assert first.state == "done"
    assert first.outcome is not None
    assert first.outcome.withheld == {"e-mail": NUMBER}
    before = graph_of(desk.graph.store)
    desk.today = DAYS[1]
    second = desk.hand_in("nariai-gruodis.csv", december())
    assert (second.remembered, second.plan.snapshot) == ("nariai", DAYS[1])
    same = NUMBER - len(LEFT) - len(RENAMED)
    assert counts(second) == {"new": 3, "left": 2, "renamed": 4, "unchanged": same}
    assert names(second, "new") == set(JOINED)
    assert names(second, "left") == set(LEFT)
    assert names(second, "renamed") == set(RENAMED.values())
    assert graph_of(desk.graph.store) == before
    revision = desk.graph.store.revision().number
    done = desk.confirm(second)
    assert done.state == "done", done.problem
    assert desk.graph.store.revision().number == revision + 1
    ties = desk.graph.store.golden.relations(["litek"], ["MEMBER_OF"], "in")
    gone = {one.source for one in ties if one.until == "2026-11-30"}
    assert {one.label for one in desk.graph.store.golden.entities(gone).values()} == set(LEFT)
    assert desk.graph.entity("Vienuoliktas žvilgsnis").id == "nariai-narys-11"
    assert desk.uploads.undo(second.id).state == "undone"
    assert graph_of(desk.graph.store) == before
    assert desk.uploads.undo(first.id).state == "undone"
    assert not desk.graph.store.golden.relations(["litek"], ["MEMBER_OF"], "in")


def test_repaired_text_is_told_of(desk: Desk) -> None:
    content = "Name;Country\nŠviesos centras;LT\nPanevÄ—Å¾io lazeriai;LT\n".encode()
    done = desk.confirm(desk.hand_in("centrai.csv", content))
    assert done.outcome is not None, done.problem
    assert done.outcome.repaired == 1
    assert desk.graph.holdings.whole.names.exact("Panevėžio lazeriai")


def test_hidden_sheets_are_told_of(desk: Desk, tmp_path: Path) -> None:
    sheets = {"Nariai": [["Pavadinimas"], ["Alfa"]], "Seni": [["Pavadinimas"], ["Beta"]]}
    path = write_xlsx(tmp_path / "nariai.xlsx", sheets, hidden={"Seni": "hidden"})
    job = desk.hand_in(path.name, path.read_bytes())
    assert job.table is not None, job.problem
    assert ([one.name for one in job.table.sheets], job.table.hidden) == (["Nariai"], ("Seni",))


def test_what_has_changed_since_is_not_undone(desk: Desk) -> None:
    first = first_month(desk)
    desk.today = DAYS[1]
    second = desk.confirm(desk.hand_in("b.csv", december()))
    with pytest.raises(StaleError, match="nariai has changed since"):
        desk.uploads.undo(first.id)
    assert second.state == "done"


def test_what_was_in_already_is_not_taken_back_by_who_entered_it_again(desk: Desk) -> None:
    first = desk.confirm(desk.hand_in("post.txt", POST.encode()))
    before = graph_of(desk.graph.store)
    again = desk.confirm(desk.hand_in("post.txt", POST.encode()))
    assert first.outcome is not None
    assert again.outcome is not None
    assert (first.outcome.changed, again.outcome.changed) == (True, False)
    with pytest.raises(StaleError, match="it changed nothing, since post was in the graph already"):
        desk.uploads.undo(again.id)
    assert graph_of(desk.graph.store) == before
    assert desk.uploads.undo(first.id).state == "undone"
    with pytest.raises(StaleError, match="it changed nothing"):
        desk.uploads.undo(again.id)


def test_what_is_gone_is_not_said_to_have_changed(desk: Desk) -> None:
    job = desk.confirm(desk.hand_in("post.txt", POST.encode()))
    desk.graph.holdings.retract("post")
    with pytest.raises(StaleError, match="post is in the graph no more: there is nothing to take"):
        desk.uploads.undo(job.id)


def test_a_possible_duplicate_is_offered_and_joined(desk: Desk) -> None:
    job = desk.hand_in("list.csv", b"Name,Country\nAlfa-Optics UAB,LT\n")
    assert job.table is not None
    (possible,) = job.table.duplicates
    assert (possible.name, possible.id) == ("Alfa-Optics UAB", "alfa-optics")
    job = desk.correct(job, replace(job.plan, visibility="public"))
    same = [Same(possible.key, possible.id)]
    done = desk.ended(desk.uploads.confirm(job.id, Consent("curator", same)))
    assert done.state == "done", done.problem
    assert desk.graph.entity("Alfa-Optics UAB").id == "alfa-optics"
    desk.uploads.undo(job.id)
    assert desk.graph.search("Alfa-Optics UAB")[0].name == "alfa-optics"
    assert not desk.graph.store.ledger.judgements()


def test_an_unknown_duplicate_is_told_before_anything_is_taken_in(desk: Desk) -> None:
    job = desk.hand_in("list.csv", b"Name,Country\nAlfa-Optics UAB,LT\n")
    before = graph_of(desk.graph.store)
    assert job.table is not None
    (possible,) = job.table.duplicates
    wrong = [Same(possible.key, "nobody")]
    refused = desk.ended(desk.uploads.confirm(job.id, Consent("curator", wrong)))
    assert (refused.state, "not offered as one" in refused.problem) == ("previewed", True)
    assert graph_of(desk.graph.store) == before


def test_what_was_taken_in_before_a_stop_is_known_and_taken_back(desk: Desk) -> None:
    first = desk.hand_in("list.csv", b"Name\nAlfa\n")
    desk.confirm(desk.correct(first, replace(first.plan, visibility="public")))
    former = graph_of(desk.graph.store)
    job = desk.hand_in("list.csv", b"Name\nBeta\n")
    folder = JobFolder(desk.folder / job.id)
    file = folder.file.read_bytes()
    done = desk.confirm(job)
    folder.file.parent.mkdir()
    folder.file.write_bytes(file)
    folder.write(replace(done, state="entering", outcome=None))
    left = desk.opened().job(job.id)
    assert (left.state, "it was taken in" in left.problem) == ("previewed", True)
    with pytest.raises(StaleError, match="it was taken in"):
        desk.uploads.correct(job.id, job.plan)
    with pytest.raises(StaleError, match="it was taken in"):
        desk.uploads.cancel(job.id)
    assert desk.confirm(left).state == "done"
    assert desk.uploads.undo(job.id).state == "undone"
    assert graph_of(desk.graph.store) == former


def test_a_fault_after_taking_in_is_told_as_such(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = desk.hand_in("list.csv", b"Name\nAlfa\n")
    job = desk.correct(job, replace(job.plan, visibility="public"))
    with monkeypatch.context() as broken:
        broken.setattr(Entering, "_joined", lambda *_: 1 / 0)
        told = desk.confirm(job)
    assert (told.state, "it was taken in" in told.problem) == ("previewed", True)
    assert desk.confirm(told).state == "done"
    assert desk.uploads.undo(job.id).state == "undone"
    assert "list" not in {one.info.name for one in desk.graph.store.ledger.sources()}


def test_cancelling_meets_what_was_done_meanwhile(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = desk.hand_in("a.csv", november())
    lock = JobFolder.lock

    def late(folder: JobFolder) -> FileLock:
        folder.write(replace(job, state="done"))
        return lock(folder)

    monkeypatch.setattr(JobFolder, "lock", late)
    assert desk.uploads.cancel(job.id).state == "done"


def test_what_another_version_kept_stops_nothing(desk: Desk) -> None:
    job = desk.hand_in("a.csv", november())
    (desk.folder / job.id / "job.json").write_text('{"id": 1}')
    (desk.folder / "mappings").mkdir()
    (desk.folder / "mappings" / "old.mapping.yaml").write_text("colour: red")
    assert desk.uploads.jobs() == []
    with pytest.raises(UnknownNameError, match="another version"):
        desk.uploads.job(job.id)
    assert desk.hand_in("b.csv", b"Name\nAlfa\n").state == "previewed"
    os.utime(desk.folder / job.id / "job.json", (0, 0))
    desk.uploads.sweep()
    assert not (desk.folder / job.id).exists()


def test_two_may_sweep_at_once(desk: Desk) -> None:
    gone = JobFolder(desk.folder / ("0" * 32))
    assert (gone.age(1e9), gone.ended) == (0, True)
    gone.remove()


def test_a_name_without_identifier_that_left_may_be_the_one_that_joined(desk: Desk) -> None:
    plan = "Name\nBaltic Photonics Research\nOther One\n"
    job = desk.hand_in("m.csv", plan.encode())
    desk.confirm(desk.correct(job, of_litek(job.plan, DAYS[0])))
    desk.today = DAYS[1]
    again = desk.hand_in("m.csv", b"Name\nBaltic Photonics Research Group\nOther One\n")
    assert counts(again) == {"new": 1, "left": 1, "unchanged": 1}
    assert again.table is not None
    assert [one.known for one in again.table.duplicates] == ["Baltic Photonics Research"]


def test_many_who_leave_are_asked_about(desk: Desk) -> None:
    first_month(desk)
    desk.today = DAYS[1]
    job = desk.hand_in("short.csv", b"\n".join(november().split(b"\n")[:11]))
    assert job.table is not None
    assert job.table.many_leave
    refused = desk.confirm(job)
    assert (refused.state, "50 of 60 members" in refused.problem) == ("previewed", True)
    assert desk.confirm(job, sure=True).state == "done"


def test_a_plan_that_makes_no_sense_says_where(desk: Desk) -> None:
    job = desk.hand_in("a.csv", november())
    wrong = replace(job.plan, snapshot="soon")
    with pytest.raises(UnreadableSourceError, match=r"the mapping, line \d+: 'soon' is no date"):
        desk.uploads.correct(job.id, wrong)
    assert desk.uploads.job(job.id).state == "previewed"


@pytest.mark.parametrize(
    "source", ["hand/entry", "technologies", "geometry/nariai", "cities/nariai", "x" * 201]
)
@pytest.mark.parametrize(("file", "content"), [("a.csv", "Name\nAlfa\n"), ("a.txt", POST)])
def test_no_upload_is_called_as_what_is_ours(
    desk: Desk, file: str, content: str, source: str
) -> None:
    job = desk.hand_in(file, content.encode())
    with pytest.raises(UnreadableSourceError, match="source"):
        desk.uploads.correct(job.id, replace(job.plan, source=source))
    assert desk.uploads.job(job.id) == job


def test_a_file_without_a_name_of_its_own_takes_none_of_ours(desk: Desk) -> None:
    ours = graph_of(desk.graph.store)
    refused = desk.confirm(desk.hand_in("technologies.txt", POST.encode()))
    assert (refused.state, "is what a source of our own" in refused.problem) == ("previewed", True)
    assert graph_of(desk.graph.store) == ours


def test_what_another_reader_read_is_not_replaced(desk: Desk) -> None:
    tell(desk.graph.store, "register", thing("beta"))
    job = desk.hand_in("register.csv", b"Name\nAlfa\n")
    refused = desk.confirm(desk.correct(job, replace(job.plan, visibility="public")))
    assert (refused.state, "was not read from a table" in refused.problem) == ("previewed", True)
    assert desk.graph.entity("beta").id == "beta"


def test_values_that_cannot_be_read_are_listed(desk: Desk) -> None:
    job = desk.hand_in("a.csv", b"Name,Founded\nAlfa,1999\nBeta,long ago\n")
    assert job.table is not None
    (reject,) = job.table.rejects
    assert (reject.column, reject.value) == ("Founded", "long ago")
    assert reject.file == "a.csv"
    assert reject.remedy


def test_a_document_is_shown_with_what_was_read(desk: Desk) -> None:
    text = POST
    job = desk.hand_in("post.txt", text.encode())
    assert job.document is not None, job.problem
    assert job.document.text == text
    marked = {(text[one.start : one.end], one.kind) for one in job.document.mentions}
    assert ("26 June 2019", "date") in marked
    assert desk.confirm(job).state == "done"
    assert "post" in {one.info.name for one in desk.graph.store.ledger.sources()}


def test_what_followed_from_a_source_goes_with_it(desk: Desk) -> None:
    job = desk.confirm(desk.hand_in("post.txt", POST.encode()))
    tell(desk.graph.store, f"{DERIVED}post", thing("beta"))
    texts = desk.folder.parent / "graph.texts"
    texts.mkdir(exist_ok=True)
    (texts / "0.json").write_text("of no document in the graph")
    desk.uploads.undo(job.id)
    names = {one.info.name for one in desk.graph.store.ledger.sources()}
    assert not names & {"post", f"{DERIVED}post"}
    assert list(texts.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("picture.png", b"\x89PNG\r\n"),
        ("table.csv", b"\x89PNG\r\n\x00\x00"),
        ("post.pdf", b"no PDF"),
        ("post.docx", b"PK no archive"),
        ("post.odt", b"PK no archive"),
        ("book.xlsx", b"PK no archive"),
        ("page.html", b"\x00\x01\x02"),
    ],
)
def test_what_no_reader_knows_is_refused_and_removed(desk: Desk, name: str, content: bytes) -> None:
    with pytest.raises((UnknownFormatError, UnreadableSourceError), match=name):
        desk.hand_in(name, content)
    assert list(desk.folder.iterdir()) == []


@pytest.mark.parametrize("name", ["picture.png", "scan.JPG", "talk.mp3"])
def test_of_a_picture_is_said_that_nothing_reads_it(desk: Desk, name: str) -> None:
    with pytest.raises(UnknownFormatError, match="pictures and recordings are not read") as refused:
        desk.hand_in(name, b"\x89PNG\r\n")
    assert "lumigraph ingest" not in str(refused.value)
    assert ".csv" in str(refused.value)
    assert ".pdf" in str(refused.value)


def test_what_others_read_goes_in_otherwise(desk: Desk) -> None:
    with pytest.raises(UnknownFormatError, match=r"CORDIS.* `lumigraph ingest bundle.zip`"):
        desk.hand_in("bundle.zip", b"PK")


def test_a_job_takes_no_longer_than_it_may(desk: Desk) -> None:
    desk.uploads = desk.opened(Limits(seconds=-1))
    job = desk.hand_in("a.csv", november())
    assert (job.state, "longer than -1 seconds" in job.problem) == ("failed", True)


def test_a_cancelled_job_has_no_file(desk: Desk) -> None:
    job = desk.hand_in("a.csv", november())
    folder = JobFolder(desk.folder / job.id)
    assert folder.file.is_file()
    assert desk.uploads.cancel(job.id).state == "cancelled"
    assert not folder.file.exists()
    with pytest.raises(StaleError, match="cancelled"):
        desk.uploads.confirm(job.id, Consent("curator"))


def test_somebody_at_work_is_stopped(desk: Desk) -> None:
    job = desk.hand_in("a.csv", november())
    before = graph_of(desk.graph.store)
    folder = JobFolder(desk.folder / job.id)

    def cancelling(*args: object, **more: object) -> object:
        desk.uploads.cancel(job.id)
        return desk.uploads._entering._prepare(*args, **more)  # type: ignore[arg-type]

    worker = desk.opened()
    worker._entering._prepare = cancelling  # type: ignore[assignment]
    ended = desk.ended(worker.confirm(job.id, Consent("curator")))
    assert ended.state == "cancelled"
    assert not folder.file.exists()
    assert graph_of(desk.graph.store) == before


def test_another_process_sees_a_job_and_what_its_worker_left_behind(desk: Desk) -> None:
    job = desk.hand_in("a.csv", november())
    assert desk.opened().job(job.id) == job
    folder = JobFolder(desk.folder / job.id)
    with folder.held():  # once its worker has let go
        folder.write(replace(job, state="entering"))
    left = desk.opened().job(job.id)
    assert (left.state, "the server stopped" in left.problem) == ("failed", True)
    assert desk.correct(left, job.plan).state == "previewed"
    with folder.held():
        folder.write(replace(job, state="entering"))
        assert desk.opened().job(job.id).state == "entering"
        with pytest.raises(StaleError):
            desk.uploads.confirm(job.id, Consent("curator"))


def test_old_jobs_are_swept_away(desk: Desk) -> None:
    job = desk.hand_in("a.csv", november())
    never = desk.folder / ("0" * 32)
    never.mkdir()
    first_month(desk)
    desk.uploads.sweep()
    assert desk.uploads.job(job.id).state == "previewed"
    for path in (desk.folder / job.id / "job.json", never):
        os.utime(path, (0, 0))
    desk.uploads.sweep()
    assert not never.exists()
    with pytest.raises(UnknownNameError, match="there is no upload"):
        desk.uploads.job(job.id)
    assert desk.hand_in("b.csv", november()).remembered == "nariai"


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd.csv", "passwd.csv"),
        (r"C:\lists\a b.xlsx", "a-b.xlsx"),
        (".hidden", "hidden"),
        ("..", "file"),
        ("x" * 500 + ".csv", "x" * 116 + ".csv"),
        ("光" * 200 + ".csv", "光" * 38 + ".csv"),
    ],
)
def test_names_of_files_lead_nowhere(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def test_there_is_no_other_folder_than_those_of_jobs(desk: Desk) -> None:
    first_month(desk)
    for id_ in ("../graph.db", "mappings", "", "g" * 32):
        with pytest.raises(UnknownNameError):
            desk.uploads.job(id_)
