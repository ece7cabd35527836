"""Events: with a name of their own, or where the text introduces them ("a joint mission")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ingest.documents.findings import Mention
from ingest.documents.grammar import grammar
from ingest.documents.introduced import introduced
from ingest.documents.patterns import alternatives
from ingest.documents.reading import Reading
from ingest.documents.runs import Run, runs
from ontology.fold import fold

_WORD_BEFORE = re.compile(r"(?<![\w-])[\w-]+[ „“\"«]{1,3}$")
_NOT_PART = frozenset({"organisation", "project", "programme", "event"})


def events(reading: Reading) -> None:
    """Add mentions of events, named ones first.

    One without a name is a mention only with its date or place, else it may be any.
    """
    reading.mentions.extend(_named(reading))
    reading.mentions.extend(introduced(reading, "events", "event", beside="DRL"))


def _named(reading: Reading) -> Iterator[Mention]:
    """Rows of capital words with an event's word in them or before them: "Nordic Light Days"."""
    document = reading.document
    words = _words(document.language)
    for run in runs(document.text, document.language) if words else ():
        start, end = _name(run, document.text, *words)
        if start < end and not any(
            one.kind in _NOT_PART and one.start < end and start < one.end
            for one in reading.mentions
        ):
            slug = fold(document.text[start:end]).replace(" ", "-")
            yield Mention("event", start, end, slug=slug, confidence=0.85, rule="events/named")


@cache
def _words(language: str) -> tuple[re.Pattern[str], re.Pattern[str]] | tuple[()]:
    """Words that stand in the names of events, and those that stand before them."""
    rules = grammar(language)
    if not rules:
        return ()
    before = [word for words in rules.said["nouns"]["event"].values() for word in words]
    articles = rules.said["articles"]
    return (
        re.compile(rf"(?<= ){alternatives(rules.said['event names'])}"),
        re.compile(rf"^ {alternatives(articles)}?{alternatives(before)}"),
    )


def _name(run: Run, text: str, inside: re.Pattern[str], before: re.Pattern[str]) -> tuple[int, int]:
    """Where the name of an event begins and ends in a row of capital words; the same without."""
    start, end = run[0].start, run[-1].end
    for number, word in enumerate(run[1:], start=1):
        row = f" {fold(text[start : word.start])} "
        if (found := before.match(row)) and found.end() == len(row):
            return run[number].start, end
    if len(run) > 1 and inside.search(f" {fold(text[run[1].start : end])} "):
        return start, end
    noun = _WORD_BEFORE.search(text, max(start - 40, 0), start)
    if noun and before.fullmatch(f" {fold(noun.group())} "):
        return start, end
    return start, start
