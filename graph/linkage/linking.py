"""Linking records of organisations, from the records to who is one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from graph.ledger.collection import uncollected
from graph.linkage.grouping import Grouping, group
from graph.linkage.model import Model
from graph.linkage.organisation import Organisation
from graph.linkage.row import rows
from graph.linkage.scoring import Pairs, compare


class Linked(NamedTuple):
    """The pairs that weigh enough to be asked or merged, and what follows from them."""

    pairs: Pairs
    grouping: Grouping


@uncollected()
def link(records: Sequence[Organisation], model: Model, new_from: int | None = None) -> Linked:
    """Return which of ``records`` are one organisation.

    With ``new_from`` only the records from this place on are compared, with each other and with
    those before. Raises ``UsageError`` when Splink is not installed.
    """
    least = min(model.queue, model.automatic)
    pairs = compare(rows(records), model, least=least, new_from=new_from)
    return Linked(pairs, group([one.identifiers for one in records], pairs, model))
