"""Judgements as a table that people edit and keep under version control."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from graph.errors import UnknownNameError, UsageError
from graph.export import cell, whole_text
from graph.ledger.holdings import Holdings
from graph.ledger.identity import Judgement
from graph.ledger.judging import check_kinds, key_named
from graph.ledger.verdicts import UNDONE, Said
from graph.ledger.written import withheld, written

COLUMNS = ("verdict", "left", "right", "by", "reason")
VERDICTS = ("same", "different", UNDONE)


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
    """What taking a file in did: how many judgements it made, took back, and found standing.

    ``withheld`` counts the personal data that were left out, by kind.
    """

    made: int = 0
    undone: int = 0
    standing: int = 0
    withheld: Mapping[str, int] = field(default_factory=dict)


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

    It is one revision, or none. Judgements that the file does not name stay. Raises ``UsageError``
    before anything is changed where a line is wrong, contradicts another, names a key that no
    record uses, or makes one of things of two kinds.
    """
    lines = read_judgements(path)
    some = [_said(holdings, path, line, by) for line in lines]
    _check_contradictions(path, lines, some)
    done = [one.verdict == UNDONE for one in holdings.judge_all(path.name, some)]
    texts = (text for line in lines for text in (line.by, line.reason))
    return Applied(done.count(False), done.count(True), len(lines) - len(done), withheld(*texts))


def _said(holdings: Holdings, path: Path, line: Line, by: str) -> Said:
    try:
        left, right = (key_named(holdings.whole, name) for name in (line.left, line.right))
        if line.verdict == "same":
            check_kinds(holdings.whole, [left, right])
    except (UnknownNameError, UsageError) as error:
        raise UsageError(f"{path}, line {line.number}: {error}") from error
    if left == right:
        raise UsageError(f"{path}, line {line.number}: '{line.left}' is on both sides: name two")
    return Said(left, right, line.verdict, written(line.by or by), written(line.reason))


def _check_contradictions(path: Path, lines: Iterable[Line], some: Iterable[Said]) -> None:
    first: dict[frozenset[str], Line] = {}
    for line, said in zip(lines, some, strict=True):
        other = first.setdefault(said.pair, line)
        if other.verdict != line.verdict:
            raise UsageError(
                f"{path}, line {line.number}: line {other.number} says '{other.verdict}' of "
                f"'{line.left}' and '{line.right}': keep one of them"
            )
