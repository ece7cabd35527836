"""Statements by their subjects: how they go from who makes them to who writes them.

All terms are texts as N-Triples writes them, so a dump is little else than joining texts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter

Said = tuple[str, str]
"""A predicate and an object."""
Star = tuple[str, list[Said]]
"""A subject, and all that is said of it in one place."""
DEFAULT_GRAPH = ""
Block = tuple[str, list[Star]]
"""A graph, and what stands in it."""


def statements(some: Iterable[Star]) -> Iterator[str]:
    """Yield single statements: ``subject predicate object``, without the full stop.

    >>> list(statements([("<a>", [("<p>", "<b>"), ("<p>", "<c>")])]))
    ['<a> <p> <b>', '<a> <p> <c>']
    """
    return (f"{subject} {predicate} {end}" for subject, said in some for predicate, end in said)


def stars(texts: Iterable[str]) -> Iterator[Star]:
    """Yield single statements together with their neighbours about the same subject."""
    parted = (one.split(" ", 2) for one in texts)
    for subject, some in groupby(parted, lambda one: one[0]):
        yield subject, [(predicate, end) for _, predicate, end in some]


def joined(some: Iterable[Star]) -> Iterator[Star]:
    """Yield stars that are neighbours and about the same subject as one.

    >>> list(joined([("<a>", [("<p>", "<b>")]), ("<a>", [("<p>", "<c>")])]))
    [('<a>', [('<p>', '<b>'), ('<p>', '<c>')])]
    """
    for subject, group in groupby(some, itemgetter(0)):
        yield subject, [one for _, said in group for one in said]


def number(some: Iterable[Star]) -> int:
    """Return how many statements there are."""
    return sum(len(said) for _, said in some)


def lines(some: Iterable[Star], graph: str = DEFAULT_GRAPH) -> str:
    """Return statements as lines of N-Triples, or of N-Quads when they stand in a ``graph``."""
    stop = f" {graph} .\n" if graph else " .\n"
    return "".join(
        [f"{subject} {predicate} {end}{stop}" for subject, said in some for predicate, end in said]
    )
