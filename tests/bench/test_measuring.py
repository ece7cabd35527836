"""Clocks, tables of results, and the bundles that are made from one."""

from __future__ import annotations

import csv
import io
import json
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from bench.__main__ import arguments
from bench.bundles import Table, changed, rewritten, shuffled
from bench.child import started
from bench.clock import Stopwatch, compare, percentile, throughput
from bench.generator import Spec
from bench.machine import facts
from bench.results import NEO4J, SQLITE, Line, Outcome, keep, read, unfinished
from bench.rows.walk import misspelt
from bench.workshop import Workshop, size


def slowly(number: int) -> Iterator[int]:
    for one in range(number):
        time.sleep(0.01)
        yield one


def test_the_stopwatch_leaves_out_the_making_of_data() -> None:
    watch = Stopwatch()
    assert len([*watch.without(slowly(20))]) == 20
    assert watch.seconds < 0.1


def test_the_percentile_is_a_value_that_was_measured() -> None:
    values = [float(one) for one in range(1, 201)]
    assert percentile(values, 0.95) == 190
    assert percentile([7.0], 0.95) == 7


def test_the_slower_way_is_seen_to_be_slower() -> None:
    ways = {"quick": lambda _: None, "slow": lambda _: time.sleep(0.01)}
    times = compare(ways, [1, 2, 3], runs=2)
    assert times["slow"].middle >= 10 > times["quick"].worst


def test_threads_work_at_once() -> None:
    assert throughput(lambda _: time.sleep(0.02), range(32), runs=1) > 100


def test_the_memory_of_a_child_is_its_own(tmp_path: Path) -> None:
    file = tmp_path / "one.nt"
    file.write_text("<a:s> <a:p> <a:o> .\n", encoding="utf-8")
    ballast = b"x" * (600 << 20)
    done = started("pyoxigraph", str(file))
    assert done.number == 1
    assert done.memory < len(ballast)


def line() -> Line:
    figures: dict[str, float | str] = {SQLITE: 2.0, NEO4J: 30.0, "peer": 300.0, "other": "fails"}
    return Line("how long", "ms", figures)


def test_targets_tell_what_was_reached() -> None:
    some = line().faster(SQLITE, "peer", 100).faster(NEO4J, "peer", 15).within(NEO4J, SQLITE, 15)
    assert [one.met for one in some.targets] == [True, False, True]
    assert [one.reached for one in some.targets] == ["150 ×", "10 ×", "15 ×"]
    assert [one.met for one in line().least(SQLITE, 3).most(SQLITE, 3).targets] == [False, True]
    assert line().faster(SQLITE, "other", 100).targets[0].met


def test_a_peer_that_never_finished_counts_as_long_as_it_was_waited_for() -> None:
    some = Line("how long", "s", {SQLITE: 2.0, "peer": unfinished(300, "s")})
    met, missed = some.faster(SQLITE, "peer", 20).faster(SQLITE, "peer", 200).targets
    assert (met.reached, met.met) == ("> 150 ×", True)
    assert not missed.met


def test_a_row_is_kept_beside_the_others(tmp_path: Path) -> None:
    first = Outcome("First", [line().faster(SQLITE, "peer", 100)], "data", {"cores": "2"}, "d", 61)
    second = Outcome("Second", [line()], "data", {"cores": "2"}, "d", 6)
    keep({"b": first}, "ab", tmp_path)
    keep({**read(tmp_path), "a": second}, "ab", tmp_path)
    assert read(tmp_path) == {"a": second, "b": first}
    assert list(json.loads((tmp_path / "results.json").read_text())) == ["a", "b"]
    table = (tmp_path / "results.md").read_text(encoding="utf-8")
    assert table.index("Second") < table.index("First")
    assert "| how long | 2 ms | 30 ms | peer: 300 ms; other: fails | SQLite ≥ 100" in table
    assert "✓ 150 ×" in table


def test_the_machine_is_told_without_names_or_places() -> None:
    told = facts()
    assert {"processor", "memory", "Python", "SQLite", "Neo4j", "Java"} <= told.keys()
    assert "/" not in "".join(told.values())


def test_an_unknown_row_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        arguments(["whom"])
    assert ended.value.code == 2
    assert "there is no row whom" in capsys.readouterr().err


def test_a_stock_is_made_once_and_again_while_changing_only_if_that_fails(tmp_path: Path) -> None:
    workshop = Workshop(Spec(scale=0.0002), folder=tmp_path)
    folder = workshop.stock("plain-sqlite")
    made = (folder / "plain.db").stat().st_mtime_ns
    with workshop.changing("plain-sqlite"):
        assert workshop.stock("plain-sqlite") == folder
    assert (workshop.stock("plain-sqlite") / "plain.db").stat().st_mtime_ns == made
    assert size(folder) > 100_000
    with pytest.raises(KeyError), workshop.changing("plain-sqlite"):
        raise KeyError
    again = Workshop(Spec(scale=0.0002), folder=tmp_path).stock("plain-sqlite")
    assert (again / "plain.db").stat().st_mtime_ns != made


def test_typing_errors_change_one_or_two_letters() -> None:
    random = Random(5)
    for _ in range(100):
        wrong = misspelt(random, "Institute of Optics", 1)
        assert abs(len(wrong) - len("Institute of Optics")) <= 1


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    rows = [["id", "title", "endDate"], *([str(n), 'A; "b"\n', "2020-01-31"] for n in range(200))]
    path = tmp_path / "bundle.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name in ("project.csv", "topics.csv"):
            text = io.StringIO(newline="")
            csv.writer(text, delimiter=";").writerows(rows)
            archive.writestr(name, text.getvalue())
    return path


def table(bundle: Path, name: str) -> Table:
    with zipfile.ZipFile(bundle) as archive:
        text = io.StringIO(archive.read(name).decode(), newline="")
    return list(csv.reader(text, delimiter=";"))


def test_one_project_in_a_hundred_is_changed(tmp_path: Path, bundle: Path) -> None:
    new = rewritten(bundle, tmp_path / "new.zip", changed(0.01, Random(1)))
    old, now = table(bundle, "project.csv"), table(new, "project.csv")
    different = [row for before, row in zip(old, now, strict=True) if before != row]
    assert [row[1:] for row in different] == [['A; "b"\n (amended)', "2020-02-28"]] * 2
    assert table(bundle, "topics.csv") == table(new, "topics.csv")


def test_rows_come_in_another_order(tmp_path: Path, bundle: Path) -> None:
    new = rewritten(bundle, tmp_path / "new.zip", shuffled(Random(1)))
    old, now = table(bundle, "topics.csv"), table(new, "topics.csv")
    assert old != now
    assert old[0] == now[0]
    assert sorted(old) == sorted(now)
