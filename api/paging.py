"""Long lists in pages: each page says how to get the next one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from graph.errors import UsageError
from graph.question.answer import cursor as cursor_of
from graph.question.answer import read_cursor

Item = TypeVar("Item")


def start_of(name: str, cursor: str) -> int:
    """Return where the page of list ``name`` begins that ``cursor`` asks for.

    Raises ``UsageError`` for a cursor of another list.
    """
    if not cursor:
        return 0
    start, _ = read_cursor(name, cursor)
    if start < 0:
        raise UsageError(f"'{cursor}' begins before the list: pass the `next` of the page before")
    return start


def page(name: str, items: Sequence[Item], limit: int, cursor: str) -> tuple[list[Item], str]:
    """Return ``limit`` of ``items`` from ``cursor`` on, and the cursor of the next page or ''."""
    start = start_of(name, cursor)
    end = start + limit
    return list(items[start:end]), cursor_of(name, end) if len(items) > end else ""
