"""The worked month of docs/tables.md, as it stands there."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

import lumigraph
from lumigraph.arguments import period_of
from tests.command_line import runner
from tests.test_walkthrough import fits, plain, scenes

PAGE = Path(__file__).parents[3] / "docs" / "tables.md"


def test_the_month(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    store = f"sqlite:///{tmp_path / 'month.db'}"
    monkeypatch.setenv("LUMIGRAPH_STORE", store)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.chdir(tmp_path)
    run = runner(monkeypatch, capsys)
    page = PAGE.read_text(encoding="utf-8")
    tables = iter(re.findall(r"^```csv\n(.*?)^```", page, re.MULTILINE | re.DOTALL))
    (mapping,) = re.findall(r"^```yaml\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    november, december = [*scenes(page)][:2], [*scenes(page)][2:]
    Path("nariai.csv").write_text(next(tables), encoding="utf-8")
    for command, output in november:
        check(run(*shlex.split(command)[1:]).out, output)
        run("ingest", str(lumigraph.bundled_data()))
        Path("nariai.mapping.yaml").write_text(mapping, encoding="utf-8")
    Path("nariai.csv").write_text(next(tables), encoding="utf-8")
    Path("nariai.mapping.yaml").write_text(
        mapping.replace("2026-11-01", "2026-12-01"), encoding="utf-8"
    )
    assert run("ingest", "nariai.csv").code == 3
    for command, output in december:
        check(run(*shlex.split(command)[1:]).out, output)


def check(printed: str, expected: str) -> None:
    assert fits(plain(expected), plain(printed)), f"{expected}\n--- was expected, not\n{printed}"


@pytest.mark.parametrize(("day", "counted"), [("2026-11-15", True), ("2026-12-01", False)])
def test_who_has_left_counts_until_the_day_before(tmp_path: Path, day: str, counted: bool) -> None:
    page = PAGE.read_text(encoding="utf-8")
    first, second = re.findall(r"^```csv\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    (mapping,) = re.findall(r"^```yaml\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    table = tmp_path / "nariai.csv"
    with lumigraph.open("sqlite:///:memory:", internal=True) as graph:
        for text, date in ((first, "2026-11-01"), (second, "2026-12-01")):
            table.write_text(text, encoding="utf-8")
            table.with_name("nariai.mapping.yaml").write_text(
                mapping.replace("2026-11-01", date), encoding="utf-8"
            )
            graph.ingest(table, sure=True)
        ties = graph.store.golden.relations(["nariai-ketvirtasis-pavyzdys"], ["MEMBER_OF"])
    period = period_of(day, "")
    assert period
    assert [period.meets(one.since, one.until) for one in ties] == [counted]
