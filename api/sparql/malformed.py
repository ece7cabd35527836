"""What is wrong with a query that Oxigraph cannot read, in words for whoever wrote it.

Oxigraph says how far its grammar came and every character that could have followed there. That
list helps nobody; a prefix that is not declared, the most frequent mistake, is not even in it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

PLACE = re.compile(r"error at (\d+):(\d+): ")
REASONS = {
    "IRI parsing failed": "an address in <…> is no IRI",
    "The SELECT contains a variable that is unbound": (
        "SELECT names a variable that neither the pattern nor GROUP BY gives"
    ),
}
UNKNOWN_FUNCTION = re.compile(r"The custom (?:aggregate )?function (\S+) is not supported")
SHOWN = 20
"""So many characters of the query are repeated."""
# Comments, texts and IRIs, in which a colon means nothing, or the prefix of a name.
_TOKEN = re.compile(
    r"#[^\n\r]*|\"\"\"[\s\S]*?\"\"\"|'''[\s\S]*?'''|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'"
    r"|<[^<>\s]*>|<\w[\w+.-]*:[^<>\n]*>|[?$]\w+|_:\S+|(?P<declared>PREFIX\s+(?P<new>[\w.-]*):)|(?P<used>[\w.-]*):[\w.:%-]*",
    re.IGNORECASE,
)


def explained(query: str, message: str, prefixes: Mapping[str, str]) -> str:
    """Return where a query is wrong, and how, from what Oxigraph says in ``message``.

    ``prefixes`` are those whose IRIs are known.

    >>> explained("ASK { ?s ?p", "error at 1:12: expected [_]", {})
    'line 1, column 12: it ends too early, or something before is wrong'
    """
    found = PLACE.match(message)
    if not found:
        return message
    if undeclared := _undeclared(query):
        at, prefix = undeclared
        iri = prefixes.get(prefix, "…")
        return f"{_place(query, at)}: begin with PREFIX {prefix}: <{iri}>, which is not declared"
    if relative := _relative(query):
        at, address = relative
        remedy = "write it in full, from https:// on, or begin with BASE <…>"
        return f"{_place(query, at)}: {address} is part of an address: {remedy}"
    place = f"line {found[1]}, column {found[2]}"
    for said, reason in REASONS.items():
        if said in message:
            return f"{place}: {reason}"
    if rest := _rest(query, int(found[1]), int(found[2])):
        return f"{place}: it cannot be read at {rest!r}, or something before is wrong"
    return f"{place}: it ends too early, or something before is wrong"


def unknown_function(message: str) -> str:
    """Return what to do about a function that Oxigraph does not have, '' for any other mistake.

    It finds that out when it answers, and says it as it says that an index is torn.

    >>> unknown_function("The custom function <http://e.example/f> is not supported")
    'there is no function <http://e.example/f> here: use those of SPARQL 1.1 and xsd: types'
    """
    found = UNKNOWN_FUNCTION.match(message)
    if not found:
        return ""
    return f"there is no function {found[1]} here: use those of SPARQL 1.1 and xsd: types"


def _undeclared(query: str) -> tuple[int, str] | None:
    """Return where the first prefix stands that is used and not declared, and the prefix."""
    declared: set[str] = set()
    for one in _TOKEN.finditer(query):
        if one["declared"]:
            declared.add(one["new"])
        elif one["used"] is not None and one["used"] not in declared:
            return one.start(), one["used"]
    return None


def _relative(query: str) -> tuple[int, str] | None:
    """Return where the first IRI without a scheme stands, and the IRI; None where there is BASE."""
    if re.search(r"\bBASE\s*<", query, re.IGNORECASE):
        return None
    for one in _TOKEN.finditer(query):
        if re.match(r"<[\w./#][^:]*>", one[0]):
            return one.start(), one[0]
    return None


def _place(query: str, at: int) -> str:
    line, before = query.count("\n", 0, at) + 1, query.rfind("\n", 0, at)
    return f"line {line}, column {at - before}"


def _rest(query: str, line: int, column: int) -> str:
    """Return the text at a place, from the beginning of the word that it is in; '' at the end."""
    lines = query.split("\n")
    text = lines[line - 1] if line <= len(lines) else ""
    begin = column - 1
    if not "\n".join([text[begin:], *lines[line:]]).strip():
        return ""
    while 0 < begin <= len(text) and re.match(r"\w{2}", text[begin - 1 : begin + 1]):
        begin -= 1
    return " ".join(f"{text[begin:]} {' '.join(lines[line:])}".split())[:SHOWN]
