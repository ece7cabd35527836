"""Rows of a sheet as records: what the columns say of the row's entity and of its ties."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from graph.ledger.identity import rank, shortened
from graph.records import EntityRecord, Evidence, Record, Reject, RelationRecord, Value
from ingest.starter_places import RegionProblem, region_id
from ingest.tables import fields
from ingest.tables.blanks import says_nothing
from ingest.tables.date_order import SAY_WHICH
from ingest.tables.fields import Leading, parted, relation_of, value_of
from ingest.tables.headers import JOINED
from ingest.tables.kinds import KINDS
from ingest.tables.mapping import SheetRule
from ingest.tables.spells import Spell
from ingest.tables.technologies import UnknownTechnologyError, near_technologies, technology_id
from ontology.fold import fold
from ontology.known_places import known_places
from ontology.model import Model, load_model
from ontology.values import UnparsedError, cleaner
from ontology.values.encoding import may_be_wrong, repaired
from ontology.values.identifiers import registers
from ontology.values.partial_dates import AmbiguousDateError
from ontology.values.personal import GAP, personal_field

Cells = tuple[str, ...]
MOST_SUGGESTIONS = 100
"""For so many unknown technologies the nearest are looked up, which takes its time."""
NO_COUNTRY = (
    "no country is stated for the place",
    "add a column of countries, or `constants: {country: LT}` to the mapping",
)
PART_THEM = "part several by semicolons, or say `split: ','` in the mapping"
IGNORE_IT = "let the column be `ignore`"
NAMELESS = "the row names nothing"
FILL_IN = "fill in its name or an identifier, or take the row out"
_KEY = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*:\S+")
_SLUG = re.compile(r"[a-z0-9]+(--?[a-z0-9]+)*(_[0-9a-f]{16})?")
_LINE_BREAK = re.compile(r"\n")
_SEVERAL = re.compile(r"[;|\n]")


@dataclass(frozen=True, slots=True)
class Column:
    """A column that is read: its header, and which fields its cells hold."""

    header: str
    letter: str
    template: fields.Template
    language: str
    split: str
    dates: str = ""

    def pieces(self, text: str, kind: str) -> Iterator[tuple[str, str]]:
        """Yield (field, text) for each thing that a cell of a row of this kind says."""
        separators = _LINE_BREAK if self.split else _SEVERAL
        for one in text.split(self.split) if self.split else [text]:
            for name, said in parted(one.strip(), self.template):
                if _several(name, kind) and separators.search(said):
                    yield from ((name, part.strip()) for part in separators.split(said))
                else:
                    yield name, said


@dataclass(slots=True)
class Said:
    """What a row says, column by column, before it becomes records."""

    key: str = ""
    type: str = ""
    identifiers: list[str] = field(default_factory=list)
    properties: dict[str, Value] = field(default_factory=dict)
    place: dict[str, str] = field(default_factory=dict)
    tie: dict[str, Value] = field(default_factory=dict)
    relations: list[tuple[Leading, str, str, Column]] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)
    """The fields of which a value was refused."""

    @property
    def name(self) -> str:
        """Its first name."""
        names = self.properties.get("name")
        return str(next(iter(names.values()), "")) if isinstance(names, Mapping) else ""

    @property
    def spell(self) -> Spell:
        """Since and until, as the row states them."""
        return str(self.tie.get("since", "")), str(self.tie.get("until", ""))


class RowReader:
    """Reads the rows of one sheet; ``source`` is the name of the source, ``where`` its sheet.

    What cannot be read of a row goes to ``rejects``, and the rest goes in. ``renamed``: the keys
    that entities had by their former names, by those that their names would give them now.
    """

    def __init__(
        self, source: str, file: str, where: str, rule: SheetRule, columns: Sequence[Column]
    ) -> None:
        self.rejects: list[Reject] = []
        self.renamed: Mapping[str, str] = {}
        self._suggestions = MOST_SUGGESTIONS
        self._source, self._file, self._where = source, file, where
        self._rule, self._columns = rule, columns
        self._kind = KINDS[rule.kind]
        self._model: Model = load_model()
        self._tie = self._kind.tie(rule.anchor.type) if rule.anchor else None
        self._letters = " ".join(column.letter for column in columns)

    def read(self, number: int, cells: Cells) -> Iterator[Record]:
        """Yield the records of row ``number``."""
        return self.records(number, self.said(number, cells))

    def said(self, number: int, cells: Cells) -> Said:
        """Return what row ``number`` says, the constants of the mapping included."""
        said = Said(type=self._kind.type)
        for name, text in self._rule.constants.items():
            self._take(said, Column(name, "", (name,), "", "", self._rule.dates), number, text)
        for column, text in zip(self._columns, map(str.strip, cells), strict=True):
            if text:
                self._take(said, column, number, text)
        return said

    def records(
        self, number: int, said: Said, key: str = "", spells: Sequence[Spell] = ()
    ) -> Iterator[Record]:
        """Yield what row ``number`` says as records.

        ``key`` and ``spells``, where given, are what the row's entity is called and when it was
        tied to the sheet's entity, as earlier snapshots have it.
        """
        own = self.key(said)
        key = key or own
        if not key:
            self.rejects.append(self.reject(number, "name", "", NAMELESS, FILL_IN))
            return
        if self._tie is None:
            self._untied(said, number)
        evidence = self._evidence(number)
        # A new name is no key: the id is that of the best key, and must not follow the name.
        keys = said.identifiers if own == self.own_key(said.name) else (own, *said.identifiers)
        others = [one for one in keys if one != key]
        properties = said.properties
        yield EntityRecord(key, said.type, properties, evidence, tuple(dict.fromkeys(others)))
        yield from self._located(said, key, number)
        yield from self._tied(said, key, evidence, spells)
        yield from self._related(said, key, number)

    # --- cells

    def _take(self, said: Said, column: Column, number: int, text: str) -> None:
        for name, piece in column.pieces(text, self._kind.type):
            if piece and not says_nothing(name, piece):
                try:
                    self._enter(said, column, name, piece)
                except UnparsedError as error:
                    said.unread.add(name)
                    self._refuse(said, column, number, piece, error)

    def _enter(self, said: Said, column: Column, name: str, text: str) -> None:
        if name == fields.PERSONAL:
            said.properties[_personal(column.header)] = GAP
        elif name in fields.PLACE:
            self._check_located(text)
            said.place[name] = _place_part(name, text)
        elif name in fields.TIE:
            said.tie[name] = value_of(name, text, column.dates)
        elif name in registers():
            said.identifiers.append(_identifier(name, text))
        elif name == "id":
            said.key = known_key(text)
        elif name == "type":
            said.type = _class(self._kind.type, text)
        elif name in self._model.properties:
            self._describe(said.properties, column, name, text)
        elif leading := relation_of(name, self._kind.type):
            said.relations.append((leading, *_target(leading, text, self._source), column))

    def _check_located(self, text: str) -> None:
        if not _has_place(self._kind.type):
            reason = f"nothing of the kind {self._kind.type} has a place"
            raise UnparsedError(text, reason, IGNORE_IT)

    def _untied(self, said: Said, number: int) -> None:
        """Set aside what a row says of a tie that it has not."""
        reason = "nobody is named to whom the rows are tied"
        remedy = f"write `of: litek` into the mapping, or {IGNORE_IT}"
        stated = [Column(name, "", (name,), "", "") for name in self._rule.constants]
        for column in (*stated, *self._columns):
            for name in said.tie.keys() & set(column.template):
                text = str(said.tie[name])
                self._refuse(said, column, number, text, UnparsedError(text, reason, remedy))

    def _describe(self, properties: dict[str, Value], column: Column, name: str, text: str) -> None:
        prop, value = self._model.properties[name], value_of(name, text, column.dates)
        if prop.datatype == "langString":
            language = column.language or self._rule.language
            properties[name] = _with_text(properties.get(name), language, str(value), prop.multiple)
        elif prop.multiple:
            properties[name] = sorted({*_listed(properties.get(name)), str(value)})
        else:
            properties[name] = value

    def key(self, said: Said) -> str:
        """Return the key of the entity that ``said`` is about; '' when nothing names it."""
        if said.key:
            return said.key
        if said.identifiers:
            return min(said.identifiers, key=rank)
        return self.own_key(said.name) if said.name else ""

    def own_key(self, name: str) -> str:
        """Return the key of an entity of the source that has only this name."""
        return own_key(self._source, name)

    def _refuse(
        self, said: Said, column: Column, number: int, text: str, error: UnparsedError
    ) -> None:
        """Set a value aside; its text stays as a note."""
        remedy = error.remedy
        if isinstance(error, UnknownTechnologyError) and self._suggestions:
            self._suggestions -= 1
            remedy = PART_THEM if "," in text else near_technologies(text) or remedy
        if isinstance(error, AmbiguousDateError):
            remedy = SAY_WHICH
        self.rejects.append(self.reject(number, column.header, text, error.reason, remedy))
        printable = "".join(one if one.isprintable() else " " for one in text)
        note = f"{column.header}: {' '.join(printable.split())}"
        said.properties["note"] = sorted({*_listed(said.properties.get("note")), note})

    def reject(self, number: int, column: str, value: str, reason: str, remedy: str) -> Reject:
        """Return the refusal of what stands in a row."""
        return Reject(self._file, f"{self._where}row {number}", column, value, reason, remedy)

    # --- records

    def _evidence(self, number: int, column: Column | None = None) -> Evidence:
        place = f"column {column.header}" if column else f"columns {self._letters}"
        return Evidence(f"{self._where}row {number}, {place}")

    def _located(self, said: Said, key: str, number: int) -> Iterator[Record]:
        if not said.place or not self._model.joins(
            self._model.relations["LOCATED_IN"], said.type, "Region"
        ):
            return
        try:
            region = _region(tuple(sorted(said.place.items())))
        except RegionProblem as error:
            if "country" in said.unread:
                return
            reason, _, remedy = str(error).rpartition(": ")
            if "country" not in said.place:
                reason, remedy = NO_COUNTRY
            what = " ".join(said.place.values())
            self.rejects.append(self.reject(number, "country", what, reason, remedy))
            return
        kept = ("city", "postcode", "address", "latitude", "longitude")
        stated = {name: value_of(name, said.place[name]) for name in kept if name in said.place}
        if "nuts" in said.place:
            stated["regionCode"] = said.place["nuts"]
        yield RelationRecord(key, "LOCATED_IN", region, stated, self._evidence(number))

    def _tied(
        self, said: Said, key: str, evidence: Evidence, spells: Sequence[Spell]
    ) -> Iterator[Record]:
        if self._tie is None or self._rule.anchor is None:
            return
        stated = {"role": self._tie.role, **said.tie}
        ends = (key, self._rule.anchor.key)
        source, target = reversed(ends) if self._tie.inverse else ends
        for since, until in spells or [
            (str(stated.get("since", "")), str(stated.get("until", "")))
        ]:
            said_now = {**stated, "since": since, "until": until}
            properties = {name: value for name, value in said_now.items() if value}
            yield RelationRecord(source, self._tie.relation, target, properties, evidence)

    def _related(self, said: Said, key: str, number: int) -> Iterator[Record]:
        for leading, meant, name, column in said.relations:
            target = self.renamed.get(meant, meant) if name else meant
            evidence = self._evidence(number, column)
            if name:
                kind = "Organisation" if "Organisation" in leading.range else min(leading.range)
                language = column.language or self._rule.language
                yield EntityRecord(target, kind, {"name": {language: name}}, evidence)
            source, end = (target, key) if leading.inverse else (key, target)
            yield RelationRecord(source, leading.name, end, {}, evidence)


def own_key(source: str, name: str) -> str:
    """Return the key of an entity that has only a name: one of the source's own.

    A name that was wrongly decoded gives the key of what was meant.

    >>> own_key("litek-members", "UAB Ekspla"), own_key("guests", "MÃ¼nchen")
    ('litek-members:uab-ekspla', 'guests:munchen')
    """
    meant = repaired(name)[0] if may_be_wrong(name) else name
    return shortened(f"{source}:{'-'.join(fold(meant).split())}")


def _personal(header: str) -> str:
    """Return the name of a property that the graph leaves out and counts."""
    return next(filter(personal_field, reversed((header, *header.split(JOINED)))), "contact person")


def known_key(text: str) -> str:
    """Return the id, or the key, that a cell or an address is; raises UnparsedError for others."""
    key = text.rsplit("/", 1)[-1] if text.startswith(("http://", "https://")) else text
    if not (_KEY.fullmatch(key) or _SLUG.fullmatch(key)):
        raise UnparsedError(text, "it is no id", "write it as litek, or as pic:999643492")
    return key


@lru_cache(maxsize=1 << 10)
def _class(kind: str, text: str) -> str:
    """Return the class that ``text`` means, one of ``kind`` or below it."""
    found, allowed = load_model().kind_named(text), load_model().subclasses(kind)
    if found not in allowed:
        known = ", ".join(sorted(allowed))
        raise UnparsedError(text, f"it is no kind of {kind}", f"write one of {known}")
    return found


@cache
def _has_place(kind: str) -> bool:
    """Whether a row of this kind, or of one below it, can be located."""
    model = load_model()
    located = model.relations["LOCATED_IN"]
    return any(model.joins(located, one, "Region") for one in model.subclasses(kind))


@cache
def _several(name: str, kind: str) -> bool:
    """Whether a row of this kind may say ``name`` several times."""
    prop = load_model().properties.get(name)
    return prop.multiple if prop else relation_of(name, kind) is not None


@lru_cache(maxsize=1 << 12)
def _place_part(name: str, text: str) -> str:
    if name in ("country", "nuts"):
        return str(cleaner(name).clean(text))
    return text if name == "region" else str(value_of(name, text))


def _identifier(scheme: str, text: str) -> str:
    return f"{scheme}:{cleaner(scheme).clean(text)}"


@lru_cache(maxsize=1 << 14)
def _region(said: tuple[tuple[str, str], ...]) -> str:
    place = dict(said)
    if "country" not in place and "nuts" in place:
        return str(cleaner("nuts").clean(place["nuts"]))
    return region_id(place, known_places())


def _target(leading: Leading, text: str, source: str) -> tuple[str, str]:
    """Return the key of what a cell names, and the name itself where the key is made of it."""
    if "Technology" in leading.range:
        return technology_id(text), ""
    if "Region" in leading.range:
        return str(cleaner("nuts").clean(text)), ""
    if _KEY.fullmatch(text) or _SLUG.fullmatch(text):
        return text, ""
    return own_key(source, text), str(cleaner("name").clean(text))


def _with_text(present: Value | None, language: str, text: str, multiple: bool) -> Value:
    texts: dict[str, object] = dict(present) if isinstance(present, Mapping) else {}
    if not multiple:
        return {**{key: str(one) for key, one in texts.items()}, language: text}
    lists: defaultdict[str, list[str]] = defaultdict(list)
    for key, one in texts.items():
        lists[key] = _listed(one)
    lists[language] = sorted({*lists[language], text})
    return dict(lists)


def _listed(value: object) -> list[str]:
    return (
        [str(one) for one in value]
        if isinstance(value, Sequence) and not isinstance(value, str)
        else []
    )
