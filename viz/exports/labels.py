"""Which labels fit into a picture without covering one another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

WIDE, CAPITAL = 0.56, 0.7
"""How wide a letter is, on average, in heights of the text: that of DejaVu Sans and the like."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle, its sides along the axes."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Tell whether two boxes overlap."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom


def width(text: str, size: float) -> float:
    """Return about how wide ``text`` is in letters of a height."""
    return size * sum(CAPITAL if one.isupper() else WIDE for one in text)


def spots(dot: Box, wide: float, size: float) -> Iterator[tuple[float, float]]:
    """Yield where a name of a width may stand about ``dot``, best first: middle and baseline."""
    x, beside = (dot.left + dot.right) / 2, (dot.top + dot.bottom) / 2 + size / 3
    yield x, dot.bottom + size + 1
    yield x, dot.top - size / 3
    yield dot.right + size / 3 + wide / 2, beside
    yield dot.left - size / 3 - wide / 2, beside


class Taken:
    """The room that is taken, kept by squares of the page: looking up a box stays quick."""

    def __init__(self, square: float = 120.0) -> None:
        self._square = square
        self._boxes: dict[tuple[int, int], list[Box]] = {}

    def take(self, box: Box) -> bool:
        """Take the room of ``box`` if it is free; tell whether it was."""
        squares = self._squares(box)
        free = not any(box.meets(other) for one in squares for other in self._boxes.get(one, ()))
        if free:
            self.fill(box)
        return free

    def fill(self, box: Box) -> None:
        """Take the room of ``box`` whether it is free or not."""
        for one in self._squares(box):
            self._boxes.setdefault(one, []).append(box)

    def _squares(self, box: Box) -> Sequence[tuple[int, int]]:
        across = range(int(box.left // self._square), int(box.right // self._square) + 1)
        down = range(int(box.top // self._square), int(box.bottom // self._square) + 1)
        return [(x, y) for x in across for y in down]
