"""Guesses what the columns of a table are, by headers and by values, each with a reason."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations, islice
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from ingest.errors import UnreadableSourceError
from ingest.formats import stem
from ingest.tables.date_order import FIRST, order_shown
from ingest.tables.fields import IGNORE, PERSONAL, known_fields, parted, parted_humps
from ingest.tables.headers import JOINED, Header, find_header, header_at
from ingest.tables.kinds import KINDS
from ingest.tables.mapping import UNTIED, ColumnRule, SheetRule
from ingest.tables.mapping import Mapping as TableMapping
from ingest.tables.text import BrokenRowError
from ingest.tables.workbook import Sheet, Workbook, as_text
from ontology.fold import fold
from ontology.model import load_model
from ontology.values import UnparsedError, cleaner
from ontology.values.personal import (
    PERSON,
    may_be_personal,
    personal_field,
    without_personal,
)

FILE = Path(__file__).with_name("headers.yaml")
LANGUAGES = {"en": "English", "lt": "Lithuanian", "fr": "French", "de": "German"}
LOOKED_AT = 200
"""So many values of a column show what it holds."""
ENOUGH = 0.8
"""The share of them that a cleaner must read."""
FEW_WORDS = 5
"""A header of more words is a sentence: no part of it tells what the column is."""
# What values are recognised by, the most telling first, and what they then are.
BY_VALUE = ("ror", "wikidata", "lei", "isni", "pic", "country", "url", "date")
# A date alone does not say of what.
MEANING = {"url": "website", "date": IGNORE}
# A cleaner takes 1.1 for an address: what is said to be one may lack its beginning.
_ADDRESS = re.compile(r"https?://|www\.|[^/\s]+\.[a-z]{2,}(/|$)", re.IGNORECASE)
# "E-mail 2", "Phone (office)"
_MARKED = re.compile(r"\([^)]*\)|\d+")
NAMES = ("name", "altName", "legalName", "acronym")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_NUMBER = re.compile(r"[\d\s.,%+-]+")

ENOUGH_OF_A_FORM = 0.2
POSTCODE_CITY = ("postcode", "city")
_IN_BRACKETS = re.compile(r".+\(([\w&./-]{2,12})\)")


class Form(NamedTuple):
    """How values of some fields may be made up, and the template or separator that reads it."""

    fields: tuple[str, ...]
    fits: Callable[[str], bool]
    what: str
    template: tuple[str, ...] = ()
    split: str = ""


def _ends_in_acronym(value: str) -> bool:
    found = _IN_BRACKETS.fullmatch(value)
    return found is not None and not any(map(str.islower, found[1][:2]))


def _begins_with_a_postcode(value: str) -> bool:
    return len(parted(value, POSTCODE_CITY)) == len(POSTCODE_CITY)


FORMS = (
    Form(("name",), _ends_in_acronym, "end in an acronym", ("name", "(", "acronym", ")")),
    Form(("city",), _begins_with_a_postcode, "begin with a postcode", POSTCODE_CITY),
    Form(("worksOn", "about"), lambda value: "," in value, "have commas", split=","),
)


class Word(NamedTuple):
    """A word of ``headers.yaml``, or of the vocabulary: what it means, in which language."""

    field: str
    language: str
    text: str


@dataclass(frozen=True, slots=True)
class Guess:
    """What a column is thought to be, and why.

    ``state``: what most of its rows say, where it may tell who is a member still.
    """

    rule: ColumnRule
    why: str
    state: str = ""


@dataclass(frozen=True, slots=True)
class GuessedSheet:
    """A sheet as it is thought to be: its rows' kind and why, its header, its columns."""

    kind: str
    why: str
    header: tuple[int, ...]
    guesses: tuple[Guess, ...]
    hidden: bool = False

    @property
    def rule(self) -> SheetRule:
        """The rule that reads it so."""
        columns = tuple(one.rule for one in self.guesses)
        return SheetRule(kind=self.kind, header=self.header, columns=columns)

    @property
    def names_something(self) -> bool:
        """Whether its rows can be told apart."""
        return any(one.rule.template in (("name",), ("id",), ("pic",)) for one in self.guesses)


def guess(workbook: Workbook) -> dict[str, GuessedSheet]:
    """Return what each sheet of ``workbook`` is thought to be, by name; empty ones are left out.

    Raises UnreadableSourceError when all are.
    """
    file = stem(workbook.path)
    found = {sheet.name: guess_sheet(sheet, file) for sheet in workbook.sheets}
    if telling := {name: one for name, one in found.items() if one.guesses}:
        return telling
    raise UnreadableSourceError(f"{workbook.path}: it has no rows; save the table anew.")


