"""The steps of reading a document, one file each."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ingest.documents.reading import Step

STEPS: tuple[Step, ...] = ()
"""The steps in their order; each builds on what those before it found."""
