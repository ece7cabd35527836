"""Events: with a name of their own, or where the text introduces them ("a joint mission")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import chain
from typing import NamedTuple

from ingest.documents.findings import Mention
from ingest.documents.gazetteer import place_named
from ingest.documents.grammar import grammar
from ingest.documents.headed import trimmed
from ingest.documents.introduced import introduced
from ingest.documents.naming import Naming, naming_of
from ingest.documents.patterns import alternatives
from ingest.documents.reading import Reading
from ingest.documents.runs import Run, Word, runs
from ontology.fold import fold

_WORD_BEFORE = re.compile(r"(?<![\w-])[\w-]+[ „“\"«]{1,3}$")
_NOT_PART = frozenset({"organisation", "project", "programme", "event"})


class EventWords(NamedTuple):
    """Words that stand in the names of events, those that stand before them, and all of them
    without what may begin them."""

    inside: re.Pattern[str]
    before: re.Pattern[str]
    bare: frozenset[str]

    def is_compound(self, word: Word) -> bool:
        """Whether a word ends with one of events' names: "Ostalb-Lichttag", "Hautforum"."""
        folded = fold(word.text)
        return folded not in self.bare and self.inside.search(f" {folded} ") is not None


def events(reading: Reading) -> None:
    """Add mentions of events, named ones first.

    One without a name is a mention only with its date or place, else it may be any.
    """
    reading.mentions.extend(_named(reading))
    reading.mentions.extend(introduced(reading, "events", "event", beside="DRL"))


def _named(reading: Reading) -> Iterator[Mention]:
    """Rows of capital words with an event's word in them or before them: "Nordic Light Days"."""
    document = reading.document
    words, naming = _words(document.language), naming_of(document.language)
    if words is None:
        return
    for run in runs(document.text, document.language):
        begin, behind = _name(run, document.text, words)
        name = trimmed(tuple(one for one in run if begin <= one.start < behind), naming)
        if not name or not _is_name(name, begin, document.text, words, naming):
            continue
        start, end = name[0].start, name[-1].end
        if not any(
            one.kind in _NOT_PART and one.start < end and start < one.end
            for one in reading.mentions
        ):
            slug = fold(document.text[start:end]).replace(" ", "-")
            yield Mention("event", start, end, slug=slug, confidence=0.85, rule="events/named")


def _is_name(name: Run, begin: int, text: str, words: EventWords, naming: Naming) -> bool:
    """Whether words are more than a place, "… der Messe", and what a word such as "the" leaves."""
    quote = text[name[0].start : name[-1].end]
    if place_named(quote, naming.language) or not any(map(str.isalpha, quote)):
        return False
    if len(name) > 1 and name[-2].small and fold(name[-1].text) in words.bare:
        return False
    if name[0].start == begin:
        return True
    rest = f" {fold(text[name[1].start : name[-1].end])} " if len(name) > 1 else ""
    return words.is_compound(name[0]) or words.inside.search(rest) is not None


@cache
def _words(language: str) -> EventWords | None:
    """Return the words of events of a language."""
    rules = grammar(language)
    if not rules:
        return None
    before = [word for words in rules.said["nouns"]["event"].values() for word in words]
    articles = rules.said["articles"]
    listed = (*before, *rules.said["event names"], *chain(*rules.said["events"].values()))
    return EventWords(
        re.compile(rf"(?<= ){alternatives(rules.said['event names'])}"),
        re.compile(rf"^ {alternatives(articles)}?{alternatives(before)}"),
        frozenset(fold(word.strip("*")) for word in listed),
    )


def _name(run: Run, text: str, words: EventWords) -> tuple[int, int]:
    """Where the name of an event begins and ends in a row of capital words; the same without."""
    start, end = run[0].start, run[-1].end
    for number, word in enumerate(run[1:], start=1):
        row = f" {fold(text[start : word.start])} "
        if (found := words.before.match(row)) and found.end() == len(row):
            return run[number].start, end
    if len(run) > 1 and words.inside.search(f" {fold(text[run[1].start : end])} "):
        return start, end
    if (len(run) > 1 or "-" in run[0].text) and words.is_compound(run[0]):
        return start, end
    noun = _WORD_BEFORE.search(text, max(start - 40, 0), start)
    if noun and words.before.fullmatch(f" {fold(noun.group())} "):
        return start, end
    return start, start
