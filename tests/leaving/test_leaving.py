"""The page on leaving: what stands in its boxes is run where Lumigraph cannot be imported."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[2] / "docs" / "leaving.md"
BOX = re.compile(r"^```(\w+)\n(.*?)^```$", re.M | re.S)
NAME = re.compile(r"# (\w+\.\w+)\n")
OURS = ("api", "graph", "ingest", "lumigraph", "ontology", "viz")
HIDING = f"import sys\nsys.modules.update(dict.fromkeys({OURS!r}))\n"
"""Python runs this first; an import of what stands for None fails."""


def boxes(language: str) -> list[str]:
    """Return what stands in the boxes of a language."""
    return [
        text for kind, text in BOX.findall(PAGE.read_text(encoding="utf-8")) if kind == language
    ]


@pytest.fixture(scope="module")
def printed(taken: Path) -> dict[str, str]:
    """What the page's commands print, by command."""
    for text in (*boxes("python"), *boxes("sparql")):
        name = NAME.match(text)
        assert name, f"a box that has no name: {text}"
        (taken / name[1]).write_text(text, encoding="utf-8")
    hiding = taken / "hiding"
    hiding.mkdir()
    (hiding / "sitecustomize.py").write_text(HIDING, encoding="utf-8")
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    apart = {**os.environ, "PATH": path, "PYTHONPATH": str(hiding)}
    found = {}
    for line in "".join(boxes("sh")).splitlines():
        ran = subprocess.run(
            ["bash", "-c", f"set -o pipefail; {line}"],
            cwd=taken,
            env=apart,
            capture_output=True,
            text=True,
            check=False,
        )
        assert ran.returncode == 0, f"{line}\n{ran.stderr}"
        found[line] = ran.stdout
    hidden = subprocess.run([sys.executable, "-c", "import graph"], env=apart, capture_output=True)
    assert hidden.returncode
    return found


def after(printed: dict[str, str], word: str) -> str:
    """Return what the one command with ``word`` printed."""
    (found,) = [out for line, out in printed.items() if word in line]
    return found


def answers(printed: dict[str, str], query: str) -> list[list[str]]:
    """Return the rows that ``ask.py`` printed for a query."""
    _, _, rest = after(printed, "ask.py").partition(f"{query}:\n")
    rows = re.split(r"^\w+\.rq:\n", rest, maxsplit=1, flags=re.M)[0]
    return [row.split("\t") for row in rows.splitlines()]


def test_the_lines_alone(printed: dict[str, str]) -> None:
    assert int(after(printed, "wc -l")) > 80_000
    assert "/organisation/ekspla>\n" in after(printed, "grep")
    assert r"\"revisions\":4" in after(printed, "tail")


def test_queries_answer(printed: dict[str, str]) -> None:
    base = "https://w3id.org/lumigraph"
    ekspla = f"{base}/id/organisation/ekspla"
    assert [ekspla, "Ekspla"] in answers(printed, "organisations.rq")
    members = answers(printed, "members.rq")
    assert ekspla in {row[0] for row in members}
    assert len(members) == after(printed, "grep").count("\n")
    assert [ekspla] in answers(printed, "lasers.rq")
    evidence = answers(printed, "evidence.rq")
    assert {row[0] for row in evidence} == {f"{base}/graph/source/lumigraph-starter"}
    assert all(row[2].startswith("http") for row in evidence)
    # Of what was done within one second, the order says nothing.
    history = [row[1:] for row in answers(printed, "history.rq")]
    assert history.count(["ingest", "news"]) == 2
    assert len(history) == 4
    (former,) = answers(printed, "former.rq")
    assert "https://former.example" in former[3]


def test_tables_and_the_store_say_the_same(printed: dict[str, str]) -> None:
    by_name = after(printed, "members.py").splitlines()
    assert any(line.startswith("Ekspla\t") for line in by_name)
    by_id = after(printed, "look.py")
    assert "ekspla\t{" in by_id
    assert "https://present.example" in by_id
    assert len(by_name) == len(answers(printed, "members.rq"))
