"""What names mean word by word, so that one organisation is one in every language."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache, lru_cache

import yaml

from ingest.documents.gazetteer import place_named
from ingest.documents.inflection import inflection_of
from ingest.documents.known import Known
from ingest.documents.lexicon import bare, without_eponym
from ingest.documents.rules import FOLDER, LANGUAGES, rules_of
from ontology.fold import fold

Meaning = frozenset[str]
_FILE = FOLDER / "names" / "meanings.yaml"
# A place may have hyphens in its name; "l'industrie" is two words.
_PARTED = re.compile(r"[\s'’]+")
# In fewer words too many things are called the same, but for the university of a place.
_FEWEST_WORDS = 3
_UNIVERSITY = "university"


def meaning_of(name: str, language: str, country: str = "") -> Meaning | None:
    """Return what the words of a name mean, with a ``country`` that it leaves out; None where one
    means nothing that is known.

    >>> meaning_of("Graco medicinos universitete", "lt") == meaning_of(
    ...     "Medizinische Universität Graz", "de"
    ... )
    True
    """
    small = rules_of("names", language).get("connectors", ())
    words = _PARTED.split(bare(name))
    meanings = [_word(word, language) for word in words if fold(word) not in small]
    meaning = frozenset(" ".join((*meanings, country)).split())
    fewest = _FEWEST_WORDS - (_UNIVERSITY in meaning)
    return meaning if all(meanings) and len(meaning) >= fewest else None


@lru_cache(maxsize=4)
def meanings_in(known: Known) -> dict[Meaning, frozenset[str]]:
    """Return what names of known organisations mean, with the ids of those that bear them."""
    found: defaultdict[Meaning, set[str]] = defaultdict(set)
    for thing in known.things.values():
        for language, name in thing.names if thing.kind == "organisation" else ():
            for called in (name, *without_eponym(name)):
                meaning = meaning_of(called, language if language in LANGUAGES else "en")
                if meaning:
                    found[meaning].add(thing.id)
    return {meaning: frozenset(ids) for meaning, ids in found.items()}


@lru_cache(maxsize=1 << 16)
def _word(word: str, language: str) -> str:
    """Return what a word means: entries of the list, or the id of a place; "" for nothing."""
    listed = _words(language).get(inflection_of(language).stem(fold(word)))
    if listed:
        return listed
    place = place_named(word, language) if word[0].isupper() else None
    return place.id if place else ""


@cache
def _words(language: str) -> dict[str, str]:
    listed: dict[str, dict[str, list[str]]] = yaml.safe_load(_FILE.read_text("utf-8"))
    stem = inflection_of(language).stem
    return {
        stem(fold(word)): meaning
        for meaning, languages in listed.items()
        for word in languages.get(language, ())
    }
