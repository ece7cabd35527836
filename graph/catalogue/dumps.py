"""The files of a catalogue: the whole graph, and what each source says, in several forms."""

from __future__ import annotations

import gzip
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from graph.catalogue.said import Sayings, standing_records
from graph.catalogue.survey import Survey
from graph.export import WRITERS, whole
from graph.rdf.forms import FORMS, write
from graph.records import Record
from graph.store import GraphStore

GRAPH = "graph"
"""The slug of the whole graph."""
GRAPH_FORMS = ("nt", "ttl", "rdf", "jsonld", "nq", "trig")
LINES, SOURCE_FORMS = "nt", ("nt", "ttl", "rdf")
EVERYTHING = frozenset({"nq", "trig"})
"""Forms that hold sources, records and judgements beside the golden graph."""
BLOCK = 1 << 20
NOT_PLAIN = re.compile(r"[^a-z0-9]+")
LONGEST = 60


@dataclass(frozen=True, slots=True)
class DumpFile:
    """A file by its ``name``: of the dataset ``slug``, in a ``form``; sums are hexadecimal."""

    slug: str
    form: str
    name: str
    byte_size: int
    sha1: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Written:
    """The dumps of a revision, and what each source (by name) is about."""

    files: tuple[DumpFile, ...]
    surveys: dict[str, Survey]


def source_slug(name: str) -> str:
    """Return the slug of a source's dataset: a function of its name alone, safe in any path.

    >>> source_slug("members"), source_slug("Members 2026.csv")
    ('source-members', 'source-members-2026-csv-d4e11764')
    """
    plain = NOT_PLAIN.sub("-", name.lower()).strip("-")[:LONGEST]
    if plain == name:
        return f"source-{name}"
    # What was lost must not make two names one.
    rest = hashlib.blake2b(name.encode(), digest_size=4).hexdigest()
    return f"source-{'-'.join(filter(None, (plain, rest)))}"


def source_mark(name: str) -> str:
    """Return what harvesters know a source's dataset by: it follows from its name, and hides it.

    >>> source_mark("members")
    'record-60a0f9b0b32aeafd'
    """
    return f"record-{hashlib.blake2b(name.encode(), digest_size=8).hexdigest()}"


def write_dumps(store: GraphStore, folder: Path, base: str) -> Written:
    """Write all dumps of ``store`` into ``folder``, and measure them.

    Memory does not grow with the graph. Raises ``DumpError`` when the store changes meanwhile.
    """
    # The catalogue itself says whom the facts are owed to, so no table of that lies beside.
    for form in GRAPH_FORMS:
        WRITERS[form](store, folder / dump_name(GRAPH, form), base)
    files = [_measured(folder / dump_name(GRAPH, form)) for form in GRAPH_FORMS]
    surveys = {one.info.name: Survey() for one in store.ledger.sources()}
    sayings = Sayings(store, base)
    for source, records in standing_records(store):
        survey = surveys.setdefault(source, Survey())
        _write_source(folder, source, sayings.of(_seen(records, survey)))
    for source, survey in surveys.items():
        if not survey.records:
            _write_source(folder, source, iter(()))
        slug = source_slug(source)
        files += [_measured(folder / dump_name(slug, form)) for form in SOURCE_FORMS]
    return Written(tuple(files), surveys)


def dump_name(slug: str, form: str) -> str:
    """Return the name of a file."""
    return f"{slug}.{form}.gz"


def _seen(records: Iterator[Record], survey: Survey) -> Iterator[Record]:
    for one in records:
        survey.see(one)
        yield one


def _write_source(folder: Path, source: str, statements: Iterator[str]) -> None:
    """Write N-Triples, then the other forms from these: the store is read once."""
    slug = source_slug(source)
    lines = folder / dump_name(slug, LINES)
    with whole(lines) as file:
        write(statements, FORMS[LINES], file)
    for form in SOURCE_FORMS:
        if form != LINES:
            with whole(folder / dump_name(slug, form)) as file:
                write(_statements(lines), FORMS[form], file)


def _statements(lines: Path) -> Iterator[str]:
    with gzip.open(lines, "rt", encoding="utf-8", newline="\n") as file:
        for line in file:
            yield line[: -len(" .\n")]


def _measured(path: Path) -> DumpFile:
    slug, form, _ = path.name.split(".")
    sums = hashlib.sha1(usedforsecurity=False), hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            for one in sums:
                one.update(block)
    first, second = (one.hexdigest() for one in sums)
    return DumpFile(slug, form, path.name, path.stat().st_size, first, second)
