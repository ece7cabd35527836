"""A graph examined with all that belongs to it: both stores, and what is made from them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import numpy as np

from graph.doctor.check import Check
from graph.doctor.derived import DumpsCheck, IndexCheck
from graph.doctor.examination import Finding, attend, examine
from graph.doctor.pair import Pair
from graph.errors import StoreError
from graph.opening import internal_opening, open_store
from graph.schema import load_schema
from graph.store import GraphStore
from lumigraph.admission import register_kept
from lumigraph.settings import Settings


def examined(
    settings: Settings, *, thorough: bool = False, mend: bool = False, alongside: bool = False
) -> list[Finding]:
    """Return what is out of order in the graph of ``settings``, mended where that is wished.

    The stores are opened as they are: nothing is undone or brought in line before it is told.
    Raises ``StoreError`` for a store that cannot be read at all.
    """
    access = replace(settings.access(alongside=alongside), as_found=True)
    findings: list[Finding] = []
    with ExitStack() as opened:
        public = opened.enter_context(closing(open_store(settings.store, access)))
        stores = [public]
        if internal := internal_opening(settings.internal(), access)(False):
            stores.append(opened.enter_context(closing(internal)))
        for store in stores:
            findings += examine(store, load_schema(), thorough=thorough, mend=mend)
        if internal:
            pair = Pair(public, internal, date.today().isoformat(), settings.forget_names)
            for check in pair.checks():
                findings += attend(check, internal.url, mend=mend)
        for store in stores:
            for folder, check in _derived(settings, store):
                findings += attend(check, str(folder), mend=mend)
    return findings + _rights(settings)


def _rights(settings: Settings) -> list[Finding]:
    """Return what is wrong with the register of tokens, or with the log of it."""
    try:
        kept = register_kept(settings)
    except StoreError as error:
        return [Finding("register", str(settings.tokens_file()), (str(error),), 1)]
    if kept is None:
        return []
    with closing(kept):
        return attend(Check("audit", kept.log.faults), str(kept.file))


def _derived(settings: Settings, store: GraphStore) -> Iterator[tuple[Path, Check]]:
    """Yield the checks of what is kept in folders, where there are such folders."""
    index, dumps = settings.index_folder(store.url), settings.dumps_folder(store.url)
    if index and index.is_dir():
        yield index, IndexCheck(store, index, settings.base_uri).check()
    if dumps and dumps.is_dir():
        yield dumps, DumpsCheck(dumps).check()
    layouts = settings.layouts_folder(store.url)
    if layouts and layouts.is_dir():
        yield layouts, Layouts(layouts).check()


@dataclass(slots=True)
class Layouts:
    """The drawings kept in ``folder``."""

    folder: Path
    torn: list[Path] = field(default_factory=list)

    def check(self) -> Check:
        """Return them as a check, which takes torn ones away."""
        return Check("layouts", self.find, self.mend, apart=True)

    def find(self) -> Iterator[str]:
        """Yield the files that cannot be read."""
        self.torn = []
        for file in sorted(self.folder.glob("*.npy")):
            try:
                np.load(file, allow_pickle=False)
            except (OSError, ValueError, EOFError) as error:
                self.torn.append(file)
                yield f"{file.name}: {error}"

    def mend(self) -> None:
        """Take away what ``find`` found last."""
        for file in self.torn:
            file.unlink(missing_ok=True)
