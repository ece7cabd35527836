"""What was worked out once and is kept: most words of a text were in it, or another, before."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

Asked = TypeVar("Asked")
Answer = TypeVar("Answer")

REMEMBERED = 100_000
"""How many answers are kept."""


class Memo(dict[Asked, Answer]):
    """The answers of a function, each worked out when it is first looked up."""

    def __init__(self, work: Callable[[Asked], Answer]) -> None:
        super().__init__()
        self._work = work

    def __missing__(self, asked: Asked) -> Answer:
        answer = self._work(asked)
        if len(self) < REMEMBERED:
            self[asked] = answer
        return answer
