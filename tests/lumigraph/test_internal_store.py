"""The setting `internal_store`: it belongs to the store that is set along with it."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

import lumigraph
from graph.keeping.content import fingerprint
from graph.opening import open_store
from tests.command_line import Run

SOURCE = "format: lumigraph/1\nname: {name}\nentries:\n- {{id: {id}, type: Company}}\n"
REFUSED = (2, True)


@pytest.fixture
def house(own: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run) -> str:
    """The URL of the internal store of a graph that the settings name, with an internal source."""
    url = f"sqlite:///{tmp_path / 'house.db'}"
    monkeypatch.setenv("LUMIGRAPH_STORE", own)
    monkeypatch.setenv("LUMIGRAPH_INTERNAL_STORE", url)
    for name, id_ in {"open": "toucan", "secret": "quetzal"}.items():
        (tmp_path / f"{name}.yaml").write_text(SOURCE.format(name=name, id=id_), encoding="utf-8")
    assert run("ingest", "open.yaml").code == 0
    assert run("ingest", "secret.yaml", "--visibility", "internal").code == 0
    assert run("show", "quetzal").code == 0
    return url


def held(url: str) -> tuple[str, int]:
    with closing(open_store(url)) as store:
        return fingerprint(store), store.revision().number


def test_another_store_has_its_own(run: Run, house: str, tmp_path: Path) -> None:
    before = held(house)
    assert run("backup", "copy.zip", "--internal").code == 0
    trial = f"sqlite:///{tmp_path / 'trial.db'}"
    assert run("restore", "copy.zip", "--internal", "--store", trial).code == 0
    assert run("show", "quetzal", "--store", trial).code == 0
    assert run("retract", "open", "--store", trial).code == 0
    assert run("restore", "copy.zip", "--internal", "--replace", "--store", trial).code == 0
    with lumigraph.open(f"sqlite:///{tmp_path / 'third.db'}", internal=True) as graph:
        assert graph.holdings.internal is None
    assert held(house) == before
    assert (tmp_path / "trial.internal.db").is_file()


def test_the_same_file_written_otherwise_is_the_same_store(
    run: Run, house: str, tmp_path: Path
) -> None:
    assert run("show", "quetzal", "--store", "sqlite:///own.db").code == 0
    assert not (tmp_path / "own.internal.db").exists()


def test_what_is_moved_takes_its_own_along(run: Run, own: str, house: str, tmp_path: Path) -> None:
    before = held(house)
    moved = f"sqlite:///{tmp_path / 'moved.db'}"
    ran = run("migrate", own, moved)
    assert ran.code == 0
    said = ran.out.replace("\n", " ")
    assert f"Set `store` to {moved} and `internal_store` to sqlite:///{tmp_path}/moved.int" in said
    assert held(house) == before
    assert run("show", "quetzal", "--store", moved).code == 0


def test_where_no_store_is_set_one_internal_store_serves_all_and_a_move_leaves_it(
    run: Run, own: str, house: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LUMIGRAPH_STORE")
    before = held(house)
    assert run("migrate", own, f"sqlite:///{tmp_path / 'moved.db'}").code == 0
    assert held(house) == before


def test_the_public_store_is_no_internal_one(
    run: Run, own: str, house: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = held(own)
    for same in (own, "sqlite:///own.db"):
        monkeypatch.setenv("LUMIGRAPH_INTERNAL_STORE", same)
        ran = run("ingest", "secret.yaml", "--visibility", "internal")
        assert (ran.code, "internal_store names the store itself" in ran.err) == REFUSED
    assert held(own) == before
