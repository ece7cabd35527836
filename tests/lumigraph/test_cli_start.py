"""What a command waits for before it begins: only what it needs itself."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from lumigraph.cli import MODULES, load
from lumigraph.cli.app import app
from tests.command_line import all_commands

SLOW = {"duckdb", "fastapi", "jinja2", "neo4j", "networkx", "pandas", "pyvis", "shapely", "splink"}
"""Packages that take long to import, and that no question needs."""
ASK = ("who", "search", "show", "neighbours", "path", "status", "diff")
TELL = "import json; print(json.dumps([*sys.modules]))"


def imported(arguments: list[str], environment: Mapping[str, str] | None = None) -> set[str]:
    """Return the modules that are there once a command line is known, in a process of its own."""
    code = f"import sys; sys.argv = {['lumigraph', *arguments]!r}\n"
    code += f"from lumigraph.cli import load, words; load(words()); {TELL}"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, **(environment or {})},
        capture_output=True,
        check=True,
        text=True,
    )
    return set(json.loads(done.stdout))


def test_every_module_adds_the_commands_that_are_said_of_it() -> None:
    load()
    found: dict[str, set[str]] = {}
    for one in app.registered_commands:
        assert one.callback
        module = one.callback.__module__.rpartition(".")[2]
        found.setdefault(module, set()).add(one.name or one.callback.__name__.replace("_", "-"))
    said = {module: set(names) for module, names in MODULES.items()}
    assert found == {module: names for module, names in said.items() if module != "tokens"}
    assert all_commands().keys() == set().union(*said.values())


@pytest.mark.parametrize("command", ASK)
def test_a_question_waits_for_nothing_that_others_need(command: str) -> None:
    there = imported([command, "--help"])
    assert not there & SLOW
    assert "lumigraph.cli.serving" not in there


def test_what_is_asked_of_the_program_waits_for_no_command() -> None:
    assert not imported(["--version"]) & {f"lumigraph.cli.{module}" for module in MODULES}


@pytest.mark.parametrize("arguments", [[], ["--help"], ["whoo"]])
def test_without_a_command_all_are_known(arguments: list[str]) -> None:
    assert imported(arguments) >= {f"lumigraph.cli.{module}" for module in MODULES}


@pytest.mark.parametrize(
    ("variable", "typed"),
    [("COMP_WORDS", "lumigraph\nwho\n--kind\nUn"), ("_TYPER_COMPLETE_ARGS", "lumigraph who --k")],
)
def test_what_a_shell_completes_is_what_was_typed_there(variable: str, typed: str) -> None:
    there = imported([], {"_LUMIGRAPH_COMPLETE": "complete", variable: typed})
    assert "lumigraph.cli.asking" in there
    assert "lumigraph.cli.serving" not in there


@pytest.mark.skipif(sys.platform == "win32", reason="there a process always has an output")
@pytest.mark.parametrize("command", ["sources", "who -x lasers -y LT --json", "ingest list.csv"])
def test_a_closed_output_is_told_before_anything_is_done(tmp_path: Path, command: str) -> None:
    start = f"'{sys.executable}' -c 'from lumigraph.cli import main; main()' {command} >&-"
    store = {**os.environ, "LUMIGRAPH_STORE": f"sqlite:///{tmp_path / 'graph.db'}"}
    (tmp_path / "list.csv").write_text("name,country\nAlpha,LT\n", encoding="utf-8")
    done = subprocess.run(
        ["/bin/sh", "-c", start], cwd=tmp_path, env=store, capture_output=True, text=True
    )
    assert done.returncode == 2
    assert done.stderr.startswith("error: the standard output is closed")
    assert done.stderr.count("\n") == 1
    assert [one.name for one in tmp_path.iterdir()] == ["list.csv"]
