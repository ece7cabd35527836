"""What a server is asked under load: paths drawn by chance, each of them once."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import TypeVar
from urllib.parse import urlencode

from bench.generator import Generator
from bench.peers.plain import Question
from bench.peers.plain_sql import PlainSql
from bench.rows.asking import questions
from bench.workshop import BenchError

T = TypeVar("T")


def who(question: Question, **more: str) -> str:
    """Return the path of the question, with all that its answer has by default."""
    named = {"technology": question.technology, "region": question.region, **more}
    return f"/api/v1/who?{urlencode(named)}"


def plainly(question: Question) -> str:
    """Return the path at which the same server asks Neo4j in plain Cypher."""
    named = {"technology": question.technology, "region": question.region}
    return f"/bench/plain?{urlencode(named)}"


def pairs(generator: Generator, plain: PlainSql, number: int) -> list[Question]:
    """Draw so many pairs of technology and region, none of them twice."""
    drawn = dict.fromkeys(questions(generator, plain, 3 * number))
    return _enough(list(drawn), number, "pairs")


def searches(generator: Generator, plain: PlainSql, number: int) -> list[str]:
    """Return paths that search the names of so many organisations."""
    names = list(dict.fromkeys(name for _, name in _organisations(generator, plain)))
    return [f"/api/v1/search?{urlencode({'text': one})}" for one in _enough(names, number, "names")]


def documents(generator: Generator, plain: PlainSql, number: int) -> list[str]:
    """Return the paths of so many organisations as Turtle."""
    ids = [f"/data/organisation/{id_}.ttl" for id_, _ in _organisations(generator, plain)]
    return _enough(ids, number, "organisations")


def _organisations(generator: Generator, plain: PlainSql) -> Iterator[tuple[str, str]]:
    """Yield (id, name) of all of them, in an order of chance."""
    found = plain.rows("nodes_of_kind", kind="Organisation")
    yield from Random(f"{generator.spec.seed} organisations").sample(found, len(found))


def _enough(found: list[T], number: int, what: str) -> list[T]:
    if len(found) < number:
        raise BenchError(f"{number} {what} are to be asked for and there are {len(found)}")
    return found[:number]