def telling(guessed: Mapping[str, GuessedSheet]) -> dict[str, GuessedSheet]:
    """Return the sheets whose rows can be told apart, hidden ones only where no other is such.

    What is hidden is a list to choose from, mostly, or what others should not see. Of sheets that
    are called alike but for a year, the last year's is read.
    """
    found = {name: one for name, one in guessed.items() if one.names_something}
    shown = {name: one for name, one in found.items() if not one.hidden} or found
    last: dict[str, str] = {}
    for name in sorted(shown, key=_YEAR.findall):
        last[_YEAR.sub("", name) if _YEAR.search(name) else name] = name
    return {name: one for name, one in shown.items() if name in last.values()}


def guessed_mapping(guessed: Mapping[str, GuessedSheet]) -> TableMapping:
    """Return the mapping by which sheets whose rows can be told apart are read."""
    return TableMapping(sheets={name: one.rule for name, one in telling(guessed).items()})


def guess_sheet(sheet: Sheet, file: str) -> GuessedSheet:
    """Return what ``sheet`` of the ``file`` of this name is thought to be."""
    kind, why = _kind({"sheet": sheet.name, "file": file})
    known = set(known_fields(KINDS[kind].type))
    numbers = find_header(sheet, lambda header: _known_headers(header, known))
    if not numbers:
        return GuessedSheet(kind, why, (), (), sheet.hidden)
    header = header_at(sheet, numbers)
    values = samples(sheet, max(numbers), len(header))
    guesses = tuple(_guess(text, some, known) for text, some in zip(header, values, strict=True))
    return GuessedSheet(kind, why, numbers, _each_once(guesses), sheet.hidden)


def _kind(names: Mapping[str, str]) -> tuple[str, str]:
    """Return what one of ``names`` says of the rows, among other words; of two kinds, nothing."""
    for what, name in names.items():
        said = f" {fold(name)} "
        kinds = [
            kind
            for kind, words in _tables()["kinds"].items()
            if any(f" {fold(word)} " in said for word in words)
        ]
        if len(kinds) == 1:
            return kinds[0], f"the {what} is called {name!r}"
    return UNTIED, "nothing tells another kind"


def _known_headers(header: Header, known: set[str]) -> int:
    return sum(bool(_by_header(text, known)) for text in header)


def samples(sheet: Sheet, first: int, width: int) -> list[list[str]]:
    """Return the first values of each of ``width`` columns below row ``first``, no empty ones."""
    columns: list[list[str]] = [[] for _ in range(width)]
    for row in islice(sheet.rows(), first, first + LOOKED_AT):
        if not isinstance(row, BrokenRowError):
            for column, cell in zip(columns, map(as_text, row), strict=False):
                if cell:
                    column.append(cell)
    return columns


def _guess(header: str, values: Sequence[str], known: set[str]) -> Guess:
    ways = (_by_header, lambda _, all_: _by_value(values, all_), lambda text, _: _by_person(text))
    for way in ways:
        if found := way(header, known):
            return _refined(header, *found, values)
    states = Counter(value for value in values if fold(header) in _states())
    if len(states) > 1:
        why = "it may tell who is a member still: see `only`"
        return Guess(ColumnRule(header, (IGNORE,)), why, states.most_common(1)[0][0])
    why = "nothing is known of its header and its values" if values else "it is empty"
    return Guess(ColumnRule(header, (IGNORE,)), why)


def _refined(header: str, field: str, language: str, why: str, values: Sequence[str]) -> Guess:
    """Return the guess of a column as ``field``, with what its values say of their parts."""
    if field == "name" and values and all(map(_NUMBER.fullmatch, values)):
        return Guess(ColumnRule(header, (IGNORE,)), f"{why}, but its values are numbers")
    for form in FORMS:
        having = sum(map(form.fits, values))
        if field in form.fields and having >= ENOUGH_OF_A_FORM * max(len(values), 1):
            why = f"{why}; {having} of {len(values)} values {form.what}"
            return Guess(ColumnRule(header, form.template or (field,), language, form.split), why)
    order, shown = order_shown((field,), values)
    if order:
        why = f"{why}; {FIRST[order]} comes first, as {shown} shows"
    return Guess(ColumnRule(header, (field,), language, dates=order), why)


Found = tuple[str, str, str] | None
"""The field, the language of its texts ('' for the table's), and why."""


def _by_header(header: str, known: set[str]) -> Found:
    parts = [header, *reversed(header.split(JOINED))] if JOINED in header else [header]
    for part in parts:
        if kind := personal_field(part) or personal_field(_MARKED.sub(" ", part)):
            return PERSONAL, "", f"{part!r} is a field of personal data ({kind})"
    for part in parts:
        if found := _by_words(part, known):
            return (_by_person(part) or found) if found[0] in NAMES else found
    return None


