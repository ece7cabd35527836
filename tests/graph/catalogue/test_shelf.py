"""Dumps that are kept: complete or not at all, one folder a revision."""

from __future__ import annotations

import gzip
import hashlib
import os
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from graph.catalogue import shelf as module
from graph.catalogue.dumps import GRAPH_FORMS, SOURCE_FORMS, Written, source_slug, write_dumps
from graph.catalogue.shelf import LOCK, Shelf
from graph.errors import DumpError
from graph.export import export
from graph.lock import locked
from graph.sqlite_store import SqliteStore
from graph.store import GraphStore
from graph.workroom import ABANDONED
from tests.conformance.builders import tell, thing, tie

BASE = "https://example.org"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[GraphStore]:
    with closing(SqliteStore(str(tmp_path / "graph.db"))) as made:
        tell(made, "one", thing("acme"), thing("club", "Cluster"), tie("acme", "MEMBER_OF", "club"))
        tell(made, "..")
        yield made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "dumps"


def test_every_form_of_the_graph_and_of_each_source(store: GraphStore, folder: Path) -> None:
    stock = Shelf(store, folder, BASE).make()
    slugs = {"graph": GRAPH_FORMS, "source-one": SOURCE_FORMS, source_slug(".."): SOURCE_FORMS}
    assert {(one.slug, one.form) for one in stock.files} == {
        (slug, form) for slug, forms in slugs.items() for form in forms
    }
    assert {one.name for one in stock.folder.iterdir()} == {
        "manifest.json",
        *(one.name for one in stock.files),
    }


def test_a_dump_is_what_export_writes_and_is_measured(
    store: GraphStore, folder: Path, tmp_path: Path
) -> None:
    for one in Shelf(store, folder, BASE).make().files:
        path = Shelf(store, folder, BASE).make().file(one.name)
        assert path is not None
        content = path.read_bytes()
        assert len(content) == one.byte_size
        assert hashlib.sha256(content).hexdigest() == one.sha256
        assert hashlib.sha1(content, usedforsecurity=False).hexdigest() == one.sha1
        if one.slug == "graph":
            export(store, tmp_path / one.name, BASE)
            assert (tmp_path / one.name).read_bytes() == content


def test_dumps_are_made_once_for_a_revision(
    store: GraphStore, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert Shelf(store, folder, BASE).stock() is None
    made = Shelf(store, folder, BASE).make()
    monkeypatch.setattr(module, "write_dumps", None)
    assert Shelf(store, folder, BASE).make() == made == Shelf(store, folder, BASE).stock()
    # Another base makes other dumps.
    assert Shelf(store, folder, f"{BASE}/other").stock() is None


def test_the_last_two_revisions_stay(store: GraphStore, folder: Path) -> None:
    stocks = []
    for number in range(4):
        tell(store, "more", thing(f"a{number}"))
        stocks.append(Shelf(store, folder, BASE).make())
        os.utime(stocks[-1].folder, (number, number))
    assert [one.folder.exists() for one in stocks] == [False, False, True, True]
    assert stocks[-1].revision == store.revision()


def test_dumps_of_a_later_revision_of_another_store_do_not_push_out(
    store: GraphStore, folder: Path
) -> None:
    for name in ("00000900-abcdef", "00000901-abcdef"):
        (folder / name).mkdir(parents=True)
    stock = Shelf(store, folder, BASE).make()
    assert stock.folder.exists()
    assert len([*folder.glob("*-*")]) == 2


def test_what_a_killed_process_left_is_cleared_when_it_is_old(
    store: GraphStore, folder: Path
) -> None:
    old, new = folder / "making-old", folder / "making-new"
    for one in (old, new):
        one.mkdir(parents=True)
    before = time.time() - 2 * ABANDONED
    os.utime(old, (before, before))
    Shelf(store, folder, BASE).make()
    assert (old.exists(), new.exists()) == (False, True)


def test_a_change_meanwhile_leaves_nothing(
    store: GraphStore, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def changing(*arguments: object) -> object:
        tell(store, "two", thing("b"))
        return write_dumps(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(module, "write_dumps", changing)
    with pytest.raises(DumpError, match="make them again"):
        Shelf(store, folder, BASE).make()
    assert [*folder.glob("*-*")] == []


def test_only_what_is_listed_is_a_file_of_it(store: GraphStore, folder: Path) -> None:
    stock = Shelf(store, folder, BASE).make()
    for name in ("manifest.json", "../graph.db", "", "graph.ttl"):
        assert stock.file(name) is None


def test_a_source_without_records_has_empty_dumps(store: GraphStore, folder: Path) -> None:
    stock = Shelf(store, folder, BASE).make()
    path = stock.file(f"{source_slug('..')}.nt.gz")
    assert path is not None
    assert gzip.decompress(path.read_bytes()) == b""


@pytest.mark.parametrize(
    "name", ["..", "a/b", "A", "a b", "é" * 300, "con.csv", "-", "a" * 61, "source-a", "%2F"]
)
def test_any_source_has_a_slug_that_is_a_file_name_and_its_own(name: str) -> None:
    slug = source_slug(name)
    assert slug.replace("-", "").isalnum()
    assert slug.isascii()
    assert len(slug) < 100
    assert slug != source_slug(f"{name} ")
    assert slug != source_slug(name.swapcase()) or name == name.swapcase()


def test_of_several_processes_one_makes_the_dumps(
    store: GraphStore, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[Path] = []

    def noted(*arguments: Any) -> Written:
        written.append(arguments[1])
        return write_dumps(*arguments)

    monkeypatch.setattr(module, "write_dumps", noted)
    with ThreadPoolExecutor() as pool, locked(folder / LOCK):
        stocks = [pool.submit(Shelf(store, folder, BASE).make) for _ in range(3)]
        assert not any(one.done() for one in stocks)
    assert len({one.result().folder for one in stocks}) == 1
    assert len(written) == 1
