"""Rows of a SELECT, and the answer of an ASK, in the four forms of SPARQL 1.1."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import IO
from xml.sax.saxutils import escape, quoteattr

import orjson
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

Term = NamedNode | BlankNode | Literal | Triple
Row = Sequence[Term | None]
Writer = Callable[[Sequence[str], Iterable[Row], IO[bytes]], None]
STRING = "http://www.w3.org/2001/XMLSchema#string"
NAMESPACE = "http://www.w3.org/2005/sparql-results#"
XML_HEAD = f'<?xml version="1.0"?>\n<sparql xmlns="{NAMESPACE}">'
# What XML 1.0 cannot hold at all.
BARRED = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_json(variables: Sequence[str], rows: Iterable[Row], output: IO[bytes]) -> None:
    """Write rows as SPARQL 1.1 Query Results JSON."""
    output.write(b'{"head":{"vars":' + orjson.dumps(variables) + b'},"results":{"bindings":[')
    for number, row in enumerate(rows):
        bound = {
            name: json_term(term)
            for name, term in zip(variables, row, strict=True)
            if term is not None
        }
        output.write((b",\n" if number else b"\n") + orjson.dumps(bound))
    output.write(b"\n]}}\n")


def json_term(term: Term) -> dict[str, object]:
    """Return a term as JSON tells it."""
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, Triple):
        parts = zip(("subject", "predicate", "object"), term, strict=True)
        return {"type": "triple", "value": {name: json_term(part) for name, part in parts}}
    told: dict[str, object] = {"type": "literal", "value": term.value}
    if term.language:
        told["xml:lang"] = term.language
    elif term.datatype.value != STRING:
        told["datatype"] = term.datatype.value
    return told


def write_xml(variables: Sequence[str], rows: Iterable[Row], output: IO[bytes]) -> None:
    """Write rows as SPARQL Query Results XML; characters that XML cannot hold become ``�``."""
    names = "".join(f"<variable name={quoteattr(name)}/>" for name in variables)
    output.write(f"{XML_HEAD}<head>{names}</head><results>\n".encode())
    for row in rows:
        bound = (
            f"<binding name={quoteattr(name)}>{xml_term(term)}</binding>"
            for name, term in zip(variables, row, strict=True)
            if term is not None
        )
        output.write(f"<result>{''.join(bound)}</result>\n".encode())
    output.write(b"</results></sparql>\n")


def xml_term(term: Term) -> str:
    """Return a term as XML tells it."""
    if isinstance(term, NamedNode):
        return f"<uri>{_xml(term.value)}</uri>"
    if isinstance(term, BlankNode):
        return f"<bnode>{_xml(term.value)}</bnode>"
    if isinstance(term, Triple):
        parts = zip(("subject", "predicate", "object"), term, strict=True)
        return f"<triple>{''.join(f'<{n}>{xml_term(t)}</{n}>' for n, t in parts)}</triple>"
    mark = ""
    if term.language:
        mark = f" xml:lang={quoteattr(term.language)}"
    elif term.datatype.value != STRING:
        mark = f" datatype={quoteattr(term.datatype.value)}"
    return f"<literal{mark}>{_xml(term.value)}</literal>"


def _xml(text: str) -> str:
    return escape(BARRED.sub("\ufffd", text), {"\r": "&#13;"})


def write_csv(variables: Sequence[str], rows: Iterable[Row], output: IO[bytes]) -> None:
    """Write rows as SPARQL 1.1 Query Results CSV: plain values."""
    text = io.TextIOWrapper(output, "utf-8", newline="", write_through=True)
    writer = csv.writer(text)
    writer.writerow(variables)
    for row in rows:
        writer.writerow(["" if term is None else plain(term) for term in row])
    text.detach()


def plain(term: Term) -> str:
    """Return a term's value, as CSV has it."""
    if isinstance(term, NamedNode | Literal):
        return term.value
    return str(term)


def write_tsv(variables: Sequence[str], rows: Iterable[Row], output: IO[bytes]) -> None:
    """Write rows as SPARQL 1.1 Query Results TSV: terms as Turtle writes them."""
    output.write("\t".join(f"?{name}" for name in variables).encode() + b"\n")
    for row in rows:
        output.write("\t".join("" if one is None else str(one) for one in row).encode() + b"\n")


WRITERS: Mapping[str, Writer] = {
    "json": write_json,
    "xml": write_xml,
    "csv": write_csv,
    "tsv": write_tsv,
}


def truth(form: str, value: bool) -> bytes:
    """Return the answer of an ASK in ``form``."""
    word = str(value).lower()
    if form == "json":
        return f'{{"head":{{}},"boolean":{word}}}\n'.encode()
    if form == "xml":
        return f"{XML_HEAD}<head/><boolean>{word}</boolean></sparql>\n".encode()
    return f"{word}\n".encode()
