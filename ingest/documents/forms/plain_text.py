"""Plain text, unchanged: its code points are the places that findings name."""

from __future__ import annotations

from ingest.archives import Contents
from ingest.documents.forms.raw import Raw
from ingest.encodings import encoding_of
from ingest.errors import UnreadableSourceError


def read_plain_text(contents: Contents, name: str) -> Raw:
    """Return the text as it stands; a mark of UTF-8 at its beginning is part of it."""
    with contents.open(name) as found:
        content = found.read()
    try:
        return Raw(content.decode())
    except UnicodeDecodeError:
        encoding = encoding_of(contents, name, "save it as UTF-8")
    try:
        return Raw(content.decode(encoding))
    except UnicodeDecodeError as error:
        raise UnreadableSourceError(
            f"{contents.path}: byte {error.start:,} is not {encoding}; save it as UTF-8."
        ) from error
