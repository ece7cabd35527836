"""New organisations by their legal forms: "Saale Medizinoptik GmbH", "UAB „Nemuno optika“"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ingest.documents.claims import claim
from ingest.documents.headed import clauses, trimmed
from ingest.documents.legal import legal_form
from ingest.documents.naming import Naming, naming_of
from ingest.documents.reading import Reading
from ingest.documents.runs import CAPITAL, Run, runs
from ontology.fold import fold

CONFIDENCE = 0.9
_QUOTED = re.compile(r"[ \u00a0]*[„“\"«]([^„“”\"«»\n]{2,80})[“”\"»]")
_JUST_BEFORE = re.compile(r"[”“\"»]?,?[ \u00a0]*")
_LONGEST = 6
_KIND = "organisation"
_NOUNS_IN_CAPITALS = "de"
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
        if words and _JUST_BEFORE.fullmatch(text, words[-1].end, form.start()):
            *_, last = clauses(words, naming)
            name = trimmed(_behind_nouns(trimmed(last, naming), naming), naming)[-_LONGEST:]
            return (name[0].start, form.end()) if name else None
    return None


def _behind_nouns(name: Run, naming: Naming) -> Run:
    """Return a name without nouns before it, where they have capitals: "Sensorhersteller Alba AG",
    "Aufnahme der Alba AG"; a head before an article is part of it."""
    if naming.language != _NOUNS_IN_CAPITALS or not name or naming.heads_name(name[0].text):
        return name
    begins = [
        at + 1
        for at, word in enumerate(name[:-1])
        if (word.small and fold(word.text) in _ARTICLES) or naming.announces(word.text, _KIND)
    ]
    return name[begins[-1] :] if begins else name


def _behind(text: str, form: re.Match[str]) -> tuple[int, int] | None:
    """Return the name that follows a form without quotation marks: "UAB Ekspla"."""
    name = CAPITAL.match(text, form.end() + 1)
    return (form.start(), name.end()) if name and text[form.end()] == " " else None
