"""Going through the queue by one key a proposal."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import cast

from rich.console import Console
from rich.text import Text

from graph.errors import GraphError, StaleError
from graph.records import Properties, Value
from graph.review.asked import AskedInFull
from graph.review.desk import Desk
from graph.review.proposal import ACCEPTED, REJECTED, SKIPPED, Entry
from lumigraph.cli.output import cell, clean
from lumigraph.cli.review_screen import screen

DECISIONS = {"a": ACCEPTED, "r": REJECTED, "s": SKIPPED}
KEYS = "[a]ccept  [r]eject  [e]dit  [s]kip  [u]ndo  [w]rite a reason  [q]uit"
QUIT = ("q", "\x1b", "\x03", "\x04", "")


@dataclass(slots=True)
class Sitting:
    """Somebody at the desk. ``key`` reads one key, ``line`` a line after a prompt."""

    desk: Desk
    by: str
    console: Console
    key: Callable[[], str]
    line: Callable[[str], str]
    reason: str = ""
    done: list[tuple[int, str]] = field(default_factory=list)
    place: int = 0

    def run(self, entries: Sequence[Entry]) -> None:
        """Go through ``entries`` until all are decided or somebody quits."""
        going = True
        while going and self.place < len(entries):
            going = self._one(entries[self.place].proposal.id, len(entries))

    def _one(self, id_: str, total: int) -> bool:
        """Show a proposal and do what one key says; return whether to go on."""
        try:
            shown = self.desk.show(id_)
        except GraphError as error:  # withdrawn, or what it is about has gone
            self._say(str(error))
            self.place += 1
            return True
        self.console.print()
        self.console.print(*screen(shown, f"{self.place + 1} of {total}"), sep="\n")
        self.console.print(Text(KEYS, "dim"))
        while True:
            key = self.key().lower()
            if key in QUIT:
                return False
            if key == "w":
                self.reason = self.line("Reason: ")
            elif key == "u":
                self._undo()
                return True
            elif key == "e" and shown.fact:
                self._decide(shown, ACCEPTED, self._edited(shown.fact.properties))
                return True
            elif key in DECISIONS:
                self._decide(shown, DECISIONS[key])
                return True
            else:
                self._say("A fact can be edited; this cannot." if key == "e" else KEYS)

    def _decide(self, shown: AskedInFull, state: str, properties: Properties | None = None) -> None:
        one = shown.asked
        try:
            self.desk.decide(
                one.id, state, one.version, by=self.by, reason=self.reason, properties=properties
            )
        except StaleError as error:
            self._say(str(error))
            self.place += 1
        except GraphError as error:  # what it would enter is not allowed: it can be edited
            self._say(f"Not done: {error}")
        else:
            self._say(f"{state}: {one.title}")
            self.done.append((self.place, one.id))
            self.reason = ""
            self.place += 1

    def _undo(self) -> None:
        """Take the last decision of this sitting back, and go there."""
        if not self.done:
            self._say("Nothing has been decided here yet.")
            return
        place, id_ = self.done.pop()
        try:
            self.desk.undo(id_, self.desk.find(id_).version)
        except GraphError as error:
            self._say(str(error))
        else:
            self._say("The last decision is taken back.")
            self.place = place

    def _edited(self, properties: Properties) -> Properties:
        """Return the properties as they are corrected, one line each; an empty line keeps one."""
        edited: dict[str, Value] = {}
        for name, value in properties.items():
            if isinstance(value, dict):
                asked = {key: self._asked(f"{name} ({key})", text) for key, text in value.items()}
                edited[name] = asked  # type: ignore[assignment]
            else:
                edited[name] = self._asked(name, value)
        return edited

    def _asked(self, name: str, value: Value) -> Value:
        if not isinstance(value, str | int | float):
            return value
        text = self.line(f"{name} [{cell(value)}]: ").strip()
        if not text:
            return value
        return text if isinstance(value, str) else _meant(text)

    def _say(self, text: str) -> None:
        self.console.print(Text(clean(text)))


def _meant(text: str) -> Value:
    """Return a number, true or false; other text as it stands, which the vocabulary refuses."""
    try:
        return cast("Value", json.loads(text))
    except ValueError:
        return text