def _by_person(header: str) -> Found:
    """Return that a column holds persons where a part of its header means one."""
    words = fold(header).split()
    for start, end in combinations(range(len(words) + 1), 2):
        if personal_field(person := " ".join(words[start:end])) == PERSON:
            return PERSONAL, "", f"{person!r} is a person, whose name is personal data"
    return None


def _by_words(header: str, known: set[str]) -> Found:
    if "://" in header:
        return None
    for text in dict.fromkeys((header, parted_humps(header))):
        words, language = _without_language(fold(text).split())
        for length in _lengths(words):
            if word := _telling(words, length, known):
                meaning = "a number of rows" if word.field == IGNORE else word.field
                why = f"{word.text!r} is {LANGUAGES[word.language]} for {meaning}"
                return word.field, language, why
    return None


def _lengths(words: list[str]) -> range:
    """Return how many words of a header are looked at together, all of them first."""
    numbers = {fold(word) for word in _tables()["numbers"]}
    whole = len(words) > FEW_WORDS or (words and words[-1] in numbers)
    return range(len(words), len(words) - 1 if whole else 0, -1)


def _telling(words: list[str], length: int, known: set[str]) -> Word | None:
    """Return what so many words of a header mean: the last ones, in French the first."""
    found = [
        word
        for start in range(len(words) - length, -1, -1)
        for word in _words().get(" ".join(words[start : start + length]), ())
        if word.field in known
    ]
    others = [word for word in found if word.language != "fr"]
    return next(iter([*others, *reversed(found)]), None)


def _without_language(words: list[str]) -> tuple[list[str], str]:
    """Part "name en" into its words and the language that the texts are in."""
    if len(words) > 1 and words[-1] in LANGUAGES:
        return words[:-1], words[-1]
    return words, ""


def _by_value(values: Sequence[str], known: set[str]) -> Found:
    if not values:
        return None
    personal = sum(may_be_personal(value) and bool(without_personal(value)[1]) for value in values)
    if personal >= ENOUGH * len(values):
        return (
            PERSONAL,
            "",
            f"{personal} of {len(values)} values are addresses or numbers of people",
        )
    for name in BY_VALUE:
        field = MEANING.get(name, name)
        read = sum(_reads(name, value) for value in values)
        if field in known and read >= ENOUGH * len(values):
            what = " but nothing says of what" if field == IGNORE else ""
            return field, "", f"{read} of {len(values)} values are of the type {name}{what}"
    return None


def _reads(name: str, value: str) -> bool:
    try:
        cleaner(name).clean(value)
    except UnparsedError:
        return False
    return name != "url" or _ADDRESS.match(value) is not None


def _each_once(guesses: tuple[Guess, ...]) -> tuple[Guess, ...]:
    """Let only the first of several columns be what a row can have once."""
    seen: set[tuple[str, str]] = set()
    result = []
    for one in guesses:
        field, language = one.rule.template[0], one.rule.language
        again = (field, language) in seen and not _several(field)
        seen.add((field, language))
        if again:
            one = Guess(
                ColumnRule(one.rule.header, (IGNORE,)), f"another column is {field} already"
            )
        result.append(one)
    return tuple(result)


def _several(field: str) -> bool:
    prop = load_model().properties.get(field)
    return prop.multiple if prop else field in (IGNORE, PERSONAL) or field in _relations()


@cache
def _relations() -> frozenset[str]:
    return frozenset(one.property for one in load_model().relations.values())


@cache
def _words() -> dict[str, list[Word]]:
    """Return what each folded word may mean, those of ``headers.yaml`` first."""
    found: dict[str, list[Word]] = {}
    for text, word in (*_table_words(), *_vocabulary_words()):
        found.setdefault(fold(text), []).append(word)
    return found


def _table_words() -> Iterator[tuple[str, Word]]:
    for field, languages in _tables()["fields"].items():
        for language, words in languages.items():
            for text in words:
                yield text, Word(field, language, text)


def _vocabulary_words() -> Iterator[tuple[str, Word]]:
    for prop in load_model().properties.values():
        for language, text in prop.label.items():
            if language in LANGUAGES and not prop.computed:
                yield text, Word(prop.name, language, text)


@cache
def _states() -> frozenset[str]:
    return frozenset(map(fold, _tables()["states"]))


@cache
def _tables() -> dict[str, Any]:
    tables: dict[str, Any] = yaml.safe_load(FILE.read_text("utf-8"))
    return tables
