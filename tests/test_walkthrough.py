"""The walk-through of the documentation, run on the bundled data and a real CORDIS bundle."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from lumigraph.bundled import bundled_data
from tests.command_line import runner

PAGE = Path(__file__).parents[1] / "docs" / "walkthrough.md"
BUNDLE = "cordis-horizon-photonics-health-csv.zip"
WIDTH = "100"
MORE = "…"


def scenes(page: str) -> Iterator[tuple[str, str]]:
    """Yield each command of a page and what is to stand below it."""
    for block in re.findall(r"^```console\n(.*?)^```", page, re.MULTILINE | re.DOTALL):
        for scene in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = scene.partition("\n")
            yield command, output


def fits(expected: list[str], printed: list[str]) -> bool:
    """Tell whether lines are as expected; ``…`` is any text, alone in a line any lines."""
    if not expected:
        return not printed
    if expected[0] == MORE:
        return any(fits(expected[1:], printed[here:]) for here in range(len(printed) + 1))
    return (
        bool(printed)
        and re.fullmatch(pattern(expected[0]), printed[0]) is not None
        and fits(expected[1:], printed[1:])
    )


def pattern(line: str) -> str:
    """Return one line as a regular expression."""
    return ".*".join(map(re.escape, line.split(MORE)))


def plain(text: str) -> list[str]:
    """Return the lines of a text that say something, with single spaces."""
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


def test_the_walk_through(
    shared: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("LUMIGRAPH_STORE", f"sqlite:///{tmp_path / 'walk.db'}")
    monkeypatch.setenv("COLUMNS", WIDTH)
    places = {"data/": str(bundled_data()), BUNDLE: str(shared / "data" / "cordis" / BUNDLE)}
    run = runner(monkeypatch, capsys)
    walked = list(scenes(PAGE.read_text(encoding="utf-8")))
    assert len(walked) >= 10
    for command, output in walked:
        words = [places.get(word, word) for word in shlex.split(command)[1:]]
        ran = run(*words)
        assert ran.err == ""
        assert fits(plain(output), plain(ran.out)), f"{command} prints\n{ran.out}"


def test_a_wrong_page_is_noticed() -> None:
    printed = plain("1 organisation\n  x   y\n\n[1] https")
    assert fits(["1 organisation", MORE, "[1] http…"], printed)
    assert fits(["1 organisation", "x y", "[1] https"], printed)
    assert not fits(["2 organisations", MORE], printed)
    assert not fits(["1 organisation", "[1] https"], printed)
    assert not fits(["1 organisation", "x y"], printed)
