"""Questions drawn by chance, our way of answering them, and the check that all answer alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from random import Random
from typing import TypeVar

from bench.generator import LAST_YEAR, Generator
from bench.peers.plain import FIRST, Question, Shown
from bench.peers.plain_sql import PlainSql
from bench.workshop import BenchError
from graph.question.filters import Filters
from graph.question.who import Wish, who
from graph.reader import Reader
from graph.store import GraphStore
from ontology.regions import load_regions

LEVELS = ("country", "nuts1", "nuts2", "nuts3")
BARE = Wish(limit=FIRST, facets=False, beside=False)
"""Total and hits with paths and evidence: what peers answer, and more."""
Q = TypeVar("Q")
A = TypeVar("A")


def questions(generator: Generator, plain: PlainSql, number: int = 200) -> list[Question]:
    """Draw a technology and a region for each question: levels alike, then regions of a level."""
    random = Random(f"{generator.spec.seed} questions")
    by_level: dict[str, list[str]] = {level: [] for level in LEVELS}
    for id_, _ in plain.rows("nodes_of_kind", kind="Region"):
        region = load_regions().get(id_)
        if region and region.level in by_level:
            by_level[region.level].append(id_)
    levels = [some for some in by_level.values() if some]
    return [
        Question(
            random.choice(generator.technologies), random.choice(random.choice(levels)), LAST_YEAR
        )
        for _ in range(number)
    ]


def our_way(
    store: GraphStore, wish: Wish = BARE, filters: Filters | None = None
) -> Callable[[Question], Shown]:
    """Return how our store is asked; like every user, through one reader of it."""
    reader = Reader(store, reference=LAST_YEAR)

    def ask(question: Question) -> Shown:
        answer = who(reader, question.technology, question.region, filters, wish)
        return answer.total, [(hit.id, hit.score) for hit in answer.hits]

    return ask


def check_alike(asks: Mapping[str, Callable[[Q], A]], questions: Sequence[Q]) -> None:
    """Ask every question in every way.

    Raises BenchError, naming both answers, where one is not what the first way answers.
    """
    first, *others = asks
    for question in questions:
        right = asks[first](question)
        for other in others:
            if (answer := asks[other](question)) != right:
                raise BenchError(f"{question}: {first} answers {right}, but {other} {answer}")
