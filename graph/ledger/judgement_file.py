"""Judgements as a table that people edit and keep under version control."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from graph.errors import UnknownNameError, UsageError
from graph.export import cell, whole_text
from graph.ledger.holdings import Holdings
from graph.ledger.identity import Judgement
from graph.ledger.judging import check_kinds, in_words, key_named, overruled
from graph.ledger.verdicts import UNDONE, Said
from graph.ledger.written import withheld, written

COLUMNS = ("verdict", "left", "right", "by", "reason")
VERDICTS = ("same", "different", UNDONE)
BEYOND = ""
"""Under this name stand the cells of a line that has more of them than the header."""


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

    ``withheld`` counts the personal data that were left out, by kind; ``overruled`` says of each
    pair that the file makes one, and that stays two, why.
    """

    made: int = 0
    undone: int = 0
    standing: int = 0
    withheld: Mapping[str, int] = field(default_factory=dict)
    overruled: Sequence[str] = field(default_factory=list)


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
            return list(_lines(path, csv.DictReader(file, restkey=BEYOND)))
    except (UnicodeDecodeError, csv.Error) as error:
        raise UsageError(f"{path}: it is no CSV in UTF-8 ({error}); save it as such") from error


def _lines(path: Path, rows: csv.DictReader[str]) -> Iterator[Line]:
    _check_header(path, rows.fieldnames or ())
    for row in rows:
        yield _line(path, rows.line_num, row)


def _check_header(path: Path, names: Sequence[str]) -> None:
    such = "`lumigraph judgements --output FILE` writes such a file"
    if missing := [name for name in COLUMNS[:3] if name not in names]:
        there = ", ".join(f"'{name}'" for name in names) or "nothing"
        raise UsageError(
            f"{path}: it has no column '{missing[0]}' in {there}, read with commas; {such}"
        )
    if twice := [name for name in COLUMNS if names.count(name) > 1]:
        raise UsageError(f"{path}: it has the column '{twice[0]}' twice; {such}")


def _line(path: Path, number: int, row: Mapping[str, Any]) -> Line:
    if beyond := row.get(BEYOND):
        raise UsageError(
            f"{path}, line {number}: '{beyond[0]}' lies beyond the last column; "
            "put a text with commas in quotation marks"
        )
    said = {name: str(row.get(name) or "").strip() for name in COLUMNS}
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
    joined = {one.pair for one in some if one.verdict == "same"}
    return Applied(
        done.count(False),
        done.count(True),
        len(lines) - len(done),
        withheld(*texts),
        [
            in_words(one, forbids)
            for one, forbids in overruled(holdings.whole.ledger)
            if {one.left, one.right} in joined
        ],
    )


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
