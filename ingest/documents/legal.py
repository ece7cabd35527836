"""Legal forms where they stand in a text: before a name, or behind it."""

from __future__ import annotations

import re
from functools import cache

from ingest.documents.rules import rules_of
from ontology.values.legal_forms import spellings

_GAP = r"[\s\u00a0]"
_QUOTES = '„“"«'
_INNER_STOP = re.compile(r"(?<=[a-z])\\\.(?=\w)|\\\.(?=[a-z])")
_LONGEST = 60
"""So many characters before a name its legal form may begin."""


def end_with_form(text: str, end: int) -> int:
    """Return where a name that ends at ``end`` ends with the legal form behind it, if one is."""
    found = _behind().match(text, end)
    return found.end() if found else end


def start_with_form(text: str, start: int) -> int:
    """Return where a name that starts at ``start`` starts with the legal form before it, if any."""
    first = max(start - _LONGEST, 0)
    before = text[first:start].rstrip().rstrip(_QUOTES).rstrip()
    found = _before().search(text, first, start) if before.endswith(_last_words()) else None
    return found.start(1) if found else start


@cache
def legal_form() -> re.Pattern[str]:
    """What finds legal forms as whole words."""
    return re.compile(rf"(?<![\w.])(?:{_alternatives()})(?!\w)")


@cache
def _behind() -> re.Pattern[str]:
    """The form behind a name, unless it stands before the next: "„A“, UAB „B“"."""
    return re.compile(rf"[”“\"»]?,?{_GAP}*(?<!\w)(?:{_alternatives()})(?!\w)(?!{_GAP}+[„“«])")


@cache
def _before() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)({_alternatives()}){_GAP}+[{_QUOTES}]?$")


@cache
def _alternatives() -> str:
    """An expression for one of the forms, the longest first: most words begin with no letter that
    one begins with, which is told at once."""
    firsts = re.escape("".join(sorted({one[0] for one in _every()})))
    listed = "|".join(map(_pattern, sorted(_every(), key=lambda one: (-len(one), one))))
    return f"(?=[{firsts}])(?:{listed})"


@cache
def _last_words() -> tuple[str, ...]:
    """What the forms end with."""
    return tuple(sorted({one.split()[-1] for one in _every()}))


@cache
def _every() -> frozenset[str]:
    """The forms in all the ways to write them."""
    rules = rules_of("names", "any")
    listed = spellings() - set(rules["not_legal_forms"]) | set(rules["legal_forms_also"])
    return frozenset(form for one in listed for form in _written(one))


def _written(form: str) -> set[str]:
    """Return the ways to write a form; one with full stops may be in small letters."""
    found = {form} if form.islower() else {form, form.replace(".", "")}
    if "." in form:
        found.add(form.lower())
    return {one for one in found if one.strip() and (one == form or len(one) > 1)}


def _pattern(form: str) -> str:
    """An expression for a form, with a space behind its full stops or without: "e. V."; not
    between two capitals, which may be the initials of a person."""
    escaped = re.escape(form).replace(r"\ ", rf"{_GAP}*")
    return _INNER_STOP.sub(lambda _: rf"\.{_GAP}?", escaped)
