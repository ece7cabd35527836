"""python -m tests.corpus.training: weigh what speaks for a relation, from posts with gold.

A logistic regression over the features of pairs (`ingest.documents.pairs.features`), of their
status and the names of their ends, and what patterns say of them, made from the posts for
development, those of a second hand, and six folders more. A pair is right where the gold says so
with the same ends and status, since that is what is asked of a reading. The posts for development
count half, and what patterns say is not learnt from them: patterns were written from these, so they
are hardly ever wrong there. Pairs that reading does not think of (`Scout.candidates`) are not
learnt from either: weights are for those that are weighed.
Writes the weights and prints how well they do on each folder that they were not made from.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from ingest.documents.findings import Mention, Status
from ingest.documents.findings import Relation as Found
from ingest.documents.grammar import grammar
from ingest.documents.known import Known
from ingest.documents.line import Line, body_start
from ingest.documents.opening import open_document
from ingest.documents.pairs.candidates import Scout
from ingest.documents.pairs.names import name_rows
from ingest.documents.pairs.statuses import status_row, statuses_of_pair
from ingest.documents.pairs.weighing import STRICT, Witness, meanings
from ingest.documents.pairs.weights import BASE, FILE
from ingest.documents.pipeline import STEPS
from ingest.documents.reading import Reading, Step
from ingest.documents.referents import Memory
from ingest.documents.steps.relations import ATTENDED, line_relations, relations
from tests.corpus.readers import bundled
from tests.corpus.reading import (
    DEV,
    EIGHTH,
    FIFTH,
    FOURTH,
    SEVENTH,
    SIXTH,
    THIRD,
    TRAIN,
    Post,
    Relation,
    read_posts,
)
from tests.corpus.scoring import FREE, same_city

TIMES = {DEV: 1, TRAIN: 2, THIRD: 2, FOURTH: 2, FIFTH: 2, SIXTH: 2, SEVENTH: 2, EIGHTH: 2}
"""How often each post counts."""
SHRINK = 5.0
"""The weight of the squares of the weights."""
FEWEST, LEAST = 2, 0.02
"""How often a feature must occur, and the least weight that is written down."""
ROUNDS, STEP = 1000, 0.05
_AGREES = "party_to"


class Example(NamedTuple):
    """A pair's features, and whether the gold says so."""

    features: tuple[str, ...]
    right: bool


def examples(folder: Path, known: Known) -> Iterator[list[Example]]:
    """Yield the examples of each post of a folder, as the steps before `relations` leave it."""
    steps: tuple[Step, ...] = STEPS[: STEPS.index(relations)]
    for post in read_posts(folder):
        reading = Reading(open_document(folder / f"{post.name}.txt"), known)
        for step in steps:
            step(reading)
        yield list(_examples(reading, post, patterns=folder != DEV))


def _examples(reading: Reading, post: Post, *, patterns: bool) -> Iterator[Example]:
    rules = grammar(reading.document.language)
    scout = Scout.of(reading.document, rules) if rules else None
    if not rules or not scout:
        return
    gold, called = _gold(post), _called(reading.mentions, post)
    memory, body = Memory.of(reading), body_start(reading.document)
    for plain in reading.lines():
        line = memory.understood(plain)
        titled = line.end <= body
        told = _told(line_relations(line, rules, memory, titled))
        witness = Witness.of(told)
        for pair, rows in scout.candidates(line, memory, titled):
            said = statuses_of_pair(line, pair, rules)
            every = (*rows, status_row(line, pair, said, rules))
            for key in dict.fromkeys(meanings(pair)):
                ends = [same_city(called.get(end, end)) for end in (key[0], key[2])]
                stated = gold.get(_key(ends[0], key[1], ends[1]), ())
                right = any(_says(one, line, told.get(key, said)) for one in stated)
                more = [
                    *name_rows(pair, key[0], key[2]),
                    *([witness.row(key, pair)] if patterns else []),
                ]
                yield Example(tuple(one for row in (*every, *more) for one in row.features), right)


def _told(found: Iterable[Found]) -> Mapping[tuple[str, str, str], Collection[Status]]:
    """The statuses of what patterns found in a line."""
    told: defaultdict[tuple[str, str, str], set[Status]] = defaultdict(set)
    for one in found:
        told[one.subject, one.predicate, one.object].add(one.status)
    return told


