"""What a column can be: the fields, their templates, and how their cells are read.

A field is a property of the vocabulary (``name``), a relation in lower camel case (``worksOn``),
a register (``pic``), a part of a place (``city``), something of the tie between the row and what
the sheet is about (``since``), or one of a few words: ``id``, ``type``, ``ignore``, ``personal``.
A template is several of them in one cell: ``name (acronym)``.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from graph.records import Value
from ontology.model import load_model
from ontology.terms import Scheme
from ontology.values import PartialDate, UnparsedError, cleaner
from ontology.values.identifiers import registers

IGNORE, PERSONAL = "ignore", "personal"
PLACE = ("country", "region", "nuts", "city", "postcode", "address", "latitude", "longitude")
TIE = ("since", "until", "role")
KEYS = ("id", "type")
# Fields that a space can part: a postcode has a digit, so that its end is seen.
PARTED_BY_SPACE = {("postcode", "city")}
YES = frozenset({"true", "yes", "y", "1", "x", "+", "taip", "ja", "oui", "vrai", "wahr"})
NO = frozenset({"false", "no", "n", "0", "-", "ne", "nein", "non", "faux", "falsch"})
_FIELD = re.compile(r"[A-Za-z][A-Za-z0-9]*")
# A word with a digit, or two; in the Netherlands two capitals follow.
_POSTCODE = r"(?:\d{4}\s[A-Z]{2}(?=\s)|\S*\d\S*(?:\s\S*\d\S*)?)"
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])|_")
NAMED = 5
"""So many values of a scheme are named where none is near."""
_EDGE = r"\s*{}\s*"

Template = tuple[str, ...]
"""Fields and the texts between them, by turns: ``("name", " (", "acronym", ")")``."""


@cache
def known_fields(type_: str) -> tuple[str, ...]:
    """Return the fields that a column of rows of this class may be."""
    model = load_model()
    properties = [name for name, one in model.properties_of(type_).items() if not one.computed]
    relations = [
        one.property for one in model.relations.values() if relation_of(one.property, type_)
    ]
    schemes = [
        name for name, one in registers().items() if one.kind in ("Entity", model.top(type_))
    ]
    every = (*KEYS, *properties, *schemes, *PLACE, *TIE, *sorted(relations), IGNORE, PERSONAL)
    return tuple(dict.fromkeys(every))


@dataclass(frozen=True, slots=True)
class Leading:
    """A relation that a column states: its name, whither, and whether it leads to the row."""

    name: str
    range: frozenset[str]
    inverse: bool


@cache
def relation_of(field: str, type_: str) -> Leading | None:
    """Return the relation that ``field`` names between a row of this class and its cells."""
    model = load_model()
    line = {one for kind in model.subclasses(type_) for one in model.ancestors(kind)}
    for relation in model.relations.values():
        if relation.property == field:
            targets = {target for source, target in relation.pairs if source in line}
            sources = {source for source, target in relation.pairs if target in line}
            if targets or sources:
                return Leading(relation.name, frozenset(targets or sources), not targets)
    return None


def template(text: str, known: tuple[str, ...]) -> Template | None:
    """Return ``text`` as a template, or None when it names no known field, or a wrong one.

    >>> template("name (acronym)", ("name", "acronym"))
    ('name', '(', 'acronym', ')')
    """
    parts = tuple(part.strip() for part in re.split(f"({_FIELD.pattern})", text) if part.strip())
    fields = [part for part in parts if _FIELD.fullmatch(part)]
    if not fields or fields[0] != parts[0] or not set(fields) <= set(known):
        return None
    adjoining = {two for two in pairwise(parts) if all(map(_FIELD.fullmatch, two))}
    return parts if adjoining <= PARTED_BY_SPACE else None


def template_text(parts: Template) -> str:
    """Return a template as people write it.

    >>> template_text(("name", "(", "acronym", ")"))
    'name (acronym)'
    """
    text = " ".join(parts)
    return text.replace("( ", "(").replace(" )", ")").replace(" ,", ",")


@cache
def _pattern(parts: Template) -> re.Pattern[str]:
    made = []
    for place, part in enumerate(parts):
        if not _FIELD.fullmatch(part):
            made.append(_EDGE.format(re.escape(part)))
        else:
            after_field = place > 0 and bool(_FIELD.fullmatch(parts[place - 1]))
            what = _POSTCODE if part == "postcode" else r"\S.*?"
            made.append((r"\s+" if after_field else "") + f"(?P<{part}>{what})")
    return re.compile("".join(made), re.DOTALL)


def parted(text: str, parts: Template) -> list[tuple[str, str]]:
    """Return (field, text) for a cell; all of it is the first field when the template does not fit.

    What has no digit is no postcode, but what comes next.

    >>> parted("Example Cluster (EXC)", ("name", "(", "acronym", ")"))
    [('name', 'Example Cluster'), ('acronym', 'EXC')]
    >>> parted("Example Cluster", ("name", "(", "acronym", ")"))
    [('name', 'Example Cluster')]
    >>> parted("Vilnius", ("postcode", "city"))
    [('city', 'Vilnius')]
    """
    if len(parts) == 1:
        return [(parts[0], text)]
    if found := _pattern(parts).fullmatch(text):
        return list(found.groupdict().items())
    no_postcode = parts[0] == "postcode" and not any(map(str.isdigit, text))
    return [(parts[1] if no_postcode and _FIELD.fullmatch(parts[1]) else parts[0], text)]


Read = Callable[[str], Value]


DATES: dict[str, PartialDate] = {
    "DMY": PartialDate(day_first=True),
    "MDY": PartialDate(day_first=False),
}
"""What reads dates by the order of day and month that is stated."""


@lru_cache(maxsize=1 << 16)
def value_of(name: str, text: str, dates: str = "") -> Value:
    """Return what ``text`` says as the property ``name``; ``dates`` is the order of dates.

    Raises UnparsedError with reason and remedy.
    """
    prop = load_model().properties[name]
    if dates and prop.cleaner == PartialDate.name:
        return DATES[dates].clean(text)
    if prop.scheme is not None:
        return _scheme_value(prop.scheme, text)
    if prop.cleaner:
        return cleaner(prop.cleaner).clean(text)
    return _READ.get(prop.datatype, _text)(text)


def parted_humps(text: str) -> str:
    """Return ``text`` with spaces between words that capitals or underscores part.

    >>> parted_humps("vatNumber"), parted_humps("short_name")
    ('vat Number', 'short name')
    """
    return _HUMP.sub(" ", text)


def _scheme_value(scheme: Scheme, text: str) -> str:
    found = scheme.find(text) or scheme.find(parted_humps(text))
    if found is None:
        near = difflib.get_close_matches(text, scheme.values, 3) or sorted(scheme.values)[:NAMED]
        remedy = f"write {' or '.join(near)}, or another of docs/vocabulary.md"
        raise UnparsedError(text, f"it is none of the {scheme.label['en']}", remedy)
    return found


def _text(text: str) -> str:
    return str(cleaner("name").clean(text))


def _integer(text: str) -> int:
    bare = re.sub(r"(?<=\d)[\s'.,](?=\d{3}\b)", "", text)
    if not re.fullmatch(r"[-+]?\d{1,18}", bare, re.ASCII):
        raise UnparsedError(text, "it is no whole number", "write digits alone")
    return int(bare)


def _decimal(text: str) -> float:
    bare = text.replace(",", ".")
    if not re.fullmatch(r"[-+]?\d{1,15}(\.\d{1,20})?", bare, re.ASCII):
        raise UnparsedError(text, "it is no number", "write digits, as in 54.687")
    return float(bare)


def _boolean(text: str) -> bool:
    word = text.casefold()
    if word not in YES | NO:
        raise UnparsedError(text, "it is neither yes nor no", "write yes or no")
    return word in YES


_READ: dict[str, Read] = {"integer": _integer, "decimal": _decimal, "boolean": _boolean}
