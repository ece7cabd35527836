"""What an upload is, by its content: a table or a document."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from mimetypes import guess_type
from pathlib import Path
from typing import Literal

from ingest.archives import Contents
from ingest.documents.forms import open_document, word
from ingest.documents.opening import FORMS, LIMITS, is_document
from ingest.encodings import BOMS
from ingest.errors import UnknownFormatError
from ingest.rosters.workbook import is_roster
from ingest.tables.workbook import TEXTS, WORKBOOKS, is_table, is_workbook

SHOWN = ("image/", "audio/", "video/")
"""The media types of what nothing reads."""
Kind = Literal["table", "document"]
HEAD = 4096
"""So many bytes show whether a file is text, or a PDF."""
PACKED_TEXT = ".csv.gz"
READ = (*TEXTS, PACKED_TEXT, *WORKBOOKS, *FORMS)
"""The ends of the names of what is read."""


def kind_of(path: Path) -> Kind:
    """Return what the file at ``path`` is.

    Raises UnknownFormatError for what no reader of tables or documents knows, by its content: a
    picture called ``.csv`` is none; and for a workbook of members, whose rows are no table's.
    UnreadableSourceError for an archive that cannot be trusted.
    """
    table = is_table(path)
    known = table or is_document(path)
    if not (known or path.name.lower().endswith(READ)):
        raise UnknownFormatError(
            f"{path.name}: files that can be handed in end in {', '.join(READ)}; {_elsewhere(path)}"
        )
    ending = path.suffix.lower()
    as_named = CONTENTS.get(ending, is_workbook if ending in WORKBOOKS else _is_text)
    if not (known and as_named(path)):
        raise UnknownFormatError(
            f"{path.name}: its content is not what its name says; save it again as {ending}."
        )
    if table and is_roster(path):
        raise UnknownFormatError(
            f"{path.name}: it is a workbook of members to be edited, of which only the changes "
            f"count; they go in with `lumigraph ingest {path.name}`."
        )
    return "table" if table else "document"


def _elsewhere(path: Path) -> str:
    """Return what can be done with a file that cannot be handed in."""
    if (guess_type(path.name)[0] or "").startswith(SHOWN):
        return (
            "pictures and recordings are not read, so hand in a text or a table of what they say."
        )
    return f"bundles of CORDIS, ROR and linked data go in with `lumigraph ingest {path.name}`."


def _is_text(path: Path) -> bool:
    contents = Contents(path, LIMITS)
    head = contents.head(contents.names[0], HEAD) if contents.single else b"\x00"
    return b"\x00" not in head or head.startswith(tuple(BOMS))


def _is_pdf(path: Path) -> bool:
    with path.open("rb") as file:
        return b"%PDF-" in file.read(HEAD)


def _holds(member: str, path: Path) -> bool:
    return member in Contents(path, LIMITS).names


CONTENTS: Mapping[str, Callable[[Path], bool]] = {
    ".pdf": _is_pdf,
    ".docx": partial(_holds, word.BODY),
    ".odt": partial(_holds, open_document.BODY),
}
"""How the content of a file is told, by the end of its name; all other documents are text."""
