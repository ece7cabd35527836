"""RDF terms as N-Triples writes them.

The projection is made of texts, not of objects: a dump is little else than joining them.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from urllib.parse import quote

from ontology.vocabulary import LG

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
XSD = "http://www.w3.org/2001/XMLSchema#"
OWL = "http://www.w3.org/2002/07/owl#"
PROV = "http://www.w3.org/ns/prov#"
DCTERMS = "http://purl.org/dc/terms/"
ORG = "http://www.w3.org/ns/org#"
FOAF = "http://xmlns.com/foaf/0.1/"
SKOS = "http://www.w3.org/2004/02/skos/core#"
SCHEMA = "https://schema.org/"
OA = "http://www.w3.org/ns/oa#"
ITSRDF = "http://www.w3.org/2005/11/its/rdf#"
PREFIXES = {
    "lg": str(LG),
    "rdf": RDF,
    "rdfs": RDFS,
    "xsd": XSD,
    "owl": OWL,
    "prov": PROV,
    "dcterms": DCTERMS,
    "org": ORG,
    "schema": SCHEMA,
    "skos": SKOS,
    "foaf": FOAF,
}
DATE_TYPES = {4: "gYear", 7: "gYearMonth", 10: "date"}
# What no part of a URI may hold as it is (RFC 3986), a % that encodes nothing included.
BARRED = re.compile(r"[^A-Za-z0-9\-._~:/?@!$&'()*+,;=%]|%(?![0-9A-Fa-f]{2})")
ESCAPES = {
    **{code: f"\\u{code:04X}" for code in (*range(0x20), 0x7F)},
    **{ord(mark): f"\\{letter}" for mark, letter in zip('\b\t\n\f\r"\\', 'btnfr"\\', strict=True)},
}


def iri(address: str) -> str:
    """Return ``address`` as a term; what a URI may not hold is percent-encoded.

    >>> iri("https://example.org/a b")
    '<https://example.org/a%20b>'
    """
    if not BARRED.search(address):
        return f"<{address}>"
    rest, mark, fragment = address.partition("#")
    return f"<{_encoded(rest)}{mark}{_encoded(fragment.replace('#', '%23'))}>"


def _encoded(part: str) -> str:
    return BARRED.sub(lambda found: quote(found[0], safe=""), part)


def text(value: str, language: str = "") -> str:
    """Return a string, or a text in a language.

    >>> text('a "b"', "en")
    '"a \\\\"b\\\\""@en'
    """
    tag = f"@{language}" if language else ""
    return f'"{_escaped(value)}"{tag}'


def _escaped(value: str) -> str:
    # Most texts need nothing, which is quickly seen.
    if value.isprintable() and '"' not in value and "\\" not in value:
        return value
    return value.translate(ESCAPES)


def json(value: str) -> str:
    """Return JSON as a literal."""
    return f'"{escaped_json(value)}"^^<{RDF}JSON>'


def escaped_json(value: str) -> str:
    """Return what stands between the quotes of the literal of some JSON.

    JSON has no control characters but DEL.
    """
    return value.replace("\\", "\\\\").replace('"', '\\"').replace("\x7f", "\\u007F")


def typed(value: object, datatype: str) -> str:
    """Return a literal of an XSD ``datatype``."""
    return f'"{_escaped(str(value))}"^^<{XSD}{datatype}>'


@lru_cache(maxsize=1 << 15)
def date(value: str) -> str:
    """Return a partial ISO date by how much of it is known: a year, a month or a day."""
    datatype = DATE_TYPES.get(len(value))
    return typed(value, datatype) if datatype else text(value)


def decimal(value: float) -> str:
    """Return a number without an exponent, as xsd:decimal wants it.

    >>> decimal(1e16)
    '"10000000000000000"^^<http://www.w3.org/2001/XMLSchema#decimal>'
    """
    written = str(value)
    return typed(f"{Decimal(written):f}" if "e" in written else written, "decimal")


def boolean(value: object) -> str:
    """Return true or false."""
    return typed("true" if value else "false", "boolean")
