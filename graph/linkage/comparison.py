"""How two rows are compared: ``comparisons.yaml`` read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

FILE = Path(__file__).with_name("comparisons.yaml")
ELSE = "none of these"
ELSEWHERE = "does not apply"
UNSTATED = "not stated"


class Level(NamedTuple):
    """One answer of a comparison: what people call it, and its condition in SQL."""

    label: str
    condition: str


class Comparison(NamedTuple):
    """A question about two rows; of its ``levels`` the first whose condition holds counts.

    ``beside``: what many tables do not state. Its first level is that it is not stated, which
    weighs nothing, and its weights are learnt after and beside those of the others. ``asked``: at
    its last level a person is asked, whatever the pair weighs.
    """

    name: str
    label: str
    levels: tuple[Level, ...]
    beside: bool
    asked: bool = False

    def asks(self, level: int) -> bool:
        """Tell whether a person is asked where this level counts."""
        return self.asked and level == len(self.levels) - 1


@cache
def load_comparisons() -> tuple[Comparison, ...]:
    """Return ``comparisons.yaml``; the last level of each is what holds otherwise."""
    read: Mapping[str, Mapping[str, Any]] = yaml.safe_load(FILE.read_text("utf-8"))
    return tuple(
        Comparison(name, one["label"], tuple(_levels(one)), "unless" in one, "asked" in one)
        for name, one in read.items()
    )


def _levels(told: Mapping[str, Any]) -> Iterator[Level]:
    if unless := told.get("unless"):
        yield Level(UNSTATED, unless)
    if when := told.get("when"):
        yield Level(ELSEWHERE, f"({when}) is not true")
    for label, condition in told.get("levels", {}).items():
        yield Level(label, condition)
    for least in told.get("from", ()):
        yield Level(f"at least {least}", f"{told['of']} >= {least}")
    for most in told.get("below", ()):
        yield Level(f"below {most}", f"{told['of']} < {most}")
    last = f"at least {told['below'][-1]}" if "below" in told else told.get("asked", ELSE)
    yield Level(last, "ELSE")
