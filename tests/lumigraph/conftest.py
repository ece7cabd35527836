"""The command line over the bundled data."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command_line import Run, runner


@pytest.fixture
def run(
    bundled: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Run:
    """Runs a command on the bundled data, in a folder of its own; nothing else is configured."""
    for name in ("LUMIGRAPH_BASE_URI", "LUMIGRAPH_PORT", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LUMIGRAPH_STORE", bundled)
    monkeypatch.chdir(tmp_path)
    return runner(monkeypatch, capsys)


@pytest.fixture
def own(tmp_path: Path) -> str:
    """The URL of a store that a test may write to; there is no file yet."""
    return f"sqlite:///{tmp_path / 'own.db'}"
