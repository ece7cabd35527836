"""What commands print: JSON for programs, tables and sentences for people."""

from __future__ import annotations

import json
import os
import shlex
import sys
from collections.abc import Iterable, Sequence
from io import TextIOWrapper

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from graph.curating.entry import is_by_hand
from graph.question.evidence import Witness
from graph.shapes import shape

PIPED_WIDTH = 160
"""Columns of a table that no terminal shows; `COLUMNS` sets another number."""
SHORT = 12
"""Cells up to this length are never broken."""
LEAST = 16
"""A column of longer cells that would get less room than this turns the table into lines."""
GAP = 2
INDENT = 4


def meet_terminal() -> None:
    """Print on where the output cannot hold a letter, or where its width is said to be nothing."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    if os.environ.get("COLUMNS") == "0":  # how some terminals say that they do not know
        del os.environ["COLUMNS"]


def console() -> Console:
    """Return the console that tables and sentences go to."""
    piped = not sys.stdout.isatty() and "COLUMNS" not in os.environ
    return Console(highlight=False, width=PIPED_WIDTH if piped else None)


def print_json(value: object) -> None:
    """Print ``value`` as indented JSON, in letters that every output can hold where it must be."""
    plain = not sys.stdout.encoding.lower().startswith("utf")
    json.dump(shape(value), sys.stdout, ensure_ascii=plain, indent=2)
    sys.stdout.write("\n")


def say(text: str) -> None:
    """Print a sentence; text from sources is never read as markup."""
    console().print(Text(clean(text)), soft_wrap=True)


def note(text: str) -> None:
    """Print a sentence beside what is printed for programs."""
    Console(stderr=True, highlight=False).print(Text(clean(text)), soft_wrap=True)


def typed(*words: object) -> str:
    """Return a command as it is typed, in backquotes; a name with spaces stands in quotes."""
    return f"`{shlex.join(map(str, words))}`"


def clean(text: str) -> str:
    """Return ``text`` without control characters, which could command a terminal."""
    return "".join(one if one.isprintable() else " " for one in text)


def table(columns: Sequence[str], rows: Iterable[Sequence[object]], title: str = "") -> None:
    """Print a table, or, where the terminal is too narrow for one, each row as two lines.

    Nothing is cut off: a cell goes on in the next line.
    """
    cells = [[cell(value) for value in row] for row in rows]
    if title:
        say(title)
    if not cells:
        return
    output = console()
    lengths = [max(map(len, column)) for column in zip(columns, *cells, strict=True)]
    least = sum(length if length <= SHORT else min(length, LEAST) for length in lengths)
    if least + GAP * len(columns) > output.width:
        _print_lists(output, columns, cells)
    else:
        output.print(_grid(columns, cells, lengths))
    output.print()


def cell(value: object) -> str:
    """Return ``value`` as a cell: numbers in groups of three digits, lists with commas."""
    if isinstance(value, bool | str):
        return clean(str(value))
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, dict):
        return "; ".join(f"{key}: {cell(part)}" for key, part in value.items())
    if isinstance(value, Sequence):
        return ", ".join(map(cell, value))
    return clean(str(value))


def _grid(columns: Sequence[str], cells: list[list[str]], lengths: Sequence[int]) -> Table:
    grid = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, GAP - 1, 0, 0))
    for place, (name, length) in enumerate(zip(columns, lengths, strict=True)):
        grid.add_column(
            name,
            no_wrap=length <= SHORT,
            overflow="fold",
            justify="right" if all(is_number(row[place]) for row in cells) else "left",
        )
    for row in cells:
        grid.add_row(*map(Text, row))
    return grid


def is_number(text: str) -> bool:
    """Tell whether a cell is a number."""
    return text.replace(",", "").replace(".", "").isdigit()


def _print_lists(output: Console, columns: Sequence[str], cells: list[list[str]]) -> None:
    """Print each row as a line of its first words, and one with the rest and what it is."""
    for row in cells:
        heads = next((place for place, text in enumerate(row) if not is_number(text)), 0) + 1
        rest = [f"{name} {text}" for name, text in zip(columns, row, strict=True) if text]
        output.print(Text("  ".join(row[:heads])))
        output.print(Padding(Text(" · ".join(rest[heads:]), style="dim"), (0, 0, 0, INDENT)))


class Notes:
    """Sources as numbered notes: ``mark`` in a table, ``show`` below it."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def mark(self, witnesses: Sequence[Witness]) -> str:
        """Return the number of the first witness' note, as ``[1]``; '' without a witness."""
        if not witnesses:
            return ""
        text = witness(witnesses[0])
        return f"[{self._numbers.setdefault(text, len(self._numbers) + 1)}]"

    def show(self) -> None:
        """Print the notes."""
        for text, number in self._numbers.items():
            say(f"[{number}] {text}")


def witness(one: Witness) -> str:
    """Return a witness as text: what it says verbatim, its page, else its place in the source.

    Of an entry by hand it says who entered it, and when.
    """
    quote = f"“{one.quote}” " if one.quote else ""
    if is_by_hand(one.source):
        return f"{quote}{one.locator}: {' '.join(one.urls[:1])}".removesuffix(": ")
    return quote + (" ".join(one.urls[:1]) or f"{one.source}: {one.locator}")
