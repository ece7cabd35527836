"""The process that forks victims, as tests see it, and what is read in their diaries."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

PATIENCE = 60.0
"""Seconds until a process that tells nothing is given up."""
ROOT = Path(__file__).parents[2]


class Nursery:
    """Starts processes that work on a store, waits for them, and kills them."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def start(self, work: str, url: str, folder: Path, diary: str, **more: Any) -> int:
        """Start a process that does ``work``; return its id once it is about to begin."""
        file = folder / diary
        before = len(read(file, "ready"))
        said = {"work": work, "url": url, "folder": str(folder), "diary": str(file), **more}
        pid = self._ask({"seed": 0, **said})
        until = time.monotonic() + PATIENCE
        while len(read(file, "ready")) == before:
            assert time.monotonic() < until, f"nothing is told in {file}"
            time.sleep(0.001)
        return pid

    def kill(self, pid: int) -> None:
        """End a process at once."""
        os.kill(pid, signal.SIGKILL)
        assert self.wait(pid) in (-signal.SIGKILL, 1)

    def used(self) -> int:
        """Return the bytes of memory that every process it starts begins with (its data)."""
        pages = Path(f"/proc/{self._process.pid}/statm").read_text(encoding="ascii").split()[5]
        return int(pages) * resource.getpagesize()

    def wait(self, pid: int) -> int:
        """Return the exit code of a process once it has ended."""
        return self._ask({"wait": pid})

    def _ask(self, order: dict[str, Any]) -> int:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        return int(self._process.stdout.readline())


@contextmanager
def nursery() -> Iterator[Nursery]:
    """Start the process that forks; it ends with the tests."""
    command = [sys.executable, "-m", "tests.faults.victims"]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        yield Nursery(process)
        assert process.stdin is not None
        process.stdin.close()


def read(file: Path, *beginning: str) -> list[list[str]]:
    """Return the lines of a diary that begin with these words, without them."""
    if not file.exists():
        return []
    lines = (line.split() for line in file.read_text(encoding="utf-8").splitlines())
    return [line[len(beginning) :] for line in lines if line[: len(beginning)] == [*beginning]]
