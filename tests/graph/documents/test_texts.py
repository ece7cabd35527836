"""Texts are kept whole, for their owner alone, and go with their documents."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.documents.text import Mark, Text
from graph.documents.texts import Texts

TEXT = Text(
    "Žodis „šviesa“ 🙂", "lt", (Mark("date", 0, 5, value="2016"), Mark("project", 6, 9, "p"))
)


def test_what_is_kept_is_found_again(tmp_path: Path) -> None:
    texts = Texts(tmp_path / "graph.texts")
    assert texts.find("ab12") is None
    texts.keep("ab12", TEXT)
    assert texts.find("ab12") == TEXT
    assert texts.folder.stat().st_mode & 0o777 == 0o700
    assert [one.stat().st_mode & 0o777 for one in texts.folder.iterdir()] == [0o600]


def test_only_standing_documents_have_a_text(tmp_path: Path) -> None:
    texts = Texts(tmp_path)
    for digest in ("ab", "cd", "ef"):
        texts.keep(digest, TEXT)
    assert texts.sweep({"cd", "00"}) == 2
    assert [one.name for one in tmp_path.iterdir()] == ["cd.json"]
    assert Texts(tmp_path / "none").sweep(set()) == 0


def test_no_file_beside_the_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="is no digest"):
        Texts(tmp_path).find("../graph")
