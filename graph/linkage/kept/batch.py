"""Records that are to be compared: those that are fresh, and those that resemble them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from graph.ledger.collection import uncollected
from graph.linkage.columns import Frequencies
from graph.linkage.grouping import group
from graph.linkage.kept.sorts import Sort
from graph.linkage.linking import Linked
from graph.linkage.model import Model


@dataclass(frozen=True, slots=True)
class Batch:
    """Records of a ``sort`` by number: their ``keys`` and ``identifiers``, and their ``rows``.

    Those from ``new_from`` on are compared, with each other and with those before. ``fresh``:
    what the index calls those that no model has weighed yet. ``counted``: how frequent words are;
    None where all records are here.
    """

    sort: Sort
    keys: Sequence[str]
    identifiers: Sequence[frozenset[str]]
    rows: Sequence[Any]
    fresh: Sequence[int]
    new_from: int = 0
    counted: Frequencies | None = None

    def linked(self, model: Model) -> Linked:
        """Return which of the records are one; raises as ``linking.link`` does."""
        least = min(model.queue, model.automatic)
        with uncollected():
            pairs = self.sort.compare(self.rows, model, least, self.counted, self.new_from or None)
            return Linked(pairs, group(self.identifiers, pairs, model))

    def counted_as(self, counted: Frequencies) -> Batch:
        """Return the same with words as frequent as elsewhere."""
        return replace(self, counted=counted)
