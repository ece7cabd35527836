"""Turns: one stream of blocks is shared out among processes that all go through it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")


@dataclass
class Turn:
    """Which blocks are made here: of every ``of`` blocks that with this ``number``, from 0.

    Each process counts all blocks, so theirs, taken in turn, are the whole stream. By default one
    process makes all.
    """

    number: int = 0
    of: int = 1
    _seen: int = 0

    def take(self) -> bool:
        """Count one block; return whether it is made here.

        >>> second = Turn(1, 2)
        >>> [second.take() for _ in range(4)]
        [False, True, False, True]
        """
        mine = self._seen % self.of == self.number
        self._seen += 1
        return mine

    def taken(self, blocks: Iterable[T]) -> Iterator[T]:
        """Count ``blocks`` that cost little, and yield those of this process."""
        return (one for one in blocks if self.take())
