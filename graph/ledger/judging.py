"""Judgements of identity: merging, splitting, and taking a judgement back."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager

from graph.errors import StaleError, UnknownNameError, UsageError
from graph.golden.consequences import Touched, follow
from graph.ledger.identity import Judgement, entity_id
from graph.ledger.written import written
from graph.review.proposing import reopen
from graph.schema import Schema
from graph.store import GraphStore, Ledger


@contextmanager
def judging(
    store: GraphStore,
    schema: Schema,
    left: str,
    right: str,
    verdict: str,
    *,
    by: str,
    reason: str = "",
) -> Iterator[Judgement]:
    """Judge that two keys (or entity ids) mean the ``same`` or ``different`` things.

    An error inside the block takes the judgement back. Raises ``UnknownNameError`` for a key that
    no record uses, ``UsageError`` when both are one key, are things of two kinds that shall be one,
    cannot be parted, or are kept apart by another judgement.
    """
    keys = [key_named(store, name) for name in (left, right)]
    if keys[0] == keys[1]:
        raise UsageError(f"'{left}' and '{right}' are one key ('{keys[0]}'): name two")
    with judgement_revision(store, verdict, keys):
        yield pronounce(store, schema, keys[0], keys[1], verdict, by=by, reason=reason)


def judgement_revision(
    store: GraphStore, verdict: str, keys: Sequence[str]
) -> AbstractContextManager[int]:
    """Open the revision of a judgement, named after what it does."""
    return store.writing("merge" if verdict == "same" else "split", f"{keys[0]} {keys[1]}")


def check_kinds(store: GraphStore, keys: Sequence[str]) -> None:
    """Raise ``UsageError`` where keys mean things of two kinds, which cannot be one."""
    means = store.ledger.identities(keys)
    known = store.golden.entities(means.values())
    found = [known[means[key]] for key in keys if means.get(key) in known]
    if len({one.kind for one in found}) > 1:
        said = " and ".join(f"{one.label} ({one.id}) is of kind {one.kind}" for one in found)
        raise UsageError(f"{said}: only things of one kind can be one")


def check_new(store: GraphStore, left: str, right: str, verdict: str) -> None:
    """Raise ``StaleError`` where the same was judged of the same two keys already."""
    keys = {key_named(store, name) for name in (left, right)}
    for one in store.ledger.judgements():
        if {one.left, one.right} == keys and one.verdict == verdict:
            raise StaleError(
                f"judgement {one.number} says so already: {one.left} and {one.right} are "
                f"{one.verdict}, by {one.by} at {one.at}"
            )


def check_parted(ledger: Ledger, pairs: Sequence[tuple[str, str]]) -> None:
    """Raise ``UsageError`` where keys that were judged different mean one entity still.

    One of them is then the id that the other lends it (``club-acme``, ``club:acme``).
    """
    means = ledger.identities({key for pair in pairs for key in pair})
    for left, right in pairs:
        if left in means and means[left] == means.get(right):
            raise UsageError(
                f"'{left}' and '{right}' cannot be parted, as one is the id of the other: write "
                "another id where it stands in its source, and take that in again"
            )


def overruled(
    ledger: Ledger, numbers: Collection[int] | None = None
) -> list[tuple[Judgement, Judgement]]:
    """Return each judgement that two keys are one which does not count, and the one that forbids.

    Others make both sides one with keys that were judged different. ``numbers``: of these alone.
    """
    standing = [
        one
        for one in ledger.judgements()
        if one.verdict == "different" or numbers is None or one.number in numbers
    ]
    means = ledger.identities({key for one in standing for key in (one.left, one.right)})
    apart = {_sides(one, means): one for one in standing if one.verdict == "different"}
    return [
        (one, apart[sides])
        for one in standing
        if one.verdict == "same" and (sides := _sides(one, means)) in apart and len(sides) > 1
    ]


def in_words(one: Judgement, forbids: Judgement) -> str:
    """Say of a judgement that does not count why that is so."""
    return (
        f"'{one.left}' and '{one.right}' stay two: else '{forbids.left}' and '{forbids.right}' "
        f"would be one, which {forbids.by} judged two"
    )


def _sides(one: Judgement, means: Mapping[str, str]) -> frozenset[str]:
    return frozenset(means.get(key, key) for key in (one.left, one.right))


def check_joined(ledger: Ledger, new: Judgement, bound: Collection[int]) -> None:
    """Raise ``UsageError`` where a judgement that is new, or one of ``bound``, does not count."""
    for _, forbids in overruled(ledger, {new.number, *bound}):
        raise UsageError(
            f"'{new.left}' and '{new.right}' cannot be one: '{forbids.left}' and "
            f"'{forbids.right}' would be one too, which {forbids.by} judged two; `lumigraph "
            "judgements` has the number of that, `lumigraph undo` takes it back"
        )


def pronounce(
    store: GraphStore, schema: Schema, left: str, right: str, verdict: str, *, by: str, reason: str
) -> Judgement:
    """Judge two keys, as ``judging`` does, in the revision under way; see ``written``."""
    ledger = store.ledger
    if verdict == "same":
        check_kinds(store, [left, right])
    contrary = "different" if verdict == "same" else "same"
    for one in ledger.judgements():
        if {one.left, one.right} == {left, right} and one.verdict == contrary:
            ledger.close_judgement(one.number)
    bound = {one.number for one in _bound(ledger, [left, right])}
    judgement = ledger.judge(left, right, verdict, written(by), written(reason))
    follow(store, schema, Touched(keys={left, right}))
    if verdict == "same":
        check_joined(ledger, judgement, bound)
    else:
        check_parted(ledger, [(left, right)])
    return judgement


def _bound(ledger: Ledger, keys: Sequence[str]) -> Iterator[Judgement]:
    """Yield the judgements that hold the entities of these keys together."""
    means = ledger.identities(keys)
    members = ledger.keys_of(means.values())
    entity = {key: id_ for id_, some in members.items() for key in some}
    for one in ledger.judgements():
        whole = entity.get(one.left)
        if one.verdict == "same" and whole and whole == entity.get(one.right):
            yield one


def undo(store: GraphStore, schema: Schema, number: int) -> Judgement:
    """Take judgement ``number`` back: the graph is again what it was without it."""
    standing = {one.number: one for one in store.ledger.judgements()}
    if number not in standing:
        raise UnknownNameError(
            f"no judgement {number} stands: `lumigraph judgements` lists them", str(number)
        )
    judgement = standing[number]
    with store.writing("undo", f"judgement {number}"):
        revoke(store, schema, judgement)
    return judgement


def revoke(store: GraphStore, schema: Schema, judgement: Judgement) -> None:
    """Take a standing judgement back in the revision under way; who was asked is asked anew."""
    store.ledger.close_judgement(judgement.number)
    reopen(store, f"judgement {judgement.number}")
    follow(store, schema, Touched(keys={judgement.left, judgement.right}))


def key_named(store: GraphStore, name: str) -> str:
    """Return the key that ``name`` is, or the first key of the entity whose id it is."""
    ledger = store.ledger
    if ledger.identities([name]):
        return name
    keys = ledger.keys_of([name]).get(name)
    if keys:
        return next((key for key in keys if entity_id([key]) == name), keys[0])
    scheme, _, value = name.partition("-")
    if ledger.identities([f"{scheme}:{value}"]):
        return f"{scheme}:{value}"
    raise UnknownNameError(
        f"no record names '{name}': give an id or a key such as pic:999643492; "
        "`lumigraph search` finds ids by names",
        name,
    )
