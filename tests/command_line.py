"""Runs `lumigraph` as a person does, in this process, and returns what was printed."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pytest
import typer

from lumigraph.cli import load, main
from lumigraph.cli.app import app


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """What it printed, read as JSON."""
        return json.loads(self.out)


Run = Callable[..., Ran]


def runner(patch: pytest.MonkeyPatch, capture: pytest.CaptureFixture[str]) -> Run:
    """Return a function that runs one command: ``run("who", "-x", "OCT", "-y", "Vienna")``."""

    def run(*arguments: str) -> Ran:
        patch.setattr(sys, "argv", ["lumigraph", *arguments])
        capture.readouterr()
        with pytest.raises(SystemExit) as end:
            main()
        printed = capture.readouterr()
        return Ran(int(end.value.code or 0), printed.out, printed.err)

    return run


def all_commands() -> Mapping[str, Any]:
    """Return each command as Typer sees it, by name."""
    load()
    commands: Mapping[str, Any] = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    return commands
