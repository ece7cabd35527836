"""A store examined: what is out of order, where, how bad it is, and what mends it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import yaml

from graph.doctor.check import Check
from graph.doctor.golden_check import EntityCheck, RelationCheck
from graph.doctor.index_checks import NameCheck, ReachCheck
from graph.doctor.sample import sample_of
from graph.errors import StaleError, StoreBusyError, StoreError
from graph.ledger.audit import faults
from graph.schema import Schema
from graph.store import GraphStore

SHOWN = 20
"""Places that are named of one ailment; the others are counted."""
UNREADABLE = "unreadable"
DAMAGE = frozenset({"rows_lost", "file", "revision_lost"})
"""While one of them is not mended nothing is written, and nothing that is read is sure."""
LOADED = "load"


@dataclass(frozen=True, slots=True)
class Ailment:
    """What it is, its harm (``grave``, ``wrong``, ``slow``), and what a person does about it."""

    what: str
    harm: str
    remedy: str


@lru_cache
def load_ailments() -> Mapping[str, Ailment]:
    """Return every ailment by name."""
    said = yaml.safe_load(Path(__file__).with_name("ailments.yaml").read_text(encoding="utf-8"))
    return {name: Ailment(**one) for name, one in said.items()}


@dataclass(frozen=True, slots=True)
class Finding:
    """An ailment with the first ``places`` that have it, of how many.

    ``store`` is the URL or the folder in which it is; ``mendable`` says whether we know how to
    mend it, ``mended`` whether it was, ``why_not`` what stood against that.
    """

    ailment: str
    store: str
    places: tuple[str, ...]
    number: int
    mendable: bool = False
    mended: bool = False
    why_not: str = ""

    @property
    def known(self) -> Ailment:
        """What is known of the ailment."""
        return load_ailments()[self.ailment]


def examine(
    store: GraphStore, schema: Schema, *, thorough: bool = False, mend: bool = False
) -> list[Finding]:
    """Return what is out of order in ``store``; with ``mend`` after it was mended.

    Facts are looked at by ``thorough`` all, else about a thousand of them; all too once anything
    was mended, since what follows from it may lie anywhere. What cannot be read is a finding, and
    the last one.
    """
    findings = _examined(store, schema, thorough=thorough, mend=mend)
    if any(one.mended for one in findings) and not thorough:
        findings = _joined(findings, _examined(store, schema, thorough=True, mend=mend))
    return findings


def _joined(first: list[Finding], second: list[Finding]) -> list[Finding]:
    """Return what two looks found, each ailment once; what the first mended is not found again."""
    found = {one.ailment: one for one in first}
    for one in second:
        before = found.get(one.ailment)
        found[one.ailment] = _both(before, one) if before else one
    return [*found.values()]


def _both(first: Finding, second: Finding) -> Finding:
    """Return an ailment that was found twice; what was left the first time is counted once."""
    new = [one for one in second.places if first.mended or one not in first.places]
    number = second.number + (first.number if first.mended else 0)
    places = (*first.places, *new)[:SHOWN]
    return replace(second, places=places, number=max(number, len(places)))


def _examined(store: GraphStore, schema: Schema, *, thorough: bool, mend: bool) -> list[Finding]:
    findings: list[Finding] = []
    try:
        for check in _checks(store, schema, thorough=thorough):
            findings += attend(check, store.url, store, mend=mend)
            if any(one.ailment in DAMAGE and not one.mended for one in findings):
                break
    except StoreBusyError:
        raise
    except StoreError as error:
        findings.append(Finding(UNREADABLE, store.url, (str(error),), 1))
    return findings


def _checks(store: GraphStore, schema: Schema, *, thorough: bool) -> Iterator[Check]:
    yield from store.checks
    yield Check("audit", lambda: faults([*store.audit.entries()], store.revisions()))
    if any(one.action == LOADED for one in store.revisions()):
        return  # what was loaded without records follows from none
    sample = sample_of(store, thorough=thorough)
    entities = EntityCheck(store, schema, sample)
    yield Check("entity", entities.find, entities.mend)
    relations = RelationCheck(store, schema, sample)
    yield Check("relation", relations.find, relations.mend)
    reach = ReachCheck(store, sample)
    yield Check("reach", reach.find, reach.mend)
    names = NameCheck(store)
    yield Check("name", names.find, names.mend)


def attend(
    check: Check, where: str, store: GraphStore | None = None, *, mend: bool = False
) -> list[Finding]:
    """Return what a check finds, mended where that is wished and possible."""
    places = _places(check, store)
    if not places:
        return []
    left, why_not = places, ""
    if mend and check.mend:
        try:
            places = _mended(check, check.mend, places, store)
            left = _places(check, store)
        except StoreError as error:  # what was mended before stays; what follows is looked at too
            why_not = str(error)
    if not places:
        return []
    shown, mendable = tuple(places[:SHOWN]), check.mend is not None
    return [Finding(check.ailment, where, shown, len(places), mendable, not left, why_not)]


def _mended(
    check: Check, mend: Callable[[], object], places: list[str], store: GraphStore | None
) -> list[str]:
    """Return the ``places`` that were mended; what stands now, where somebody wrote since."""
    try:
        mend()
    except StaleError:
        if places := _places(check, store):
            mend()
    return places


def _places(check: Check, store: GraphStore | None) -> list[str]:
    with nullcontext() if store is None or check.apart else store.still():
        return list(check.find())
