"""Files into a store: recognising formats, and the technologies' scheme before all."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from graph.entities import DEFAULT_BASE_URI
from graph.errors import StoreBusyError
from graph.ledger.holdings import Holdings
from graph.ledger.reference import regions_of
from graph.ledger.technology_records import SCHEME, technology_units
from graph.ledger.visibility import Visibility
from graph.ledger.writing import Completion, Progress, Report
from graph.records import Reject, SourceInfo, Unit, digest
from graph.review.proposing import propose
from graph.store import GraphStore, Ledger
from ingest.cordis import CordisFormat
from ingest.derived import hide, sweep
from ingest.documents.document_format import DocumentFormat
from ingest.documents.document_items import DocumentItems
from ingest.documents.manner import USUAL, Manner
from ingest.errors import UnknownFormatError
from ingest.formats import Format, check_there, recognise
from ingest.graph_files import GraphFileFormat
from ingest.rdf import RdfFormat
from ingest.rdf.dump import dump_values, is_dump
from ingest.ror import Rest, RorFormat
from ingest.rosters.edits import Edits, edits_of, take_in_edits
from ingest.rosters.workbook import is_roster
from ingest.source_names import check_replaces
from ingest.starter import StarterFormat
from ingest.steady import Watch
from ingest.tables import TableFormat
from ingest.tables.preview import Preview, preview
from ontology.technologies import load_technologies

FORMATS: tuple[Format, ...] = (
    StarterFormat(),
    CordisFormat(),
    RorFormat(),
    TableFormat(),
    RdfFormat(),
    GraphFileFormat(),
    DocumentFormat(),
)
CURATOR = "curator"
"""Who enters by hand what nobody says who does."""


def take_in(
    holdings: Holdings,
    path: Path,
    format_name: str = "",
    progress: Progress | None = None,
    visibility: str = "",
    mapping: Path | None = None,
    *,
    sure: bool = False,
    rest: Rest | None = None,
    base_uri: str = DEFAULT_BASE_URI,
    manner: Manner = USUAL,
    by: str = "",
) -> Report:
    """Take in the source at ``path``, the technologies' scheme first if it is not in.

    ``visibility`` says who may see it where its format says otherwise or nothing. ``mapping`` is
    that of a table which has none beside it; ``sure`` lets a snapshot take out many members;
    ``rest`` says what of a register goes in that is not in the graph; ``manner`` says how documents
    are read. Raises ``ingest.errors.IngestError`` for a source that cannot be read at all.

    A dump of Lumigraph's is no source where the graph is empty: the graph is restored from it. Nor
    is a workbook of members that ``export`` wrote: what was changed in it is entered by hand, by
    whom ``by`` says.
    """
    if not format_name and is_roster(path):
        return take_in_edits(holdings, path, by or CURATOR, visibility, sure=sure)
    if not (visibility or format_name or holdings.public.revision().number) and is_dump(path):
        return restored(holdings, path, progress)
    watch = Watch.over(path)
    chosen = format_of(
        holdings,
        path,
        format_name,
        mapping,
        visibility=visibility,
        sure=sure,
        rest=rest,
        base_uri=base_uri,
        manner=manner,
    )
    info = chosen.info(path)
    if visibility:
        info = replace(info, visibility=str(Visibility.parse(visibility)))
    check_replaces(info, (one.info for one in holdings.whole.ledger.sources()))
    return put_in(holdings, info, chosen.read(path), progress, watch.check)


def restored(
    holdings: Holdings, path: Path, progress: Progress | None = None, *, internal: bool = False
) -> Report:
    """Fill an empty graph, or its ``internal`` store, from the dump at ``path``.

    See ``Holdings.restore``. Raises ``ingest.errors.IngestError`` for what is no dump of
    Lumigraph's.
    """
    started = time.perf_counter()
    check_there(path)
    holdings.restore(dump_values(path), progress or (lambda done, all_: None), internal=internal)
    ledger = (holdings.whole if internal else holdings.public).ledger
    tallies = [ledger.tally(one.info.name) for one in ledger.sources()]
    records, entities, relations = map(sum, zip((0, 0, 0), *tallies, strict=True))
    seconds = time.perf_counter() - started
    return Report(path.name, records, entities, relations, created=records, seconds=seconds)


def format_of(
    holdings: Holdings,
    path: Path,
    format_name: str = "",
    mapping: Path | None = None,
    source: str = "",
    *,
    visibility: str = "",
    sure: bool = False,
    rest: Rest | None = None,
    base_uri: str = DEFAULT_BASE_URI,
    manner: Manner = USUAL,
) -> Format:
    """Return what reads ``path`` into ``holdings``; ``source`` is its name where it gives none.

    URIs under ``base_uri`` are our own; ``manner`` says how documents are read.
    """
    chosen = recognise(path, FORMATS, format_name)
    if isinstance(chosen, RorFormat):
        return chosen.into(holdings.known_to(visibility), rest, source)
    if isinstance(chosen, TableFormat):
        return chosen.after(holdings.whole.ledger, mapping, source, sure=sure)
    if isinstance(chosen, RdfFormat):
        return replace(chosen, mapping=mapping, base_uri=base_uri, source=source)
    if isinstance(chosen, GraphFileFormat):
        return replace(chosen, mapping=mapping, source=source)
    if isinstance(chosen, DocumentFormat):
        return chosen.into(holdings.known_to(visibility), source, manner)
    return chosen


def put_in(
    holdings: Holdings,
    info: SourceInfo,
    items: Iterable[Unit | Reject],
    progress: Progress | None = None,
    check: Callable[[], None] = lambda: None,
) -> Report:
    """Take in a source with the regions that it points at, the technologies' scheme before it.

    ``check`` raises an error, once all is read, where nothing of it is to go in: that of a
    ``Watch`` over its files where they have changed since.
    """
    take_in_technologies(holdings)
    hide(holdings, info)
    complete = partial(_complete, items) if isinstance(items, DocumentItems) else regions_of
    texts = items.texts if isinstance(items, DocumentItems) else None
    try:
        report = holdings.ingest(info, items, partial(_checked, complete, check), progress)
    except StoreBusyError:
        raise  # nothing was read, and who writes meanwhile keeps texts of what is not in yet
    except BaseException:
        sweep(holdings, texts)
        raise
    sweep(holdings, texts)
    unmatched = info.extra.get("unmatched", 0)
    return replace(report, unmatched=unmatched) if isinstance(unmatched, int) else report


def _checked(
    complete: Completion, check: Callable[[], None], store: GraphStore, source: str
) -> Iterator[Unit]:
    """Yield what completes a source, and make sure that it may still go in."""
    yield from complete(store, source)
    check()


def _complete(items: DocumentItems, store: GraphStore, source: str) -> Iterator[Unit]:
    """Yield the regions that documents point at, and put what is doubtful in them into the queue.

    Both in the revision of the documents: one that is in has been asked about.
    """
    yield from regions_of(store, source)
    propose(store, source, items.proposals(source), stays=items.stays)


def dry_run(
    ledger: Ledger | None, path: Path, format_name: str = "", mapping: Path | None = None
) -> Preview:
    """Return what taking in the table at ``path`` would read, and change in what ``ledger`` holds.

    A table without a mapping gets one beside it, or at ``mapping``. Raises ``IngestError`` for
    what is no table, or cannot be read.
    """
    chosen = recognise(path, FORMATS, format_name)
    if not isinstance(chosen, TableFormat):
        raise UnknownFormatError(
            f"{path}: it is of the format {chosen.name}; only tables can be looked at before."
        )
    return preview(path, chosen.after(ledger, mapping, sure=True))


def dry_run_edits(holdings: Holdings, path: Path, visibility: str = "") -> Edits | None:
    """Return what was changed in a workbook of members; None where ``path`` is none."""
    return edits_of(holdings, path, visibility) if is_roster(path) else None


def take_in_technologies(holdings: Holdings) -> Report:
    """Take in the technologies of the bundled scheme; a present one costs nothing."""
    concepts = load_technologies().concepts
    info = SourceInfo(
        name=SCHEME,
        origin="ontology/technologies.ttl",
        digest=digest(sorted(map(repr, concepts.values()))),
        extractor="technologies 1",
        title="Technologies of photonics and health",
        licence="CC-BY-4.0",
    )
    return holdings.ingest(info, technology_units(concepts.values()))
