"""What speaks for or against a predicate of a pair of things: short names that have weights.

``order`` tells how subject, object and cue follow each other: "ScO" is "A coordinates B".
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from ingest.documents.grammar import Predicate, predicates
from ingest.documents.pairs.cues import Cue
from ingest.documents.pairs.groups import Group
from ingest.documents.pairs.view import View

_INFLECTED = frozenset({"lt", "pl"})
"""Languages that tell roles by the case of a name."""
_STEPS = (0, 1, 2, 3, 5, 8, 13, 21)
_MOST_WORDS = 3
_NEAR = 4
_CERTAIN = 0.95


@dataclass(frozen=True)
class Pair:
    """A subject and an object that a predicate may be said of, with the cue nearest to them."""

    predicate: Predicate
    subject: Group
    object: Group
    cue: Cue | None

    @cached_property
    def shown(self) -> list[Group]:
        """The two groups, without one that is only meant."""
        return [group for group in (self.subject, self.object) if not group.implied]

    @cached_property
    def reach(self) -> range:
        """The cells at which a cue is near the two."""
        begin = min([group.first for group in self.shown])
        end = max([group.last for group in self.shown])
        return range(begin - _NEAR, end + _NEAR + 1)

    @property
    def sort(self) -> str:
        """The sort of the cue."""
        return self.cue.sort if self.cue else "-"

    def order(self) -> str:
        """How subject, object and cue follow each other."""
        places = [(self.subject.first, "S"), (self.object.first, "O")]
        if self.cue:
            places.append((self.cue.first, "c"))
        return "".join(letter for place, letter in sorted(places) if place >= 0)


def features(view: View, pair: Pair) -> tuple[str, ...]:
    """Return the features of a pair."""
    order = pair.order()
    found = [*_general(pair, order)]
    if len(pair.shown) == 1:
        found += _meant(view, pair)
    else:
        found += _apart(view, pair, order)
    for name, group in (("s", pair.subject), ("o", pair.object)):
        if not group.implied:
            found += _at(view, pair, name, group, order)
            found += _beside(view, pair, name, group, order)
    found += _others(view, pair)
    return tuple(found)


def _step(gap: int) -> int:
    return bisect_right(_STEPS, gap)


def _general(pair: Pair, order: str) -> Iterator[str]:
    """Predicate, kinds, sort of cue and order."""
    name, sort = pair.predicate.name, pair.sort
    yield name
    yield f"{name}|{order}"
    yield f"{name}|{sort}|{order}"
    yield f"{sort}|{order}"
    yield f"{name}|{pair.subject.sign}{pair.object.sign}"


def _meant(view: View, pair: Pair) -> Iterator[str]:
    """How sure it is what is meant, where the line does not name it."""
    group, (shown,) = pair.subject if pair.subject.implied else pair.object, pair.shown
    which = ("s" if group is pair.subject else "o") + group.implied
    step = _step(pair.cue.gap(shown.first, shown.last)) if pair.cue else "-"
    yield f"{pair.predicate.name}|{which}"
    yield f"imp|{which}|{group.sign}|{view.known.get(group.sign, 0)}"
    yield f"imp|{which}|{pair.sort}"
    yield f"impgap|{which}|{step}|{pair.sort}"
    yield f"impgap|{pair.predicate.name}|{step}"
    yield f"impbegin|{which}|{bool(pair.cue and pair.cue.first <= 2)}"
    yield f"implone|{group.sign}|{len(view.of(pair.predicate.subject))}"


def _apart(view: View, pair: Pair, order: str) -> Iterator[str]:
    """How far apart the two stand, and what stands between them."""
    name, (one, other) = pair.predicate.name, sorted(pair.shown, key=lambda group: group.first)
    first, last = one.last, other.first
    step, clauses = _step(max(last - first, 0)), view.clauses(first, last)
    yield f"so|{step}|{'c' if pair.cue else '-'}"
    yield f"so|{step}|{name}"
    yield f"bso|{clauses}"
    yield f"bso|{clauses}|{name}"
    yield f"xs|{view.rivals(pair.predicate.subject, first, last, one, other)}|{name}"
    yield f"xo|{view.rivals(pair.predicate.object, first, last, one, other)}|{name}"
    if last - first <= _MOST_WORDS:
        yield f"mid|{order[0]}|{name}|{view.between(first, last)}"


def _at(view: View, pair: Pair, which: str, group: Group, order: str) -> Iterator[str]:
    """How far one of the two stands from the cue, and what stands between."""
    if not pair.cue:
        return
    step = _step(pair.cue.gap(group.first, group.last))
    first, last = min(pair.cue.last, group.last), max(pair.cue.first, group.first)
    signs = pair.predicate.subject if which == "s" else pair.predicate.object
    rivals = view.rivals(signs, first, last, pair.subject, pair.object)
    yield f"g{which}|{step}|{order}"
    yield f"g{which}|{step}|{pair.predicate.name}"
    yield f"b{which}|{view.clauses(first, last)}"
    yield f"r{which}|{rivals}"
    yield f"r{which}|{rivals}|{pair.predicate.name}"
    yield f"p{which}|{pair.sort}|{order}|{view.preposition(group)}"


def _beside(view: View, pair: Pair, which: str, group: Group, order: str) -> Iterator[str]:
    """What stands before and behind one of the two, and its case."""
    name, preposition = pair.predicate.name, view.preposition(group)
    sure = "sure" if group.things[0].confidence > _CERTAIN else "ref"
    yield f"P{which}|{name}|{preposition}"
    yield f"P{which}|{name}|{order}|{preposition}"
    yield f"A{which}|{order}|{view.behind(group)}"
    yield f"conf{which}|{sure}|{name}"
    if view.language in _INFLECTED:
        yield f"E{which}|{view.language}|{order}|{view.ending(group)}"
        yield f"E{which}|{view.language}|{name}|{view.ending(group)}"
    if len(group.things) > 1:
        yield f"many{which}|{name}"
    if group.first == 0:
        yield f"begins{which}|{order}"


def _others(view: View, pair: Pair) -> Iterator[str]:
    """What other predicates of such things the line has cues of."""
    mine, alike = int(bool(pair.cue and pair.cue.first in pair.reach)), _alike(pair.predicate.name)
    others = [
        name
        for name, cues in view.cues.items()
        if name in alike and any(cue.first in pair.reach for cue in cues)
    ]
    yield f"other|{min(len(others), 3)}|{mine}"
    yield from (f"other|{pair.predicate.name}|{name}|{mine}" for name in others)
    yield f"cues|{min(len(view.cues.get(pair.predicate.name, ())), 3)}"


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
