"""What a page says to those who hear it: its accessibility tree, kept to compare with."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path

from playwright.sync_api import Page

KEPT = Path(__file__).with_name("golden")
DAY = re.compile(r"(As of|, read) \d+ \w+ \d{4}")
"""The day of a test and the day on which its data were read differ from run to run."""
PAUSE = 250


@dataclass(frozen=True, slots=True)
class Trees:
    """Compares trees with those kept in ``folder``, or keeps them anew."""

    regenerate: bool
    folder: Path = KEPT

    def check(self, page: Page, name: str) -> None:
        """Fail where ``page`` says something else than what is kept under ``name``."""
        kept = self.folder / f"{name}.yaml"
        tree = settled(page)
        if self.regenerate:
            self.folder.mkdir(exist_ok=True)
            kept.write_text(tree, encoding="utf-8")
        expected = kept.read_text(encoding="utf-8")
        difference = unified_diff(expected.splitlines(), tree.splitlines(), str(kept), page.url)
        assert tree == expected, "\n".join(
            ["the page says something else; if that is right, --regenerate keeps it:", *difference]
        )


def settled(page: Page) -> str:
    """Return the tree of the view and of what was said last, once they stay as they are."""
    before, now = "", spoken(page)
    while now != before:
        page.wait_for_timeout(PAUSE)
        before, now = now, spoken(page)
    return now


def spoken(page: Page) -> str:
    """Return the tree of the view and of what was said last, without days that change."""
    parts = (page.get_by_role("main"), page.get_by_role("status"))
    return DAY.sub(r"\1 (day)", "".join(f"{part.aria_snapshot()}\n" for part in parts))
