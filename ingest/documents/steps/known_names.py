"""Mentions of organisations, projects, programmes and events that are known by name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import takewhile

from ingest.documents.findings import Mention
from ingest.documents.gazetteer import place_named
from ingest.documents.grammar import grammar
from ingest.documents.known import Known, Named
from ingest.documents.lexicon import Lexicon, bare, is_at_home, lexicon_of
from ingest.documents.naming import Naming, naming_of
from ingest.documents.proper import stands_out
from ingest.documents.reading import Reading
from ingest.matcher import LONGEST_ACRONYM, Match
from ontology.fold import fold
from ontology.regions import load_regions

SURE, BY_CONTEXT = 0.95, 0.8
_JOINTS = ("-", "*")
_SPACES, _LONGEST_WORD = " \u00a0", 30
# Up to three words that follow a name in its line.
_BEHIND = re.compile(r"(?:[ \u00a0][^\W\d_][\w-]*){1,3}")
# So many words are a name also where the first is in small letters.
_WORDS_OF_TITLE = 4


def known_names(reading: Reading) -> None:
    """Find known names; one that several things bear is linked by context, or left."""
    document, known = reading.document, reading.known
    lexicon = lexicon_of(known, document.language)
    matches = [
        match
        for match in lexicon.names.find(document.text)
        if _written_as_name(match, known)
        and _stands_alone(match, reading)
        and not _is_other_acronym(match, lexicon)
    ]
    matches = [one for one in matches if not _goes_on(one, reading)]
    sure = {match.concept for match in matches if not match.others}
    for match in matches:
        meant = _meant(match, sure, reading)
        if meant:
            confidence = BY_CONTEXT if match.others else SURE
            reading.mentions.append(
                Mention(
                    meant.kind,
                    match.start,
                    match.end,
                    meant.id,
                    confidence=confidence,
                    rule="known-names",
                )
            )


def _written_as_name(match: Match, known: Known) -> bool:
    """Whether a quote begins as a name does: in capitals, unless the name has none itself."""
    first, last = match.quote[0], match.quote.split()[-1]
    if first.isupper() or first.isdigit() or len(match.quote.split()) >= _WORDS_OF_TITLE:
        return True
    if match.quote.count(" ") == 1 and last[0].isupper():  # "the pole Optitec"
        return True
    things = [known.things[id_] for id_ in (match.concept, *match.others)]
    names = (name for one in things for _, name in one.names)
    firms = (one for one in things if one.kind == "organisation")
    short = (name for one in firms for name in one.acronyms if _is_mixed(name))
    return any(bare(name) == match.quote for name in names) or match.quote in map(str.lower, short)


def _is_other_acronym(match: Match, lexicon: Lexicon) -> bool:
    """Whether capitals are an acronym, and only their stem is known: "UMC" of UMCS."""
    if not match.quote.isupper() or not 2 < len(match.quote) <= LONGEST_ACRONYM:
        return False
    ids = (match.concept, *match.others)
    return not any(fold(match.quote) in lexicon.called[id_] for id_ in ids)


def _is_mixed(name: str) -> bool:
    """Whether a short name has capitals of its own kind, and so may have none: "SECPhO"."""
    return stands_out(name) and not name.isupper()


def _stands_alone(match: Match, reading: Reading) -> bool:
    """Whether a quote is no part of an identifier, nor the end of a word with a hyphen."""
    before = reading.document.text[max(match.start - 2, 0) : match.start]
    return not (before[-1:] in _JOINTS and before[0].isalnum()) and not any(
        one.kind == "identifier" and one.start <= match.start < one.end for one in reading.mentions
    )


def _goes_on(match: Match, reading: Reading) -> bool:
    """Whether a name is the beginning of another's: "Thales Photonics Institute", "Tampere
    University Hospital"."""
    text, naming = reading.document.text, naming_of(reading.document.language)
    thing = reading.known.things[match.concept]
    words = _BEHIND.match(text, match.end)
    rest = words[0].split() if words else []
    if thing.kind == "project":
        return match.quote.istitle() and bool(rest) and _ends_brand(rest[0], naming)
    if match.others or thing.kind != "organisation":
        return False
    if _is_end(match, thing, text, naming) or (
        rest and match.quote.isupper() and naming.ends_product(rest[0])
    ):
        return True
    if rest and thing.type != "Hospital" and fold(rest[0]) in _care(reading.document.language):
        return True
    capitals = list(takewhile(lambda word: word[0].isupper(), rest))
    return len(capitals) > 1 and naming.heads_name(capitals[-1])


def _ends_brand(word: str, naming: Naming) -> bool:
    """Whether a word makes a company's name of a project's: "Amplitude Laser"."""
    return word[0].isupper() and naming.ends_brand(word)


def _is_end(match: Match, thing: Named, text: str, naming: Naming) -> bool:
    """Whether a name is the end of another's, in another country: "Danish Optical Society",
    "Arizona Optics Valley"."""
    if " " not in match.quote or text[match.start - 1 : match.start] not in _SPACES:
        return False
    before = text[max(match.start - _LONGEST_WORD, 0) : match.start].split()
    if not before or not before[-1].isalpha() or not before[-1][0].isupper():
        return False
    if nation := naming.nation(before[-1]):
        return nation != thing.country and naming.heads_name(match.quote.split()[-1])
    if not thing.country or any(bare(name) == match.quote for _, name in thing.names):
        return False
    place = place_named(before[-1], naming.language)
    return place is not None and place.country != thing.country


@cache
def _care(language: str) -> frozenset[str]:
    """The words for hospitals, folded."""
    rules = grammar(language)
    return frozenset(map(fold, rules.said["nouns"]["organisation"]["hospital"] if rules else ()))


def _meant(match: Match, sure: set[str], reading: Reading) -> Named | None:
    """Return the one thing that is meant: by what else the text names, or by its country."""
    things = [reading.known.things[id_] for id_ in (match.concept, *match.others)]
    if len(things) == 1:
        return things[0]
    return (
        _one([one for one in things if one.id in sure])
        or _verbatim(things, match, reading)
        or _one([one for one in things if one.id == fold(match.quote)])
        or _one([one for one in things if one.country and _speaks_of(one.country, reading)])
        or _one([one for one in things if is_at_home(one, reading.document.language)])
    )


def _verbatim(things: Sequence[Named], match: Match, reading: Reading) -> Named | None:
    """Return the thing of which the longest name stands there by the letter: "Inoklaster LT+"."""
    text = reading.document.text
    sizes = [
        max((len(name) for _, name in one.names if text.startswith(name, match.start)), default=0)
        for one in things
    ]
    longest = max(sizes)
    fits = [one for one, size in zip(things, sizes, strict=True) if size == longest]
    return _one(fits) if longest else None


def _one(things: Sequence[Named]) -> Named | None:
    return things[0] if len(things) == 1 else None


def _speaks_of(country: str, reading: Reading) -> bool:
    """Whether a text names a country, or is written in a language that it is called by alone."""
    region = load_regions().get(country)
    return region is not None and any(
        name in reading.document.text for name in region.names.values()
    )
