"""From pairs to organisations: which records are one, which a person is to judge."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, product
from typing import NamedTuple

import numpy as np

from graph.linkage.model import Model
from graph.linkage.scoring import Pairs

SEVERAL = frozenset({"fundref"})
"""Registers that give one organisation several numbers: two of them are no conflict."""
Stated = Mapping[str, frozenset[str]]
"""The identifiers of one record: register → keys."""


class Tie(NamedTuple):
    """Two records that are held to be one: by a shared key, or by place ``pair`` of the pairs."""

    left: int
    right: int
    key: str = ""
    pair: int = -1


class Conflict(NamedTuple):
    """A tie that was not made: the organisations have different numbers in a register."""

    tie: Tie
    register: str
    left: tuple[str, ...]
    right: tuple[str, ...]


@dataclass(slots=True)
class Grouping:
    """What follows from pairs.

    ``groups``: the numbers of the records of each organisation, those that stand alone included;
    ``ties``: what binds them; ``queued``: places of pairs that a person is to judge.
    """

    groups: list[list[int]] = field(default_factory=list)
    ties: list[Tie] = field(default_factory=list)
    queued: list[int] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)


def group(identifiers: Sequence[frozenset[str]], pairs: Pairs, model: Model) -> Grouping:
    """Draw the conclusions: shared identifiers first, then pairs by weight, heaviest first.

    What a comparison leaves to a person (`Comparison.asked`) is asked, not concluded.

    ``identifiers``: the keys of each record. No organisation has two records with different
    numbers in one register; a tie that would make one such is a conflict.
    """
    joining = _Joining([_by_register(keys) for keys in identifiers], _asked(pairs, model))
    found = Grouping()
    for tie in (*_shared(identifiers), *_heavy(pairs, model.automatic)):
        if conflict := joining.conflict(tie):
            found.conflicts.append(conflict)
        elif (tie.key or not joining.asks(tie)) and joining.join(tie):
            found.ties.append(tie)
    found.queued = [*_doubtful(joining, pairs, model.queue)]
    found.groups = joining.groups()
    return found


def _by_register(keys: Iterable[str]) -> Stated:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for key in keys:
        found[key.partition(":")[0]].add(key)
    return {
        register: frozenset(some) for register, some in found.items() if register not in SEVERAL
    }


def _shared(identifiers: Sequence[frozenset[str]]) -> Iterator[Tie]:
    bearers: defaultdict[str, list[int]] = defaultdict(list)
    for number, keys in enumerate(identifiers):
        for key in keys:
            bearers[key].append(number)
    for key in sorted(bearers):
        yield from (Tie(left, right, key=key) for left, right in pairwise(bearers[key]))


def _asked(pairs: Pairs, model: Model) -> frozenset[frozenset[int]]:
    """Return the pairs of records of which a comparison leaves the judgement to a person."""
    asked = np.zeros(len(pairs), dtype=bool)
    for place, one in enumerate(model.comparisons if len(pairs) else ()):
        if one.asked:
            asked |= pairs.levels[:, place] == len(one.levels) - 1
    found = pairs.picked(asked)
    return frozenset(map(frozenset, zip(found.left.tolist(), found.right.tolist(), strict=True)))


def _heavy(pairs: Pairs, automatic: float) -> Iterator[Tie]:
    for place in range(len(pairs)):
        if pairs.weight[place] >= automatic:
            yield Tie(int(pairs.left[place]), int(pairs.right[place]), pair=place)


def _doubtful(joining: _Joining, pairs: Pairs, queue: float) -> Iterator[int]:
    """Yield the places of the pairs to ask, of those between the same two sets the heaviest."""
    asked: set[frozenset[int]] = set()
    for place in range(len(pairs)):
        tie = Tie(int(pairs.left[place]), int(pairs.right[place]), pair=place)
        sets = joining.sets(tie)
        if pairs.weight[place] >= queue and sets not in asked and joining.may_join(tie):
            asked.add(sets)
            yield place


class _Joining:
    """Disjoint sets of records, none of which holds two different numbers of one register.

    ``asked``: pairs of records that only a shared number puts into one set.
    """

    def __init__(self, stated: Sequence[Stated], asked: frozenset[frozenset[int]]) -> None:
        self._root = list(range(len(stated)))
        self._members = [[number] for number in self._root]
        self._stated = stated
        self._asked = asked

    def join(self, tie: Tie) -> bool:
        """Make one of two sets; False when they are one already."""
        big, small = self._root[tie.left], self._root[tie.right]
        if big == small:
            return False
        if len(self._members[big]) < len(self._members[small]):
            big, small = small, big
        for number in self._members[small]:
            self._root[number] = big
        self._members[big] += self._members[small]
        self._members[small] = []
        return True

    def sets(self, tie: Tie) -> frozenset[int]:
        """Return the sets that two records stand in, each by its first number."""
        return frozenset((self._root[tie.left], self._root[tie.right]))

    def may_join(self, tie: Tie) -> bool:
        """Tell whether two records stand in two sets that nothing forbids to join."""
        return self._root[tie.left] != self._root[tie.right] and self.conflict(tie) is None

    def asks(self, tie: Tie) -> bool:
        """Tell whether to make one of two sets is left to a person, by any two of their records."""
        members = (self._members[self._root[one]] for one in (tie.left, tie.right))
        return bool(self._asked) and any(frozenset(two) in self._asked for two in product(*members))

    def groups(self) -> list[list[int]]:
        """Return the sets, by their first record."""
        return sorted(sorted(members) for members in self._members if members)

    def conflict(self, tie: Tie) -> Conflict | None:
        """Return what forbids to make one of two sets."""
        if self._root[tie.left] == self._root[tie.right]:
            return None
        for one in self._members[self._root[tie.left]]:
            for other in self._members[self._root[tie.right]]:
                here, there = self._stated[one], self._stated[other]
                for register in sorted(here.keys() & there.keys()):
                    if here[register].isdisjoint(there[register]):
                        numbers = (tuple(sorted(some[register])) for some in (here, there))
                        return Conflict(tie, register, *numbers)
        return None
