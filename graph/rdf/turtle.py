"""Statements as Turtle: text made of text.

A term of N-Triples is one of Turtle too, so all there is to do is to name a subject once, and to
shorten what comes again and again: predicates, classes and datatypes. Through a parser and a
serializer the same takes three times as long.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from graph.rdf.terms import PREFIXES, RDF

LOCAL = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
TYPE = f"<{RDF}type>"
HEADER = "".join(f"@prefix {name}: <{namespace}> .\n" for name, namespace in PREFIXES.items())


def turtle(statements: Iterable[str]) -> str:
    """Return ``statements`` as Turtle without prefixes; each subject stands once in a row.

    >>> print(turtle(['<http://a/> <http://www.w3.org/2002/07/owl#sameAs> <http://b/>']), end="")
    <BLANKLINE>
    <http://a/> owl:sameAs <http://b/> .
    """
    parts: list[str] = []
    before = ""
    for one in statements:
        subject, predicate, end = one.split(" ", 2)
        if subject == before:
            parts.append(" ;\n  ")
        else:
            parts.append(f" .\n\n{subject}" if before else f"\n{subject}")
            before = subject
        if end[-1] == ">":
            if end[0] == '"':
                value, _, datatype = end.rpartition("^^")
                end = f"{value}^^{_short(datatype)}"
            elif predicate == TYPE:
                end = _short(end)
        parts.append(f" {_short(predicate)} {end}")
    return f"{''.join(parts)} .\n" if parts else ""


@lru_cache(maxsize=4096)
def _short(term: str) -> str:
    """Return the prefixed name of an IRI that has one, else the term."""
    address = term[1:-1]
    for name, namespace in PREFIXES.items():
        if address.startswith(namespace) and LOCAL.fullmatch(address, len(namespace)):
            return "a" if term == TYPE else f"{name}:{address[len(namespace) :]}"
    return term
