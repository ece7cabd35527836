"""What sources may be called that people name: slugs, and no name of our own."""

from __future__ import annotations

import re
from collections.abc import Iterable

from graph.records import SourceInfo
from ingest.errors import UnreadableSourceError
from ontology.fold import fold

OURS = frozenset({"technologies"})
"""What our own sources are called whose names are slugs; those of ``hand/…`` and the like are
none."""
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
    sort = _sort(info)
    if info.name in OURS:
        check_source(info.name)
    if any(one.name == info.name and _sort(one) != sort for one in standing):
        raise UnreadableSourceError(
            f"source: {info.name!r} is in the graph and was not read from a {sort}: write another "
            "name."
        )


def _sort(info: SourceInfo) -> str:
    """Return what read a source, whatever the version of that reader: ``table``."""
    return re.sub(r"[ /]\d+$", "", info.extractor).removeprefix("lumigraph.").removesuffix("s")
