"""Whether capital words look like a name that nobody has announced."""

from __future__ import annotations

import re

from ingest.documents.gazetteer import place_named
from ingest.documents.naming import Naming
from ingest.documents.persons import is_person
from ingest.documents.rules import rules_of
from ingest.documents.runs import Run
from ontology.fold import fold

_LONGEST_COMMON_ACRONYM = 4
_BEFORE = re.compile(r"([\w-]+)\.? [„“\"«]?$")
# Languages that write nouns in capitals, or begin sentences with bare nouns.
BARE_NOUNS = frozenset({"de", "lt", "pl"})


def is_proper(name: Run, text: str, naming: Naming, *, listed: bool = False) -> bool:
    """Whether capital words are no place, no person, no topic and no ordinary word.

    One word alone must not stand where any word has a capital, unless it has one inside; nor be a
    plural, unless it is ``listed`` between two names.
    """
    capitals = [word.text for word in name if not word.small and not word.text.isdigit()]
    if not capitals or place_named(text[name[0].start : name[-1].end], naming.language):
        return False
    if _is_region(name, text, naming):
        return False
    before = _word_before(text, name[0].start)
    if any(naming.is_other(word) for word in (*capitals, before)):
        return False
    if len(capitals) == 1 and naming.nation(capitals[0]):
        return False
    if is_person(capitals, before, naming):
        return False
    if all(naming.topical(word) or naming.heads_name(word) for word in capitals):
        return False
    if any(naming.announced[word] for word in capitals):
        return False
    return len(capitals) > 1 or stands_out(capitals[0]) or _unusual(name, text, naming, listed)


def _is_region(name: Run, text: str, naming: Naming) -> bool:
    """Whether words are a region's name with a word before it: "Regione Lombardia"."""
    return (
        len(name) > 1
        and name[0].text in rules_of("names", "any")["before_regions"]
        and place_named(text[name[1].start : name[-1].end], naming.language) is not None
    )


def _word_before(text: str, start: int) -> str:
    found = _BEFORE.search(text, max(start - 40, 0), start)
    return found[1] if found else ""


def stands_out(word: str) -> bool:
    """Whether a word has capitals inside, as acronyms and brands have."""
    return any(letter.isupper() for letter in word[1:]) and len(word) > 2


def is_common_acronym(word: str) -> bool:
    """Whether capitals are so few that they may be anybody's: "EU", "R&D", of projects."""
    return word.isupper() and len(word) <= _LONGEST_COMMON_ACRONYM


def _unusual(name: Run, text: str, naming: Naming, listed: bool) -> bool:
    """Whether one plain word in capitals is a name: no opener, no word in small letters too."""
    word = name[0].text
    return (
        (listed or naming.language not in BARE_NOUNS)
        and len(word) > 3
        and not naming.starts(word)
        and not is_written_small(word, text)
        and (listed or not fold(word).endswith("s"))
    )


def is_written_small(word: str, text: str) -> bool:
    """Whether a text has a word in small letters too, and not in an address: "www.lumora.com"."""
    small = word.lower()
    return f" {small}" in text and bool(re.search(rf"\s{re.escape(small)}(?!\S*[@.]\w)", text))
