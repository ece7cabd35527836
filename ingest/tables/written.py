"""A guessed mapping as a file for people to correct, with the reason of each guess beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from shlex import quote

import yaml

from ingest.mapping_reader import DEFAULT_VISIBILITY
from ingest.tables.fields import template_text
from ingest.tables.guessing import Guess, GuessedSheet, telling
from ingest.tables.text import Dialect

HEAD = """\
# How {table} is read. Every line after a # is a remark; docs/tables.md explains the keys. Correct
# what is guessed wrongly, then take the table in: lumigraph ingest {quoted}
source: {source}
title: ''
licence: ''  # CC-BY-4.0, for example: who may do what with it
visibility: {visibility}  # or public, or embargoed until 2027-01-01
# language: lt  # the language of names and descriptions, where a column states no other
# dates: DMY  # the day comes first in 05/04/2020; MDY where the month does
# snapshot: 2026-11-01  # the table lists all members of that day: who is missing has left
"""
HIDDEN = "it is hidden in the workbook"
NAMELESS = "no column of it tells its rows apart"
ONLY = "rows that say something else are set aside, as of members that left"
OLDER = "the sheet of a later year is"
OF = {
    "members": "litek  # the cluster that the rows are members of, by its id",
    "partners": "laser-go  # the project or the organisation whose partners these are, by its id",
    "products": "litek  # the organisation that offers them all, by its id",
    "agreements": "litek  # the party to them all, by its id",
}


def mapping_text(
    table: Path, source: str, guessed: Mapping[str, GuessedSheet], dialect: Dialect | None
) -> str:
    """Return the mapping of ``table`` as it is guessed."""
    names = {"table": _plain(table.name), "quoted": _plain(quote(table.name))}
    lines = [HEAD.format(**names, source=source, visibility=DEFAULT_VISIBILITY)]
    if dialect:
        lines.append(f"encoding: {dialect.encoding}\nseparator: {_scalar(dialect.separator)}\n")
    if list(guessed) == [""]:
        lines += _sheet(guessed[""], "")
    else:
        lines.append("sheets:\n")
        read = telling(guessed) or guessed
        for name, one in guessed.items():
            lines += _named(name, one, read=name in read)
    return "".join(lines)


def _named(name: str, one: GuessedSheet, *, read: bool) -> Iterator[str]:
    if read:
        yield f"  {_scalar(name)}:\n"
        yield from _sheet(one, "    ")
    else:
        why = NAMELESS if not one.names_something else HIDDEN if one.hidden else OLDER
        yield f"  # {_plain(name)} is not read: {why}.\n"


def _sheet(one: GuessedSheet, indent: str) -> Iterator[str]:
    yield f"{indent}rows: {one.kind}  # {_plain(one.why)}\n"
    if one.kind in OF:
        yield f"{indent}# of: {OF[one.kind]}\n"
    yield f"{indent}header: {one.header[0] if len(one.header) == 1 else list(one.header)}\n"
    yield f"{indent}# constants: {{country: LT}}  # what holds for every row\n"
    for header, state in ((guess.rule.header, guess.state) for guess in one.guesses if guess.state):
        yield f"{indent}# only: {{{_scalar(header)}: {_scalar(state)}}}  # {ONLY}\n"
    yield f"{indent}columns:\n"
    for guess in one.guesses:
        yield f"{indent}  {_column(guess)}\n"


def _column(guess: Guess) -> str:
    rule = guess.rule
    said = {
        "as": template_text(rule.template),
        "language": rule.language,
        "split": rule.split,
        "dates": rule.dates,
    }
    given = [f"{name}: {_scalar(value)}" for name, value in said.items() if value]
    what = f"{{{', '.join(given)}}}" if given[1:] else said["as"]
    return f"{_scalar(rule.header)}: {what}  # {_plain(guess.why)}"


def _scalar(text: str) -> str:
    """Return ``text`` as YAML writes it on one line, in quotes where it needs them."""
    dumped: str = yaml.safe_dump(text, allow_unicode=True, width=10 * len(text) + 80)
    return dumped.removesuffix("\n").removesuffix("\n...")


def _plain(text: str) -> str:
    return " ".join("".join(one if one.isprintable() else " " for one in text).split())
