"""Which keys mean one entity, and what the entity is called.

Identity is worked out from two kinds of ties between keys: a record that states a further
identifier of the entity (a rule's judgement), and judgements of people or rules. Both the
grouping and the id are pure functions of them, never of the order in which sources came in.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product

from ontology.values.identifiers import registers

# Identifiers in the order in which they lend an entity its id, when no curated key does.
SCHEMES = tuple(registers())
NOT_SLUG = re.compile(r"[^A-Za-z0-9]+")
MARKS, TRIED = "./-_", 4


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict on two keys: ``same``, ``different`` or ``unsure``; by whom, when and why.

    ``opened`` and ``closed`` are revision numbers; ``closed`` is None while it stands.
    """

    number: int
    left: str
    right: str
    verdict: str
    by: str
    reason: str
    at: str
    opened: int
    closed: int | None = None


def rank(key: str) -> tuple[int, int, str]:
    """Order keys by how well they name an entity: curated, then by scheme, then smallest."""
    scheme, colon, value = key.partition(":")
    if not colon:
        return (0, 0, key)
    position = SCHEMES.index(scheme) if scheme in SCHEMES else len(SCHEMES)
    return (1, position, f"{len(value):04d}{value}" if value.isdigit() else value)


def entity_id(keys: Iterable[str]) -> str:
    """Return the id of the entity that ``keys`` mean, from the best of them.

    >>> entity_id(["pic:999643492", "litek"])
    'litek'
    >>> entity_id(["euroscivoc:/23/53/373"])
    'euroscivoc-23-53-373'
    """
    best = min(keys, key=rank)
    scheme, colon, value = best.partition(":")
    return f"{scheme}-{NOT_SLUG.sub('-', value).strip('-')}" if colon else best


def keys_called(id_: str) -> list[str]:
    """Return the keys that would lend an entity this id: ``entity_id`` backwards, best first.

    What parts an identifier that an id writes with hyphens is tried out: where there are more than
    ``TRIED`` of them, only the same everywhere.

    >>> keys_called("grid-grid-6441-7")
    ['grid-grid-6441-7', 'grid:grid.6441.7']
    """
    found = {id_}
    for scheme, register in registers().items():
        if id_.startswith(f"{scheme}-"):
            values = _spelled(id_.removeprefix(f"{scheme}-").split("-"))
            fitting = (value for value in values if register.pattern.fullmatch(value))
            found.update(f"{scheme}:{value}" for value in fitting)
    return sorted((key for key in found if entity_id([key]) == id_), key=rank)


def _spelled(parts: list[str]) -> Iterator[str]:
    """Yield ``parts`` joined by every mark that identifiers have, and with a slash before them."""
    gaps = len(parts) - 1
    ways = product(MARKS, repeat=gaps) if gaps <= TRIED else ((mark,) * gaps for mark in MARKS)
    for marks in ways:
        value = parts[0] + "".join(map(str.__add__, marks, parts[1:]))
        yield value
        yield f"/{value}"


def groups(
    keys: Iterable[str],
    aliases: Iterable[tuple[str, str]],
    judgements: Iterable[Judgement],
) -> list[tuple[str, ...]]:
    """Group ``keys`` into entities.

    ``same`` judgements bind first, then ``aliases`` (key, identifier) in their sorted order; a tie
    that would bring two keys judged ``different`` into one entity is left out.
    """
    verdicts: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    for judgement in judgements:
        left, right = sorted((judgement.left, judgement.right))
        verdicts[judgement.verdict].add((left, right))
    same, apart = verdicts["same"], verdicts["different"]
    partition = _Partition(keys, apart)
    for left, right in (*sorted(same - apart), *sorted(set(aliases))):
        partition.join(left, right)
    return partition.groups()


class _Partition:
    """Disjoint sets of keys that respect pairs which must stay apart."""

    def __init__(self, keys: Iterable[str], apart: set[tuple[str, str]]) -> None:
        self._members: dict[str, list[str]] = {key: [key] for key in keys}
        self._root: dict[str, str] = {key: key for key in self._members}
        self._apart: defaultdict[str, set[str]] = defaultdict(set)
        for left, right in apart:
            self._apart[left].add(right)
            self._apart[right].add(left)

    def join(self, left: str, right: str) -> None:
        for key in (left, right):
            if key not in self._root:
                self._root[key] = key
                self._members[key] = [key]
        big, small = self._root[left], self._root[right]
        if big == small or self._barred(big, small):
            return
        if len(self._members[big]) < len(self._members[small]):
            big, small = small, big
        for key in self._members.pop(small):
            self._root[key] = big
            self._members[big].append(key)

    def _barred(self, left: str, right: str) -> bool:
        if not self._apart:
            return False
        others = set(self._members[right])
        return any(self._apart[key] & others for key in self._members[left] if key in self._apart)

    def groups(self) -> list[tuple[str, ...]]:
        return sorted(tuple(sorted(members, key=rank)) for members in self._members.values())
