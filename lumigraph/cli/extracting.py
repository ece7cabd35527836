"""The command that shows what would be read in documents."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from ingest.documents.facts.agreements import Agreements
from ingest.documents.facts.settled import settled
from ingest.documents.known import Known, known_of, vocabulary
from ingest.documents.opening import open_document
from ingest.documents.pipeline import read
from ingest.documents.reading import Reading
from ingest.documents.rules import LANGUAGES
from ingest.documents.shape import reading_shape
from lumigraph.cli.app import Alongside, AsJson, Store, command, opened
from lumigraph.cli.output import print_json, say, table
from lumigraph.configuration import load_settings

MENTION_COLUMNS = ("kind", "name", "means", "place", "sure")
RELATION_COLUMNS = ("subject", "predicate", "object", "status", "place", "sure")


@command("Take in and out", "extract post.html --store sqlite:///graph.db")
def extract(
    files: Annotated[list[Path], typer.Argument(help="Documents: .txt, .html, .pdf, .docx, .odt.")],
    store: Store = "",
    alongside: Alongside = False,
    as_json: AsJson = False,
) -> None:
    """Show what would be read in documents, without changing anything.

    Without --store only technologies and regions are known.
    """
    if store:
        with opened(store, alongside=alongside) as graph:
            readings = _readings(files, known_of(graph.store), Agreements(graph.store))
    else:
        readings = _readings(files, vocabulary(), Agreements())
    for one in readings:
        _warn(one)
    if as_json:
        print_json([reading_shape(one) for one in readings])
    else:
        for one in readings:
            _print(one)


def _readings(files: Sequence[Path], known: Known, agreements: Agreements) -> list[Reading]:
    further = load_settings().manner().further
    found = (read(open_document(file), known, further=further) for file in files)
    return [settled(one, agreements) for one in found]


def _warn(reading: Reading) -> None:
    document = reading.document
    if document.language not in LANGUAGES:
        said = f"is in '{document.language}'" if document.language else "is in no known language"
        typer.echo(
            f"{document.name} {said}, for which there are no rules: "
            "only names and identifiers were looked for.",
            err=True,
        )
    for reason, count in sorted(reading.dropped.items()):
        typer.echo(
            f"{document.name}: {count:,} claims of the model were dropped: {reason}.", err=True
        )


def _print(reading: Reading) -> None:
    document = reading.document
    about = (document.language, document.date, document.publisher, document.address)
    say(" · ".join(filter(None, (document.name, document.title, *about))))
    _print_mentions(reading)
    _print_relations(reading)
    if not (reading.mentions or reading.relations):
        say("Nothing was found in it.")


def _print_mentions(reading: Reading) -> None:
    text = reading.document.text
    rows = [
        (
            one.kind,
            " ".join(text[one.start : one.end].split()),
            one.meant + ("" if one.slug is None else " (new name)"),
            *_place(one.start, one.end, one.confidence),
        )
        for one in reading.mentions
    ]
    table(MENTION_COLUMNS, rows)


def _print_relations(reading: Reading) -> None:
    rows: Sequence[Sequence[object]] = [
        (
            *(one.subject, one.predicate, one.object, one.status),
            *_place(one.start, one.end, one.confidence),
        )
        for one in reading.relations
    ]
    table(RELATION_COLUMNS, rows)


def _place(start: int, end: int, confidence: float) -> tuple[str, str]:
    return f"{start}-{end}", f"{confidence:.2f}"
