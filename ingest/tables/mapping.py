"""The mapping of a table: which column is what, and what the file as a whole says.

A mapping is a YAML file, beside the table as ``members.mapping.yaml`` or anywhere else;
``docs/tables.md`` describes it.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from collections.abc import Mapping as Map
from dataclasses import dataclass, field
from pathlib import Path

from graph.curating.entry import PRIORITY
from ingest import marked_yaml
from ingest.formats import stem
from ingest.mapping_reader import DEFAULT_VISIBILITY, TEXTS, MappingReader
from ingest.marked_yaml import Place
from ingest.tables.date_order import FIRST
from ingest.tables.fields import Template, known_fields, template
from ingest.tables.kinds import KINDS
from ontology.fold import fold
from ontology.model import load_model

ENDING = ".mapping.yaml"
ANY = "Organisation"
UNTIED = "organisations"
QUOTES_AND_ENDS = '"\r\n'
_WHOLE = (*TEXTS, "snapshot", "encoding", "separator", "priority", "sheets")
_SHEET = ("rows", "of", "header", "constants", "columns", "language", "dates", "only")
_ANCHOR = ("id", "type", "name")
_COLUMN = ("as", "language", "split", "dates")


@dataclass(frozen=True, slots=True)
class Anchor:
    """The entity that the rows of a sheet are tied to: its key, and class and name where told."""

    key: str
    type: str = ANY
    name: str = ""


@dataclass(frozen=True, slots=True)
class ColumnRule:
    """What the column under ``header`` is; ``split`` separates several values in one cell.

    ``dates`` is the order of day and month in its dates; '' where the sheet's rule says it.
    """

    header: str
    template: Template
    language: str = ""
    split: str = ""
    dates: str = ""


@dataclass(frozen=True, slots=True)
class SheetRule:
    """How a sheet is read. ``header``: the numbers of its header rows, () to look for them.

    ``dates``: the order of day and month in its dates, '' where nobody said it. ``only``: columns
    of which a row must have one of some texts, folded, to be read.
    """

    kind: str = UNTIED
    anchor: Anchor | None = None
    header: tuple[int, ...] = ()
    constants: Map[str, str] = field(default_factory=dict)
    columns: tuple[ColumnRule, ...] = ()
    language: str = "und"
    dates: str = ""
    only: tuple[tuple[str, tuple[str, ...]], ...] = ()


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


class _Reader(MappingReader):
    def mapping(self) -> Mapping:
        whole = self._map(self._document.value, (), (*_WHOLE, *_SHEET))
        texts = self._texts(whole)
        texts["snapshot"] = self._date(whole, "snapshot")
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
            dates=self._dates(said, place),
            only=tuple(self._only(said, place)),
        )

    def _only(self, said: Map[str, object], place: Place) -> Iterator[tuple[str, tuple[str, ...]]]:
        for header, stated in self._map(said.get("only", {}), (*place, "only"), None).items():
            texts = stated if isinstance(stated, list) else [stated]
            if not texts or not all(isinstance(one, str) for one in texts):
                remedy = "write what its cells say, as active, or [active, honorary]"
                self._refuse((*place, "only", header), f"only {stated!r} is no text", remedy)
            yield header, tuple(sorted(map(fold, texts)))

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
        split, dates = self._text(rule, "split", place), self._dates(rule, place)
        return ColumnRule(header, found, language, split, dates)

    def _dates(self, said: Map[str, object], place: Place) -> str:
        order = self._text(said, "dates", place)
        if order and order not in FIRST:
            remedy = "write DMY where the day comes first, MDY where the month does"
            self._refuse((*place, "dates"), f"{order!r} is no order of dates", remedy)
        return order

    def _anchor(self, said: Map[str, object], kind: str, place: Place) -> Anchor | None:
        if "of" not in said:
            return None
        place, one = (*place, "of"), said["of"]
        rule = self._map({"id": one} if isinstance(one, str) else one, place, _ANCHOR)
        key, type_ = self._text(rule, "id", place), self._text(rule, "type", place)
        if type_ and type_ not in load_model().kinds:
            kinds = ", ".join(load_model().kinds)
            self._refuse(place, f"there is no class {type_!r}", f"write one of {kinds}")
        if not key or key.split() != [key]:
            self._refuse(place, f"{key!r} is no id", "write the id of a cluster, as litek")
        anchor = Anchor(key, type_ or ANY, self._text(rule, "name", place))
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
