"""Terms as N-Triples writes them: ``<iri>``, ``_:b``, ``"text"``, ``"text"@en``, ``"1"^^<…>``."""

from __future__ import annotations

import orjson

BLANK, IRI, TEXT = "_", "<", '"'
"""What the terms of each sort begin with."""


def iri(address: str) -> str:
    """Return the term of an IRI.

    >>> iri("https://ror.org/03nadee84")
    '<https://ror.org/03nadee84>'
    """
    return f"<{address}>"


def text_of(term: str) -> str:
    """Return the text of a literal, an IRI without its brackets, or a blank node as it is.

    >>> text_of('"a \\\\"b\\\\""@en'), text_of("<http://example.org/>")
    ('a "b"', 'http://example.org/')
    """
    if term[0] == IRI:
        return term[1:-1]
    if term[0] != TEXT:
        return term
    text = term[: term.rfind(TEXT) + 1]
    # What N-Triples escapes, JSON escapes in the same way.
    return str(orjson.loads(text)) if "\\" in text else text[1:-1]


def language_of(term: str) -> str:
    """Return the language of a literal, ``und`` where it has none.

    The parser writes tags in small letters; they get back the case that BCP 47 gives them.

    >>> language_of('"Graz"@de'), language_of('"Graça"@pt-br'), language_of('"2016"^^<http://a/>')
    ('de', 'pt-BR', 'und')
    """
    after = term[term.rfind(TEXT) + 1 :]
    if after[:1] != "@":
        return "und"
    first, *rest = after[1:].split("-")
    return "-".join([first, *map(_cased, rest)]) if rest else first


def _cased(part: str) -> str:
    """Return a region in capitals, a script with a first one, and all else as it is."""
    return part.upper() if len(part) == 2 else part.title() if len(part) == 4 else part


def without_graph(term: str) -> str:
    """Return an object without the name of the graph that stands behind it.

    >>> without_graph('"a b"@en <http://example.org/graph>'), without_graph("<http://a/> _:g")
    ('"a b"@en', '<http://a/>')
    """
    if term.startswith("<<"):
        return term
    end = term.rfind(TEXT) + 1 if term[0] == TEXT else 0
    return term[:end] + term[end:].partition(" ")[0]
