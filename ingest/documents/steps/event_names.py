"""Events by their names: "MedOptica 2023", "Forum Bloc", "the Windermere Talks"."""

from __future__ import annotations

import re
from functools import cache

from ingest.documents.claims import claim, free_runs
from ingest.documents.gazetteer import place_named
from ingest.documents.grammar import grammar
from ingest.documents.headed import PURPOSES, trimmed
from ingest.documents.legal import legal_form
from ingest.documents.naming import Naming, naming_of
from ingest.documents.patterns import alternatives
from ingest.documents.proper import is_written_small, stands_out
from ingest.documents.reading import Reading
from ingest.documents.rules import rules_of
from ingest.documents.runs import Run, Word
from ontology.fold import fold

CONFIDENCE = 0.85
_YEAR = re.compile(r"(?:19\d\d|20[0-3]\d)")
_WORD_BEFORE = re.compile(r"([\w-]+)[ \u00a0][„“\"«]?$")


def event_names(reading: Reading) -> None:
    """Find names that end with a year, or begin or end with a word of events' names.

    They are found before those of organisations, whose heads and brands stand in them too.
    """
    language, text = reading.document.language, reading.document.text
    naming, word = naming_of(language), event_word(language)
    if not word:
        return
    for found in _fairs().finditer(text) if any(map(text.__contains__, _beginnings())) else ():
        claim(reading, "event", found.start(), found.end(), "event-names/fairs", CONFIDENCE)
    for run in free_runs(reading):
        name = _name(trimmed(run, naming), naming, word)
        if name and not _is_other(name, text, naming, word):
            claim(reading, "event", name[0].start, name[-1].end, "event-names", CONFIDENCE)


@cache
def _names() -> tuple[str, ...]:
    """The names of fairs that are held again and again."""
    return tuple(rules_of("names", "any")["fairs"])


@cache
def _beginnings() -> frozenset[str]:
    """The words that they begin with."""
    return frozenset(name.split()[0] for name in _names())


@cache
def _fairs() -> re.Pattern[str]:
    """What finds them."""
    names = "|".join(re.escape(name).replace(r"\ ", r"[ \n]") for name in _names())
    return re.compile(rf"(?<![\w-])(?:{names})(?: {_YEAR.pattern})?(?![\w-])")


@cache
def event_word(language: str) -> re.Pattern[str] | None:
    """Return what finds a word of events' names in a language, folded and with a space behind it;
    None where there are no rules."""
    rules = grammar(language)
    return re.compile(alternatives(rules.said["event names"])) if rules else None


def _name(run: Run, naming: Naming, word: re.Pattern[str]) -> Run:
    """Return the part of a run that is the name of an event; () for none."""
    for at, one in enumerate(run):
        if at and _YEAR.fullmatch(one.text) and not run[at - 1].small:
            return _behind_preposition(run[: at + 1], naming)
    capitals = [at for at, one in enumerate(run) if not one.small]
    for at in capitals:
        if word.fullmatch(f"{fold(run[at].text)} "):
            begins = at == 0 or run[at - 1].small
            leads = not naming.capital_nouns
            if begins and leads and at < capitals[-1] and _goes_on(run[at + 1], naming):
                return run[at:]
            if at == capitals[-1] and not begins:
                return _behind_preposition(run, naming)
    return ()


def _goes_on(word: Word, naming: Naming) -> bool:
    """Whether a word behind one of events is of a name: "Forum Bloc", "Jornada de Fotónica"."""
    return not word.small or fold(word.text) in naming.of


def _behind_preposition(run: Run, naming: Naming) -> Run:
    """The words of a run behind its last small word, unless that is "and", or "for" in a language
    that has capitals in titles: "Photonics for Health Summit"."""
    joining = naming.conjunctions if naming.capital_nouns else naming.conjunctions | PURPOSES
    small = [at for at, one in enumerate(run) if one.small and fold(one.text) not in joining]
    return trimmed(run[small[-1] + 1 :] if small else run, naming)


def _is_other(name: Run, text: str, naming: Naming, word: re.Pattern[str]) -> bool:
    """Whether a name is of something else: an organisation, a project, a place or a month."""
    words = [one for one in name if not one.small]
    told = [one for one in words if any(map(str.isalpha, one.text))]
    before = _WORD_BEFORE.search(text, max(name[0].start - 40, 0), name[0].start)
    return (
        not told
        or len(words) < 2
        or any(naming.heads_name(one.text) or naming.opens(one.text) for one in told)
        or bool(before and naming.announced[before[1]])
        or legal_form().match(text, name[-1].end + 1) is not None
        or place_named(text[told[0].start : told[-1].end], naming.language) is not None
        or (len(told) == 1 and not _alone(name, told[0], text, naming, word))
    )


def _alone(name: Run, one: Word, text: str, naming: Naming, word: re.Pattern[str]) -> bool:
    """Whether one word before a number is a name, and no noun that a language has in capitals;
    before a year it may be a word of any event, elsewhere not: "Day 3"."""
    if stands_out(one.text):
        return True
    if word.fullmatch(f"{fold(one.text)} ") and not _YEAR.fullmatch(name[-1].text):
        return False
    return not naming.capital_nouns and not is_written_small(one.text, text)
