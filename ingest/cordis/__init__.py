"""CORDIS: the EU's research projects, as its Publications Office publishes them in CSV bundles.

A bundle is a ZIP or a folder with project.csv, organization.csv, euroSciVoc.csv, topics.csv and
legalBasis.csv, separated by semicolons or commas, of any release since 2015 that has the five.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from graph.dates import is_date
from graph.records import Reject, SourceInfo, Unit
from ingest.cordis.reading import Reading
from ingest.cordis.records import (
    EXTRACTOR,
    FIELD_CONFIDENCE,
    LANGUAGE,
    PRODUCES,
    VARIANT_CONFIDENCE,
)
from ingest.cordis.tables import Bundle, is_bundle, settings
from ingest.formats import Foretold
from ingest.matcher import LabelMatcher
from ontology.fold import fold
from ontology.technologies import load_technologies

__all__ = ["FIELD_CONFIDENCE", "PRODUCES", "VARIANT_CONFIDENCE", "CordisFormat"]

LICENCE = "COM-REUSE"
ATTRIBUTION = "© European Union, CORDIS"


class CordisFormat:
    """Reads CORDIS bundles.

    Technologies are found in texts by the labels of ``matcher``; without one, by those of the
    bundled technologies.
    """

    name = "cordis"

    def __init__(self, matcher: LabelMatcher | None = None) -> None:
        self._given = matcher

    @cached_property
    def _matcher(self) -> LabelMatcher:
        return self._given or LabelMatcher(_labels())

    def detect(self, path: Path) -> bool:
        """Whether ``path`` is a ZIP or folder with the projects or the participants of CORDIS."""
        return is_bundle(path)

    def info(self, path: Path) -> SourceInfo:
        """Return the name of the bundle, its hash, and the date of its newest entry."""
        bundle = Bundle(path)
        bundle.check()
        digest, updated = bundle.gist("project", "updated")
        dates = {cell.strip()[:10] for cell in updated}
        stem = path.resolve().stem if path.suffix.lower() == ".zip" else path.resolve().name
        return SourceInfo(
            name=stem,
            origin=path.name,
            digest=digest,
            extractor=EXTRACTOR,
            title=f"CORDIS projects ({stem})",
            licence=LICENCE,
            attribution=ATTRIBUTION,
            date=max(filter(is_date, dates), default=""),
        )

    def read(self, path: Path) -> Iterator[Unit | Reject]:
        """Return the units of a bundle, then the rows that were refused.

        Raises UnreadableSourceError when a file or a required column is missing, or a file is
        damaged.
        """
        bundle = Bundle(path)
        bundle.check()
        reading = Reading(bundle, self._matcher)
        return Foretold(_all_of(reading), lambda: reading.expected)


def _all_of(reading: Reading) -> Iterator[Unit | Reject]:
    yield from reading.units()
    yield from reading.refused


def _labels() -> Iterator[tuple[str, str, str]]:
    """Yield the labels of the bundled technologies that mean the same in an English text."""
    misleading = settings()["false_friends"]
    for text, language, concept in load_technologies().labels():
        if language == LANGUAGE or fold(text) not in misleading:
            yield text, language, concept
