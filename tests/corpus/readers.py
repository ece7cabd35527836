"""Who reads the posts: Lumigraph, and the peers that it is compared with."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeAlias

from ahocorasick_rs import AhoCorasick, MatchKind
from dateparser.date import DateDataParser
from dateparser.search import search_dates

import lumigraph
from ingest.documents.findings import Mention as Found
from ingest.documents.known import Known, known_of
from ingest.documents.manner import SURE
from ingest.documents.opening import open_document
from ingest.documents.pipeline import read
from tests.corpus.reading import Mention, Post, Relation
from tests.corpus.scoring import Findings

Reader: TypeAlias = Callable[[Path, Post], Findings]
"""Reads the text in a file; of the post beside it only what anybody may see, no gold."""

_EXACT = {"day": "%Y-%m-%d", "month": "%Y-%m", "year": "%Y"}


def bundled() -> Known:
    """Return what is known beforehand: the bundled set, technologies and regions."""
    with lumigraph.open("sqlite:///:memory:") as graph:
        graph.ingest(lumigraph.bundled_data())
        return known_of(graph.holdings.public)


def lumigraph_reader(known: Known) -> Reader:
    """Read as ``lumigraph ingest`` does: relations that go into the graph, not to the queue."""

    def reader(file: Path, _: Post) -> Findings:
        reading = read(open_document(file), known)
        text = reading.document.text
        return Findings(
            tuple(_mention(one, text) for one in reading.mentions),
            tuple(
                Relation(
                    one.subject,
                    one.predicate,
                    one.object,
                    one.start,
                    text[one.start : one.end],
                    one.status,
                )
                for one in reading.relations
                if one.confidence >= SURE
            ),
        )

    return reader


def _mention(found: Found, text: str) -> Mention:
    quote = text[found.start : found.end]
    return Mention(found.kind, quote, found.start, found.id, found.slug, found.value)


def exact_reader(known: Known) -> Reader:
    """Find known names as they are written, whole and in the nominative, the longest first.

    A name of several things is nobody's. Cities are not among what is known.
    """
    pairs = {(text, one) for one in known.things.values() for _, text in one.names}
    pairs |= {(text, one) for one in known.things.values() for text in one.acronyms}
    times = Counter(text for text, _ in pairs)
    names = {text: one for text, one in pairs if times[text] == 1}
    automaton = AhoCorasick(list(names), matchkind=MatchKind.LeftmostLongest)
    listed = list(names.items())

    def found(text: str) -> Iterator[Mention]:
        for number, start, end in automaton.find_matches_as_indexes(text):
            name, one = listed[number]
            if not re.match(r"\w", text[end:]) and not re.search(r"\w\Z", text[:start]):
                yield Mention(one.kind, name, start, one.id)

    return lambda _, post: Findings(tuple(found(post.text)))


def dateparser_reader(_: Known) -> Reader:
    """Find dates with dateparser, which is told the language."""
    return lambda _, post: Findings(tuple(_dates(post.text, post.language)))


def _dates(text: str, language: str) -> Iterator[Mention]:
    exact = DateDataParser(languages=[language])
    place = 0
    for quote, _ in search_dates(text, languages=[language]) or ():
        place = text.find(quote, place)
        data = exact.get_date_data(quote)
        if place >= 0 and data.date_obj and data.period in _EXACT:
            value = data.date_obj.strftime(_EXACT[data.period])
            yield Mention("date", quote, place, value=value)
        place = max(place, 0) + len(quote)


READERS: dict[str, Callable[[Known], Reader]] = {
    "Lumigraph": lumigraph_reader,
    "exact names": exact_reader,
    "dateparser": dateparser_reader,
}
"""Those compared, ours first; the peers are told the language, we find it out."""
