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
from functools import lru_cache
from hashlib import blake2b
from itertools import product

from ontology.values.identifiers import registers

# Identifiers in the order in which they lend an entity its id, when no curated key does.
SCHEMES = tuple(registers())
NOT_SLUG = re.compile(r"[^A-Za-z0-9]+")
MARKS, TRIED = "./-_", 4
WORD = re.compile(r"[A-Za-z0-9]+")
WORDS = re.compile(rf"{WORD.pattern}(-{WORD.pattern})+")
LONGEST_KEY = 1_000
"""No key has more characters: stores look keys up, and Neo4j's indexes take 8 kB of several."""
MARK_OF = {"programme": "."}
"""What parts the values of a scheme that is no register, where it is no hyphen."""


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


def shortened(key: str) -> str:
    """Return ``key``, and of one that is too long its beginning and a hash.

    >>> shortened("a:alfa"), len(shortened("a:" + 5_000 * "b"))
    ('a:alfa', 1000)
    """
    if len(key) <= LONGEST_KEY:
        return key
    mark = f"-{_mark(key)}"
    return key[: LONGEST_KEY - len(mark)] + mark


def entity_id(keys: Iterable[str]) -> str:
    """Return the id of the entity that ``keys`` mean, from the best of them.

    Of values that letters and digits alone cannot tell apart, one has the short id; a hash tells
    the others. No two keys with a scheme have one id.

    >>> entity_id(["pic:999643492", "litek"])
    'litek'
    >>> entity_id(["euroscivoc:/23/53/373"]), entity_id(["our-members:uab-ekspla"])
    ('euroscivoc-23-53-373', 'our-members--uab-ekspla')
    >>> entity_id(["call:a-b"]), entity_id(["call:a b"])
    ('call-a-b', 'call-a-b_f40b178c17a9727f')
    """
    best = min(keys, key=rank)
    short = _short(best)
    return _hashed(best) if short is None else short


def hashed_id(key: str) -> str | None:
    """Return the id that ``key`` lends with a hash, which does not lead back to it; else None.

    >>> hashed_id("call:a b"), hashed_id("call:a-b")
    ('call-a-b_f40b178c17a9727f', None)
    """
    return _hashed(key) if _short(key) is None else None


def _hashed(key: str) -> str:
    return f"{_slug(key)}_{_mark(key)}"


def _mark(key: str) -> str:
    return blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def _short(key: str) -> str | None:
    """Return the id of which ``key`` is told by its letters and digits; None if there is none."""
    scheme, colon, value = key.partition(":")
    if not colon:
        return key
    slug = _slug(value)
    if value and value == _bearer(scheme, slug):
        if WORD.fullmatch(scheme):
            return f"{scheme}-{slug}"
        if WORDS.fullmatch(scheme):  # "a:b-c" and "a-b:c" are two keys
            return f"{scheme}--{slug}"
    return None


def _slug(text: str) -> str:
    return NOT_SLUG.sub("-", text).strip("-")


def _bearer(scheme: str, slug: str) -> str:
    """Return the value that has ``slug`` to itself: of a register, the first one that fits."""
    register = registers().get(scheme)
    if register is None:
        return slug.replace("-", MARK_OF.get(scheme, "-"))
    return slug if register.pattern.fullmatch(slug) else _first_fitting(scheme, slug)


@lru_cache(maxsize=1 << 12)
def _first_fitting(scheme: str, slug: str) -> str:
    fits = registers()[scheme].pattern.fullmatch
    return next((value for value in _spelled(slug.split("-")) if fits(value)), slug)


def keys_called(id_: str) -> list[str]:
    """Return the keys that would lend an entity this id: ``entity_id`` backwards, best first.

    Of ids with a hash the ledger knows more: see ``graph.store.Ledger.called``.

    What parts an identifier that an id writes with hyphens is tried out: where there are more than
    ``TRIED`` of them, only the same everywhere.

    >>> keys_called("grid-grid-6441-7")
    ['grid-grid-6441-7', 'grid:grid.6441.7']
    """
    found = {id_}
    slug = id_.partition("_")[0]
    for scheme, register in registers().items():
        if slug.startswith(f"{scheme}-"):
            values = _spelled(slug.removeprefix(f"{scheme}-").split("-"))
            fitting = (value for value in values if register.pattern.fullmatch(value))
            found.update(f"{scheme}:{value}" for value in fitting)
    for scheme, there, rest in (id_.partition("--"), id_.partition("-")):
        if there:  # what is no register, as a table's own numbers
            found.add(f"{scheme}:{_bearer(scheme, rest)}")
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
    that would bring two keys judged ``different`` into one entity is left out. Last, whoever writes
    an id as a key (``club-acme``) means the entity that bears it (``club:acme``).
    """
    verdicts: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    for judgement in judgements:
        left, right = sorted((judgement.left, judgement.right))
        verdicts[judgement.verdict].add((left, right))
    same, apart = verdicts["same"], verdicts["different"]
    partition = _Partition(keys, apart)
    for left, right in (*sorted(same - apart), *sorted(set(aliases))):
        partition.join(left, right)
    found = partition.groups()
    bearers: dict[str, str] = {}
    for best, *_ in found:
        partition.unite(bearers.setdefault(entity_id([best]), best), best)
    return found if len(bearers) == len(found) else partition.groups()


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
        if not self._barred(self._root[left], self._root[right]):
            self.unite(left, right)

    def unite(self, left: str, right: str) -> None:
        big, small = self._root[left], self._root[right]
        if big == small:
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
