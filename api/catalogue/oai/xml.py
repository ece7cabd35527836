"""XML of the protocol: elements of its namespace, and the document that an answer is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from xml.etree.ElementTree import Element, SubElement, register_namespace, tostring

from api.catalogue.oai.datestamps import now
from ontology.printable import UNPRINTABLE

OAI = "http://www.openarchives.org/OAI/2.0/"
SCHEMA = f"{OAI}OAI-PMH.xsd"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
UNKNOWN = "\ufffd"
"""Stands where a character stood that no XML holds."""

# Some harvesters read names of the protocol as text, so they stand without a prefix.
register_namespace("", OAI)
register_namespace("xsi", XSI)


def clean(text: str) -> str:
    """Return ``text`` as XML can hold it."""
    return UNPRINTABLE.sub(UNKNOWN, text)


def add(parent: Element, tag: str, text: str = "", **attributes: str) -> Element:
    """Add an element of the protocol to ``parent``, and return it."""
    return put(parent, f"{{{OAI}}}{tag}", text, attributes)


def put(parent: Element, name: str, text: str, attributes: Mapping[str, str]) -> Element:
    """Add an element of any namespace (``{namespace}tag``) to ``parent``, and return it."""
    element = SubElement(parent, name, dict(attributes))
    element.text = text or None
    return element


def located(element: Element, namespace: str, schema: str) -> Element:
    """Say where the schema of an element stands."""
    element.set(f"{{{XSI}}}schemaLocation", f"{namespace} {schema}")
    return element


def document(address: str, said: Mapping[str, str], content: Iterable[Element]) -> bytes:
    """Return the answer (section 3.2) to what was ``said`` to the repository at ``address``.

    Characters that no XML holds are replaced, whoever wrote them.
    """
    root = located(Element(f"{{{OAI}}}OAI-PMH"), OAI, SCHEMA)
    add(root, "responseDate", now())
    add(root, "request", address, **said)
    root.extend(content)
    for element in root.iter():
        element.text = clean(element.text or "")
        element.attrib.update({name: clean(value) for name, value in element.items()})
    written: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return written
