"""Files of office programs (.docx, .xlsx, .ods), and what in them can be read whole."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import ParseError, parse

from ingest.archives import Contents
from ingest.errors import UnreadableSourceError
from ingest.guards import guarded_xml

PACKED = frozenset({"[Content_Types].xml", "mimetype"})
"""What says of a ZIP that it is one document: in Office Open XML, in OpenDocument."""


def is_office(contents: Contents) -> bool:
    """Whether ``contents`` are parts of one document; they are not files of their own."""
    return contents.path.is_file() and not PACKED.isdisjoint(contents.names)


def parsed(contents: Contents, name: str) -> Element:
    """Return the root of a member that is XML.

    Raises UnreadableSourceError for one that is not well-formed, has a document type, or is too
    deep.
    """
    place = f"{contents.path}: {name}"
    with contents.open(name) as found:
        try:
            root = parse(guarded_xml(found, place), forbid_dtd=True).getroot()
        except ParseError as error:
            raise UnreadableSourceError(
                f"{place}: it is no well-formed XML ({error}); save it again."
            ) from error
    if root is None:
        raise UnreadableSourceError(f"{place}: it is empty; save it again.")
    return root


def named(root: Element, name: str) -> Iterator[Element]:
    """Yield the elements of this name below ``root``, of whichever edition of the format."""
    return (one for one in root.iter() if one.tag.rpartition("}")[2] == name)
