"""A lock that processes heed, that falls with whoever holds it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from graph.errors import StoreBusyError
from graph.lock import locked

HOLDING = """
import sys, time
from pathlib import Path
from graph.lock import locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(600)
"""


def test_one_process_holds_it_until_it_dies(tmp_path: Path) -> None:
    file = tmp_path / "folder" / "lock.db"
    holder = subprocess.Popen([sys.executable, "-c", HOLDING, file], stdout=subprocess.PIPE)
    with holder:
        assert holder.stdout
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(StoreBusyError, match="another process works in"), locked(file):
            pass
        holder.kill()
    with locked(file):
        pass


def test_it_is_free_again_after_an_error(tmp_path: Path) -> None:
    file = tmp_path / "lock.db"
    with pytest.raises(ZeroDivisionError), locked(file):
        raise ZeroDivisionError
    with locked(file):
        pass


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "lock.db").mkdir()
    with pytest.raises(OSError, match="cannot be locked"), locked(tmp_path / "lock.db"):
        pass
