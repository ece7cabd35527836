"""Statements put together by what they are about, on disk, in whatever order they come.

What comes in a row about one subject lies together in one row of a temporary SQLite file; so a
file that is grouped by subject costs little, and one that is not is brought into order by an
index. Memory holds at most ``PENDING`` statements.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from operator import itemgetter
from types import TracebackType
from typing import Self

from ingest.rdf.statements import Statement
from ingest.rdf.terms import TEXT, iri, without_graph

PENDING = 50_000
CACHE = 32 << 10
"""KiB of the database that stay in memory."""
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
SUBJECT, PREDICATE, OBJECT = (iri(f"{RDF}{name}") for name in ("subject", "predicate", "object"))
STATED = "stated"
"""Under this, a subject has what nodes of their own state of it: predicate, space, object."""
Group = dict[str, list[str]]
"""What is said of one subject: predicate → objects, sorted, each once."""
Row = tuple[str, str]
_MAKE = "CREATE TABLE run (subject TEXT NOT NULL, said TEXT NOT NULL)"
_PUT = "INSERT INTO run VALUES (?, ?)"
_INDEX = "CREATE INDEX by_subject ON run (subject)"
_ALL = "SELECT subject, said FROM run ORDER BY subject"
_ONE = "SELECT subject, said FROM run WHERE subject = ?"


class Shelf:
    """The statements of a source by subject. Use it as a context manager, and fill it once.

    ``inverse`` are predicates that are asked backwards too: the object then has ``^predicate``.
    """

    def __init__(self, inverse: frozenset[str] = frozenset()) -> None:
        self._inverse = inverse
        # An unnamed database lies in memory while it is small, and in a temporary file then.
        self._database = sqlite3.connect("", isolation_level=None)
        # A page holds several nodes; a tenth of all time, measured on two million statements.
        self._database.execute("PRAGMA page_size = 16384")
        self._database.execute("PRAGMA journal_mode = OFF")
        self._database.execute(f"PRAGMA cache_size = -{CACHE}")
        self._database.execute(_MAKE)
        self._cut: dict[str, None] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._database.close()

    def fill(self, found: Iterable[Statement]) -> None:
        """Put all statements in."""
        self._database.execute("BEGIN")
        pending: defaultdict[str, list[str]] = defaultdict(list)
        count, inverse = 0, self._inverse
        for one in found:
            subject, predicate, end = one.split(" ", 2)
            if end[-1] != TEXT and " " in end:
                end = without_graph(end)
            pending[subject] += (predicate, end)
            if predicate in inverse and end[0] != TEXT:
                pending[end] += ("^" + predicate, subject)
            count += 1
            if count == PENDING:
                self._put(pending)
                count = 0
        self._put(pending)
        self._database.execute(_INDEX)
        whole = {node: self._flat(node) for node in self._cut}
        self._database.executemany(_PUT, list(self._told(whole, whole)))
        self._database.execute("COMMIT")

    def subjects(self) -> Iterator[tuple[str, Group]]:
        """Yield every subject with what is said of it, in the order of subjects."""
        for subject, rows in groupby(self._database.execute(_ALL), itemgetter(0)):
            yield subject, _group(said for _, said in rows)

    def group(self, subject: str) -> Group:
        """Return what is said of ``subject``; nothing of an unknown one."""
        return _group(said for _, said in self._database.execute(_ONE, (subject,)))

    def _flat(self, subject: str) -> list[str]:
        return "\n".join(said for _, said in self._database.execute(_ONE, (subject,))).split("\n")

    def _put(self, pending: defaultdict[str, list[str]]) -> None:
        # No term of N-Triples holds a line break.
        rows = [(subject, "\n".join(said)) for subject, said in pending.items()]
        self._database.executemany(_PUT, rows)
        nodes = (node for node, said in rows if SUBJECT in said or OBJECT in said)
        self._database.executemany(_PUT, list(self._told(nodes, pending)))
        pending.clear()

    def _told(self, nodes: Iterable[str], pending: Mapping[str, list[str]]) -> Iterator[Row]:
        """Yield what ``nodes`` state; those of which only a part is there are told later."""
        for node in nodes:
            said = pending[node]
            parts = dict(zip(said[::2], said[1::2], strict=True))
            try:
                yield parts[SUBJECT], f"{STATED}\n{parts[PREDICATE]} {parts[OBJECT]}"
            except KeyError:
                self._cut[node] = None


def _group(runs: Iterable[str]) -> Group:
    return _grouped("\n".join(runs).split("\n"))


def _grouped(said: list[str]) -> Group:
    found: Group = {}
    if said == [""]:
        return found
    several = set()
    for predicate, end in zip(said[::2], said[1::2], strict=True):
        if predicate in found:
            found[predicate].append(end)
            several.add(predicate)
        else:
            found[predicate] = [end]
    for predicate in several:
        found[predicate] = sorted(set(found[predicate]))
    return found
