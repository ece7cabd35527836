"""Word's documents (.docx): the paragraphs of the text, read without Word and without macros."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from ingest.archives import Contents
from ingest.documents.forms.raw import Raw
from ingest.errors import UnreadableSourceError
from ingest.office import parsed

BODY = "word/document.xml"
ABOUT = "docProps/core.xml"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
# What stands between words; deleted text, fields and comments have other elements.
_MARKS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}


def read_word(contents: Contents, name: str) -> Raw:
    """Return the text of the document, a paragraph a line, an empty line between them."""
    if BODY not in contents.names:
        raise UnreadableSourceError(
            f"{contents.path}: it is no Word document; save it as .docx again, or as PDF."
        )
    paragraphs = parsed(contents, BODY).iter(f"{_W}p")
    text = "\n\n".join(filter(None, (_text(one).strip() for one in paragraphs)))
    about = parsed(contents, ABOUT) if ABOUT in contents.names else None
    title = about.findtext(_TITLE) if about is not None else None
    return Raw(text, title=(title or "").strip())


def _text(paragraph: Element) -> str:
    return "".join(_pieces(paragraph))


def _pieces(paragraph: Element) -> Iterator[str]:
    for piece in paragraph.iter():
        if piece.tag == f"{_W}t":
            yield piece.text or ""
        else:
            yield _MARKS.get(piece.tag, "")
