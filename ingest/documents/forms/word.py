"""Word's documents (.docx): the paragraphs of the text, read without Word and without macros."""

from __future__ import annotations

from ingest.archives import Contents
from ingest.documents.forms.paragraphs import Markup, paragraphs
from ingest.documents.forms.raw import Raw
from ingest.errors import UnreadableSourceError
from ingest.office import parsed

BODY = "word/document.xml"
ABOUT = "docProps/core.xml"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
MARKUP = Markup(
    paragraphs=frozenset({f"{_W}p"}),
    # Deleted text, fields and comments have other elements.
    texts=frozenset({f"{_W}t"}),
    signs={f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"},
    # A box of text is there a second time, for programs of old.
    left_out=frozenset({"{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}),
)


def read_word(contents: Contents, name: str) -> Raw:
    """Return the text of the document, a paragraph a line, an empty line between them."""
    if BODY not in contents.names:
        raise UnreadableSourceError(
            f"{contents.path}: it is no Word document; save it as .docx again, or as PDF."
        )
    about = parsed(contents, ABOUT) if ABOUT in contents.names else None
    title = about.findtext(_TITLE) if about is not None else None
    return Raw(paragraphs(parsed(contents, BODY), MARKUP), title=(title or "").strip())
