"""The first word of a new organisation's name in the place of the whole: "Humber", of Humber
Photon Works."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from ingest.documents.findings import Mention
from ingest.documents.gazetteer import is_near, place_named
from ingest.documents.headed import trimmed
from ingest.documents.lexicon import bare
from ingest.documents.naming import Naming, naming_of
from ingest.documents.reading import Reading
from ingest.documents.runs import Word, runs
from ontology.fold import fold

CONFIDENCE = 0.75
_SHORTEST = 5
_WORD_BEFORE = re.compile(r"([^\W\d_]+) $")
_NAMES = frozenset({"organisation", "project", "programme", "event"})


def first_words(reading: Reading) -> None:
    """Find them where nothing else in capitals stands beside them.

    Where names have one capital, first words are genitives, mostly of places.
    """
    document = reading.document
    naming = naming_of(document.language)
    meant = {} if naming.forms.genitives else _meant(reading, naming)
    if not meant:
        return
    begun = {one.start: one for one in reading.mentions if one.kind in _NAMES}
    found = []
    for word in _words(document.text, naming):
        one, there = meant.get(word.text), begun.get(word.start)
        if (
            one
            and not _is_where(word, document.text, naming)
            and (_is_new_word(there, one, word) if there else reading.free(word.start, word.end))
        ):
            told = one._replace(
                start=word.start, end=word.end, confidence=CONFIDENCE, rule="first-words"
            )
            found.append((there, told))
    if found:
        gone = [there for there, _ in found]
        kept = [one for one in reading.mentions if one not in gone]
        reading.revise([*kept, *(told for _, told in found)])


def _words(text: str, naming: Naming) -> Iterator[Word]:
    """The words in capitals beside which no other stands, nor a hyphen."""
    for run in runs(text, naming.language):
        name = trimmed(run, naming)
        if len(name) == 1 and text[name[0].start - 1 : name[0].start] != "-":
            yield name[0]


def _is_where(word: Word, text: str, naming: Naming) -> bool:
    """Whether a city's name says where: "In Hamamatsu", of Hamamatsu Photonics."""
    before = _WORD_BEFORE.search(text, max(word.start - 20, 0), word.start)
    says = before is not None and fold(before[1]) in naming.within
    return says and place_named(word.text, naming.language) is not None


def _is_new_word(there: Mention, one: Mention, word: Word) -> bool:
    """Whether the word itself was taken for a new organisation."""
    return (there.kind, there.end) == (one.kind, word.end) and there.id is None


def _meant(reading: Reading, naming: Naming) -> Mapping[str, Mention]:
    """First words that one name of the text alone begins with → the organisation."""
    named: defaultdict[str, dict[str, Mention]] = defaultdict(dict)
    text = reading.document.text
    for one in reading.mentions:
        word, *rest = bare(text[one.start : one.end]).split() or [""]
        if one.kind in _NAMES and rest:
            named[word].setdefault(one.meant, one)
    return {
        word: one
        for word, listed in named.items()
        for one in listed.values()
        if len(listed) == 1 and one.kind == "organisation" and one.slug
        if _is_distinctive(word, text, naming)
    }


def _is_distinctive(word: str, text: str, naming: Naming) -> bool:
    """Whether a word is neither one of the language or of many names, nor a place's name."""
    if len(word) < _SHORTEST or not word.isalpha() or not word[0].isupper():
        return False
    place = place_named(word, naming.language)
    return not (
        (place and (place.level != "city" or is_near(place)))
        or naming.starts(word)
        or naming.heads_name(word)
        or naming.topical(word)
        or naming.ends_brand(word)
        or naming.is_other(word)
        or naming.announced[word]
        or re.search(rf"(?<![\w./@-]){word.lower()}(?!\w*[@./]\w)", text)
    )
