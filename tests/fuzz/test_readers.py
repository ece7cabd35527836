"""What a fuzzer once led somewhere new is read again, and in ``make torture`` it looks on."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import require
from tests.fuzz.targets import TARGETS

CORPUS = Path(__file__).with_name("corpus")
SECONDS = 600
KEPT = [path for name in TARGETS for path in sorted((CORPUS / name).iterdir())]


@pytest.mark.parametrize("path", KEPT, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_what_was_found_before(path: Path) -> None:
    TARGETS[path.parent.name](path.read_bytes())


@pytest.mark.parametrize("name", TARGETS)
def test_there_is_something_for_each(name: str) -> None:
    assert sum(path.parent.name == name for path in KEPT) > 5


BEGIN = """
import sys, types
from contextlib import nullcontext
from tests.fuzz.test_readers import CORPUS

def fuzz():
    for path in sorted((CORPUS / {name!r}).iterdir())[:1]:
        there = {{*sys.modules}}
        targets[0](path.read_bytes())
        print(*sorted({{*sys.modules}} - there))

targets = []
sys.modules["atheris"] = types.SimpleNamespace(
    instrument_imports=lambda include: nullcontext(),
    Setup=lambda options, target: targets.append(target),
    Fuzz=fuzz,
)
from tests.fuzz.__main__ import main
main({name!r}, "1", {folder!r})
"""


@pytest.mark.parametrize("name", TARGETS)
def test_the_first_input_loads_nothing(name: str, tmp_path: Path) -> None:
    """It was the slowest by far, and a defect on a machine that was busy."""
    begin = BEGIN.format(name=name, folder=str(tmp_path))
    ended = subprocess.run([sys.executable, "-c", begin], capture_output=True, text=True)
    assert (ended.returncode, ended.stdout) == (0, "\n"), ended.stderr[-4_000:]


@pytest.mark.torture
@pytest.mark.timeout(SECONDS + 300)
@pytest.mark.parametrize("name", TARGETS)
def test_ten_minutes(name: str, tmp_path: Path) -> None:
    there = importlib.util.find_spec("atheris") is not None
    remedy = "`python run.py torture` installs it on Linux on x86-64, for which alone it is built"
    require("atheris", there, remedy)
    command = [sys.executable, "-m", "tests.fuzz", name, str(SECONDS), str(tmp_path)]
    ended = subprocess.run(command, capture_output=True, text=True, errors="replace")
    found = [path.read_bytes() for path in tmp_path.glob("defect-*")]
    print(*ended.stderr.splitlines()[-8:], sep="\n")
    assert (ended.returncode, found) == (0, []), ended.stderr[-4_000:]
