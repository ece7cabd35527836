"""What sources may be called that people name: slugs, and no name of our own."""

from __future__ import annotations

import re
from collections.abc import Iterable

from graph.curating import entry
from graph.ledger.technology_records import SCHEME
from graph.records import SourceInfo
from ingest.errors import UnreadableSourceError
from ingest.located import PREFIXES
from ontology.fold import fold

OURS = frozenset({SCHEME})
"""What our own sources are called whose names are slugs."""
OUR_FOLDERS = (entry.PREFIX, *PREFIXES)
"""How the names of all others of ours begin."""
LONGEST = 200
"""So many bytes a name may have, as a part of the name of a file."""


def wrong_name(name: str) -> tuple[str, str] | None:
    """Return what is wrong with a name that somebody gives a source, and what helps.

    >>> wrong_name("hand/entry")
    ("'hand/entry' is no name of a source", 'write hand-entry')
    """
    slug = "-".join(fold(name).split())
    if name != slug:
        return f"{name!r} is no name of a source", f"write {slug or 'letters and digits'}"
    if name in OURS:
        return f"{name!r} is what a source of our own is called", "write another name"
    if len(name.encode()) > LONGEST:
        return f"{name[:40]!r}… is too long for the name of a source", "write a shorter one"
    return None


def check_source(name: str) -> None:
    """Raise UnreadableSourceError for a name that no source may have."""
    if wrong := wrong_name(name):
        raise UnreadableSourceError(f"source: {wrong[0]}: {wrong[1]}.")


def check_replaces(info: SourceInfo, standing: Iterable[SourceInfo]) -> None:
    """Make sure that a file replaces only what a file of its sort said, and nothing of ours.

    Raises UnreadableSourceError otherwise.
    """
    if info.name in OURS or info.name.startswith(OUR_FOLDERS):
        raise UnreadableSourceError(
            f"source: {info.name!r} is what a source of our own is called: give {info.origin} "
            "another name."
        )
    sort = _sort(info)
    for one in standing:
        if one.name == info.name and _sort(one) != sort:
            raise UnreadableSourceError(
                f"source: {info.name!r} is in the graph and was not read from a {sort} "
                f"({one.origin} by {one.extractor!r}), and {info.origin} would replace it: give "
                "this file another name, or retract that source first."
            )


def _sort(info: SourceInfo) -> str:
    """Return what read a source, whatever the version of that reader: ``table``.

    >>> _sort(SourceInfo("a", "a.zip", "", "cordis 1")), _sort(
    ...     SourceInfo("a", "a.txt", "", "lumigraph.documents/1")
    ... )
    ('cordis', 'document')
    """
    reader = re.sub(r"[ /]\d+$", "", info.extractor)
    ours = reader.removeprefix("lumigraph.")
    return reader if ours == reader else ours.removesuffix("s")
