"""Texts of documents are kept beside the graph as long as their documents are in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import UsageError
from tests.command_line import Run

POST = """Alpha Optics GmbH opens

{date}

Alpha Optics GmbH is a member of Beta Cluster e.V. since 2016.

The weather was fine.
"""


def post(folder: Path, name: str, date: str = "26 June 2019") -> Path:
    """Write a post."""
    file = folder / name
    file.write_text(POST.format(date=date), "utf-8")
    return file


def test_a_text_is_kept_as_long_as_its_document_is_in(run: Run, own: str, tmp_path: Path) -> None:
    kept = Path(own.removeprefix("sqlite:///")).with_suffix(".texts")
    file = post(tmp_path, "news.txt")
    assert run("ingest", str(file), "--store", own).code == 0
    [text] = kept.iterdir()
    assert "Alpha Optics GmbH is a member" in text.read_text("utf-8")
    post(tmp_path, "news.txt", "27 June 2019")
    assert run("ingest", str(file), "--store", own).code == 0
    [newer] = kept.iterdir()
    assert newer.name != text.name
    assert run("export", "--store", own, "--internal", "-o", str(tmp_path / "graph.nq")).code == 0
    assert "The weather was fine" not in (tmp_path / "graph.nq").read_text("utf-8")
    assert run("retract", "news", "--store", own).code == 0
    assert list(kept.iterdir()) == []


def test_no_text_is_kept_where_none_is_to_be(
    run: Run, own: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LUMIGRAPH_KEEP_TEXTS", "false")
    assert run("ingest", str(post(tmp_path, "news.txt")), "--store", own).code == 0
    assert not Path(own.removeprefix("sqlite:///")).with_suffix(".texts").exists()


def test_no_text_is_left_of_what_was_refused(
    run: Run, own: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise UsageError("it does not go in")

    monkeypatch.setattr("lumigraph.loading.propose", refuse)
    assert run("ingest", str(post(tmp_path, "news.txt")), "--store", own).code == 2
    kept = Path(own.removeprefix("sqlite:///")).with_suffix(".texts")
    assert list(kept.iterdir()) == []
