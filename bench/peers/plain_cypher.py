"""The peer in plain Cypher, with the driver and nothing else."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, LiteralString

import neo4j

from bench.peers.plain import (
    FIRST,
    Change,
    Ends,
    Named,
    Question,
    Shown,
    Surroundings,
    flat_entity,
    flat_relation,
    moved,
    scoring,
)
from graph.chunks import chunks
from graph.entities import Entity, Relation
from graph.statements import load_statements

ROWS = 10_000
"""Rows a statement of the loading loop."""
WORD = re.compile(r"\w+")
Row = dict[str, Any]


class PlainCypher:
    """A database that holds nothing else, or the golden part of one of ours; thread-safe."""

    def __init__(self, driver: neo4j.Driver) -> None:
        self._driver = driver
        self._cypher = load_statements(Path(__file__).with_name("plain.cypher"))
        self._scoring = scoring()

    def rows(self, statement: str, **parameters: Any) -> list[Row]:
        """Return the rows of a named statement."""
        query: LiteralString = self._cypher[statement]
        with self._driver.session(database="neo4j") as session:
            return session.run(query, parameters).data()

    def load(self, entities: Iterable[Entity], relations: Iterable[Relation]) -> None:
        """Fill an empty database: ``UNWIND … MERGE``, some rows at a time."""
        for name in self._cypher:
            if name.startswith(("unique_", "full_text")):
                self.rows(name)
        for statement, rows in batches(_nodes(entities)):
            self.rows(statement, rows=rows)
        for statement, rows in batches(_relationships(relations)):
            self.rows(statement, rows=rows)
        self.rows("await")

    def who(self, question: Question) -> Shown:
        """Answer with variable-length patterns over both trees."""
        (row,) = self.rows(
            "who",
            technology=question.technology,
            region=question.region,
            reference=question.reference,
            first=FIRST,
            **self._scoring,
        )
        return row["total"], [(id_, score) for id_, score in row["hits"]]

    def search(self, text: str) -> list[Named]:
        """Return what the full text finds first, each word with Lucene's ``~``."""
        query = " ".join(f"{word}~" for word in WORD.findall(text))
        return [(row["id"], row["name"]) for row in self.rows("search", query=query)]

    def neighbours(self, id_: str) -> set[str]:
        """Return what is within two steps of an organisation, at most 500."""
        return {row["id"] for row in self.rows("neighbours", id=id_)}

    def surroundings(self, id_: str) -> Surroundings:
        """Return these with all their properties and the relations among them, ends by id."""
        (row,) = self.rows("surroundings", id=id_)
        near = {node["id"] for node in row["nodes"]} - {id_}
        return near, {(source, end) for some in row["relations"] for source, end, *_ in some}

    def path(self, ends: Ends) -> int:
        """Return the length of the shortest way; 0 where there is none."""
        rows = self.rows("path", start=ends[0], goal=ends[1])
        return len(rows[0]["ids"]) - 1 if rows else 0

    def change(self, changes: list[Change]) -> None:
        """Rename and move organisations."""
        self.rows("change", rows=moved(changes))


def batches(rows: Iterable[tuple[str, Row]]) -> Iterator[tuple[str, list[Row]]]:
    """Yield (statement, rows) with rows of one statement together, as they come."""
    for some in chunks(rows, ROWS):
        by_statement: defaultdict[str, list[Row]] = defaultdict(list)
        for statement, row in some:
            by_statement[statement].append(row)
        yield from by_statement.items()


def _nodes(entities: Iterable[Entity]) -> Iterator[tuple[str, Row]]:
    return ((f"merge_{one.kind}", flat_entity(one)) for one in entities)


def _relationships(relations: Iterable[Relation]) -> Iterator[tuple[str, Row]]:
    for one in relations:
        ends = {"source": one.source, "target": one.target}
        yield f"merge_{one.type}", {**ends, "properties": flat_relation(one)}
