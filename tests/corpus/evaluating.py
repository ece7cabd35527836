"""Reading whole folders of posts, and what came of it by language and kind of fact."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import process_time

from tests.corpus.readers import Reader
from tests.corpus.reading import Mention, Post, Relation, read_posts
from tests.corpus.scoring import KINDS, PREDICATES, Fact, Findings, Score, Verdict, judge

ALL = "all"
"""Every language together; every relation together."""
RELATIONS = "relations"
DEMANDED = ("en", "de", "fr", "lt")
"""The languages whose figures must reach something."""


@dataclass(frozen=True, slots=True)
class Demand:
    """What a kind of fact must reach on the posts kept aside, in `DEMANDED` together."""

    fact: str
    f1: float = 0.0
    precision: float = 0.0
    recall: float = 0.0

    def met_by(self, score: Score) -> bool:
        """Whether a score is enough."""
        return (
            score.f1 >= self.f1
            and score.precision >= self.precision
            and score.recall >= self.recall
        )


DEMANDS = (
    Demand("organisations", f1=0.85),
    Demand("technologies", f1=0.85),
    Demand("dates and identifiers", f1=0.95),
    Demand(RELATIONS, precision=0.90, recall=0.60),
)
FASTEST = 100_000
"""Characters a second a core that reading must reach, from the file on."""


def facts() -> dict[str, Callable[[Fact], bool]]:
    """Return the kinds of fact, and what counts as one."""
    kinds = {name: _of_kind(members) for name, members in KINDS.items()}
    groups = {f"{RELATIONS}: {name}": _of_group(some) for name, some in PREDICATES.items()}
    return {**kinds, RELATIONS: lambda fact: isinstance(fact, Relation), **groups}


def _of_kind(kinds: frozenset[str]) -> Callable[[Fact], bool]:
    return lambda fact: isinstance(fact, Mention) and fact.kind in kinds


def _of_group(predicates: frozenset[str]) -> Callable[[Fact], bool]:
    return lambda fact: isinstance(fact, Relation) and fact.predicate in predicates


def verdicts(
    folder: Path, reader: Reader, language: str | None = None
) -> Iterator[tuple[Post, Verdict]]:
    """Yield each post of a folder, or those in a language, with what a reader made of it."""
    for post in read_posts(folder):
        if language in {None, post.language}:
            gold = Findings(post.mentions, post.relations)
            yield post, judge(gold, reader(folder / f"{post.name}.txt", post))


def scores(judged: Iterable[tuple[Post, Verdict]]) -> dict[tuple[str, str], Score]:
    """Return the score of each (kind of fact, language), and of all languages together."""
    found: defaultdict[tuple[str, str], Score] = defaultdict(Score)
    for post, verdict in judged:
        for fact, counts in facts().items():
            for language in (post.language, ALL):
                found[fact, language] += verdict.score(counts)
    return dict(found)


def together(scored: Mapping[tuple[str, str], Score], fact: str) -> Score:
    """Return the score of a kind of fact in the languages that must reach something."""
    return sum((scored.get((fact, one), Score()) for one in DEMANDED), Score())


def speed(folder: Path, reader: Reader, least: float = 2.0, runs: int = 7) -> float:
    """Return characters a second a core: the median of ``runs`` over ``least`` seconds of CPU.

    What is made once is made before the clock starts. One run tells little: on the same machine
    they are a tenth apart.
    """
    posts = read_posts(folder)
    _read_all(folder, posts, reader)
    return median(_rate(folder, posts, reader, least) for _ in range(runs))


def _rate(folder: Path, posts: Sequence[Post], reader: Reader, least: float) -> float:
    characters, started = 0, process_time()
    while (taken := process_time() - started) < least:
        characters += _read_all(folder, posts, reader)
    return characters / taken


def _read_all(folder: Path, posts: Sequence[Post], reader: Reader) -> int:
    """Read every post; the number of their characters."""
    for post in posts:
        reader(folder / f"{post.name}.txt", post)
    return sum(len(post.text) for post in posts)
