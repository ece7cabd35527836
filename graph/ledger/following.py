"""How the house follows what is judged in public, and where it has the last word.

The internal store repeats each public judgement of keys that it knows. One that the house overruled
later waits until the house lets go of that; one of a key that no record names, until one does.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from graph.golden.consequences import Touched, follow
from graph.ledger.identity import Judgement
from graph.ledger.judging import revoke
from graph.schema import Schema
from graph.store import GraphStore, Ledger

Sense = tuple[str, str, str, str, str]
"""What a judgement says: both keys, verdict, by whom and why."""
_Standing = Mapping[frozenset[str], list[Judgement]]


def follow_judgements(public: GraphStore, internal: GraphStore, schema: Schema) -> None:
    """Let the internal store have the public judgements, and drop those undone there.

    One revision for what is dropped and one for what is repeated, whatever their number. What that
    is, is asked again inside: another process may have been first.
    """
    if any(_ended(public, internal.ledger)):
        with internal.writing("undo", "judgements undone in public"):
            for one in list(_ended(public, internal.ledger)):
                revoke(internal, schema, one)
    if unrepeated(public.ledger, internal.ledger):
        with internal.writing("judge", "judgements of the public store"):
            _repeat(unrepeated(public.ledger, internal.ledger), internal, schema)


def unrepeated(public: Ledger, internal: Ledger) -> list[Judgement]:
    """Return the public judgements that the internal store is to repeat."""
    held = Counter(map(sense, internal.judgements()))
    missing = []
    for one in public.judgements():
        if held[sense(one)]:
            held[sense(one)] -= 1
        else:
            missing.append(one)
    known = internal.identities({key for one in missing for key in _pair(one)}) if missing else {}
    standing = _by_pair(internal)
    return [
        one
        for one in missing
        if known.keys() >= _pair(one) and all(own.at < one.at for own in _contrary(one, standing))
    ]


def _repeat(some: Iterable[Judgement], internal: GraphStore, schema: Schema) -> None:
    """Judge as the public store does: not refused even where the two cannot be parted in here."""
    standing, ledger = _by_pair(internal.ledger), internal.ledger
    touched: set[str] = set()
    for one in some:
        for own in _contrary(one, standing):
            ledger.close_judgement(own.number)
        ledger.judge(*sense(one))
        touched |= _pair(one)
    follow(internal, schema, Touched(keys=touched))


def _ended(public: GraphStore, internal: Ledger) -> Iterator[Judgement]:
    """Yield the copies of public judgements that were undone since they were made.

    What the house judged again since, of keys that are public no longer, is its own.
    """
    held = by_sense(internal.judgements(closed=True))
    times: dict[int, str] = {}
    for said, told in by_sense(public.ledger.judgements(closed=True)).items():
        standing, ended = _parted(told)
        copies, dropped = _parted(held.get(said, []))
        surplus = min(len(copies) - len(standing), len(ended) - len(dropped))
        if surplus > 0:
            times = times or {one.number: one.at for one in public.revisions()}
            last = max((times[one.closed] for one in ended if one.closed in times), default="")
            yield from [one for one in copies if one.at <= last][:surplus]


def sense(one: Judgement) -> Sense:
    """Return what a judgement says, whatever number a store gave it."""
    return (one.left, one.right, one.verdict, one.by, one.reason)


def by_sense(some: Iterable[Judgement]) -> dict[Sense, list[Judgement]]:
    """Return judgements by what they say."""
    found: defaultdict[Sense, list[Judgement]] = defaultdict(list)
    for one in some:
        found[sense(one)].append(one)
    return found


def _by_pair(ledger: Ledger) -> _Standing:
    found: defaultdict[frozenset[str], list[Judgement]] = defaultdict(list)
    for one in ledger.judgements():
        found[_pair(one)].append(one)
    return found


def _pair(one: Judgement) -> frozenset[str]:
    return frozenset((one.left, one.right))


def _contrary(one: Judgement, standing: _Standing) -> Iterator[Judgement]:
    contrary = "different" if one.verdict == "same" else "same"
    return (own for own in standing.get(_pair(one), ()) if own.verdict == contrary)


def _parted(some: Iterable[Judgement]) -> tuple[list[Judgement], list[Judgement]]:
    """Return those that stand and those that were undone."""
    standing: list[Judgement] = []
    undone: list[Judgement] = []
    for one in some:
        (standing if one.closed is None else undone).append(one)
    return standing, undone
