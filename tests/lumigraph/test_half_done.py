"""What is done in the public store, and cannot be in the internal one: what is told, and again."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.command_line import Run

OLD, LATER = "2020-01-01T12:00:00+00:00", "2024-01-01T12:00:00+00:00"
TABLE = """name,country,city
{0} Optik GmbH,AT,Graz
{0} OPTIK GES.M.B.H.,Austria,GRAZ
Huber {0},AT,{1}
"""
NO_ROOM = "CREATE TRIGGER no_room BEFORE INSERT ON {} BEGIN SELECT RAISE(FAIL, 'disk is full'); END"
FORGET = ("forget", "--before", "2025")


@pytest.fixture
def house(run: Run, own: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The internal store of a graph with old history, and with organisations to link in both."""
    monkeypatch.setenv("LUMIGRAPH_STORE", own)
    for at, city in ((OLD, "Graz"), (LATER, "Wien")):
        monkeypatch.setattr("graph.sqlite_store.store.now", lambda at=at: at)
        for name, visibility in (("lichtwerk", "public"), ("strahlen", "internal")):
            (tmp_path / f"{name}.csv").write_text(TABLE.format(name, city), encoding="utf-8")
            assert run("ingest", f"{name}.csv", "--visibility", visibility).code == 0
    return tmp_path / "own.internal.db"


def change(file: Path, *statements: str) -> None:
    with closing(sqlite3.connect(file)) as connection, connection:
        for one in statements:
            connection.execute(one)


@pytest.mark.parametrize(
    ("command", "again"),
    [
        (FORGET, "own.db: nothing is known from before 2025-01-01 alone, so nothing goes."),
        (("link",), "pairs are judged one"),
    ],
)
def test_the_same_command_does_the_rest(
    run: Run, own: str, house: Path, command: tuple[str, ...], again: str
) -> None:
    change(house, NO_ROOM.format("revision"))
    failed = run(*command)
    assert failed.code == 3
    assert f"cannot write to {house}: disk is full. Nothing was changed. In {own}" in failed.err
    assert "it is done, and stays so: the same command does the rest" in failed.err
    change(house, "DROP TRIGGER no_room")
    rest = run(*command)
    assert (rest.code, again in rest.out) == (0, True)
    assert run("doctor", "--thorough").out == "Nothing is out of order.\n"
    judged = len(run("judgements", "--json").json["judgements"])
    assert judged == (2 if command == ("link",) else 0)
    assert run(*command).code == 0
    assert len(run("judgements", "--json").json["judgements"]) == judged


def test_the_doctor_tells_what_it_mended_and_what_it_could_not(
    run: Run, own: str, house: Path
) -> None:
    for file in (Path(own.removeprefix("sqlite:///")), house):
        change(file, "DELETE FROM name")
    change(house, NO_ROOM.format("revision"))
    ran = run("doctor", "--mend", "--json")
    found = {one["where"]: one for one in ran.json["findings"]}
    assert (ran.code, found[own]["mended"]) == (1, True)
    left = found[f"sqlite:///{house}"]
    assert (left["ailment"], left["mended"]) == ("name", False)
    assert left["remedy"] == (
        f"Not mended: cannot write to {house}: disk is full. Nothing was changed."
    )
    change(house, "DROP TRIGGER no_room")
    assert run("doctor", "--mend").code == 0
    assert run("doctor", "--thorough").out == "Nothing is out of order.\n"
