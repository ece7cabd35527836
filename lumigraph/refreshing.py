"""A listed graph brought up to date: what changed is taken in, in the order of the list.

Each source is taken in as a whole or not at all, and one that fails stops none of the others.
Polygons come last, whatever their place in the list: they speak of what the others state. After
them come cities, which leave alone what polygons place.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from graph.entities import DEFAULT_BASE_URI
from graph.errors import GraphError, UsageError
from graph.ledger.holdings import Holdings
from graph.ledger.technology_records import SCHEME
from graph.ledger.writing import Progress, Report
from graph.records import Reject, SourceInfo, Unit
from ingest.derived import retract
from ingest.documents.manner import USUAL, Manner
from ingest.errors import IngestError
from ingest.fetching import Cache
from ingest.formats import Format
from ingest.geometry.gisco import is_gisco
from ingest.steady import Watch
from ingest.tables.changes import ManyLeaveError
from lumigraph.listing import Listed, Listing
from lumigraph.loading import FORMATS, format_of, put_in
from lumigraph.placing import Followed, P, Placed, by_cities, by_polygons, cities_speak
from ontology.errors import OntologyError

NEW, CHANGED, UNCHANGED, WAITING = "new", "changed", "unchanged", "waiting"
GONE, RETRACTED, FAILED, READ = "gone", "retracted", "failed", "read"
DAY = 86_400
GEOMETRY = "nuts"
"""The format of polygons, which no other reader takes."""
CITIES = "cities"
"""What a report calls the placing by cities."""
COMPLETION = "region/"
"""How keys of units begin that no source has: the regions that it points at."""


@dataclass(slots=True)
class Outcome:
    """What came of one source.

    ``state`` is one of the words above; ``created``, ``updated`` and ``removed`` count records (in
    a dry run units). ``notes`` are sentences for whoever looks after the list; ``report`` is that
    of taking it in, which has more details.
    """

    name: str
    state: str = ""
    created: int = 0
    updated: int = 0
    removed: int = 0
    rejects: list[Reject] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    seconds: float = 0.0
    report: Report = field(default_factory=lambda: Report("", read=False))

    @property
    def rejected(self) -> int:
        """How many rows were set aside."""
        return len(self.rejects)

    @property
    def wants_a_look(self) -> bool:
        """Whether somebody should do something: it is gone, has moved, or rows were set aside."""
        return self.state == GONE or bool(self.rejects or self.notes)

    def tell(self, report: Report) -> None:
        """Add what taking in, or out, did."""
        self.report = report
        self.created += report.created
        self.updated += report.updated
        self.removed += report.removed
        self.rejects += report.rejects


@dataclass(frozen=True, slots=True)
class Wish:
    """How to refresh. ``now``: ask every address, whatever ``every`` says.

    ``retract_gone``: take out what is gone. ``sure``: many members may leave with a snapshot.
    ``dry``: change nothing and ask nobody. URIs under ``base_uri`` are our own; ``manner`` says
    how documents are read.
    """

    now: bool = False
    retract_gone: bool = False
    sure: bool = False
    dry: bool = False
    base_uri: str = DEFAULT_BASE_URI
    manner: Manner = USUAL


PLAIN = Wish()


def check(listing: Listing) -> None:
    """Raise ``UsageError`` for a name or format that cannot be, before anything is done."""
    known = {*(one.name for one in FORMATS), GEOMETRY}
    for one in listing.sources:
        if one.name == SCHEME:
            raise UsageError(f"source '{SCHEME}': that is what our own scheme is called; rename it")
        if one.format and one.format not in known:
            raise UsageError(
                f"source '{one.name}': there is no format '{one.format}'; "
                f"there are {', '.join(sorted(known))}"
            )


class Refreshing:
    """One run over a list; ``progress`` is told of units, a source at a time."""

    def __init__(
        self,
        holdings: Holdings,
        cache: Cache,
        wish: Wish = PLAIN,
        progress: Callable[[str], Progress] | None = None,
    ) -> None:
        self._holdings = holdings
        self._cache = cache
        self._wish = wish
        self._progress = progress
        self._polygons: list[tuple[Outcome, Path]] = []

    def run(self, listing: Listing) -> Iterator[Outcome]:
        """Bring each source up to date; yield what came of it."""
        check(listing)
        for listed in listing.sources:
            outcome = Outcome(listed.name)
            with _noting(outcome):
                self._refresh(listed, outcome)
            if outcome.state != READ:
                yield outcome
        if self._polygons:
            yield from self._place()
        if listing.cities or (self._polygons and cities_speak(self._holdings)):
            yield from self._ask_cities()

    def _refresh(self, listed: Listed, outcome: Outcome) -> None:
        path = self._found(listed, outcome)
        if path is None:
            if outcome.state != WAITING:
                self._gone(listed, outcome)
        elif listed.format == GEOMETRY or (not listed.format and is_gisco(path)):
            self._polygons.append((outcome, path))
            outcome.state = READ
        else:
            self._take(listed, path, outcome)

    def _found(self, listed: Listed, outcome: Outcome) -> Path | None:
        """Return where a source lies on this machine, fetched if it must be; None when nowhere."""
        if listed.address:
            return self._fetched(listed, outcome)
        path = listed.path
        if path is None or not path.exists():
            outcome.notes.append(f"there is no {path}")
            return None
        age = self._cache.now() - path.stat().st_mtime
        if listed.every and path.is_file() and age > listed.every:
            outcome.notes.append(f"{path.name} is {age / DAY:.0f} days old: ask for a newer one")
        return path

    def _fetched(self, listed: Listed, outcome: Outcome) -> Path | None:
        copy, path = self._cache.copy(listed.address), self._cache.path(listed.address)
        early = 0 <= self._cache.now() - copy.checked < listed.every and not self._wish.now
        if self._wish.dry or (path and early):
            outcome.state = WAITING
            return path
        fetched = self._cache.fetch(listed.address)
        if fetched.moved_to:
            outcome.notes.append(f"it has moved for good: write {fetched.moved_to} into the list")
        if fetched.gone:
            outcome.notes.append(f"the server has {listed.address} no more")
            return None
        return fetched.path

    def _gone(self, listed: Listed, outcome: Outcome) -> None:
        """Keep what a source said that is gone, or take it out if that is the wish."""
        if listed.name not in self._standing():
            outcome.state = FAILED
        elif self._wish.retract_gone and not self._wish.dry:
            outcome.state = RETRACTED
            for report in retract(self._holdings, listed.name):
                outcome.tell(report)
        else:
            outcome.state = GONE
            outcome.notes.append("what it said is kept; --retract-gone takes it out")

    def _take(self, listed: Listed, path: Path, outcome: Outcome) -> None:
        watch = Watch.over(path)
        reader = self._reader(listed, path, sure=self._wish.sure)
        info = _as_listed(reader.info(path), listed)
        before = self._standing().get(info.name)
        if self._wish.dry:
            self._compare(info, self._read_dry(listed, path, outcome), before, outcome)
        else:
            told = self._progress(listed.name) if self._progress else None
            outcome.tell(put_in(self._holdings, info, reader.read(path), told, watch.check))
        if before is None:
            outcome.state = NEW
        elif outcome.created or outcome.updated or outcome.removed:
            outcome.state = CHANGED
        else:
            outcome.state = outcome.state or UNCHANGED

    def _reader(self, listed: Listed, path: Path, *, sure: bool) -> Format:
        return format_of(
            self._holdings,
            path,
            listed.format,
            listed.mapping,
            listed.name,
            visibility=listed.visibility,
            sure=sure,
            rest=listed.rest,
            base_uri=self._wish.base_uri,
            manner=self._wish.manner,
        )

    def _read_dry(self, listed: Listed, path: Path, outcome: Outcome) -> Iterator[Unit | Reject]:
        """Return what would go in, and note what would be asked first."""
        try:
            return self._reader(listed, path, sure=self._wish.sure).read(path)
        except ManyLeaveError as error:
            outcome.notes.append(str(error))
            return self._reader(listed, path, sure=True).read(path)

    def _compare(
        self,
        info: SourceInfo,
        items: Iterable[Unit | Reject],
        before: SourceInfo | None,
        outcome: Outcome,
    ) -> None:
        """Count the units that taking in would open, replace and close."""
        if info == before:
            return
        standing = dict(self._holdings.whole.ledger.units(info.name))
        for item in items:
            if isinstance(item, Reject):
                outcome.rejects.append(item)
            elif (known := standing.pop(item.key, None)) is None:
                outcome.created += 1
            else:
                outcome.updated += known.digest != item.digest
        outcome.removed = sum(not key.startswith(COMPLETION) for key in standing)

    def _place(self) -> list[Outcome]:
        """Place organisations by all polygons of the list together."""
        outcomes = [outcome for outcome, _ in self._polygons]
        if self._wish.dry:
            return outcomes
        derived: list[Outcome] = []
        before = self._standing()
        with _noting(*outcomes):
            found = by_polygons(self._holdings, [path for _, path in self._polygons])
            derived = list(_followed(found, before))
            if any(one.state != UNCHANGED for one in derived):
                outcomes[0].rejects += found.rejects
        return [*outcomes, *derived]

    def _ask_cities(self) -> list[Outcome]:
        """Place what states a city alone by those who state its region too."""
        outcome = Outcome(CITIES, state=READ)
        if self._wish.dry:
            return [outcome]
        derived: list[Outcome] = []
        before = self._standing()
        with _noting(outcome):
            derived = list(_followed(by_cities(self._holdings), before))
        return [outcome, *derived]

    def _standing(self) -> dict[str, SourceInfo]:
        return {one.info.name: one.info for one in self._holdings.whole.ledger.sources()}


@contextmanager
def _noting(*outcomes: Outcome) -> Iterator[None]:
    """Time what is done for ``outcomes``; note an error instead of letting it stop the rest."""
    started = time.perf_counter()
    try:
        yield
    except (IngestError, GraphError, OntologyError, OSError) as error:
        for one in outcomes:
            one.state = FAILED
            one.notes.append(str(error))
    finally:
        for one in outcomes:
            one.seconds = time.perf_counter() - started


def _as_listed(info: SourceInfo, listed: Listed) -> SourceInfo:
    """Return what a source says of itself, with what the list says instead."""
    return replace(
        info,
        name=listed.name,
        origin=listed.address.partition("?")[0] or info.origin,
        licence=listed.licence or info.licence,
        visibility=listed.visibility or info.visibility,
    )


def _followed(found: Followed[P], before: Collection[str]) -> Iterator[Outcome]:
    """Yield what placing did for each source."""
    for one in found.sources:
        yield _placed(one, one.report.source in before)
    for report in found.gone:
        yield _taken_out(report)


def _placed(one: Placed[P], known: bool) -> Outcome:
    """Return what was done for one source; what was set aside is told when it is new."""
    outcome = Outcome(one.report.source, state=UNCHANGED, seconds=one.report.seconds)
    outcome.tell(one.report)
    if one.report.changed:
        outcome.state = CHANGED if known else NEW
        outcome.rejects += one.placements.off
    return outcome


def _taken_out(report: Report) -> Outcome:
    outcome = Outcome(report.source, state=RETRACTED, seconds=report.seconds)
    outcome.tell(report)
    return outcome
