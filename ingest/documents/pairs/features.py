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
    name, subject, object_ = pair.predicate.name, pair.subject, pair.object
    order = pair.order()
    found = [rows.general(name, pair.sort, order, subject.sign + object_.sign)]
    if subject.implied:
        found += [*_meant(view, pair, "s", object_), *_alone(view, pair, "o", order)]
    elif object_.implied:
        found += [*_meant(view, pair, "o", subject), *_alone(view, pair, "s", order)]
    else:
        found += _shown(view, pair, "s", order)
        found += _shown(view, pair, "o", order)
        found += [*_apart(view, pair, order), _others(view, pair)]
    sorts = view.sort(subject), view.sort(object_)
    if any(sorts):
        found.append(rows.sorts(name, *sorts, bool(subject.implied), bool(object_.implied)))
    return found


def _alone(view: View, pair: Pair, which: str, order: str) -> Sequence[Row]:
    """What is so of the end that the line names, whatever else it means; made once for all that."""
    group = pair.subject if which == "s" else pair.object
    place = pair.predicate.name, which, group.first, group.last
    if place not in view.rows:
        view.rows[place] = [*_shown(view, pair, which, order), _others(view, pair)]
    return view.rows[place]


def _shown(view: View, pair: Pair, which: str, order: str) -> list[Row]:
    """How an end that the line names stands in it, and to the cue."""
    group = pair.subject if which == "s" else pair.object
    beside = rows.beside(which, pair.predicate.name, order, pair.sort, view.manner(group))
    return [_at(view, pair, pair.cue, which, order), beside] if pair.cue else [beside]


@cache
def _step(gap: int) -> int:
    return bisect_right(_STEPS, gap)


def _meant(view: View, pair: Pair, end: str, shown: Group) -> tuple[Row, ...]:
    """How sure it is what is meant, where the line does not name it."""
    group, name, cue = (pair.subject if end == "s" else pair.object), pair.predicate.name, pair.cue
    which = end + group.implied
    step = _step(cue.gap(shown.first, shown.last)) if cue else "-"
    begins = cue is not None and cue.first <= _BEGINNING
    subjects = len(view.of(pair.predicate.subject))
    known, age, standing = view.about(group)
    return (
        rows.meant(name, pair.sort, which, step, begins),
        rows.guessed(which, name, group.sign, known, subjects, age),
        rows.standing(which, name, group.sign, standing, view.since(name), cue is not None),
    )


def _apart(view: View, pair: Pair, order: str) -> Iterator[Row]:
    """How far apart the two stand, and what stands between them."""
    predicate, one, other, cue, _ = pair
    first, last = (one.last, other.first) if one.first <= other.first else (other.last, one.first)
    rivals = (
        view.rivals(predicate.subject, first, last, one, other),
        view.rivals(predicate.object, first, last, one, other),
    )
    step, clauses = _step(max(last - first, 0)), view.clauses(first, last)
    since = view.since(predicate.name)
    yield rows.apart(predicate.name, cue is not None, step, clauses, rivals, since)
    if last - first <= _MOST_WORDS:
        yield rows.between(order[0], predicate.name, view.between(first, last))


def _at(view: View, pair: Pair, cue: Cue, which: str, order: str) -> Row:
    """How far one of the two stands from the cue, and what stands between."""
    predicate, subject = pair.predicate, which == "s"
    group = pair.subject if subject else pair.object
    first, last = min(cue.last, group.last), max(cue.first, group.first)
    signs = predicate.subject if subject else predicate.object
    rivals = view.rivals(signs, first, last, pair.subject, pair.object)
    step, clauses = _step(cue.gap(group.first, group.last)), view.clauses(first, last)
    return rows.at(which, predicate.name, order, step, clauses, rivals)


def _others(view: View, pair: Pair) -> Row:
    """What other predicates of such things the line has cues of."""
    predicate, one, other, cue, _ = pair
    first, last = (other if one.implied else one), (one if other.implied else other)
    begin, end = min(first.first, last.first) - _NEAR, max(first.last, last.last) + _NEAR
    others = [name for place, name in view.others(predicate) if begin <= place <= end]
    mine = cue is not None and begin <= cue.first <= end
    cues = len(view.cues.get(predicate.name, ()))
    return rows.others(predicate.name, int(mine), tuple(dict.fromkeys(others)), cues)
