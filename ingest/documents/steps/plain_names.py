"""New organisations by nothing but their capitals: "Skagen Light", „Kopų elektronika“,
"Kinderspital Maribor"."""

from __future__ import annotations

import re

from ingest.documents.claims import claim, free_runs
from ingest.documents.gazetteer import is_near, place_named
from ingest.documents.headed import clauses, trimmed
from ingest.documents.lexicon import lexicon_of
from ingest.documents.naming import Naming, naming_of
from ingest.documents.proper import BARE_NOUNS, is_proper
from ingest.documents.quoted import QUOTED
from ingest.documents.reading import Reading
from ingest.documents.rules import rules_of
from ingest.documents.runs import UPPER, Run
from ingest.documents.steps.columned_names import columned_names
from ingest.documents.steps.listed_names import listed_names
from ingest.documents.steps.repeated_names import agree_on_slugs

CONFIDENCE = 0.55
RULE = "plain-names"
_MOST_WORDS = 4
_QUOTES = ' \u00a0„“"«'
# Before the title of a talk in a programme.
_TIMED = re.compile(r"[ \t]*\d{1,2}[:.h]\d\d[^„“\"«\n]{0,12}")
_GENITIVE = re.compile(rf"['’]s [{UPPER}]\w+")


def plain_names(reading: Reading) -> None:
    """Find rows of capital words that no other step has taken for the name of anything.

    Where nouns have capitals, or names have one, only those in quotation marks (in languages that
    quote names) and those that end with a place. What stands in a row with them is found then.
    """
    naming, text = naming_of(reading.document.language), reading.document.text
    if rules_of("names", naming.language).get("quoted_names"):
        for found in QUOTED.finditer(text):
            line = text.rfind("\n", 0, found.start()) + 1
            if not _TIMED.fullmatch(text, line, found.start()) and _is_quoted_name(
                found[1], naming
            ):
                _claim(reading, found.start(), found.end())
    for run in free_runs(reading):
        for clause in clauses(run, naming) if len(run) > 1 else ():
            name = trimmed(clause, naming)
            if not _is_row(name, text, naming) or not is_proper(name, text, naming):
                continue
            name = _without_place(name, naming)
            if len(name) > 1 and not _is_something_else(name, reading, naming):
                _claim(reading, name[0].start, _end(text, name[-1].end))
    if any(one.rule == RULE for one in reading.mentions):
        agree_on_slugs(reading)
        listed_names(reading)
        columned_names(reading)


def _claim(reading: Reading, start: int, end: int) -> None:
    claim(reading, "organisation", start, end, RULE, CONFIDENCE)


def _end(text: str, end: int) -> int:
    """Return where a name ends that goes on behind a genitive: "St Canice's Health"."""
    further = _GENITIVE.match(text, end)
    return further.end() if further else end


def _is_quoted_name(quote: str, naming: Naming) -> bool:
    """Whether a few words in quotation marks begin as a name, and are no title of an event."""
    words = quote.split()
    return (
        quote[0].isupper()
        and len(words) <= _MOST_WORDS
        and quote[-1] not in ".!?,"
        and not words[-1].isdigit()
        and not any(naming.is_other(word) for word in words)
    )


def _is_row(name: Run, text: str, naming: Naming) -> bool:
    """Whether several words in capitals stand in one line, more than the beginning of a sentence
    among small ones."""
    capitals = [word for word in name if not word.small]
    if len(capitals) < 2 or any(word.text[0].isdigit() for word in capitals):
        return False
    quote = text[name[0].start : name[-1].end]
    before = text[: name[0].start].rstrip(_QUOTES)
    begins = not before or before[-1] in ".!?:\n"
    if "\n" in quote or quote.isupper() or (begins and len(capitals) < len(name)):
        return False
    return naming.language not in BARE_NOUNS or (
        len(name) == len(capitals) == 2
        and before[-1:].isalpha()
        and name[1].text.istitle()
        and _is_near(name[1].text, naming)
    )


def _is_near(word: str, naming: Naming) -> bool:
    place = place_named(word, naming.language)
    return place is not None and place.level == "city" and is_near(place)


def _without_place(name: Run, naming: Naming) -> Run:
    """Return a name without the place behind a small word: "Alba Nova of Lund"."""
    if len(name) > 2 and name[-2].text == "of" and place_named(name[-1].text, naming.language):
        return trimmed(name[:-1], naming)
    return name


def _is_something_else(name: Run, reading: Reading, naming: Naming) -> bool:
    """Whether a name is a technology's, or goes on from a place."""
    text = reading.document.text
    quote = text[name[0].start : name[-1].end]
    if any(word.small for word in name) and place_named(name[0].text, naming.language):
        return True
    matches = lexicon_of(reading.known, naming.language).technologies.find(quote)
    return any(match.quote == quote for match in matches)
