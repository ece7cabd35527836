"""PDF: the text of its pages. Scripts, forms and attachments are never looked at."""

from __future__ import annotations

import logging
import re
from io import BytesIO
from typing import TYPE_CHECKING

from ingest.archives import Contents
from ingest.documents.forms.raw import Raw
from ingest.errors import UnreadableSourceError

if TYPE_CHECKING:
    from pypdf import PdfReader

PAGES = 2_000
"""How many pages a document may have."""
# What reading a damaged file raises, beside the library's own errors.
BROKEN = (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError)
_HYPHEN = re.compile(r"(?<=[^\W\d_])-\n(?=[^\W\d_A-Z])")

# What is odd in a file that can be read all the same is no news for the user.
logging.getLogger("pypdf").addHandler(logging.NullHandler())


def read_pdf(contents: Contents, name: str) -> Raw:
    """Return the text of the pages, an empty line between them; words are joined over lines."""
    from pypdf import PdfReader  # slow to import
    from pypdf.errors import PyPdfError

    with contents.open(name) as found:
        content = found.read()
    try:
        return _read(contents, PdfReader(BytesIO(content)))
    except (PyPdfError, *BROKEN) as error:
        raise UnreadableSourceError(
            f"{contents.path}: it is no PDF that can be read ({error}); save it as PDF again."
        ) from error


def _read(contents: Contents, reader: PdfReader) -> Raw:
    if reader.is_encrypted:
        raise UnreadableSourceError(
            f"{contents.path}: it is encrypted; save it without a password first."
        )
    if len(reader.pages) > PAGES:
        raise UnreadableSourceError(
            f"{contents.path}: it has {len(reader.pages):,} pages, the limit is {PAGES:,}; "
            "save those that you mean as a file of their own."
        )
    text = "\n\n".join(page.extract_text() for page in reader.pages)
    title = reader.metadata.title if reader.metadata else None
    return Raw(_HYPHEN.sub("", text), title=str(title or "").strip())
