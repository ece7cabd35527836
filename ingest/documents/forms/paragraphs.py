"""Paragraphs of a document in XML, as Word and LibreOffice write them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element


@dataclass(frozen=True, slots=True)
class Markup:
    """What the elements of a format are for, by their names.

    ``texts`` hold text, ``signs`` stand for one; what is ``left_out`` is not the document's text,
    or is it a second time.
    """

    paragraphs: frozenset[str]
    texts: frozenset[str]
    signs: Mapping[str, str] = field(default_factory=dict)
    left_out: frozenset[str] = frozenset()


def paragraphs(root: Element, markup: Markup) -> str:
    """Return the text, an empty line between paragraphs; one inside another comes after it.

    A box of text stands inside the paragraph that it is fixed to.
    """
    found: list[list[str]] = []
    _gather(root, markup, [], found)
    return "\n\n".join(filter(None, ("".join(one).strip() for one in found)))


def _gather(element: Element, markup: Markup, said: list[str], found: list[list[str]]) -> None:
    """Add the text in ``element`` to the paragraph ``said``, and those inside it to ``found``."""
    counts = element.tag in markup.texts
    said.append(element.text or "" if counts else markup.signs.get(element.tag, ""))
    for child in element:
        if child.tag in markup.paragraphs:
            found.append([])
            _gather(child, markup, found[-1], found)
        elif child.tag not in markup.left_out:
            _gather(child, markup, said, found)
        said.append(child.tail or "" if counts else "")
