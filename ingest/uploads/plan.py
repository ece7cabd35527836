"""How an upload is to be read, as a person sees and corrects it: a mapping in plain values."""

from __future__ import annotations

from collections.abc import Mapping as Map
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, ClassVar

import yaml
from pydantic import ConfigDict

from graph.ledger.visibility import Visibility
from ingest.mapping_reader import DEFAULT_VISIBILITY
from ingest.tables.fields import template_text
from ingest.tables.guessing import GuessedSheet, telling
from ingest.tables.mapping import Mapping, SheetRule, read_mapping

CLOSED = ConfigDict(extra="forbid")
"""Of what is sent to the server, no other field is taken."""


@dataclass(frozen=True, slots=True)
class ColumnPlan:
    """What the column under ``header`` is read as, and why; ``split`` parts several values."""

    __pydantic_config__: ClassVar[ConfigDict] = CLOSED

    header: str
    read_as: str
    language: str = ""
    split: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class SheetPlan:
    """How a sheet is read: its rows are ``rows`` of the entity ``of``, which is an ``of_type``."""

    __pydantic_config__: ClassVar[ConfigDict] = CLOSED

    name: str = ""
    rows: str = "organisations"
    of: str = ""
    of_type: str = ""
    header: tuple[int, ...] = ()
    constants: Map[str, str] | None = None
    columns: tuple[ColumnPlan, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """How an upload is read. The words are those of docs/tables.md; a document has no sheets.

    ``snapshot``: the ISO date of which a table lists all, '' for additions.
    """

    __pydantic_config__: ClassVar[ConfigDict] = CLOSED

    source: str = ""
    title: str = ""
    licence: str = ""
    visibility: str = DEFAULT_VISIBILITY
    language: str = ""
    snapshot: str = ""
    sheets: tuple[SheetPlan, ...] = ()

    @property
    def heads(self) -> frozenset[str]:
        """The texts over its columns."""
        return frozenset(column.header for sheet in self.sheets for column in sheet.columns)


def guessed_plan(source: str, guessed: Map[str, GuessedSheet]) -> Plan:
    """Return how a table is read by guessing: sheets whose rows can be told apart, or else all."""
    read = telling(guessed) or guessed
    sheets = tuple(_guessed_sheet(name, one) for name, one in read.items())
    return Plan(source=source, sheets=sheets)


def _guessed_sheet(name: str, one: GuessedSheet) -> SheetPlan:
    columns = tuple(
        ColumnPlan(
            guess.rule.header,
            template_text(guess.rule.template),
            guess.rule.language,
            guess.rule.split,
            guess.why,
        )
        for guess in one.guesses
    )
    return SheetPlan(name, one.kind, header=one.header, columns=columns)


def as_before(plan: Plan, former: Plan, why: str) -> Plan:
    """Return ``plan`` with what ``former`` says; columns it does not know stay, for ``why``.

    The snapshot stays that of ``plan``, since each month has another day.
    """
    known = {column.header: column for sheet in former.sheets for column in sheet.columns}
    first = next(iter(former.sheets), SheetPlan())
    named = {sheet.name: sheet for sheet in former.sheets}
    sheets = tuple(
        _sheet_before(sheet, named.get(sheet.name, first), known, why) for sheet in plan.sheets
    )
    return replace(former, snapshot=plan.snapshot, sheets=sheets)


def _sheet_before(
    sheet: SheetPlan, former: SheetPlan, known: Map[str, ColumnPlan], why: str
) -> SheetPlan:
    columns = tuple(
        replace(known[one.header], why=why) if one.header in known else one for one in sheet.columns
    )
    return replace(former, name=sheet.name, header=sheet.header, columns=columns)


def mapping_text(plan: Plan) -> str:
    """Return the mapping that a plan is, as ``ingest.tables.mapping`` reads it."""
    whole = {
        "source": plan.source,
        "title": plan.title,
        "licence": plan.licence,
        "visibility": str(Visibility.parse(plan.visibility)),
        "language": plan.language,
        "snapshot": plan.snapshot,
        "sheets": {sheet.name: _said(sheet) for sheet in plan.sheets},
    }
    if [sheet.name for sheet in plan.sheets] == [""]:
        whole |= whole.pop("sheets")[""]  # type: ignore[index]
    said = {name: value for name, value in whole.items() if value}
    return yaml.safe_dump(said, allow_unicode=True, sort_keys=False)


def _said(sheet: SheetPlan) -> dict[str, Any]:
    anchor = {"id": sheet.of, "type": sheet.of_type} if sheet.of_type else sheet.of
    said = {
        "rows": sheet.rows,
        "of": anchor if sheet.of else "",
        "header": list(sheet.header),
        "constants": dict(sheet.constants or {}),
    }
    columns = {one.header: _column(one) for one in sheet.columns}
    return {name: value for name, value in said.items() if value} | {"columns": columns}


def _column(one: ColumnPlan) -> dict[str, str]:
    said = {"as": one.read_as, "language": one.language, "split": one.split}
    return {name: value for name, value in said.items() if value}


def read_plan(path: Path, why: str) -> Plan:
    """Return the plan that the mapping at ``path`` is, each column for ``why``."""
    mapping = read_mapping(path)
    return replace(
        _plan(mapping), sheets=tuple(_sheet(n, one, why) for n, one in mapping.sheets.items())
    )


def _plan(mapping: Mapping) -> Plan:
    language = next((one.language for one in mapping.sheets.values()), "")
    return Plan(
        source=mapping.source,
        title=mapping.title,
        licence=mapping.licence,
        visibility=mapping.visibility,
        language="" if language == "und" else language,
        snapshot=mapping.snapshot,
    )


def _sheet(name: str, rule: SheetRule, why: str) -> SheetPlan:
    anchor = rule.anchor
    return SheetPlan(
        name,
        rule.kind,
        anchor.key if anchor else "",
        anchor.type if anchor else "",
        rule.header,
        rule.constants,
        tuple(
            ColumnPlan(one.header, template_text(one.template), one.language, one.split, why)
            for one in rule.columns
        ),
    )