def _says(gold: Relation, line: Line, said: Collection[Status]) -> bool:
    """Whether the gold has something in a line, with such a status; whether an event lies ahead is
    told by its date, later."""
    here = gold.start < line.end and line.start < gold.end
    later = gold.predicate in ATTENDED and {gold.status, *said} <= {"stated", "planned"}
    return here and (gold.status in said or later)


def _key(subject: str, name: str, value: str) -> tuple[str, str, str]:
    """What the gold has of a pair; it calls agreements as it likes."""
    return subject, name, "" if name == _AGREES else value


def _gold(post: Post) -> Mapping[tuple[str, str, str], Sequence[Relation]]:
    """The relations of a post by their ends; both who signed are party to something."""
    gold: defaultdict[tuple[str, str, str], list[Relation]] = defaultdict(list)
    for one in post.relations:
        ends = same_city(one.subject), same_city(one.object)
        gold[ends[0], one.predicate, ends[1]].append(one)
        if one.predicate == "signed_agreement_with":
            for end in ends:
                gold[_key(end, _AGREES, "")].append(one)
    return gold


def _called(found: Iterable[Mention], post: Post) -> Mapping[str, str]:
    """Return what was found → what the gold mostly calls the same words."""
    names: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for one in found:
        for gold in post.mentions:
            free = gold.kind in FREE and gold.slug
            if free and gold.kind == one.kind and gold.start < one.end and one.start < gold.end:
                names[one.meant][gold.meant] += 1
    return {name: counted.most_common(1)[0][0] for name, counted in names.items()}


def weights_of(learnt: Sequence[Example]) -> dict[str, float]:
    """Fit a logistic regression with Adam; the same examples give the same weights."""
    counted = Counter(feature for one in learnt for feature in one.features)
    names = [BASE, *sorted(name for name, times in counted.items() if times >= FEWEST)]
    number = {name: at for at, name in enumerate(names)}
    cells = [
        (row, number[name])
        for row, one in enumerate(learnt)
        for name in (BASE, *one.features)
        if name in number
    ]
    rows, columns = np.array(cells).T
    right = np.array([one.right for one in learnt], dtype=float)
    weights, mean, square = (np.zeros(len(names)) for _ in range(3))
    for turn in range(1, ROUNDS + 1):
        odds = np.bincount(rows, weights[columns], len(right))
        error = 1 / (1 + np.exp(-odds)) - right
        slope = np.bincount(columns, error[rows], len(names)) + SHRINK * weights
        slope[0] -= SHRINK * weights[0]
        mean, square = 0.9 * mean + 0.1 * slope, 0.99 * square + 0.01 * slope**2
        scale = np.sqrt(square / (1 - 0.99**turn)) + 1e-8
        weights -= STEP * mean / (1 - 0.9**turn) / scale
    return {
        name: round(float(weights[at]), 3)
        for name, at in number.items()
        if abs(weights[at]) >= LEAST
    }


def sure_and_right(weights: Mapping[str, float], tried: Iterable[Example]) -> tuple[int, int]:
    """Count the examples that weights call as sure as the graph asks for (`STRICT`), and those of
    them that the gold has."""
    base = weights.get(BASE, 0.0)
    sure = [
        one
        for one in tried
        if base + sum(weights.get(name, 0.0) for name in one.features) >= STRICT
    ]
    return len(sure), sum(one.right for one in sure)


def main() -> None:
    """Make the weights, write them, and print what they do on folders they were not made from."""
    known = bundled()
    posts = [(folder, one) for folder in TIMES for one in examples(folder, known)]
    for left_out in TIMES:
        weights = weights_of(_repeated(one for one in posts if one[0] != left_out))
        tried = [one for folder, some in posts if folder == left_out for one in some]
        sure, right = sure_and_right(weights, tried)
        stated = sum(one.right for one in tried)
        print(f"{left_out.name}: {right} of {sure} right, {stated} to be found")
    weights = weights_of(_repeated(posts))
    FILE.write_text("".join(f"{name}\t{weights[name]}\n" for name in sorted(weights)), "utf-8")


def _repeated(posts: Iterable[tuple[Path, list[Example]]]) -> list[Example]:
    return [one for folder, some in posts for one in some * TIMES[folder]]


if __name__ == "__main__":
    main()
