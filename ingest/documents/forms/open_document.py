"""LibreOffice's documents (.odt): the paragraphs of the text, read without macros."""

from __future__ import annotations

from ingest.archives import Contents
from ingest.documents.forms.paragraphs import Markup, paragraphs
from ingest.documents.forms.raw import Raw
from ingest.errors import UnreadableSourceError
from ingest.office import parsed

BODY = "content.xml"
ABOUT = "meta.xml"
_OFFICE, _TEXT = (
    f"{{urn:oasis:names:tc:opendocument:xmlns:{name}:1.0}}" for name in ("office", "text")
)
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
MARKUP = Markup(
    paragraphs=frozenset({f"{_TEXT}p", f"{_TEXT}h"}),
    texts=frozenset(f"{_TEXT}{name}" for name in ("p", "h", "span", "a", "meta", "ruby-base")),
    signs={f"{_TEXT}tab": "\t", f"{_TEXT}line-break": "\n", f"{_TEXT}s": " "},
    left_out=frozenset(
        {f"{_OFFICE}annotation"}
        | {f"{_TEXT}{name}" for name in ("tracked-changes", "note", "ruby-text", "index-body")}
    ),
)


def read_open_document(contents: Contents, name: str) -> Raw:
    """Return the text of the document, a paragraph a line, an empty line between them."""
    body = parsed(contents, BODY) if BODY in contents.names else None
    text = body.find(f"{_OFFICE}body/{_OFFICE}text") if body is not None else None
    if text is None:
        raise UnreadableSourceError(
            f"{contents.path}: it is no OpenDocument text; save it as .odt again, or as PDF."
        )
    about = parsed(contents, ABOUT) if ABOUT in contents.names else None
    title = about.findtext(f".//{_TITLE}") if about is not None else None
    return Raw(paragraphs(text, MARKUP), title=(title or "").strip())
