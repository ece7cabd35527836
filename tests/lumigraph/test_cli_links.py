"""`lumigraph sources --links` and `--check-links`."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ingest.links.link import Link
from ingest.links.register import opening
from tests.command_line import Run
from tests.ingest.web import Page, Web

FACTS = """
format: lumigraph/1
name: facts
entries:
- id: alpha
  type: Company
  name: {{en: Alpha}}
  source: [{there}, {gone}]
"""
KEYS = {"address", "state", "seen", "asked", "said", "copy", "sources"}


@pytest.fixture
def filled(run: Run, own: str, web: Web, tmp_path: Path) -> dict[str, str]:
    """A graph whose evidence names a page that is there, and one that is gone: name → address."""
    pages = {"there": web.put("/there", Page(b"body")), "gone": f"{web.base}/gone"}
    file = tmp_path / "facts.yaml"
    file.write_text(FACTS.format(**pages), encoding="utf-8")
    assert run("ingest", str(file), "--store", own).code == 0
    return pages


def states(run: Run, own: str, *arguments: str) -> dict[str, str]:
    """Return address → state as the command tells it."""
    found = run("sources", *arguments, "--store", own, "--json").json["links"]
    assert all(one.keys() == KEYS and one["sources"] == ["facts"] for one in found)
    return {one["address"]: one["state"] for one in found}


def test_links_are_shown_without_asking(
    run: Run, own: str, web: Web, filled: dict[str, str]
) -> None:
    assert states(run, own, "--links") == dict.fromkeys(filled.values(), "new")
    assert (web.heads, web.asked) == ([], [])


def test_private_addresses_are_asked_only_where_a_setting_says_so(
    run: Run, own: str, web: Web, filled: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert states(run, own, "--check-links") == dict.fromkeys(filled.values(), "unsure")
    assert (web.heads, web.asked) == ([], [])
    monkeypatch.setenv("LUMIGRAPH_PRIVATE_LINKS", "true")
    assert states(run, own, "--check-links") == dict.fromkeys(filled.values(), "unsure")
    assert web.heads == [], "no page is asked for twice a day"


def test_a_page_that_was_gone_before_is_dead(
    run: Run, own: str, filled: dict[str, str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("LUMIGRAPH_PRIVATE_LINKS", "true")
    monkeypatch.setattr("ingest.links.checking.PAUSE", 0)
    with opening(tmp_path / "own.links.db") as register:
        register.put(Link(filled["gone"], "2026-01-02", "2026-01-01", 1, "404 Not Found"))
    one = states(run, own, "--check-links", "--limit", "1")
    assert one == {filled["there"]: "there", filled["gone"]: "unsure"}
    ran = run("sources", "--check-links", "--store", own)
    assert ran.code == 1
    assert filled["gone"] in ran.out
    assert "2026-01-01" in ran.out
    assert "2 addresses are named as evidence: 1 dead, 1 there." in ran.out
    assert states(run, own, "--links") == {filled["there"]: "there", filled["gone"]: "dead"}


def test_a_store_in_memory_keeps_nothing(run: Run) -> None:
    ran = run("sources", "--links", "--store", "sqlite:///:memory:")
    assert ran.code == 2
    assert "a store in memory keeps nothing of its links" in ran.err


def test_a_copy_of_a_dead_page_is_shown_beside_it(
    run: Run, own: str, filled: dict[str, str], tmp_path: Path
) -> None:
    gone, copy = filled["gone"], "https://web.archive.org/web/2026/https://gone.example"
    with opening(tmp_path / "own.links.db") as register:
        register.put(Link(gone, "2026-01-03", "2026-01-01", 2, "404 Not Found"))
    ran = run("archive", gone, copy, "--store", own)
    assert (ran.code, f"{gone} is kept at {copy}." in ran.out) == (0, True)
    shown = {one["address"]: one for one in links(run, own)}
    assert (shown[gone]["copy"], shown[filled["there"]]["copy"]) == (copy, "")
    assert shown[gone]["seen"] == "2026-01-01"
    assert run("archive", gone, copy, "--store", own).code == 2
    entry = re.search(r"lumigraph retract (hand/\w+)", ran.out)
    assert entry
    assert run("retract", entry[1], "--store", own).code == 0
    assert {one["copy"] for one in links(run, own)} == {""}


def links(run: Run, own: str) -> list[dict[str, str]]:
    """Return what is known of links, as the command tells it."""
    return list(run("sources", "--links", "--store", own, "--json").json["links"])


def test_a_page_that_nobody_names_has_no_copy(run: Run, own: str, filled: dict[str, str]) -> None:
    ran = run("archive", "https://other.example", "https://copy.example/x", "--store", own)
    assert (ran.code, "no evidence names the page" in ran.err) == (2, True)
    ran = run("archive", filled["gone"], "javascript:alert(1)", "--store", own)
    assert (ran.code, "is no address of a copy" in ran.err) == (2, True)
