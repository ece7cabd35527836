"""The mappings of tables that went in: offered when a table like them comes again."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

from graph.export import whole_text
from ingest.errors import UnreadableSourceError
from ingest.uploads.plan import Plan, mapping_text, read_plan

log = logging.getLogger(__name__)
ENDING = ".mapping.yaml"
REMEMBERED = "as the last time"


class Memory:
    """A folder of mappings, one a source."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, plan: Plan) -> None:
        """Remember how a source was read; the last time counts."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with whole_text(self._folder / f"{plan.source}{ENDING}") as file:
            file.write(mapping_text(plan))

    def like(self, heads: frozenset[str], source: str) -> Plan | None:
        """Return how a table with these column heads was read the last time, if one was.

        Of several the one of that source goes first, then the newest; without any, how that source
        was read, whatever its columns were.
        """
        plans = list(self._plans())
        same = [plan for plan in plans if plan.heads == heads]
        named = [plan for plan in plans if plan.source == source]
        return next(iter([*(one for one in same if one in named), *same, *named]), None)

    def _plans(self) -> Iterator[Plan]:
        """Yield them, the newest first; one that this version cannot read is passed over."""
        for file in sorted(self._files(), key=lambda one: -one.stat().st_mtime):
            try:
                yield read_plan(file, REMEMBERED)
            except UnreadableSourceError as error:
                log.warning("passed over: %s", error)

    def _files(self) -> list[Path]:
        return list(self._folder.glob(f"*{ENDING}")) if self._folder.is_dir() else []
