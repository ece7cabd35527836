"""Who manages a cluster, where the head of its page says so above the name of that organisation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from ingest.documents.findings import Mention, Relation
from ingest.documents.line import body_start
from ingest.documents.reading import Reading
from ingest.documents.rules import rules_of
from ontology.fold import fold

PART = "letterhead"
CONFIDENCE = 0.8
_LINE = re.compile(r"[^\n]*\S[^\n]*")


def letterheads(reading: Reading) -> None:
    """Add that an organisation manages the cluster in the line above it, else that of the page.

    The line says nothing else but a word such as "coordinator"; the rules list them.
    """
    words = frozenset(map(fold, rules_of("relations", reading.document.language).get(PART, ())))
    head = list(_LINE.finditer(reading.document.text, 0, body_start(reading.document)))
    for above, below in pairwise(head) if words else ():
        if _said(reading, above) in words:
            reading.relations.extend(_managed(reading, above, below, head[-1].end()))


def _said(reading: Reading, line: re.Match[str]) -> str:
    """Return what a line says beside the names of organisations, folded."""
    text = reading.document.text
    at, said = line.start(), ""
    for one in reading.mentioned(*line.span(), "organisation"):
        said, at = said + text[at : one.start], one.end
    return fold(said + text[at : line.end()])


def _managed(
    reading: Reading, above: re.Match[str], below: re.Match[str], end: int
) -> Iterator[Relation]:
    managers = reading.mentioned(*below.span(), "organisation")
    named = reading.mentioned(*above.span(), "organisation")
    clusters = named or reading.mentioned(below.end(), end, "organisation")
    if managers and clusters and managers[0].meant != clusters[0].meant:
        yield _manages(managers[0], clusters[0], above.start(), below.end())


def _manages(manager: Mention, cluster: Mention, start: int, end: int) -> Relation:
    return Relation(
        *(manager.meant, "coordinator_of", cluster.meant, start, end),
        confidence=CONFIDENCE,
        rule="letterheads",
    )
