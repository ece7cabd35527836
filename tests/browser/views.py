"""What is looked at in every view: whether all people can use it, and how it looks."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Literal

from playwright.sync_api import Page

from api.site import EXPLORER
from tests.conftest import require

AXE = EXPLORER.parent / "node_modules" / "axe-core" / "axe.min.js"
PICTURES = Path(__file__).parents[2] / ".cache" / "screenshots"
PATIENCE = 120_000
"""Milliseconds for a picture: Chromium paints a map slowly where there is no graphics card."""
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


def accessible(page: Page, without: str = "") -> None:
    """Fail when axe finds a violation, in light or dark; ``without`` selects what is not ours."""
    for scheme in in_both_schemes(page):
        found = violations(page, without)
        assert not found, f"{page.url} ({scheme}):\n" + "\n".join(found)


def pictured(page: Page, name: str) -> None:
    """Keep pictures of the view in ``.cache/screenshots``, for people to look at."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    for scheme in in_both_schemes(page):
        path = PICTURES / f"{name}-{scheme}.png"
        page.screenshot(path=path, animations="disabled", timeout=PATIENCE)


def in_both_schemes(page: Page) -> Iterator[str]:
    """Show the page in light, then in dark, then as it was."""
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        yield scheme
    page.emulate_media(color_scheme="null")


def violations(page: Page, without: str) -> list[str]:
    """Return what axe has against the page, one line an element."""
    page.evaluate(axe())
    asked = {"exclude": [without] if without else []}
    found: list[Any] = page.evaluate("asked => axe.run(asked).then(told => told.violations)", asked)
    return [
        f"{one['id']} ({one['impact']}): {one['help']}: {node['html'][:200]}"
        for one in found
        for node in one["nodes"]
    ]


@cache
def axe() -> str:
    """Return the program of axe-core."""
    require("axe-core", AXE.is_file(), "`python run.py test` installs it with the explorer")
    return AXE.read_text(encoding="utf-8")
