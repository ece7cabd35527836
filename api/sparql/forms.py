"""The forms of answers, and which of them an asker wants."""

from __future__ import annotations

from collections.abc import Mapping

import mimeparse

from api.accept import best
from api.sparql.errors import NotAcceptableError

ROWS: Mapping[str, str] = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
}
"""What rows and truths are written in, the one that we prefer first."""
STATEMENTS: Mapping[str, str] = {
    "turtle": "text/turtle",
    "ntriples": "application/n-triples",
    "rdfxml": "application/rdf+xml",
    "jsonld": "application/ld+json",
}
"""What statements are written in."""
ALIASES: Mapping[str, str] = {
    "application/json": "json",
    "application/xml": "xml",
    "text/xml": "xml",
    "text/plain": "ntriples",
}
"""Wider types by which some clients ask."""
HTML = "text/html"


def chosen(accept: str, forms: Mapping[str, str]) -> str:
    """Return which of ``forms`` is the best for an ``Accept`` header; '' if none is.

    >>> chosen("text/csv;q=0.5, application/sparql-results+xml", ROWS)
    'xml'
    """
    offered = {media: name for name, media in forms.items()}
    offered |= {media: name for media, name in ALIASES.items() if name in forms}
    return offered.get(_best([*offered], accept), "")


def wants_page(accept: str) -> bool:
    """Tell whether a page is what the asker likes best, as browsers do."""
    if HTML not in accept.lower():
        return False
    return _best([HTML, *STATEMENTS.values()], accept) == HTML


def _best(offered: list[str], accept: str) -> str:
    try:
        return best(offered, accept)
    except mimeparse.MimeTypeParseException as error:
        raise NotAcceptableError(f"the Accept header '{accept}' cannot be read") from error


def none_of(accept: str, forms: Mapping[str, str]) -> NotAcceptableError:
    """Return the error that says which forms there are."""
    return NotAcceptableError(
        f"there is no form '{accept}' of this answer; there are {', '.join(forms.values())}"
    )
