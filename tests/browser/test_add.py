"""A month's update of sixty members on the page /add: by mouse, and by keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from api.app import create_app
from api.curating.access import Curation
from api.site import EXPLORER
from tests.browser.keys import Keys
from tests.browser.views import accessible, pictured
from tests.conftest import require
from tests.ingest.tables.books import write_xlsx
from tests.ingest.uploads.conftest import Desk, desk_in, of_litek
from tests.ingest.uploads.month import JOINED, LEFT, NUMBER, RENAMED, december, november
from tests.serving import running

MONTHS = ("2026-11-01", "2026-12-01")
CHANGES = {
    "New": 3,
    "Back again": 0,
    "Left": 2,
    "Renamed": 4,
    "Changed": 0,
    "Unchanged": NUMBER - len(LEFT) - len(RENAMED),
    "Possible duplicates": 0,
    "Set aside": 0,
}
DROPPING = """async ([selector, name, content]) => {
    const files = new DataTransfer();
    files.items.add(new File([content], name));
    const events = ["dragenter", "dragover", "drop"];
    for (const kind of events) {
        const options = { bubbles: true, cancelable: true, dataTransfer: files };
        document.querySelector(selector).dispatchEvent(new DragEvent(kind, options));
    }
}"""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A graph with a cluster, and its uploads."""
    with desk_in(tmp_path) as made:
        yield made


@pytest.fixture
def served(desk: Desk) -> Iterator[str]:
    """The address of a server that takes files."""
    built = (EXPLORER / "add.html").is_file()
    require("the built page for files", built, "`python run.py test` builds it")
    holdings = desk.graph.holdings
    curation = Curation(holdings, "curator")
    with running(
        lambda _: create_app(desk.graph.reader, curation=curation, uploads=desk.uploads)
    ) as address:
        yield address


@pytest.fixture
def last_month(desk: Desk) -> Desk:
    """The same, when the list of the month before is in."""
    job = desk.hand_in("nariai-lapkritis.csv", november())
    job = desk.confirm(desk.correct(job, of_litek(job.plan, MONTHS[0])))
    assert job.state == "done", job.problem
    desk.today = MONTHS[1]
    return desk


def counts(page: Page, of: str) -> Mapping[str, int]:
    """Return the numbers that a part of the page shows, by their names."""
    found = page.get_by_role("region", name=of).locator(".counts > div")
    expect(found.first).to_be_visible()
    told = [one.inner_text().split("\n") for one in found.all()]
    return {name: int(number) for number, name in map(_number_first, told)}


def _number_first(told: list[str]) -> tuple[str, str]:
    texts = sorted(filter(str.strip, told), key=lambda one: not one.strip().isdecimal())
    return texts[0], texts[1]


def rows(page: Page, title: str) -> Locator:
    """Return the rows of a table below its head."""
    return page.get_by_role("table", name=title).locator("tbody tr")


def identities(desk: Desk) -> Mapping[str, str]:
    """Return the ids of those who will be called otherwise, by their new names."""
    return {now: desk.graph.entity(before).id for before, now in RENAMED.items()}


def check_entered(desk: Desk, known: Mapping[str, str]) -> None:
    """Whether the graph shows who joined, who left, and who is called otherwise."""
    golden = desk.graph.store.golden
    ties = golden.relations(["litek"], ["MEMBER_OF"], "in")
    labels = {id_: one.label for id_, one in golden.entities({t.source for t in ties}).items()}
    assert {labels[one.source] for one in ties if one.until == "2026-11-30"} == set(LEFT)
    assert {labels[one.source] for one in ties if one.since == MONTHS[1]} == set(JOINED)
    assert len(ties) == NUMBER + len(JOINED)
    assert {now: desk.graph.entity(now).id for now in RENAMED.values()} == known


def test_a_month_by_mouse(page: Page, last_month: Desk) -> None:
    known = identities(last_month)
    page.goto("/")
    page.get_by_role("button", name="Help").click()
    page.get_by_role("link", name="Add").click()
    expect(page.get_by_role("heading", name="Add")).to_be_visible()
    accessible(page)
    pictured(page, "add-drop")
    page.evaluate(DROPPING, [".drop", "nariai-gruodis.csv", december().decode()])
    expect(page.get_by_text("Read as the last time, as nariai.")).to_be_visible()
    expect(page.get_by_label("Lists all of this day")).to_have_value(MONTHS[1])
    assert counts(page, "What it would do") == CHANGES
    assert set(rows(page, "Left: 2").all_inner_texts()) == set(LEFT)
    assert set(rows(page, "New: 3").all_inner_texts()) == set(JOINED)
    renamed = rows(page, "Renamed: 4").all_inner_texts()
    assert {tuple(one.split("\t")) for one in renamed} == set(RENAMED.items())
    accessible(page)
    pictured(page, "add-preview")
    page.set_viewport_size({"width": 390, "height": 844})
    wide = page.evaluate("document.scrollingElement.scrollWidth")
    assert wide <= 390
    accessible(page)
    pictured(page, "add-preview-narrow")
    page.set_viewport_size({"width": 1280, "height": 800})
    page.get_by_role("button", name="Enter it").click()
    expect(page.get_by_role("heading", name="nariai-gruodis.csv is entered")).to_be_visible()
    check_entered(last_month, known)
    accessible(page)
    pictured(page, "add-report")
    page.get_by_role("link", name="See it around litek").click()
    page.get_by_text("Who they are, and who says so").click()
    members = page.get_by_role("complementary")
    expect(members.get_by_role("button", name="Vienuoliktas žvilgsnis", exact=True)).to_be_visible()
    page.go_back()
    page.get_by_role("button", name="Take it back").click()
    expect(page.get_by_role("heading", name="nariai-gruodis.csv was taken back")).to_be_visible()
    ties = last_month.graph.store.golden.relations(["litek"], ["MEMBER_OF"], "in")
    assert [one.until for one in ties if one.until] == []


