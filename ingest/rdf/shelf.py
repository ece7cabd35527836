"""Statements put together by what they are about, on disk, in whatever order they come.

What comes in a row about one subject lies together in one row of a temporary SQLite file; so a
file that is grouped by subject costs little, and one that is not is brought into order by an
index. Memory holds at most ``PENDING`` statements.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import groupby, islice
from operator import itemgetter
from types import TracebackType
from typing import Self

from ingest.rdf.statements import Statement
from ingest.rdf.terms import TEXT, iri, without_graph

PENDING = 50_000
SHORT = 4096
"""Letters of predicates, up to which they are remembered."""
CACHE = 32 << 10
"""KiB of the database that stay in memory."""
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
SUBJECT, PREDICATE, OBJECT = (iri(f"{RDF}{name}") for name in ("subject", "predicate", "object"))
STATED = "stated"
"""Under this, a subject has what nodes of their own state of it: predicate, space, object."""
_STATEMENT = frozenset({SUBJECT, PREDICATE, OBJECT})
Group = dict[str, list[str]]
"""What is said of one subject: predicate → objects, sorted, each once."""
Row = tuple[str, str, str]
"""A subject, predicates, and as many objects: one a line, as no term of N-Triples has two lines."""
_MAKE = "CREATE TABLE run (subject TEXT NOT NULL, predicates TEXT NOT NULL, ends TEXT NOT NULL)"
_PUT = "INSERT INTO run VALUES (?, ?, ?)"
_INDEX = "CREATE INDEX by_subject ON run (subject)"
_ALL = "SELECT subject, predicates, ends FROM run ORDER BY subject"
_ONE = "SELECT subject, predicates, ends FROM run WHERE subject = ?"


class Shelf:
    """The statements of a source by subject. Use it as a context manager, and fill it once.

    ``inverse`` are predicates that are asked backwards too: the object then has ``^predicate``.
    """

    def __init__(self, inverse: frozenset[str] = frozenset()) -> None:
        self._inverse = inverse
        self._watched = inverse | {SUBJECT, OBJECT}
        # An unnamed database lies in memory while it is small, and in a temporary file then.
        self._database = sqlite3.connect("", isolation_level=None)
        # A page holds several nodes; a tenth of all time, measured on two million statements.
        self._database.execute("PRAGMA page_size = 65536")
        self._database.execute("PRAGMA journal_mode = OFF")
        self._database.execute(f"PRAGMA cache_size = -{CACHE}")
        self._database.execute(_MAKE)
        self._pending: defaultdict[str, list[str]] = defaultdict(list)
        self._stating: dict[str, None] = {}
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
        statements = iter(found)
        while self._take(islice(statements, PENDING)):
            self._put()
        self._database.execute(_INDEX)
        self._put_cut()
        self._database.execute("COMMIT")

    def subjects(self) -> Iterator[tuple[str, Group]]:
        """Yield every subject with what is said of it, in the order of subjects."""
        for subject, rows in groupby(self._database.execute(_ALL), itemgetter(0)):
            yield subject, _group(rows)

    def group(self, subject: str) -> Group:
        """Return what is said of ``subject``; nothing of an unknown one."""
        return _group(self._database.execute(_ONE, (subject,)))

    def _take(self, statements: Iterable[Statement]) -> bool:
        """Keep ``statements`` in memory; return whether there were any."""
        pending, watched = self._pending, self._watched
        last, said = "", []
        for one in statements:
            subject, predicate, end = one.split(" ", 2)
            if end[-1] != TEXT and " " in end:
                end = without_graph(end)
            if subject != last:
                last, said = subject, pending[subject]
            said += (predicate, end)
            if predicate in watched:
                self._watch(subject, predicate, end)
        return bool(last)

    def _watch(self, subject: str, predicate: str, end: str) -> None:
        if predicate not in self._inverse:
            self._stating[subject] = None
        elif end[0] != TEXT:
            self._pending[end] += ("^" + predicate, subject)

    def _put(self) -> None:
        """Write what is in memory."""
        for node in self._stating:
            said = self._pending[node]
            self._tell(node, dict(zip(said[::2], said[1::2], strict=True)))
        self._write()

    def _put_cut(self) -> None:
        """Write what those nodes state of which only a part was in memory at once."""
        for node in self._cut:
            self._tell(node, {name: ends[0] for name, ends in self.group(node).items()})
        self._write()

    def _tell(self, node: str, parts: Mapping[str, str]) -> None:
        """Tell the ``rdf:subject`` of a node what it states, when all ``parts`` are there."""
        if parts.keys() >= _STATEMENT:
            stated = f"{parts[PREDICATE]} {parts[OBJECT]}"
            self._pending[parts[SUBJECT]] += (STATED, stated)
        else:
            self._cut[node] = None

    def _write(self) -> None:
        every = self._pending.items()
        rows = [(one, "\n".join(said[::2]), "\n".join(said[1::2])) for one, said in every]
        self._database.executemany(_PUT, rows)
        self._pending.clear()
        self._stating.clear()


def _group(rows: Iterable[Row]) -> Group:
    found: Group = {}
    several = set()
    for _, predicates, ends in rows:
        names = _lines(predicates) if len(predicates) < SHORT else predicates.split("\n")
        for predicate, end in zip(names, ends.split("\n"), strict=True):
            if predicate in found:
                found[predicate].append(end)
                several.add(predicate)
            else:
                found[predicate] = [end]
    for predicate in several:
        found[predicate] = sorted(set(found[predicate]))
    return found


@lru_cache(maxsize=1 << 12)
def _lines(text: str) -> list[str]:
    """Return the lines of a text; nodes of a kind have the same predicates in the same order."""
    return text.split("\n")
