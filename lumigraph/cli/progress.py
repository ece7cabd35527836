"""How far long work is, where a person looks on."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.progress import (
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.table import Column

from graph.ledger.writing import Progress as Advance

COLUMNS = (
    SpinnerColumn(),
    TextColumn("{task.description}", table_column=Column(max_width=28, no_wrap=True)),
    TextColumn("{task.completed:,} units"),
    TextColumn("{task.fields[rate]}"),
    TimeElapsedColumn(),
    TimeRemainingColumn(),
)


@contextmanager
def bars() -> Iterator[Callable[[str], Advance]]:
    """Give what begins a bar for a source, and returns what to tell of its units."""
    with Progress(*COLUMNS, transient=True, disable=not sys.stderr.isatty()) as shown:

        def begin(name: str) -> Advance:
            task = shown.add_task(name, total=None, rate="")

            def advance(done: int, expected: int) -> None:
                rate = f"{shown.tasks[task].speed or 0:,.0f} a second"
                shown.update(task, completed=done, total=expected or None, rate=rate)

            return advance

        yield begin
