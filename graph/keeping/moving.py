"""All of a store put into another one, of whichever kind."""

from __future__ import annotations

import hashlib

from graph.errors import DumpError, StaleError
from graph.keeping.content import content, fingerprint, read_by
from graph.ledger.writing import Progress
from graph.rdf.restoring import Check, restore
from graph.rdf.values import Totals
from graph.schema import Schema
from graph.store import GraphStore


def move(
    origin: GraphStore,
    target: GraphStore,
    schema: Schema,
    check: Check = lambda versions: None,
    progress: Progress = lambda done, expected: None,
) -> Totals:
    """Put all that ``origin`` holds into the empty ``target``, and make sure that it is there.

    ``check`` as in ``graph.rdf.restoring.restore``. Raises ``NotEmptyError`` for a target that
    holds anything, ``DumpError`` where it does not hold what was read, ``StaleError`` where
    ``origin`` was written to since.
    """
    told = hashlib.sha256()
    with origin.still():
        moved = read_by(content(origin), told.update)
        totals = restore(target, schema, moved, check, progress)
    if fingerprint(target) != told.hexdigest():
        raise DumpError(f"{target.url} does not hold what {origin.url} holds: do not use it")
    if origin.revision() != target.revision():
        raise StaleError(
            f"{origin.url} was written to meanwhile: {target.url} holds what it held before. Let "
            "nobody write, empty the target, and begin again"
        )
    return totals
