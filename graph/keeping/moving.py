"""All of a store put into another one, of whichever kind."""

from __future__ import annotations

from graph.errors import DumpError
from graph.keeping.content import content, fingerprint
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
    holds anything, ``DumpError`` where the two do not hold the same in the end.
    """
    with origin.still():
        totals = restore(target, schema, content(origin), check, progress)
    if origin.revision() == target.revision() and fingerprint(origin) != fingerprint(target):
        raise DumpError(f"{target.url} does not hold what {origin.url} holds: do not use it")
    return totals
