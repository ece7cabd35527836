"""The graphs that a query names in its ``FROM`` clauses."""

from __future__ import annotations

import re

# Comments, texts, braces and prefixes; what is none of them is passed over letter by letter.
_PART = re.compile(
    r"#[^\n\r]*|\"\"\"[\s\S]*?\"\"\"|'''[\s\S]*?'''|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'"
    r"|PREFIX\s+(?P<prefix>[\w.-]*):\s*<(?P<space>[^<>\s]*)>"
    r"|\bFROM\s+(?P<named>NAMED\s+)?(?:<(?P<iri>[^<>\s]*)>|(?P<short>[\w.-]*):(?P<rest>[\w.-]*))"
    r"|<[^<>\s]*>|(?P<brace>[{}])",
    re.IGNORECASE,
)


def graphs_from(query: str) -> tuple[list[str], list[str]]:
    """Return the graphs of ``FROM`` and those of ``FROM NAMED``, which stand outside all braces.

    >>> graphs_from("PREFIX g: <http://a.example/> SELECT * FROM g:one FROM NAMED <b:two> {}")
    (['http://a.example/one'], ['b:two'])
    >>> graphs_from("SELECT ('FROM <a:b>' AS ?x) { ?s ?p ?o } # FROM <a:b>")
    ([], [])
    """
    default: list[str] = []
    named: list[str] = []
    spaces: dict[str, str] = {}
    depth = 0
    for part in _PART.finditer(query):
        if part["space"] is not None:
            spaces[part["prefix"]] = part["space"]
        elif part["brace"]:
            depth += 1 if part["brace"] == "{" else -1
        elif not depth and (part["iri"] is not None or part["short"] in spaces):
            short = part["short"]
            iri = part["iri"] if short is None else spaces[short] + part["rest"]
            (named if part["named"] else default).append(iri)
    return default, named
