"""Which form of RDF a file has, told by its content."""

from __future__ import annotations

import codecs
import re

from pyoxigraph import RdfFormat

from ingest.archives import Contents
from ingest.errors import UnreadableSourceError

HEAD = 8192
# N-Quads holds N-Triples, and TriG holds Turtle.
BY_SUFFIX = {
    ".nt": RdfFormat.N_QUADS,
    ".nq": RdfFormat.N_QUADS,
    ".ttl": RdfFormat.TRIG,
    ".trig": RdfFormat.TRIG,
    ".rdf": RdfFormat.RDF_XML,
    ".owl": RdfFormat.RDF_XML,
    ".jsonld": RdfFormat.JSON_LD,
}
_IRI = r"<[^<>\s\"{}|^`\\]*:[^<>\s\"{}|^`\\]*>"
_NODE = rf"(?:{_IRI}|_:\S+)"
_COMMENTS = re.compile(r"(?:\s*#[^\n]*(?:\n|$))*\s*")
_LINE = re.compile(rf"{_NODE}[ \t]*{_IRI}[ \t]*(?:{_NODE}|\".*\"\S*)[ \t]*(?:{_NODE}[ \t]*)?\.\s*$")
_TURTLE = re.compile(
    rf"@prefix\s+\S*:|@base\s+<|prefix\s+\S*:\s*<|base\s+<|graph\s+\S+\s*\{{|"
    rf"{_NODE}\s+(?:{_IRI}|a\s|[\w.-]*:\w)|\[\s*(?:{_IRI}|a\s|[\w.-]*:\w)",
    re.IGNORECASE,
)
_ELEMENT = re.compile(r"<\?xml|<!--|<!DOCTYPE|<[\w.-]+:?[\w.-]*[\s>]")
_XML = re.compile(r"<rdf:RDF\b|http://www\.w3\.org/1999/02/22-rdf-syntax-ns#")
_JSON = re.compile(r"\"@(?:context|graph|id|type|vocab)\"\s*:")


def recognised(head: bytes) -> RdfFormat | None:
    """Return the form that a file with these first bytes has; None when it is no RDF."""
    text = head.removeprefix(codecs.BOM_UTF8).decode("utf-8", "ignore")
    text = text[_COMMENTS.match(text).end() :]  # type: ignore[union-attr]  # matches always
    if text.startswith(("{", "[")) and _JSON.search(text):
        return RdfFormat.JSON_LD
    if _ELEMENT.match(text) and _XML.search(text):
        return RdfFormat.RDF_XML
    if not _TURTLE.match(text):
        return None
    return RdfFormat.N_QUADS if _LINE.match(text.partition("\n")[0]) else RdfFormat.TRIG


def members(contents: Contents) -> dict[str, RdfFormat]:
    """Return the members that are RDF, with the form of each."""
    found = {name: recognised(contents.head(name, HEAD)) for name in contents.names}
    for name in contents.matching(".nt", ".nq"):
        if found[name] == RdfFormat.TRIG:  # Lines that are wrong may look like Turtle.
            found[name] = RdfFormat.N_QUADS
    return {name: form for name, form in found.items() if form is not None}


def demanded(contents: Contents) -> dict[str, RdfFormat]:
    """Return the members that are RDF, by content or by name; raise when there is none."""
    found = members(contents)
    for suffix, form in BY_SUFFIX.items():
        for name in contents.matching(suffix):
            found.setdefault(name, form)
    if not found:
        raise UnreadableSourceError(
            f"{contents.path}: there is no RDF in it that is known here; write Turtle, TriG, "
            "N-Triples, N-Quads, RDF/XML or JSON-LD."
        )
    return found
