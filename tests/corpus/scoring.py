"""How much of what the gold says was found, and how much of what was found is right."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from ontology.regions import load_regions
from tests.corpus.reading import Mention, Relation

KINDS: Mapping[str, frozenset[str]] = {
    "organisations": frozenset({"organisation"}),
    "technologies": frozenset({"technology"}),
    "dates and identifiers": frozenset({"date", "identifier"}),
    "places": frozenset({"region", "place"}),
    "projects": frozenset({"project"}),
    "programmes": frozenset({"programme"}),
    "events": frozenset({"event"}),
    "agreements": frozenset({"agreement"}),
    "amounts and counts": frozenset({"amount", "count"}),
}
"""Kinds of fact → the kinds of mention that they are about."""
PREDICATES: Mapping[str, frozenset[str]] = {
    "roles": frozenset({"coordinator_of", "partner_in", "member_of", "shareholder_of"}),
    "agreements": frozenset({"signed_agreement_with", "signed_on", "results_from"}),
    "projects": frozenset(
        {
            *("starts", "ends", "duration", "follows", "funded_by", "funding"),
            *("call_id", "grant_number", "partner_count"),
        }
    ),
    "organisations": frozenset(
        {"located_in", "works_on", "founded_in", "member_count", "merged_into"}
    ),
    "events": frozenset({"participant_in", "organised", "hosted", "visited", "takes_place_in"}),
}
"""Groups of predicates."""
_SPOKEN_OF = frozenset().union(*PREDICATES.values())
FREE = frozenset({"agreement", "event"})
"""Kinds whose slugs nobody could guess: what overlaps is the same."""
SYMMETRIC = frozenset({"signed_agreement_with"})

Fact: TypeAlias = Mention | Relation


@dataclass(frozen=True, slots=True)
class Score:
    """Numbers of facts: in the gold (`stated`), found (`found`), and both (`right`)."""

    right: int = 0
    found: int = 0
    stated: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(self.right + other.right, self.found + other.found, self.stated + other.stated)

    @property
    def precision(self) -> float:
        """The share of what was found that is right; 0 where nothing was found."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """The share of the gold that was found; 0 where it is empty."""
        return self.right / self.stated if self.stated else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall.

        >>> round(Score(right=3, found=4, stated=6).f1, 3)
        0.6
        """
        return 2 * self.right / (self.found + self.stated) if self.found + self.stated else 0.0


@dataclass(frozen=True, slots=True)
class Findings:
    """The mentions and relations of a post: those of the gold, or those that somebody found."""

    mentions: tuple[Mention, ...] = ()
    relations: tuple[Relation, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of the facts of a post: those found, those missed, those that are false."""

    right: tuple[Fact, ...]
    missed: tuple[Fact, ...]
    false: tuple[Fact, ...]

    def __add__(self, other: Verdict) -> Verdict:
        return Verdict(
            self.right + other.right, self.missed + other.missed, self.false + other.false
        )

    def score(self, counts: Callable[[Fact], bool]) -> Score:
        """Count the facts of a kind."""
        right, missed, false = (
            sum(map(counts, facts)) for facts in (self.right, self.missed, self.false)
        )
        return Score(right, right + false, right + missed)


def judge(gold: Findings, found: Findings) -> Verdict:
    """Compare, fact by fact: each is right once.

    A mention is right where it overlaps one of the gold that has the same kind and id, slug or
    value. A relation is right with the same ends, predicate and status in an overlapping sentence;
    predicates that the gold never speaks of do not count.
    """
    called = _called(gold.mentions, found.mentions)
    mentions = [_as_called(one, called) for one in found.mentions]
    counted = [one for one in found.relations if one.predicate in _SPOKEN_OF]
    relations = [_as_agreed(one, called) for one in counted]
    agreed = [_as_agreed(one, {}) for one in gold.relations]
    return _pair(gold.mentions, mentions) + _pair(agreed, relations)


def _called(gold: Iterable[Mention], found: Sequence[Mention]) -> dict[str, str]:
    """Return what was found new of a free kind → what the gold calls it."""
    return {
        one.meant: named.meant
        for named in gold
        for one in found
        if named.kind in FREE and named.slug and one.kind == named.kind and _overlap(one, named)
    }


def _as_called(one: Mention, called: Mapping[str, str]) -> Mention:
    if one.kind not in FREE or one.meant not in called:
        return one
    return replace(one, id=None, slug=called[one.meant])


def _as_agreed(one: Relation, called: Mapping[str, str]) -> Relation:
    """Return a relation between what the gold calls its ends, in alphabetic order if need be."""
    ends = [called.get(end, end) for end in (one.subject, one.object)]
    if one.predicate in SYMMETRIC:
        ends.sort()
    return replace(one, subject=ends[0], object=ends[1])


def _pair(gold: Sequence[Fact], found: Sequence[Fact]) -> Verdict:
    """Compare facts of one sort; the first find that fits is the one that counts."""
    left = list(found)
    right: list[Fact] = []
    missed: list[Fact] = []
    for stated in gold:
        fitting = next((one for one in left if _same(stated, one)), None)
        if fitting is None:
            missed.append(stated)
        else:
            right.append(stated)
            left.remove(fitting)
    return Verdict(tuple(right), tuple(missed), tuple(left))


def _same(stated: Fact, found: Fact) -> bool:
    return _overlap(stated, found) and _key(stated) == _key(found)


def _key(fact: Fact) -> tuple[str, ...]:
    if isinstance(fact, Mention):
        return fact.kind, same_city(fact.meant)
    return same_city(fact.subject), fact.predicate, same_city(fact.object), fact.status


def same_city(name: str) -> str:
    """Return the one id of a city that may have several; other names as they are."""
    city = load_regions().get(name) if name.startswith("city-") else None
    return city.id if city else name


def _overlap(one: Fact, other: Fact) -> bool:
    return one.start < other.end and other.start < one.end
