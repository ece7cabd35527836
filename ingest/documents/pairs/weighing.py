"""What pairs of things of a line mean, weighed with what patterns found in it."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from math import log
from typing import NamedTuple

from ingest.documents.findings import Relation
from ingest.documents.grammar import Grammar
from ingest.documents.line import Line
from ingest.documents.pairs.candidates import UNWEIGHED, Candidate
from ingest.documents.pairs.features import Pair
from ingest.documents.pairs.names import name_rows
from ingest.documents.pairs.rows import said, told
from ingest.documents.pairs.statuses import lasting, status_row, statuses_of_pair
from ingest.documents.pairs.weights import Row, evidence, further, sureness

STRICT = 0.7
"""What is taken off all log-odds: a confidence of one half is for what is surer than that, since
the graph is to be trusted and the rest is for people to look at."""
ALONE = 0.4
"""How sure at most is what a pattern says of things that nothing else relates."""
LEAST = 0.15
"""What is less sure is not even for people to look at, unless a pattern says it."""
_HOPELESS = log(LEAST / (1 - LEAST)) - 0.5
"""Log-odds that are less than that, whatever the status and the names of the ends mostly add."""
_LEADS = "coordinator_of"
_ROLES = frozenset({_LEADS, "partner_in"})
"""Of these a thing has one in another."""
_VALUES = "DMCI"
"""Signs of dates, amounts, counts and identifiers: each belongs to one thing."""
_PLAIN = frozenset(
    (
        *("call_id", "coordinator_of", "duration", "founded_in", "funded_by", "funding"),
        *("grant_number", "located_in", "party_to", "signed_on"),
    )
)
"""What a pattern that says it of two things of a line is mostly right about."""

Key = tuple[str, str, str]


class Witness(NamedTuple):
    """What patterns found in a line: the relations, their predicates, and the relations without the
    one or the other end."""

    said: Collection[Key]
    names: Container[str]
    subjects: Container[Key]
    objects: Container[Key]

    @classmethod
    def of(cls, keys: Collection[Key]) -> Witness:
        """From the relations that patterns found."""
        return cls(
            keys,
            {name for _, name, _ in keys},
            {(subject, name, "") for subject, name, _ in keys},
            {("", name, value) for _, name, value in keys},
        )

    def touched(self, pair: Pair) -> bool:
        """Whether it matters to what patterns found how likely a pair is: they tell of its
        predicate, or it may take the place of what they found."""
        name, sign = pair.predicate.name, pair.object.sign
        return bool(self.said) and (name in self.names or name in _ROLES or sign in _VALUES)

    def row(self, key: Key, pair: Pair) -> Row:
        """What patterns say for or against a pair: the same, or another subject or object."""
        subject, name, value = key
        if key in self.said:
            cued = pair.cue is not None
            return said(name, pair.order(), pair.subject.implied, pair.object.implied, cued=cued)
        other = ("", name, value) in self.objects, (subject, name, "") in self.subjects
        return told(name, *other)


class Weighed(NamedTuple):
    """A pair with what it means and its log-odds."""

    key: Key
    odds: float
    pair: Pair


def weighed(
    line: Line, pairs: Iterable[Candidate], found: Iterable[Relation], rules: Grammar
) -> Iterator[Relation]:
    """Yield the relations of a line: pairs that are likely, and what patterns found in it, as sure
    as both together are."""
    patterns: dict[Key, list[Relation]] = {}
    for one in found:
        patterns.setdefault((one.subject, one.predicate, one.object), []).append(one)
    best = _best(pairs, Witness.of(patterns))
    for pair in _compete(list(_named(best.values(), patterns))):
        said = patterns.pop(pair.key, ())
        if said or pair.odds >= _HOPELESS:
            yield from _told(line, pair, said, rules)
    for key, listed in patterns.items():
        yield from (_alone(one, weighed=key in best) for one in listed)


def _named(
    pairs: Collection[Weighed], patterns: Mapping[Key, Sequence[Relation]]
) -> Iterator[Weighed]:
    """Yield pairs without those of which the object is only meant where the line names one for the
    same subject: who "joined OptoNet" joined no other cluster."""
    named = {
        one.key[:2]
        for one in pairs
        if not one.pair.object.implied and (one.odds >= 0 or one.key in patterns)
    }
    yield from (one for one in pairs if not one.pair.object.implied or one.key[:2] not in named)


def _best(candidates: Iterable[Candidate], witness: Witness) -> dict[Key, Weighed]:
    """The likeliest way to read each relation, what patterns say of it counted in.

    What is too unlikely for people to look at need not be compared where they say nothing of it.
    """
    best: dict[Key, Weighed] = {}
    for pair, features in candidates:
        alone = evidence(features) - STRICT
        if alone < _HOPELESS and not witness.touched(pair):
            continue
        for key in meanings(pair):
            odds = alone + further(witness.row(key, pair))
            if key not in best or best[key].odds < odds:
                best[key] = Weighed(key, odds, pair)
    return best


def _alone(one: Relation, *, weighed: bool) -> Relation:
    """What only a pattern says; its rule has the name of what it is a rule of."""
    rest = 1.0 if one.rule.split("/")[1] in UNWEIGHED else ALONE
    return one._replace(confidence=min(one.confidence, LEAST if weighed else rest))


def _agreeing(listed: Sequence[Relation]) -> list[Relation]:
    """What patterns say of one thing, without "stated" where another knows better."""
    doubted = any(one.status != "stated" for one in listed)
    return [one for one in listed if not doubted or one.status != "stated"]


def _sure(one: Relation, pair: Pair, confidence: float) -> Relation:
    """What a pattern found, as sure as its pair is; what is plain, of two things that the line
    names, at least as sure as said."""
    plain = one.predicate in _PLAIN and len(pair.shown) == 2
    surest = max(confidence, one.confidence if plain else 0.0)
    return one._replace(confidence=surest, status=lasting(one.status, one.predicate))


def meanings(pair: Pair) -> list[Key]:
    """Return what a pair of groups may mean: subject, predicate and object of every two things."""
    told = [(value, pair.predicate.told(value)) for value in pair.values]
    return [
        (subject, name, end)
        for subject in pair.subject.meant()
        for value, ends in told
        if subject != value
        for name, end in ends
    ]


def _compete(pairs: Collection[Weighed]) -> Iterator[Weighed]:
    """Yield pairs in their order, without those whose place a likelier one has taken."""
    taken: dict[tuple[str, ...], str] = {}
    lost = {
        pair.key
        for pair in sorted(pairs, key=lambda one: one.odds, reverse=True)
        if any(taken.setdefault(claim, holder) != holder for claim, holder in _claims(pair))
    }
    yield from (pair for pair in pairs if pair.key not in lost)


def _claims(pair: Weighed) -> Sequence[tuple[tuple[str, ...], str]]:
    """What only one pair of a line can have: two things one role, a value one subject."""
    subject, name, object_ = pair.key
    if name == _LEADS:
        return (("role", subject, object_), name), (("lead", object_), subject)
    if name in _ROLES:
        return ((("role", subject, object_), name),)
    if pair.pair.object.sign in _VALUES:
        return ((("value", object_, str(pair.pair.object.first)), subject + name),)
    return ((("way", name, *sorted((subject, object_))), subject),)


def _told(
    line: Line, pair: Weighed, said: Sequence[Relation], rules: Grammar
) -> Iterator[Relation]:
    """What a pair means, as patterns found it too if they did, as sure as its status and the names
    of its ends make it."""
    subject, name, object_ = pair.key
    statuses = statuses_of_pair(line, pair.pair, rules)
    more = status_row(line, pair.pair, statuses, rules), *name_rows(pair.pair, subject, object_)
    confidence = round(sureness(pair.odds + further(*more)), 3)
    if said:
        yield from (_sure(one, pair.pair, confidence) for one in _agreeing(said))
    elif confidence >= LEAST:
        for status in statuses:
            yield Relation(
                subject, name, object_, line.start, line.end, status, confidence, "pairs"
            )
