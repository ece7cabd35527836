"""What speaks for or against a predicate of a pair of things: short names that have weights.

``order`` tells how subject, object and cue follow each other: "ScO" is "A coordinates B".
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from ingest.documents.grammar import Predicate
from ingest.documents.pairs import rows
from ingest.documents.pairs.cues import Cue
from ingest.documents.pairs.groups import Group
from ingest.documents.pairs.rows import Alone
from ingest.documents.pairs.view import View
from ingest.documents.pairs.weights import Row

_STEPS = (0, 1, 2, 3, 5, 8, 13, 21)
_MOST_WORDS = 3
_NEAR = 4
_BEGINNING = 2
"""The last cell at which a cue begins a line."""


class Pair(NamedTuple):
    """A subject and an object that a predicate may be said of, with the cue nearest to them.

    ``values``: what the object means, as far as the predicate can be said of that.
    """

    predicate: Predicate
    subject: Group
    object: Group
    cue: Cue | None
    values: Sequence[str]

    @property
    def shown(self) -> list[Group]:
        """The two groups, without one that is only meant."""
        return [group for group in (self.subject, self.object) if not group.implied]

    @property
    def sort(self) -> str:
        """The sort of the cue."""
        return self.cue.sort if self.cue else "-"

    def order(self) -> str:
        """How subject, object and cue follow each other."""
        subject, object_ = self.subject.first, self.object.first
        ends = "SO" if subject < object_ else "OS"
        if subject < 0 or object_ < 0:
            ends = ends[1]
        if not self.cue:
            return ends
        before = (0 <= subject <= self.cue.first) + (0 <= object_ <= self.cue.first)
        return f"{ends[:before]}c{ends[before:]}"


def features(view: View, pair: Pair) -> list[Row]:
    """Return the features of a pair."""
    predicate, subject, object_, _, _ = pair
    if subject.implied:
        found = _with_meant(view, pair, "s")
    elif object_.implied:
        found = _with_meant(view, pair, "o")
    else:
        order = pair.order()
        found = [
            rows.general(predicate.name, pair.sort, order, subject.sign + object_.sign),
            *_shown(view, pair, "s", order),
            *_shown(view, pair, "o", order),
            *_apart(view, pair, order),
            _others(view, pair),
        ]
    sorts = view.sort(subject), view.sort(object_)
    if any(sorts):
        implied = bool(subject.implied), bool(object_.implied)
        found.append(rows.sorts(predicate.name, *sorts, *implied))
    return found


def _alone(view: View, pair: Pair, which: str) -> Alone:
    """What is so of the end that the line names; made once for all that the other may mean."""
    group = pair.subject if which == "s" else pair.object
    place = pair.predicate.name, which, group.first, group.last
    if place not in view.alone:
        order, cue = pair.order(), pair.cue
        view.alone[place] = Alone(
            order,
            _step(cue.gap(group.first, group.last)) if cue else "-",
            cue is not None and cue.first <= _BEGINNING,
            [*_shown(view, pair, which, order), _others(view, pair)],
        )
    return view.alone[place]


def _shown(view: View, pair: Pair, which: str, order: str) -> list[Row]:
    """How an end that the line names stands in it, and to the cue."""
    group = pair.subject if which == "s" else pair.object
    beside = rows.beside(which, pair.predicate.name, order, pair.sort, view.manner(group))
    return [_at(view, pair, pair.cue, which, order), beside] if pair.cue else [beside]


@cache
def _step(gap: int) -> int:
    return bisect_right(_STEPS, gap)


def _with_meant(view: View, pair: Pair, end: str) -> list[Row]:
    """The features of a pair of which the line does not name an end: how sure it is what that is,
    and what is so of the other."""
    predicate, subject, object_, cue, _ = pair
    name, sort = predicate.name, pair.sort
    group, other = (subject, "o") if end == "s" else (object_, "s")
    which = end + group.implied
    alone = _alone(view, pair, other)
    known, age, standing = view.about(group)
    subjects = len(view.of(predicate.subject))
    return [
        rows.general(name, sort, alone.order, subject.sign + object_.sign),
        rows.meant(name, sort, which, alone.step, alone.begins),
        rows.guessed(which, name, group.sign, known, subjects, age),
        rows.standing(which, name, group.sign, standing, view.since(name), cue is not None),
        *alone.rows,
    ]


def _apart(view: View, pair: Pair, order: str) -> Iterator[Row]:
    """How far apart the two stand, and what stands between them."""
    predicate, one, other, cue, _ = pair
    name = predicate.name
    first, last = (one.last, other.first) if one.first <= other.first else (other.last, one.first)
    rivals = (
        view.rivals(predicate.subject, first, last, one, other),
        view.rivals(predicate.object, first, last, one, other),
    )
    step, clauses = _step(max(last - first, 0)), view.clauses(first, last)
    yield rows.apart(name, cue is not None, step, clauses, rivals, view.since(name))
    if last - first <= _MOST_WORDS:
        yield rows.between(order[0], name, view.between(first, last))


def _at(view: View, pair: Pair, cue: Cue, which: str, order: str) -> Row:
    """How far one of the two stands from the cue, and what stands between."""
    predicate, one, other, _, _ = pair
    group, signs = (one, predicate.subject) if which == "s" else (other, predicate.object)
    first, last = min(cue.last, group.last), max(cue.first, group.first)
    rivals = view.rivals(signs, first, last, one, other)
    step, clauses = _step(cue.gap(group.first, group.last)), view.clauses(first, last)
    return rows.at(which, predicate.name, order, step, clauses, rivals)


def _others(view: View, pair: Pair) -> Row:
    """What other predicates of such things the line has cues of."""
    predicate, one, other, cue, _ = pair
    name, listed = predicate.name, view.others(predicate)
    mine, others = 0, list[str]()
    if cue or listed:
        first, last = (other if one.implied else one), (one if other.implied else other)
        begin, end = min(first.first, last.first) - _NEAR, max(first.last, last.last) + _NEAR
        mine = int(cue is not None and begin <= cue.first <= end)
        others = [of for place, of in listed if begin <= place <= end]
    cues = len(view.cues.get(name, ()))
    return rows.others(name, mine, tuple(dict.fromkeys(others)), cues)
