"""What speaks for or against a predicate of a pair of things: short names that have weights.

``order`` tells how subject, object and cue follow each other: "ScO" is "A coordinates B".
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from ingest.documents.grammar import Predicate, predicates
from ingest.documents.pairs import rows
from ingest.documents.pairs.cues import Cue
from ingest.documents.pairs.groups import Group
from ingest.documents.pairs.view import View
from ingest.documents.pairs.weights import Row

_INFLECTED = frozenset({"lt", "pl"})
"""Languages that tell roles by the case of a name."""
_STEPS = (0, 1, 2, 3, 5, 8, 13, 21)
_MOST_WORDS = 3
_NEAR = 4
_BEGINNING = 2
"""The last cell at which a cue begins a line."""
_CERTAIN = 0.95


class Pair(NamedTuple):
    """A subject and an object that a predicate may be said of, with the cue nearest to them."""

    predicate: Predicate
    subject: Group
    object: Group
    cue: Cue | None

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
        places = [(self.subject.first, "S"), (self.object.first, "O")]
        if self.cue:
            places.append((self.cue.first, "c"))
        return "".join([letter for place, letter in sorted(places) if place >= 0])


def features(view: View, pair: Pair) -> list[Row]:
    """Return the features of a pair."""
    name, sort, order = pair.predicate.name, pair.sort, pair.order()
    shown = pair.shown
    found = [rows.general(name, sort, order, pair.subject.sign + pair.object.sign)]
    found += _apart(view, pair, order) if len(shown) == 2 else _meant(view, pair, shown[0])
    for which, group in (("s", pair.subject), ("o", pair.object)):
        if not group.implied:
            found += _at(view, pair, which, group, order)
            found += _beside(view, pair, which, group, order)
    sorts = view.sort(pair.subject), view.sort(pair.object)
    if any(sorts):
        meant = bool(pair.subject.implied), bool(pair.object.implied)
        found.append(rows.sorts(name, *sorts, *meant))
    found.append(_others(view, pair, shown))
    return found


def _step(gap: int) -> int:
    return bisect_right(_STEPS, gap)


def _meant(view: View, pair: Pair, shown: Group) -> Iterator[Row]:
    """How sure it is what is meant, where the line does not name it."""
    which, group = ("s", pair.subject) if pair.subject.implied else ("o", pair.object)
    which += group.implied
    cue = pair.cue
    step = _step(cue.gap(shown.first, shown.last)) if cue else "-"
    begins = cue is not None and cue.first <= _BEGINNING
    yield rows.meant(pair.predicate.name, pair.sort, which, step, begins)
    subjects = len(view.of(pair.predicate.subject))
    known, age = view.known(group.sign), view.age(group.sign)
    yield rows.guessed(which, pair.predicate.name, group.sign, known, subjects, age)


def _apart(view: View, pair: Pair, order: str) -> Iterator[Row]:
    """How far apart the two stand, and what stands between them."""
    one, other, predicate = pair.subject, pair.object, pair.predicate
    first, last = (one.last, other.first) if one.first <= other.first else (other.last, one.first)
    rivals = (
        view.rivals(predicate.subject, first, last, one, other),
        view.rivals(predicate.object, first, last, one, other),
    )
    step, clauses = _step(max(last - first, 0)), view.clauses(first, last)
    yield rows.apart(predicate.name, pair.cue is not None, step, clauses, rivals)
    if last - first <= _MOST_WORDS:
        yield rows.between(order[0], predicate.name, view.between(first, last))


def _at(view: View, pair: Pair, which: str, group: Group, order: str) -> Iterator[Row]:
    """How far one of the two stands from the cue, and what stands between."""
    cue, predicate = pair.cue, pair.predicate
    if cue:
        first, last = min(cue.last, group.last), max(cue.first, group.first)
        signs = predicate.subject if which == "s" else predicate.object
        rivals = view.rivals(signs, first, last, pair.subject, pair.object)
        step = _step(cue.gap(group.first, group.last))
        yield rows.at(which, predicate.name, order, step, view.clauses(first, last), rivals)


def _beside(view: View, pair: Pair, which: str, group: Group, order: str) -> Iterator[Row]:
    """What stands before and behind one of the two, and its case."""
    name, many = pair.predicate.name, len(group.things) > 1
    sure = group.things[0].confidence > _CERTAIN
    yield rows.before(which, name, order, pair.sort, view.preposition(group))
    yield rows.beside(which, name, order, view.behind(group), sure, many)
    if view.memory.language in _INFLECTED:
        yield rows.case(which, view.memory.language, name, order, view.ending(group))
    if group.first == 0:
        yield rows.begins(which, order)


def _others(view: View, pair: Pair, shown: Sequence[Group]) -> Row:
    """What other predicates of such things the line has cues of."""
    name, alike = pair.predicate.name, _alike(pair.predicate.name)
    begin = min([group.first for group in shown]) - _NEAR
    end = max([group.last for group in shown]) + _NEAR
    others = [
        other
        for other, cues in view.cues.items()
        if other in alike and any(begin <= cue.first <= end for cue in cues)
    ]
    mine = pair.cue is not None and begin <= pair.cue.first <= end
    return rows.others(name, int(mine), tuple(others), len(view.cues.get(name, ())))


@cache
def _alike(name: str) -> frozenset[str]:
    """The other predicates that may be said of the same kinds of things."""
    mine = predicates()[name]
    return frozenset(
        other
        for other, one in predicates().items()
        if other != name
        and set(one.subject) & set(mine.subject)
        and set(one.object) & set(mine.object)
    )
