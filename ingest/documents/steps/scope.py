"""What an agreement is about, item by item, each with the words that state it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise

from ingest.documents.findings import Relation
from ingest.documents.grammar import Grammar, grammar
from ingest.documents.line import Line, body_start
from ingest.documents.patterns import alternatives
from ingest.documents.reading import Reading

CONFIDENCE = 0.75


def scope(reading: Reading) -> None:
    """Add the items of the sentence that speaks of an agreement, behind a word such as "agreed".

    The items are those of the vocabulary's scheme of scopes; the rules have words for them.
    """
    rules = grammar(reading.document.language)
    if not rules or not any(one.kind == "agreement" for one in reading.mentions):
        return
    body = body_start(reading.document)
    agreement = ""
    for line in reading.understood:
        here = line.things(0, len(line.text), "A")
        agreement = here[-1].meant[0] if here else agreement
        if agreement and line.start >= body:
            reading.relations.extend(_items(line, agreement, rules, reading.document.language))


def _items(line: Line, agreement: str, rules: Grammar, language: str) -> Iterator[Relation]:
    agreed, joints, items = _words(language)
    cue = agreed.search(line.text)
    if not cue:
        return
    for start, end in _parts(line.text, cue.end() - 1, joints):
        for item, words in items.items():
            if words.search(line.text[start:end]):
                first, last = line.between(start + 1, end)
                span = line.cells[first].start, line.cells[last - 1].end
                yield Relation(
                    agreement, "scope", item, *span, confidence=CONFIDENCE, rule=f"{language}/scope"
                )


def _parts(text: str, start: int, joints: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """The parts of a line between its commas and its words for "and"."""
    cuts = [start, *(cut.end() - 1 for cut in joints.finditer(text, start)), len(text)]
    yield from pairwise(cuts)


@cache
def _words(
    language: str,
) -> tuple[re.Pattern[str], re.Pattern[str], Mapping[str, re.Pattern[str]]]:
    """Words for "agreed", for where an item ends, and for each item."""
    rules = grammar(language)
    said = rules.said if rules else {}
    return (
        re.compile(rf"(?<= ){alternatives(said['agreed'])}"),
        re.compile(rf"(?<= )(?:[,;.] |{alternatives(said['and'])})"),
        {
            item: re.compile(rf"(?<= ){alternatives(words)}")
            for item, words in said["scope"].items()
        },
    )
