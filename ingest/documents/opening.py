"""From files to documents: text, page, PDF or an office document become one thing to read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from ingest.archives import Contents, Limits
from ingest.documents.document import Document
from ingest.documents.forms.open_document import read_open_document
from ingest.documents.forms.pdf import read_pdf
from ingest.documents.forms.plain_text import read_plain_text
from ingest.documents.forms.raw import Raw
from ingest.documents.forms.web_page import read_web_page
from ingest.documents.forms.word import read_word
from ingest.documents.heading import date_of, title_of
from ingest.documents.language import language_of
from ingest.errors import UnreadableSourceError

LIMITS = Limits(size=32 << 20)
"""How much a document's file may hold."""
LONGEST = 10_000_000
"""How many characters the text of a document may have."""
PLAIN = ".txt"
FORMS: Mapping[str, Callable[[Contents, str], Raw]] = {
    PLAIN: read_plain_text,
    ".html": read_web_page,
    ".htm": read_web_page,
    ".pdf": read_pdf,
    ".docx": read_word,
    ".odt": read_open_document,
}
"""What reads a file, by the end of its name."""


def is_document(path: Path) -> bool:
    """Whether ``path`` is a file whose name ends as those of documents do."""
    return path.is_file() and path.suffix.lower() in FORMS


def open_document(path: Path, limits: Limits = LIMITS) -> Document:
    """Return the document in a file; its name is that of the file.

    Raises UnreadableSourceError for what is damaged, encrypted, too large, or without any text.
    """
    read = FORMS.get(path.suffix.lower())
    if read is None:
        raise UnreadableSourceError(
            f"{path}: documents are read from {', '.join(FORMS)}; save it as one of them."
        )
    contents = Contents(path, limits)
    raw = read(contents, contents.names[0])
    _check(path, raw.text)
    language = language_of(raw.text)
    title = raw.title if raw.title and raw.title in raw.text else title_of(raw.text)
    return Document(
        name=path.name,
        text=raw.text,
        language=language,
        title=title,
        date=raw.date or date_of(raw.text, title, language),
        publisher=raw.publisher,
        address=raw.address,
    )


def _check(path: Path, text: str) -> None:
    if not text.strip():
        raise UnreadableSourceError(
            f"{path}: there is no text in it; if it is a scan, save it with recognised text."
        )
    if len(text) > LONGEST:
        raise UnreadableSourceError(
            f"{path}: its text has {len(text):,} characters, the limit is {LONGEST:,}; split it."
        )
