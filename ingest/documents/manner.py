"""How documents are read: how sure is sure, by which steps, and whether their texts are kept."""

from __future__ import annotations

from dataclasses import dataclass

from graph.documents.texts import Texts
from ingest.documents.reading import Step

SURE = 0.5
"""How sure a reading is by default: its confidence is a product of those of rule and names."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How to read. Facts less sure than ``threshold`` are for people to look at.

    ``further`` are steps after those that every reading has. ``texts`` is where the texts are
    kept of what is taken in; None keeps none.
    """

    threshold: float = SURE
    further: tuple[Step, ...] = ()
    texts: Texts | None = None


USUAL = Manner()
