"""New organisations by their legal forms: "Saale Medizinoptik GmbH", "UAB „Nemuno optika“"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from ingest.documents.claims import claim
from ingest.documents.gazetteer import is_adjective_of_city, place_named
from ingest.documents.headed import clauses, is_halved, trimmed
from ingest.documents.legal import legal_form
from ingest.documents.naming import Naming, naming_of
from ingest.documents.reading import Reading
from ingest.documents.rules import COMMON, rules_of
from ingest.documents.runs import CAPITAL, UPPER, Run, runs
from ontology.fold import fold

CONFIDENCE = 0.9
_QUOTED = re.compile(r"[ \u00a0]*[„“\"«]([^„“”\"«»\n]{2,80})[“”\"»]")
_JUST_BEFORE = re.compile(r"[”“\"»]?(?: \(([^\W\d_][^()\n]{1,30})\))?,?[ \u00a0]*")
_LONGEST = 6
_WIDEST = 60
"""So many characters before a name its titles may begin."""
_SMALL = re.compile(r"(?<![^\W\d_]- )(?<![\w.@/-])([^\W\d_A-Z]{4,})[ \u00a0]$")
_ENDINGS = ("e", "en", "er", "es", "em")
"""Of German adjectives before nouns."""
_KIND = "organisation"
_ARTICLES = frozenset({"der", "die", "das", "den", "dem", "des"})


def legal_names(reading: Reading) -> None:
    """Find names with a legal form before or behind them."""
    text, naming = reading.document.text, naming_of(reading.document.language)
    found = list(legal_form().finditer(text))
    rows = runs(text, reading.document.language) if found else ()
    for form in found:
        span = _quoted_behind(text, form) or _before(text, form, rows, naming)
        span = span or _behind(text, form)
        if span:
            claim(reading, "organisation", *span, "legal-names", CONFIDENCE)


def _quoted_behind(text: str, form: re.Match[str]) -> tuple[int, int] | None:
    quoted = _QUOTED.match(text, form.end())
    return (form.start(), quoted.end()) if quoted else None


def _before(
    text: str, form: re.Match[str], rows: Iterable[Run], naming: Naming
) -> tuple[int, int] | None:
    """Return the name that ends where the form begins, in quotation marks or not."""
    before = text[max(form.start() - 90, 0) : form.start()]
    if quoted := re.search(r"[„“\"«][^„“”\"«»\n]{2,80}[“”\"»],?[ \u00a0]*$", before):
        return form.start() - len(before) + quoted.start(), form.end()
    for row in rows:
        words = tuple(word for word in row if word.start < form.start())
        gap = _JUST_BEFORE.fullmatch(text, words[-1].end, form.start()) if words else None
        if gap and (not gap[1] or place_named(gap[1], naming.language)):
            last = _last_name(words, naming)
            name = trimmed(_behind_nouns(trimmed(last, naming), naming), naming)[-_LONGEST:]
            name = _without_origin(text, name, naming)
            return (_with_initials(text, name[0].start, naming), form.end()) if name else None
    return _in_small_letters(text, form, naming)


def _last_name(words: Run, naming: Naming) -> Run:
    """Return the last of the names that a row holds: all of "Alba und Söhne", and of "Alba Laser-
    und Medizintechnik"."""
    *before, last = clauses(words, naming)
    if before and (
        all(fold(word.text) in _listed("kin") for word in last)
        or is_halved(before[-1][-1], words[-len(last) - 1])
    ):
        return words[-len(before[-1]) - 1 - len(last) :]
    return last


def _with_initials(text: str, start: int, naming: Naming) -> int:
    """Return where a name begins with the titles and initials before it: "Dr. Alba GmbH",
    "B. Alba AG"; a letter behind a noun may count that: "Phase B. Alba GmbH"."""
    found = _initials().search(text, max(start - _WIDEST, 0), start)
    if not found:
        return start
    before, titles = found.groups()
    counts = before[:1].isupper() and not naming.starts(before) and titles[1] == "."
    return start if counts else found.start(2)


@cache
def _initials() -> re.Pattern[str]:
    titles = "|".join(map(re.escape, sorted(_listed("firms_begin"))))
    many = rf"(?:(?:{titles})[ \u00a0]|[{UPPER}]\.[ \u00a0]?)+"
    return re.compile(rf"(\w*)[^\w.]*(?<![\w.-])({many})$")


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(rules_of("names", COMMON)[name])


def _behind_nouns(name: Run, naming: Naming) -> Run:
    """Return a name without nouns before it, where they have capitals: "Sensorhersteller Alba AG",
    "Aufnahme der Alba AG"; a head before an article is part of it."""
    if not naming.capital_nouns or not name or naming.heads_name(name[0].text):
        return name
    begins = [
        at + 1
        for at, word in enumerate(name[:-1])
        if (word.small and fold(word.text) in _ARTICLES) or naming.announces(word.text, _KIND)
    ]
    return name[begins[-1] :] if begins else name


def _without_origin(text: str, name: Run, naming: Naming) -> Run:
    """Return a name without the adjective of its city behind an article: "die Ulmer Alba GmbH"; it
    is part of one that goes on with what is dealt in: "die Ulmer Optik GmbH"."""
    if not naming.capital_nouns or len(name) < 2 or _word_before(text, name) not in _ARTICLES:
        return name
    further = name[1].text
    if naming.topical(further) or naming.heads_name(further):
        return name
    return name[1:] if is_adjective_of_city(name[0].text, naming.language) else name


def _word_before(text: str, name: Run) -> str:
    return fold("".join(text[max(name[0].start - 10, 0) : name[0].start].split()[-1:]))


def _in_small_letters(text: str, form: re.Match[str], naming: Naming) -> tuple[int, int] | None:
    """Return a name in small letters before a form: "die alba GmbH". German adjectives have
    endings there, so that what has none is a name."""
    found = _SMALL.search(text, max(form.start() - _WIDEST, 0), form.start())
    if not found or not naming.capital_nouns or found[1].endswith(_ENDINGS):
        return None
    return None if naming.starts(found[1]) else (found.start(1), form.end())


def _behind(text: str, form: re.Match[str]) -> tuple[int, int] | None:
    """Return the name that follows a form without quotation marks: "UAB Ekspla"."""
    name = CAPITAL.match(text, form.end() + 1)
    return (form.start(), name.end()) if name and text[form.end()] == " " else None
