"""Forms of RDF: text that one of them cannot hold."""

from __future__ import annotations

import io

import pytest
from rdflib import Graph

from graph.rdf.forms import FORMS, write
from graph.rdf.terms import text

LINES = "a\r\nb\rc\n"
ODD = 'a\x01\x08\x0c\x1f\x7f\ufffeb \\u0001 \\b "'
A, B = "<http://a.example/>", "<http://b.example/says>"


def values(form: str) -> list[str]:
    output = io.BytesIO()
    write([f"{A} {B} {text(ODD, 'en')}", f"{A} {B} {text('fine')}"], FORMS[form], output)
    read = Graph().parse(output.getvalue(), format="xml" if form == "rdf" else form)
    return sorted(str(value) for value in read.objects())


@pytest.mark.parametrize("form", ["nt", "ttl"])
def test_any_character_is_kept(form: str) -> None:
    assert values(form) == [ODD, "fine"]


@pytest.mark.parametrize("form", ["nt", "ttl", "rdf"])
def test_ends_of_lines_are_kept(form: str) -> None:
    """An XML parser reads a carriage return that stands as it is as a line feed."""
    output = io.BytesIO()
    write([f"{A} {B} {text(LINES, 'en')}"], FORMS[form], output)
    read = Graph().parse(output.getvalue(), format="xml" if form == "rdf" else form)
    assert [str(value) for value in read.objects()] == [LINES]


def test_what_xml_cannot_hold_is_replaced() -> None:
    assert values("rdf") == ['a\ufffd\ufffd\ufffd\ufffd\ufffd\ufffdb \\u0001 \\b "', "fine"]
