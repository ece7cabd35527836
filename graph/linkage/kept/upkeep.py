"""The index of linking follows its store: by the change log, or made anew where that tells not all.

An index holds one revision. One that was left in the middle, that is torn, that other rules made,
or whose store has let go of what changed since, is made anew.
"""

from __future__ import annotations

import logging
from functools import cache
from hashlib import blake2b
from importlib.metadata import version

from graph.ledger.retention import PURGE, known_from
from graph.linkage.kept.batch import Batch
from graph.linkage.kept.index import MANY, Index, Stamp
from graph.linkage.kept.sorts import ORGANISATIONS, Sort, changed, every, some
from graph.linkage.model import Model
from graph.linkage.scoring import database
from graph.linkage.script import FILE as LETTERS
from graph.linkage.words import FILE as WORDS
from graph.store import GraphStore
from graph.stored import Revision
from ontology.region_file import TABLE
from ontology.values.legal_forms import FILE as FORMS

LAYOUT = 2
"""Counts up when rows or keys are made otherwise, so that indexes are made anew."""
log = logging.getLogger(__name__)


def to_weigh(index: Index, store: GraphStore, model: Model, sort: Sort = ORGANISATIONS) -> Batch:
    """Bring ``index`` to the store's last revision and return what a model has yet to weigh."""
    try:
        refresh(index, store)
        return index.batch(model.digest, sort)
    except database().Error as error:
        log.warning("the index of linking is made anew: %s", error)
        with store.still():
            _fill(index, store)
        return index.batch(model.digest, sort)


def refresh(index: Index, store: GraphStore) -> None:
    """Bring ``index`` to the store's last revision."""
    with store.still():
        held, now = index.stamp(), _stamp(store.revision())
        if held == now:
            return
        if held is None or (ids := _changed(held, store)) is None:
            _fill(index, store)
        else:
            index.replace(ids, some(store, ids), now)


def _fill(index: Index, store: GraphStore) -> None:
    index.fill(every(store), _stamp(store.revision()))


def _changed(held: Stamp, store: GraphStore) -> set[str] | None:
    """Return what changed since; None where the change log tells not all, or too much.

    What was purged is to be nowhere, nor in pages that a file has given up: all is made anew.
    """
    revisions = store.revisions()
    since = [one for one in revisions if one.number > held.revision]
    if (
        held not in map(_stamp, revisions)
        or held.revision < known_from(revisions).revision
        or any(one.action == PURGE for one in since)
    ):
        return None
    ids = changed(store, held.revision)
    entities, _ = store.golden.counts()
    return ids if len(ids) * MANY < sum(entities.values()) else None


def _stamp(revision: Revision) -> Stamp:
    return Stamp(revision.number, revision.at, _layout())


@cache
def _layout() -> str:
    """Return a digest of what rows and keys follow from."""
    found = blake2b(f"{LAYOUT} {version('duckdb')}".encode(), digest_size=16)
    for file in (WORDS, LETTERS, FORMS, TABLE):
        found.update(file.read_bytes())
    return found.hexdigest()
