"""New names that the words beside them announce: "the project Photon Bridge East",
"the DERMASPECT project", "bendrovė „Nemuno optika“", "RETINOVA, un projet financé par …".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ingest.documents.claims import claim, free_runs
from ingest.documents.gazetteer import place_named
from ingest.documents.headed import clauses, trimmed
from ingest.documents.naming import WORD, Naming, naming_of
from ingest.documents.proper import is_common_acronym, stands_out
from ingest.documents.quoted import QUOTED
from ingest.documents.reading import Reading
from ingest.documents.rules import COMMON, rules_of
from ingest.documents.runs import Run
from ontology.fold import fold

CONFIDENCE = 0.75
KINDS = ("project", "programme", "event", "organisation")
_WORD_BEFORE = re.compile(r"([\w-]+)(?:[ \u00a0\n]|: )$")
# Brackets may stand between: "the LUMENTRA (Linking Users to Light) project".
_WORD_BEHIND = re.compile(r"[”“\"»]?(?: \([^()\n]*\))?[ \u00a0]([\w-]+)")
# The last words before a comma: "an information day for applicants, Chips for Clinics".
_APPOSED = re.compile(r"((?:[^\W\d_]+[ ’']){0,2}[^\W\d_]+), [„“\"«]?$")
_EXPLAINED = re.compile(r"[”“\"»]?(?: \([^()]*\))?(?:,| –| -| is| ist| est| es| è| yra| to) ")
_LONGEST_CALL, _LONGEST_PHRASE = 20, 60
# So short is no line of a text that is wrapped: the next one does not go on with it.
_SHORTEST_LINE = 50
# How many words may stand between a name and what it is said to be: ", a new joint project".
_WORDS_BETWEEN = 4
_NOTHING = frozenset[str]()
_EVENT = frozenset({"event"})
_ORGANISATION = frozenset({"organisation"})
_UNSAID = _ORGANISATION | _EVENT
_CLOSING = frozenset(",.;")
_MARKS = '„“”"«» \u00a0'

# "a £1.9m project"
_AMOUNT = re.compile(r"[\d.,]+\w{0,2}")


def quoted_names(reading: Reading) -> None:
    """Find names in quotation marks that neighbouring words announce, whatever stands in them."""
    naming = naming_of(reading.document.language)
    for found in QUOTED.finditer(reading.document.text):
        _claim(reading, naming, found.start(), found.end())


def announced_names(reading: Reading) -> None:
    """Find names in capitals that neighbouring words announce."""
    naming = naming_of(reading.document.language)
    for run in free_runs(reading):
        for clause in _names(run, naming):
            _claim(reading, naming, clause[0].start, clause[-1].end)


def _claim(reading: Reading, naming: Naming, start: int, end: int) -> None:
    kinds = _announced(reading.document.text, start, end, naming)
    kind = next((one for one in KINDS if one in kinds), None)
    if kind == "event" and not _may_be_event(reading.document.text, start, end, naming):
        return
    if kind:
        claim(reading, kind, start, end, "announced-names", CONFIDENCE)


def _names(run: Run, naming: Naming) -> Iterator[Run]:
    """Yield what may be a name of a run: what follows a word that announces, or its clauses."""
    for clause in clauses(run, naming):
        first = 1 if naming.nation(clause[0].text) else 0  # "Danish SME Alba"
        begin = next(
            (
                place + 1
                for place, word in enumerate(clause)
                if (place == first or naming.capital_nouns) and naming.announced[word.text]
            ),
            0,
        )
        name = trimmed(clause[begin:], naming)
        if name:
            yield _without_verb(name)


def _without_verb(name: Run) -> Run:
    """Return an acronym without the word before it that begins a title: "Arranca DERMOLUZ"."""
    if len(name) == 2 and name[1].text.isupper() and name[0].text[1:].islower():
        return name[1:]
    return name


def _may_be_event(text: str, start: int, end: int, naming: Naming) -> bool:
    """Whether a name is no place, and in quotation marks or more than one plain word."""
    quote = text[start:end]
    several = " " in quote.strip() or stands_out(quote.strip(_MARKS))
    return (several or quote[0] in _MARKS) and not place_named(quote, naming.language)


def _announced(text: str, start: int, end: int, naming: Naming) -> set[str]:
    """Return the kinds that the word before or behind a name, or what follows a comma, says."""
    kinds: set[str] = set()
    words = _words_before(text, start, naming)
    quoted = text[start] in _MARKS
    for word in words:
        kinds |= naming.announced[word]
    if len(words) == 1 and not quoted:
        kinds -= _EVENT
    kinds |= _explained(text, end, naming)
    if text[end : end + 1] in _CLOSING and ", " in text[max(start - 3, 0) : start]:
        kinds |= _apposed(text, start, naming)
    behind = _WORD_BEHIND.match(text, end)
    said = naming.announced[behind[1]] - (_ORGANISATION if quoted else _UNSAID) if behind else ()
    return kinds.union(said) if said and _looks_like_name(text, start, end, naming) else kinds


def _apposed(text: str, start: int, naming: Naming) -> frozenset[str]:
    """Return whether the words before a comma say that an event follows."""
    found = _APPOSED.search(text, max(start - 60, 0), start)
    words = re.split("[ ’']", found[1]) if found else ()
    return _EVENT if any("event" in naming.announced[word] for word in words) else _NOTHING


def _words_before(text: str, start: int, naming: Naming) -> list[str]:
    """Return the word before a name; where it says "called" or "European", as in "le projet
    européen OPTIGO2", the one before that too, and "projet" of "projet de recherche OPTIGO2"."""
    before = _WORD_BEFORE.search(text, max(start - 40, 0), start)
    line = start - 1 - text.rfind("\n", 0, max(start - 1, 0))
    if not before or (text[start - 1] == "\n" and line < _SHORTEST_LINE):
        return []
    if noun := _exemplified(text[max(start - _LONGEST_PHRASE, 0) : start], naming.language):
        return [noun]
    named = naming.stem(before[1]) in naming.named or naming.describes(before[1])
    further = _WORD_BEFORE.search(text, max(before.start() - 40, 0), before.start())
    if further and fold(further[1]) in naming.of and not naming.announced[before[1]]:
        named = True
        further = _WORD_BEFORE.search(text, max(further.start() - 40, 0), further.start())
    begin = further.start() if named and further else before.start()
    if text[max(begin - _LONGEST_CALL, 0) : begin].rstrip().lower().endswith(_common("calls")):
        return []
    return [before[1], further[1]] if named and further else [before[1]]


