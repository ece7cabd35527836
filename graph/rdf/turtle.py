"""Statements as Turtle: text made of text.

A term of N-Triples is one of Turtle too, so all there is to do is to name a subject once, and to
shorten what comes again and again: predicates, classes and datatypes. Through a parser and a
serializer the same takes three times as long.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from graph.rdf.stars import Star
from graph.rdf.terms import PREFIXES, RDF

LOCAL = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
TYPE = f"<{RDF}type>"
STOP, AGAIN = " .\n", " ;\n  "
HEADER = "".join(f"@prefix {name}: <{namespace}> .\n" for name, namespace in PREFIXES.items())


def turtle(some: Iterable[Star], before: str = "") -> str:
    """Return what is said as Turtle without prefixes, after something about ``before``.

    Each subject stands once in a row. A full stop begins a subject, so that texts follow each
    other as they are; ``finished`` puts it where it belongs.

    >>> owl = "http://www.w3.org/2002/07/owl#"
    >>> print(finished(turtle([("<a>", [(f"<{owl}sameAs>", "<b>")])])), end="")
    <BLANKLINE>
    <a> owl:sameAs <b> .
    """
    parts: list[str] = []
    for subject, said in some:
        parts.append(AGAIN if subject == before else f"{STOP}\n{subject} ")
        before = subject
        parts.append(AGAIN.join([f"{SHORT[one]} {_object(one, end)}" for one, end in said]))
    return "".join(parts)


def finished(text: str) -> str:
    """Return what ``turtle`` wrote with its full stop at the end instead of at the beginning."""
    return text[len(STOP) :] + STOP if text else ""


def _object(predicate: str, term: str) -> str:
    """Return an object with short names."""
    if term[-1] != ">":
        return term
    if term[0] == '"':
        value, _, datatype = term.rpartition("^^")
        return f"{value}^^{SHORT[datatype]}"
    return SHORT[term] if predicate == TYPE else term


class _Short(dict[str, str]):
    """Terms → the prefixed names of those that have one, worked out once."""

    def __missing__(self, term: str) -> str:
        self[term] = found = _short(term)
        return found


SHORT = _Short()


def _short(term: str) -> str:
    """Return the prefixed name of an IRI that has one, else the term."""
    address = term[1:-1]
    for name, namespace in PREFIXES.items():
        if address.startswith(namespace) and LOCAL.fullmatch(address, len(namespace)):
            return "a" if term == TYPE else f"{name}:{address[len(namespace) :]}"
    return term
