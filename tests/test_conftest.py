"""In CI nothing may be skipped; elsewhere a skip gives its reason."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from lumigraph.settings import default_store

ROOT = Path(__file__).parents[1]

IN_A_FIXTURE = """
import pytest
from tests.conftest import require

@pytest.fixture
def engine():
    require("The engine", False, "buy one")

def test_drive(engine): ...
"""
AS_A_MODULE = (
    "import pytest; pytest.skip('The engine is missing: buy one', allow_module_level=True)"
)
EXPECTED_FAILURE = """
import pytest

@pytest.mark.xfail(reason="The engine is missing: buy one")
def test_drive():
    assert False
"""


def outcome(folder: Path, content: str, ci: str) -> tuple[int, str]:
    """Run one test file under our rules; exit code and what pytest prints."""
    (folder / "test_it.py").write_text(content)
    command = [sys.executable, "-m", "pytest", "-ra", "-p", "tests.conftest", "-c", os.devnull]
    environment = {**os.environ, "CI": ci, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [*command, "--rootdir", folder, folder / "test_it.py"],
        env=environment,
        cwd=folder,
        capture_output=True,
        text=True,
    )
    return done.returncode, done.stdout


@pytest.mark.parametrize("content", [IN_A_FIXTURE, AS_A_MODULE])
def test_a_skip_fails_in_ci_only(tmp_path: Path, content: str) -> None:
    code, out = outcome(tmp_path, content, ci="")
    assert code in {pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED}
    assert "The engine is missing: buy one" in out
    code, out = outcome(tmp_path, content, ci="true")
    assert code in {pytest.ExitCode.TESTS_FAILED, pytest.ExitCode.INTERRUPTED}
    assert "The engine is missing: buy one" in out


def test_an_expected_failure_is_no_skip(tmp_path: Path) -> None:
    assert outcome(tmp_path, EXPECTED_FAILURE, ci="true")[0] == pytest.ExitCode.OK


def test_no_test_reaches_another_machine() -> None:
    with pytest.raises(OSError, match=r"a test asked for example\.org"):
        socket.create_connection(("example.org", 80))
    with socket.socket() as own, pytest.raises(OSError, match=r"a test asked for 192\.0\.2\.1"):
        own.connect(("192.0.2.1", 80))


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere no variable names these folders")
def test_a_test_has_folders_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Stores on Neo4j keep index, dumps and tokens in the folder of whoever runs them."""
    ours = tmp_path_factory.getbasetemp()
    assert Path(default_store().removeprefix("sqlite:///")).is_relative_to(ours)
