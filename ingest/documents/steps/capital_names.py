"""New projects by their capitals: FLUORCHIR; shorter ones where projects are told of."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache

from ingest.documents.claims import claim, free_runs
from ingest.documents.gazetteer import place_named
from ingest.documents.grammar import grammar
from ingest.documents.memo import Memo
from ingest.documents.naming import Naming, naming_of
from ingest.documents.persons import is_person
from ingest.documents.proper import is_written_small
from ingest.documents.reading import Reading
from ingest.documents.runs import Run, Word
from ontology.fold import fold

CONFIDENCE = 0.65
_LETTERS = (5, 6, 6)
"""Letters that a name must have at least where its own sentence speaks of projects, where one
beside it does, and elsewhere."""
_FAR = 2
_PAYING = frozenset({"programme", "identifier"})
_MOST_WORDS = 2
_PATH = re.compile(r" ?[>»|!/]")


def capital_names(reading: Reading) -> None:
    """Find words all in capitals: long ones, or in a sentence that speaks of projects."""
    naming = naming_of(reading.document.language)
    spoken = _spoken(reading)
    if not any(spoken) and not _hinted(reading):
        return
    starts = [sentence.start for sentence in reading.document.sentences]
    for run in free_runs(reading):
        for name in _capitals(run, reading.document.text):
            at = bisect_right(starts, name[0].start) - 1
            near = 0 if spoken[at] else 1 if any(spoken[max(at - 1, 0) : at + 2]) else 2
            long = _letters(name) >= _LETTERS[near]
            text = reading.document.text
            far = near == _FAR and _is_heading(name, text)
            told = not far and _is_name(name, text, naming)
            if long and (told or (any(spoken) and _is_told_again(name, text, naming))):
                start, end = name[0].start, name[-1].end
                claim(reading, "project", start, end, "capital-names", CONFIDENCE)


def _spoken(reading: Reading) -> list[bool]:
    """Whether each sentence has a word for projects."""
    document = reading.document
    said = set(
        filter(_says(document.language).__getitem__, {one.folded for one in document.tokens})
    )
    if not said:
        return [False] * len(document.sentences)
    return [
        not said.isdisjoint([token.folded for token in sentence.tokens])
        for sentence in document.sentences
    ]


def _hinted(reading: Reading) -> bool:
    """Whether a text names a programme or a call, or has a verb that is said of projects."""
    hints = _hints(reading.document.language)
    return any(one.kind in _PAYING for one in reading.mentions) or not hints.isdisjoint(
        [token.folded for token in reading.document.tokens]
    )


@cache
def _hints(language: str) -> frozenset[str]:
    rules = grammar(language)
    listed = rules.said["pronoun hints"].get("project", ()) if rules else ()
    return frozenset(map(fold, listed))


@cache
def _says(language: str) -> Memo[str, bool]:
    """Whether a folded word is one for projects."""
    rules, naming = grammar(language), naming_of(language)
    listed = rules.said["nouns"]["project"].values() if rules else ()
    nouns = frozenset(noun for nouns in listed for noun in nouns if " " not in noun)
    return Memo(lambda word: word in nouns or bool(word and naming.announces(word, "project")))


def _capitals(run: Run, text: str) -> Iterator[Run]:
    """The rows of words all in capitals, each in a line."""
    row: list[Word] = []
    for word in run:
        capital = word.text.isupper() and not word.small
        if row and (not capital or "\n" in text[row[-1].end : word.start]):
            yield tuple(row)
            row = []
        if capital:
            row.append(word)
    if row:
        yield tuple(row)


def _is_heading(name: Run, text: str) -> bool:
    """Whether a name fills a line, or its first sentence."""
    begins = not name[0].start or text[name[0].start - 1] == "\n"
    return begins and text[name[-1].end : name[-1].end + 1] in ("", "\n", ".", ":")


def _is_told_again(name: Run, text: str, naming: Naming) -> bool:
    """Whether a line is an acronym and no more, and the text has it again."""
    word = name[0].text
    lines = re.findall(rf"(?m)^{re.escape(word)}$", text) if len(name) == 1 else []
    again = len(re.findall(rf"(?<![\w-]){re.escape(word)}(?![\w-])", text))
    return bool(lines) and again > 1 and _is_no_word(name, text, naming)


def _is_no_word(name: Run, text: str, naming: Naming) -> bool:
    """Whether capital words are none that the text has in small letters, nor of organisations."""
    return not any(is_written_small(word.text, text) for word in name) and not any(
        naming.is_other(word.text) or naming.heads_name(word.text) or naming.topical(word.text)
        for word in name
    )


def _is_menu(name: Run, text: str) -> bool:
    """Whether words that the text does not repeat begin a path of pages: "AGENDA | Events"."""
    mark = _PATH.match(text, name[-1].end)
    return mark is not None and text.count(name[0].text) == 1


def _is_dateline(name: Run, text: str, naming: Naming) -> bool:
    """Whether a name is a place with a dash or a comma behind it: "ROTTERDAM –"."""
    behind = text[name[-1].end : name[-1].end + 3].strip()[:1]
    place = place_named(text[name[0].start : name[-1].end], naming.language)
    return place is not None and (
        behind == "," or (behind in ("–", "—", "-") and text[: name[0].start][-1:] in ("", "\n"))
    )


def _is_surname(before: list[str], name: Run, naming: Naming) -> bool:
    """Whether a given name stands before a word in capitals: "Anna BERG"."""
    given = before[-1] if before else ""
    if not given.istitle() or naming.starts(given) or naming.capital_nouns:
        return False
    return is_person([given, name[0].text], "", naming)


def _letters(name: Run) -> int:
    return sum(letter.isalpha() for word in name for letter in word.text)


def _is_name(name: Run, text: str, naming: Naming) -> bool:
    """Whether capital words are few, in a line that has small letters too, and no common words."""
    start, end = text.rfind("\n", 0, name[0].start) + 1, text.find("\n", name[-1].end)
    before = text[start : name[0].start].split()
    behind = text[name[-1].end :].split(maxsplit=1)
    beside = (before[-1:] or [""])[0].isupper() or (behind[:1] or [""])[0].isupper()
    return (
        len(name) <= _MOST_WORDS
        and not beside
        and not text[start : end if end >= 0 else None].isupper()
        and not (before and naming.announces(before[-1], "organisation"))
        and not _is_surname(before, name, naming)
        and _is_no_word(name, text, naming)
        and not _is_dateline(name, text, naming)
        and not (text[start : name[0].start] == "" and _is_menu(name, text))
    )
