"""A contradiction: what stands, what lost, and the rule that chose."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import eq

from graph.golden.rules import best_first, weights
from graph.question.evidence import Witness
from graph.records import Value
from graph.schema import Schema
from graph.stored import StoredRecord

RULES = ("priority", "confidence", "date", "completeness", "content")
"""What decides, in its order; see ``graph.golden.rules``."""
EXACTNESS = "exactness"
"""What decides between two dates and a length: the dates say more."""
DENIED = "denied"
"""What decides before all of them: the value that would stand is said not to be so."""
BOTH = "both"
"""Nothing decides between two roles: both stand, until somebody denies one of them."""

Stated = tuple[Value, StoredRecord]
"""A value, and the record that states it."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A value, and the first who states it."""

    value: Value
    witness: Witness


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A property of which sources state several values where there is one.

    It is one of ``entity``, called ``name``, or of its ``relation`` to ``target`` in a ``role``
    ``since`` a day, which tells apart relations that held one after another; all '' for an
    entity's own. ``language`` is that of a text, '' for other values. ``rule``
    says what set the value that ``stands`` above the best of those that ``lost``: priority,
    confidence, date, completeness, or content when nothing else tells them apart; exactness where a
    length does not fit two dates, which then stand as a period; denied where the better one is
    said not to be so; both where roles differ, which all stand.
    """

    entity: str
    name: str
    property: str
    language: str
    stands: Claim
    lost: Sequence[Claim]
    rule: str
    relation: str = ""
    target: str = ""
    target_name: str = ""
    role: str = ""
    since: str = ""


@dataclass(frozen=True, slots=True)
class Settled:
    """How several values were settled; see ``Contradiction``."""

    stands: Claim
    lost: Sequence[Claim]
    rule: str


def settled(
    stated: Sequence[Stated], golden: Value, fits: Callable[[Value, Value], bool] = eq
) -> Settled | None:
    """Return how ``stated`` values, best first, were settled; None where they do not differ.

    ``golden`` is the value that stands; ``fits`` tells whether two values may both be so.
    """
    distinct = [
        one
        for place, one in enumerate(stated)
        if not any(fits(value, one[0]) for value, _ in stated[:place])
    ]
    if len(distinct) < 2:
        return None
    rule = rule_between(distinct[0][1], distinct[1][1]) if distinct[0][0] == golden else DENIED
    distinct.sort(key=lambda one: one[0] != golden)
    stands, *lost = (claim(*one) for one in distinct)
    return Settled(stands, lost, rule)


def fitting(schema: Schema, name: str) -> Callable[[Value, Value], bool]:
    """Return what tells of two values of a property whether both may be so.

    Of dates, 2016 and 2016-05 may; of addresses, those that differ in the last slash alone; of all
    else, only the same.
    """
    return _FITTING.get(schema.model.properties[name].datatype, eq)


def _dates_fit(one: Value, other: Value) -> bool:
    first, second = str(one), str(other)
    return first.startswith(second) or second.startswith(first)


def _addresses_fit(one: Value, other: Value) -> bool:
    return str(one).removesuffix("/") == str(other).removesuffix("/")


_FITTING: Mapping[str, Callable[[Value, Value], bool]] = {
    "date": _dates_fit,
    "anyURI": _addresses_fit,
}
"""What tells it, by datatype."""


def claim(value: Value, stored: StoredRecord) -> Claim:
    """Return that a record states a value."""
    return Claim(value, Witness.of(stored))


def ranked(said: Iterable[StoredRecord]) -> list[StoredRecord]:
    """Return records in the order in which the golden rules believe them."""
    by_record = {id(one.record): one for one in said}
    return [by_record[id(one)] for one in best_first(two.said for two in by_record.values())]


def rule_between(first: StoredRecord, second: StoredRecord) -> str:
    """Return what sets the first of two records above the second."""
    pairs = zip(weights(first.said), weights(second.said), strict=True)
    return next(
        (rule for rule, (one, two) in zip(RULES, pairs, strict=False) if one != two), RULES[-1]
    )
