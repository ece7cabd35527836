"""Documents go into a graph: what is sure as records, what is not as questions to people."""

from __future__ import annotations

from pathlib import Path

import pytest

import lumigraph
from graph.review.proposal import Fact
from ingest.documents import pipeline
from ingest.documents.findings import Mention, Relation, Status
from ingest.documents.reading import Reading
from lumigraph.graph import Graph
from tests.command_line import Run

POST = """LITEK and CPIC sign

{date}

LITEK and CPIC signed a memorandum of understanding. LITEK will join the fair.
"""


def told(reading: Reading) -> None:
    """A step that finds what the post says, whatever the rules find."""
    text = reading.document.text
    at = text.index("LITEK and CPIC signed")
    end = text.index(".", at) + 1
    slug = "memorandum-of-understanding-litek-cpic"
    start = text.index("memorandum", at)
    reading.mentions += [
        Mention("organisation", at, at + 5, slug="litek", confidence=0.9),
        Mention("organisation", at + 10, at + 14, slug="cpic", confidence=0.9),
        Mention("agreement", start, start + 27, slug=slug),
    ]
    told: tuple[tuple[str, str, str, Status], ...] = (
        ("litek", "signed_agreement_with", "cpic", "stated"),
        (slug, "signed_on", "2019-06-26", "stated"),
        ("litek", "member_of", "cpic", "planned"),
    )
    reading.relations += [
        Relation(one, predicate, other, at, end, status, 0.9)
        for one, predicate, other, status in told
    ]


@pytest.fixture
def graph(own: str, monkeypatch: pytest.MonkeyPatch) -> Graph:
    """An empty graph; every document says the same."""
    monkeypatch.setattr(pipeline, "STEPS", (told,))
    return lumigraph.open(own)


def post(folder: Path, name: str, date: str = "26 June 2019") -> Path:
    file = folder / name
    file.write_text(POST.format(date=date), "utf-8")
    return file


KEY = "memorandum-of-understanding-cpic-litek-2019-06-26"


def test_a_post_goes_in_with_its_quotes(graph: Graph, tmp_path: Path) -> None:
    report = graph.ingest(post(tmp_path, "first.txt"))
    assert report.source == "first"
    portrait = graph.portrait(KEY)
    assert portrait.entity.properties["signed"] == "2019-06-26"
    assert {one.source for one in portrait.relations} == {"litek", "cpic"}
    (witness,) = portrait.evidence["signed"]
    assert witness.quote == "LITEK and CPIC signed a memorandum of understanding."
    assert witness.locator == "chars 35-87"


def test_what_is_planned_waits_for_people(graph: Graph, tmp_path: Path) -> None:
    graph.ingest(post(tmp_path, "first.txt"))
    (entry,) = graph.store.queue.entries()
    assert isinstance(entry.proposal.matter, Fact)
    assert entry.proposal.matter.doubt == "the text says that it is planned"
    assert entry.proposal.matter.document == "first.txt"
    assert entry.proposal.matter.after == " LITEK will join the fair.\n"
    assert not graph.store.golden.relations(["litek"], ("MEMBER_OF",))


def test_what_waits_is_in_the_queue_when_the_post_is_in(graph: Graph, tmp_path: Path) -> None:
    graph.ingest(post(tmp_path, "first.txt"))
    (version,) = [one for one in graph.store.ledger.sources() if one.info.name == "first"]
    (entry,) = graph.store.queue.entries()
    assert entry.version == version.opened == graph.store.revision().number


def test_the_same_post_again_changes_nothing(graph: Graph, tmp_path: Path) -> None:
    file = post(tmp_path, "first.txt")
    graph.ingest(file)
    before = graph.store.revision()
    assert not graph.ingest(file).changed
    assert graph.store.revision() == before


def test_what_several_posts_tell_is_one_agreement(graph: Graph, tmp_path: Path) -> None:
    graph.ingest(post(tmp_path, "first.txt"))
    graph.ingest(post(tmp_path, "second.txt", "3 July 2019"))
    agreements = list(graph.store.golden.all_entities("Agreement"))
    assert [one.id for one in agreements] == [KEY]
    sources = {one.source for one in graph.portrait(KEY).evidence["signed"]}
    assert sources == {"first", "second"}


def test_a_new_version_withdraws_what_it_no_longer_asks(
    graph: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    graph.ingest(post(tmp_path, "first.txt"))
    monkeypatch.setattr(pipeline, "STEPS", ())
    graph.ingest(post(tmp_path, "first.txt", "3 July 2019"))
    assert graph.store.queue.entries() == []
    assert graph.store.ledger.tally("first")[0] == 0


def test_a_folder_is_one_source(graph: Graph, tmp_path: Path) -> None:
    folder = tmp_path / "posts"
    folder.mkdir()
    post(folder, "one.txt")
    post(folder, "two.txt")
    (folder / "broken.pdf").write_bytes(b"%PDF-1.4")
    report = graph.ingest(folder)
    assert report.source == "posts"
    (reject,) = report.rejects
    assert (reject.file, reject.remedy) == ("broken.pdf", "save it as PDF again.")
    locators = {one.locator for one in graph.portrait(KEY).evidence["signed"]}
    assert locators == {"one.txt, chars 35-87", "two.txt, chars 35-87"}


def test_a_folder_withdraws_what_its_new_and_missing_documents_no_longer_ask(
    graph: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "posts"
    folder.mkdir()
    names = ("changed.txt", "gone.txt", "same.txt")
    changed, gone, _ = (post(folder, name) for name in names)
    graph.ingest(folder)
    assert documents(graph) == [*names]
    monkeypatch.setattr(pipeline, "STEPS", ())
    changed.write_text("LITEK has a new name.", "utf-8")
    graph.ingest(folder)
    assert documents(graph) == ["gone.txt", "same.txt"]
    gone.unlink()
    graph.ingest(folder)
    assert documents(graph) == ["same.txt"]


def documents(graph: Graph) -> list[str]:
    """Return the documents about which something is asked."""
    matters = [one.proposal.matter for one in graph.store.queue.entries()]
    return sorted(one.document for one in matters if isinstance(one, Fact))


def test_the_setting_says_how_sure_is_sure(
    run: Run, own: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "STEPS", (told,))
    monkeypatch.setenv("LUMIGRAPH_DOCUMENT_CONFIDENCE", "0.95")
    assert run("ingest", str(post(tmp_path, "a.txt")), "--store", own).code == 0
    with lumigraph.open(own) as graph:
        assert graph.store.ledger.tally("a")[0] == 0
        assert graph.store.queue.tally()["fact", "open"] == 5


@pytest.mark.parametrize("value", ["1.5", "sure", "-0.1"])
def test_a_confidence_is_a_number_up_to_one(
    run: Run, monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    monkeypatch.setenv("LUMIGRAPH_DOCUMENT_CONFIDENCE", value)
    ran = run("status")
    assert ran.code == 2
    assert f"document_confidence is '{value}': set a number from 0 to 1" in ran.err
