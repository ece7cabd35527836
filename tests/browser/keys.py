"""A person with a keyboard and no mouse: keys go to whatever has the focus."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

MOST = 30
"""So many presses of Tab to reach one thing are too many for a person."""
POINTED = """() => {
    window.pointed = [];
    for (const kind of ["pointerdown", "mousedown", "wheel", "touchstart"])
        addEventListener(kind, () => window.pointed.push(kind), { capture: true });
}"""


class Keys:
    """Drives ``page`` by keys alone; ``pressed`` counts them, a typed text as its letters."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.pressed = 0
        page.add_init_script(f"({POINTED})()")

    def press(self, *keys: str) -> None:
        """Press keys one after another."""
        for key in keys:
            self.page.keyboard.press(key)
            self.pressed += 1

    def type(self, text: str) -> None:
        """Type letters."""
        self.page.keyboard.type(text)
        self.pressed += len(text)

    def tab_to(self, target: Locator, key: str = "Tab") -> None:
        """Press Tab until ``target`` has the focus; fail with the way that it took instead."""
        expect(target).to_be_visible()
        way = []
        for _ in range(MOST):
            self.press(key)
            if target.and_(self.page.locator(":focus")).count():
                return
            way.append(self.at())
        raise AssertionError(f"{key} never came to {target}; it went by:\n" + "\n".join(way))

    def choose(self, typed: str, name: str) -> None:
        """Type into the box that has the focus and take the suggestion of this name."""
        self.type(typed)
        option = self.page.get_by_role("option", name=re.compile(name))
        expect(option.first).to_be_visible()
        for _ in range(option.page.get_by_role("option").count()):
            self.press("ArrowDown")
            if option.first.get_attribute("aria-selected") == "true":
                break
        self.press("Enter")

    def at(self) -> str:
        """Return what has the focus, as its role and name."""
        return self.page.locator(":focus").aria_snapshot().split("\n")[0]

    def check(self) -> None:
        """Fail when something was pointed at."""
        assert self.page.evaluate("window.pointed") == [], "a pointer was used"