def _exemplified(before: str, language: str) -> str:
    """Return the noun of which the names that follow are instances: "companies such as …"."""
    phrase = next(filter(before.endswith, _instances(language)), "")
    words = before.removesuffix(phrase).split() if phrase else []
    return words[-1].rstrip(",") if words else ""


@cache
def _instances(language: str) -> tuple[str, ...]:
    return tuple(f" {words} " for words in rules_of("names", language).get("instances", ()))


@cache
def _common(name: str) -> tuple[str, ...]:
    return tuple(rules_of("names", COMMON)[name])


def _looks_like_name(text: str, start: int, end: int, naming: Naming) -> bool:
    """Whether more than the beginning of a sentence gives words their capitals."""
    quote = text[start:end]
    begins = not text[:start].strip() or text[:start].rstrip(" ")[-1] in ".!?:\n"
    if is_common_acronym(quote) or _AMOUNT.fullmatch(quote):
        return False
    if quote.endswith(_common("paid")) or naming.nation(quote):
        return False
    return not begins or " " in quote or not quote[0].isalpha() or not quote[1:].islower()


def _explained(text: str, end: int, naming: Naming) -> frozenset[str]:
    """Return the kinds that a name is followed by: ", a new project"."""
    mark = _EXPLAINED.match(text, end)
    if not mark:
        return _NOTHING
    rest = text[mark.end() : mark.end() + 80].partition(",")[0].partition(".")[0]
    article, *words = WORD.findall(rest)[:_WORDS_BETWEEN] or [""]
    if not naming.opens(article):
        return naming.announced[article] if mark.group().endswith(", ") else _NOTHING
    kinds: set[str] = set()
    for word in words:
        if naming.capital_nouns or word[0].islower():
            kinds |= naming.announced[word]
        if word[0].isupper() or fold(word) in naming.connectors:
            break
    return frozenset(kinds)
