"""Texts are kept whole, for their owner alone, and go with their documents."""

from __future__ import annotations

import os
import threading
from concurrent.futures import ThreadPoolExecutor
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


def test_what_cannot_be_written_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "replace", _refuse)
    with pytest.raises(OSError, match="no room"):
        Texts(tmp_path).keep("ab12", TEXT)
    assert list(tmp_path.iterdir()) == []


def _refuse(path: Path, target: Path) -> None:
    raise OSError(f"no room for {target}")


def test_what_a_killed_process_left_is_swept_when_it_is_old(tmp_path: Path) -> None:
    old, new = tmp_path / "ab.json.7.part", tmp_path / "cd.json.8.part"
    for one in (old, new):
        one.touch()
    os.utime(old, (0, 0))
    assert Texts(tmp_path).sweep(()) == 1
    assert (old.exists(), new.exists()) == (False, True)


def test_two_threads_keep_the_same_text(tmp_path: Path) -> None:
    """Each writes a file of its own until it is whole."""
    begun = threading.Barrier(2, timeout=60)
    packed = Text.packed

    class Slow(Text):
        def packed(self) -> bytes:
            begun.wait()  # by now both are writing
            return packed(self)

    slow = Slow(TEXT.text, TEXT.language, TEXT.marks)
    with ThreadPoolExecutor(2) as pool:
        for done in [pool.submit(Texts(tmp_path).keep, "ab12", slow) for _ in range(2)]:
            done.result()
    assert Texts(tmp_path).find("ab12") == TEXT
    assert [one.name for one in tmp_path.iterdir()] == ["ab12.json"]


def test_no_file_beside_the_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="is no digest"):
        Texts(tmp_path).find("../graph")
