"""The mapping of a table: which column is what, and what the file as a whole says.

A mapping is a YAML file, beside the table as ``members.mapping.yaml`` or anywhere else;
``docs/tables.md`` describes it.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping as Map
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn

from graph.curating.entry import PRIORITY
from graph.dates import is_date
from graph.errors import UsageError
from graph.ledger.visibility import Visibility
from ingest import marked_yaml
from ingest.errors import UnreadableSourceError
from ingest.formats import stem
from ingest.marked_yaml import MarkedDocument, Place
from ingest.source_names import wrong_name
from ingest.tables.fields import Template, known_fields, template
from ingest.tables.kinds import KINDS
from ontology.model import load_model
from ontology.values import UnparsedError, cleaner

ENDING = ".mapping.yaml"
DEFAULT_VISIBILITY = "internal"
ANY = "Organisation"
UNTIED = "organisations"
QUOTES_AND_ENDS = '"\r\n'
_TEXTS = ("source", "title", "licence", "attribution", "visibility", "language", "date")
_WHOLE = (*_TEXTS, "snapshot", "encoding", "separator", "priority", "sheets")
_SHEET = ("rows", "of", "header", "constants", "columns", "language")
_COLUMN = ("as", "language", "split")


@dataclass(frozen=True, slots=True)
class Anchor:
    """The entity that the rows of a sheet are tied to: its key, and its class where it is told."""

    key: str
    type: str = ANY


@dataclass(frozen=True, slots=True)
class ColumnRule:
    """What the column under ``header`` is; ``split`` separates several values in one cell."""

    header: str
    template: Template
    language: str = ""
    split: str = ""


@dataclass(frozen=True, slots=True)
class SheetRule:
    """How a sheet is read. ``header``: the numbers of its header rows, () to look for them."""

    kind: str = UNTIED
    anchor: Anchor | None = None
    header: tuple[int, ...] = ()
    constants: Map[str, str] = field(default_factory=dict)
    columns: tuple[ColumnRule, ...] = ()
    language: str = "und"


@dataclass(frozen=True, slots=True)
class Mapping:
    """How a table is read. ``sheets``: by name; '' is the only, or else the first one."""

    source: str = ""
    title: str = ""
    licence: str = ""
    attribution: str = ""
    visibility: str = DEFAULT_VISIBILITY
    date: str = ""
    snapshot: str = ""
    encoding: str = ""
    separator: str = ""
    priority: int = 0
    sheets: Map[str, SheetRule] = field(default_factory=dict)


def mapping_beside(table: Path) -> Path:
    """Return where the mapping of ``table`` lies unless another place is named."""
    return table.with_name(stem(table) + ENDING)


def read_mapping(path: Path) -> Mapping:
    """Read the mapping at ``path``.

    Raises UnreadableSourceError with file and line for what is no mapping.
    """
    document = marked_yaml.load(path)
    return _Reader(path, document).mapping()


class _Reader:
    """Reads one mapping, and says in which line it is wrong."""

    def __init__(self, path: Path, document: MarkedDocument) -> None:
        self._path = path
        self._document = document

    def mapping(self) -> Mapping:
        whole = self._map(self._document.value, (), (*_WHOLE, *_SHEET))
        texts = {name: self._text(whole, name, ()) for name in _TEXTS if name != "language"}
        texts["visibility"] = self._visibility(texts["visibility"])
        self._check_source(texts["source"])
        for name in ("date", "snapshot"):
            texts[name] = self._date(whole, name)
        texts["encoding"], texts["separator"] = self._encoding(whole), self._separator(whole)
        sheets = self._sheets(whole)
        if texts["snapshot"] and not all(one.anchor for one in sheets.values()):
            remedy = "write the id of what its rows are members of"
            self._refuse(("snapshot",), "a snapshot needs `of`", remedy)
        return Mapping(**texts, priority=self._priority(whole), sheets=sheets)

    def _encoding(self, whole: Map[str, object]) -> str:
        text = self._text(whole, "encoding", ())
        try:
            "".encode(text or "utf-8")
        except LookupError:
            self._refuse(("encoding",), f"{text!r} is no encoding", "write it as utf-8 or cp1257")
        return text

    def _separator(self, whole: Map[str, object]) -> str:
        text = self._text(whole, "separator", ())
        if text and (len(text) > 1 or text in QUOTES_AND_ENDS):
            remedy = "write the one character that parts the cells"
            self._refuse(("separator",), f"{text!r} is no separator", remedy)
        return text

    def _language(self, said: Map[str, object], place: Place) -> str:
        """Return the tag of the language that is stated; '' for none."""
        text = self._text(said, "language", place)
        try:
            return str(cleaner("language").clean(text)) if text else ""
        except UnparsedError as error:
            self._refuse((*place, "language"), f"{text!r}: {error.reason}", error.remedy)

    def _visibility(self, text: str) -> str:
        try:
            return str(Visibility.parse(text or DEFAULT_VISIBILITY))
        except UsageError as error:
            self._refuse(("visibility",), *str(error).split(": ", 1))

    def _check_source(self, name: str) -> None:
        if wrong := wrong_name(name):
            self._refuse(("source",), *wrong)

    def _sheets(self, whole: Map[str, object]) -> dict[str, SheetRule]:
        common = {name: whole[name] for name in _SHEET if name in whole}
        if "sheets" not in whole:
            return {"": self._sheet(common, ())}
        sheets = self._map(whole["sheets"], ("sheets",), None)
        result = {}
        for name, said in sheets.items():
            place = ("sheets", name)
            own = self._map({} if said is None else said, place, _SHEET)
            result[name] = self._sheet({**common, **own}, place)
        return result

    def _sheet(self, said: Map[str, object], place: Place) -> SheetRule:
        kind = self._text(said, "rows", place) or UNTIED
        if kind not in KINDS:
            self._refuse((*place, "rows"), f"rows are {kind!r}", f"write one of {', '.join(KINDS)}")
        language = self._language(said, place) or "und"
        type_ = KINDS[kind].type
        constants = self._map(said.get("constants", {}), (*place, "constants"), known_fields(type_))
        columns = self._map(said.get("columns", {}), (*place, "columns"), None)
        return SheetRule(
            kind=kind,
            anchor=self._anchor(said, kind, place),
            header=self._header(said, place),
            constants={name: str(value) for name, value in constants.items()},
            columns=tuple(
                self._column(header, rule, (*place, "columns", header), type_)
                for header, rule in columns.items()
            ),
            language=language,
        )

    def _column(self, header: str, said: object, place: Place, type_: str) -> ColumnRule:
        rule = self._map({"as": said} if isinstance(said, str) else said, place, _COLUMN)
        written = self._text(rule, "as", place)
        known = known_fields(type_)
        found = template(written, known)
        if found is None:
            near = difflib.get_close_matches(written, known, 3) or ["docs/tables.md lists them"]
            self._refuse(
                place, f"there is no field {written!r}", f"did you mean {', '.join(near)}?"
            )
        language = self._language(rule, place)
        return ColumnRule(header, found, language, self._text(rule, "split", place))

    def _anchor(self, said: Map[str, object], kind: str, place: Place) -> Anchor | None:
        if "of" not in said:
            return None
        place, one = (*place, "of"), said["of"]
        rule = self._map({"id": one} if isinstance(one, str) else one, place, ("id", "type"))
        key, type_ = self._text(rule, "id", place), self._text(rule, "type", place)
        if type_ and type_ not in load_model().kinds:
            kinds = ", ".join(load_model().kinds)
            self._refuse(place, f"there is no class {type_!r}", f"write one of {kinds}")
        if not key or key.split() != [key]:
            self._refuse(place, f"{key!r} is no id", "write the id of a cluster, as litek")
        anchor = Anchor(key, type_ or ANY)
        if kind != UNTIED and KINDS[kind].tie(anchor.type) is None:
            known = ", ".join(tie.to for tie in KINDS[kind].ties)
            self._refuse(place, f"there are no {kind} of a {anchor.type}", f"of one of {known}")
        return anchor

    def _header(self, said: Map[str, object], place: Place) -> tuple[int, ...]:
        stated = said.get("header", [])
        rows = stated if isinstance(stated, list) else [stated]
        numbers = tuple(one for one in rows if isinstance(one, int) and one > 0)
        if len(numbers) != len(rows):
            remedy = "write the number of its row, or [2, 3] for two rows"
            self._refuse((*place, "header"), f"the header is {stated!r}", remedy)
        return numbers

    def _priority(self, whole: Map[str, object]) -> int:
        stated = whole.get("priority", 0)
        if not isinstance(stated, int) or isinstance(stated, bool) or abs(stated) >= PRIORITY:
            remedy = f"write a whole number under {PRIORITY:,}"
            self._refuse(("priority",), f"{stated!r} is no priority", remedy)
        return stated

    def _date(self, said: Map[str, object], name: str) -> str:
        text = self._text(said, name, ())
        if text and not is_date(text):
            self._refuse((name,), f"{text!r} is no date", "write it as 2026-11-01")
        return text

    def _text(self, said: Map[str, object], name: str, place: Place) -> str:
        value = said.get(name, "")
        if isinstance(value, bool) or not isinstance(value, str | int):
            self._refuse((*place, name), f"{name} is {value!r}", "write one text")
        return str(value)

    def _map(self, value: object, place: Place, known: object) -> Map[str, object]:
        """Return ``value`` as a mapping with no other keys than ``known``, if those are given."""
        if not isinstance(value, dict):
            self._refuse(place, f"{value!r} is no mapping", "write `key: value`")
        if isinstance(known, tuple):
            for key in value:
                if key not in known:
                    near = difflib.get_close_matches(key, known, 3) or known
                    self._refuse(
                        (*place, key), f"there is no key {key!r}", f"use {', '.join(near)}"
                    )
        return value

    def _refuse(self, place: Place, reason: str, remedy: str) -> NoReturn:
        line = self._document.line(place)
        raise UnreadableSourceError(f"{self._path}, line {line}: {reason}; {remedy}.")
