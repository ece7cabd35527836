"""What people see: tables at any width, sentences, help with an example each."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys

import pytest

from lumigraph.cli.app import PANELS
from tests.command_line import Run, all_commands

COMMANDS = sorted(name for name, one in all_commands().items() if not hasattr(one, "commands"))


def test_an_answer_names_the_reason_and_the_source(run: Run) -> None:
    ran = run("who", "-x", "OCT", "-y", "Vienna")
    assert ran.code == 0
    assert "1 organisation works on optical coherence tomography in Vienna (AT13)" in ran.out
    assert "'Vienna' may also mean: " in ran.out
    assert "direct: optical coherence tomography" in ran.out
    assert "[1] https://" in ran.out


def test_a_question_needs_no_options(run: Run) -> None:
    """What stands without an option is what no option names: the technology, then the region."""
    told = run("who", "-x", "OCT", "-y", "Vienna").out
    for words in (["OCT", "Vienna"], ["Vienna", "-x", "OCT"], ["-y", "Vienna", "OCT"]):
        assert run("who", *words).out == told


def test_a_project_is_named_by_its_acronym(run: Run) -> None:
    assert "partner of LASER-GO" in run("who", "-x", "non-invasive diagnostics", "-y", "AT22").out


def test_side_lists(run: Run) -> None:
    lasers = run("who", "-x", "lasers", "-y", "LT").out
    assert "Only as members of a cluster that focuses on it: Arginta Engineering" in lasers
    quebec = run("who", "-x", "photonics", "-y", "CA-QC").out
    assert "nobody says in which region: Canadian Photonics Fabrication Centre (cpfc)" in quebec
    assert "(cipi, ended 2012-04-01, now Canadian Photonic Industry Consortium)" in quebec
    assert "No longer exist: OPTITEC" in run("who", "-x", "adaptive optics", "-y", "FRL0").out


def test_no_answer_offers_the_nearest(run: Run) -> None:
    ran = run("who", "-x", "OCT", "-y", "Styria")
    assert ran.code == 1
    assert "Nobody is known to work on optical coherence tomography in Styria (AT22)." in ran.out
    assert "Nearest, in Austria: Medical University of Vienna" in ran.out
    assert "Nearest, on medical imaging: Human.technology Styria" in ran.out


def test_a_misspelt_name_is_said(run: Run) -> None:
    ran = run("who", "-x", "optical coherense tomography", "-y", "AT13")
    assert (
        "'optical coherense tomography' was understood as optical coherence tomography" in ran.out
    )


@pytest.mark.parametrize("width", [30, 50, 80, 120, 200])
@pytest.mark.parametrize(
    ("command", "last"),
    [
        (("who", "-x", "lasers", "-y", "LT"), r"\[\d+\]"),
        (("show", "mou-litek-cpic-2019"), r"\[\d+\]"),
        (("path", "LITEK", "CPIC"), r"\[\d+\]"),
        (("status",), r"\d+"),
    ],
)
def test_no_width_cuts_anything_off(
    run: Run, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...], last: str, width: int
) -> None:
    def cells(columns: int) -> list[str]:
        """Return what the last column of each table holds, and the notes."""
        monkeypatch.setenv("COLUMNS", str(columns))
        ran = run(*command)
        assert ran.code == 0
        assert "…" not in ran.out
        return re.findall(last, ran.out)

    assert cells(width) == cells(1000)


def test_lines_are_no_longer_than_the_terminal_but_for_sentences_and_pages(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    lines = run("status").out.splitlines()[1:]
    assert max(map(len, lines)) <= 60


def test_a_terminal_that_does_not_know_its_width_shows_all(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    wide = run("status").out
    monkeypatch.setenv("COLUMNS", "0")
    assert run("status").out == wide


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_an_output_that_lacks_letters_shows_the_others(bundled: str, encoding: str) -> None:
    """As of Python on Windows, where it writes to a file or a pipe."""

    def printed(*more: str) -> str:
        asked = ["lumigraph", "who", "-x", "lasers", "-y", "LT", *more]
        code = f"import sys; sys.argv = {asked!r}; from lumigraph.cli import main; main()"
        environment = {**os.environ, "LUMIGRAPH_STORE": bundled, "PYTHONIOENCODING": encoding}
        done = subprocess.run([sys.executable, "-c", code], env=environment, stdout=-1, check=True)
        return done.stdout.decode(encoding)

    assert "Ekstremal\\u0117" in printed()
    assert "Ekstremalė" in {one["name"] for one in json.loads(printed("--json"))["membership"]}


def test_names_from_sources_are_plain_text(run: Run) -> None:
    ran = run("search", "[bold red]\x1b[31mzzzqqq[/]")
    assert "[bold red]" in ran.out
    assert "\x1b" not in ran.out


@pytest.mark.parametrize("command", COMMANDS)
def test_help_has_an_example_and_every_option_is_explained(run: Run, command: str) -> None:
    ran = run(command, "--help")
    assert ran.code == 0
    assert f"Example: lumigraph {command}" in ran.out


def test_help_lists_the_commands_by_what_they_are_for(run: Run) -> None:
    out = run("--help").out
    places = [out.index(f"─ {panel} ─") for panel in PANELS]
    assert places == sorted(places)


def test_the_version(run: Run) -> None:
    assert re.fullmatch(r"lumigraph \d+\.\d+\.\d+\n", run("--version").out)


def test_completion_can_be_shown(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION", "1")
    ran = run("--show-completion", "bash")
    assert ran.code == 0
    assert "_LUMIGRAPH_COMPLETE" in ran.out


@pytest.mark.parametrize(
    ("typed", "completed"),
    [
        ("who --kind Uni", "University"),
        ("who --role coord", "coordinator"),
        ("search x --kind Tech", "Technology"),
        ("path a b --via Reg", "Region"),
    ],
)
def test_kinds_and_roles_are_completed(typed: str, completed: str) -> None:
    words = ["lumigraph", *typed.split()]
    asked = {
        "_LUMIGRAPH_COMPLETE": "complete_bash",
        "COMP_WORDS": " ".join(words),
        "COMP_CWORD": str(len(words) - 1),
    }
    code = "import sys; sys.argv = ['lumigraph']; from lumigraph.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code], env={**os.environ, **asked}, stdout=-1, check=True, text=True
    )
    assert completed in done.stdout.split()