def test_a_month_by_keyboard_alone(page: Page, last_month: Desk, tmp_path: Path) -> None:
    file = tmp_path / "nariai-gruodis.csv"
    file.write_bytes(december())
    known = identities(last_month)
    keys = Keys(page)
    # Listened to from the beginning, so that the browser never shows its own.
    page.on("filechooser", lambda chooser: chooser.set_files(file))
    page.goto("/add")
    chooser = page.get_by_label("or choose a file")
    keys.tab_to(chooser)
    keys.press("Enter")
    heading = page.get_by_role("heading", name="nariai-gruodis.csv: look")
    expect(heading).to_be_focused()
    day = page.get_by_label("Lists all of this day")
    keys.tab_to(day)
    expect(day).to_have_value(MONTHS[1])
    keys.press("Control+a")
    keys.type("2026-12-02")
    expect(page.get_by_text("You changed something")).to_be_visible()
    keys.press("Enter")
    expect(page.get_by_text("You changed something")).to_be_hidden()
    expect(heading).to_be_focused()
    assert counts(page, "What it would do") == CHANGES
    keys.tab_to(day)
    keys.press("Control+a")
    keys.type(MONTHS[1])
    keys.press("Enter")
    expect(page.get_by_text("You changed something")).to_be_hidden()
    keys.tab_to(page.get_by_role("button", name="Enter it"))
    keys.press("Enter")
    expect(page.get_by_role("heading", name="nariai-gruodis.csv is entered")).to_be_focused()
    check_entered(last_month, known)
    keys.check()


def test_a_first_table_is_read_as_somebody_says(page: Page, desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "liste.csv"
    file.write_text("Nom;Was;Founded\nAlpha Optik;alpha.example;1999\nBeta;;long ago\n")
    page.goto("/add#language=de")
    page.get_by_label("oder wählen Sie eine Datei").set_input_files(file)
    column = page.get_by_label("Was", exact=True)
    column.select_option("website")
    page.get_by_label("Die Zeilen sind").select_option("members")
    box = page.get_by_label("von (Name)")
    box.fill("litek")
    page.get_by_role("option", name="litek").click()
    enter = page.get_by_role("button", name="Eintragen", exact=True)
    expect(enter).to_be_disabled()
    expect(page.get_by_text("Sehen Sie erst, was es täte")).to_be_visible()
    page.get_by_role("button", name="Zeigen, was es täte").click()
    expect(page.get_by_text("Sehen Sie erst, was es täte")).to_be_hidden()
    assert counts(page, "Was es täte")["Neu"] == 2
    expect(page.get_by_role("cell", name="long ago")).to_be_visible()
    page.get_by_label("Lizenz").fill("CC-BY-4.0")
    accessible(page)
    pictured(page, "add-columns")
    page.get_by_role("button", name="Abbrechen").click()
    expect(page.get_by_role("heading", name="liste.csv wurde abgebrochen")).to_be_visible()
    assert "liste" not in {one.info.name for one in desk.graph.store.ledger.sources()}


def test_hidden_sheets_are_named(page: Page, tmp_path: Path) -> None:
    rows = [["Name", "Country"], ["Alfa Optics", "LT"]]
    file = write_xlsx(
        tmp_path / "members.xlsx",
        {"Members": rows, "Choices": rows, "Old": rows},
        hidden={"Choices": "hidden", "Old": "veryHidden"},
    )
    page.goto("/add")
    page.get_by_label("or choose a file").set_input_files(file)
    expect(page.get_by_text("Hidden in the workbook, and not read: Choices, Old")).to_be_visible()
    pictured(page, "add-hidden-sheets")


def test_a_document_with_what_was_read_in_it(page: Page, desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "post.txt"
    file.write_text("LITEK signed a memorandum with CPIC of Canada on 26 June 2019 in Vilnius.")
    page.goto("/add")
    page.get_by_label("or choose a file").set_input_files(file)
    text = page.get_by_label("The text, with what was found marked")
    expect(text.locator("mark", has_text="26 June 2019")).to_be_visible()
    accessible(page)
    pictured(page, "add-document")
    page.get_by_role("button", name="Enter it").click()
    expect(page.get_by_role("heading", name="post.txt is entered")).to_be_visible()
    assert "post" in {one.info.name for one in desk.graph.store.ledger.sources()}


def test_what_no_reader_knows_is_refused(chromium: Browser, served: str, tmp_path: Path) -> None:
    file = tmp_path / "picture.csv"
    file.write_bytes(b"\x89PNG\x00\x00")
    with chromium.new_context(base_url=served, locale="en-GB") as context:
        page = context.new_page()
        page.goto("/add")
        page.get_by_label("or choose a file").set_input_files(file)
        alert = page.get_by_role("alert")
        expect(alert).to_contain_text("its content is not what its name says")


def test_a_file_without_rows_says_what_to_do_next(page: Page, tmp_path: Path) -> None:
    file = tmp_path / "members.csv"
    file.write_bytes(b"")
    page.goto("/add")
    page.get_by_label("or choose a file").set_input_files(file)
    expect(page.get_by_role("heading", name="members.csv could not be read")).to_be_visible()
    expect(page.get_by_text("look again, or hand in another file")).to_be_visible()
    expect(page.get_by_text("You changed something")).to_have_count(0)


def test_on_a_telephone_the_page_is_as_wide_as_the_window(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto("/add#language=lt")
    expect(page.get_by_text("Numeskite čia")).to_be_visible()
    assert page.locator("#view").evaluate("one => one.scrollWidth - one.clientWidth") == 0
    pictured(page, "add-drop-narrow")
