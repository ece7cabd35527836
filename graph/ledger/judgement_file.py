"""Judgements as a table that people edit and keep under version control."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from graph.errors import UnknownNameError, UsageError
from graph.export import cell, whole_text
from graph.ledger.holdings import Holdings
from graph.ledger.identity import Judgement
from graph.ledger.judging import key_named

COLUMNS = ("verdict", "left", "right", "by", "reason")
SAME, DIFFERENT, UNDONE = "same", "different", "undone"
VERDICTS = (SAME, DIFFERENT, UNDONE)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the file: ``undone`` takes back what stands between the two keys."""

    number: int
    verdict: str
    left: str
    right: str
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class Applied:
    """What taking a file in did: how many judgements it made, took back, and found standing."""

    made: int = 0
    undone: int = 0
    standing: int = 0


def write_judgements(judgements: Iterable[Judgement], output: Path) -> int:
    """Write the judgements by their keys, whole or not at all; return how many."""
    ordered = sorted(judgements, key=lambda one: (one.left, one.right, one.verdict, one.number))
    with whole_text(output) as file:
        lines = csv.writer(file, lineterminator="\n")
        lines.writerow(COLUMNS)
        lines.writerows([cell(getattr(one, name)) for name in COLUMNS] for one in ordered)
    return len(ordered)


def read_judgements(path: Path) -> list[Line]:
    """Return the lines of a file; raises ``UsageError`` naming the first that is wrong."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return list(_lines(path, csv.DictReader(file)))
    except (UnicodeDecodeError, csv.Error) as error:
        raise UsageError(f"{path}: it is no CSV in UTF-8 ({error}); save it as such") from error


def _lines(path: Path, rows: csv.DictReader[str]) -> Iterator[Line]:
    if missing := [name for name in COLUMNS[:3] if name not in (rows.fieldnames or ())]:
        raise UsageError(
            f"{path}: it has no column '{missing[0]}'; "
            "`lumigraph judgements --output FILE` writes such a file"
        )
    for row in rows:
        yield _line(path, rows.line_num, row)


def _line(path: Path, number: int, row: dict[str, str | None]) -> Line:
    said = {name: (row.get(name) or "").strip() for name in COLUMNS}
    # What `cell` put before a text that a spreadsheet would run.
    said = {name: text[1:] if text == cell(text[1:]) else text for name, text in said.items()}
    if said["verdict"] not in VERDICTS:
        raise UsageError(
            f"{path}, line {number}: '{said['verdict']}' is no verdict; "
            f"write one of {', '.join(VERDICTS)}"
        )
    return Line(number, **said)


def apply_judgements(holdings: Holdings, path: Path, by: str) -> Applied:
    """Judge what a file says and does not stand yet; ``by``: who judges where no line says it.

    Judgements that the file does not name stay. Raises ``UsageError`` before anything is changed
    where a line is wrong or names a key that no record uses.
    """
    lines = read_judgements(path)
    for line in lines:
        _check(holdings, path, line)
    done = [_apply(holdings, line, by) for line in lines]
    return Applied(done.count(SAME), done.count(UNDONE), done.count(""))


def _check(holdings: Holdings, path: Path, line: Line) -> None:
    try:
        keys = [key_named(holdings.whole, name) for name in (line.left, line.right)]
    except UnknownNameError as error:
        raise UsageError(f"{path}, line {line.number}: {error}") from error
    if keys[0] == keys[1]:
        raise UsageError(f"{path}, line {line.number}: '{line.left}' is on both sides: name two")


def _apply(holdings: Holdings, line: Line, by: str) -> str:
    """Return ``same`` for a judgement that was made, ``undone``, or '' for what stands so."""
    keys = {key_named(holdings.whole, name) for name in (line.left, line.right)}
    standing = [one for one in holdings.whole.ledger.judgements() if {one.left, one.right} == keys]
    if line.verdict == UNDONE:
        for one in standing:
            holdings.undo(one.number)
        return UNDONE if standing else ""
    if any(one.verdict == line.verdict for one in standing):
        return ""
    holdings.judge(line.left, line.right, line.verdict, by=line.by or by, reason=line.reason)
    return SAME
