"""What no query may do, told from its text before it runs.

Oxigraph's query language cannot change anything, but ``SERVICE`` makes it ask other servers. Its
processes cannot open sockets where the system lets us forbid it (``api.sparql.sandbox``); this
holds everywhere, and says it in words.
"""

from __future__ import annotations

import re

from api.sparql.errors import MalformedQueryError, RefusedError

ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
PROLOGUE = re.compile(
    r"(?:\s|#[^\n\r]*|BASE\s*<[^>]*>|PREFIX\s+[^:\s]*:\s*<[^>]*>)*", re.IGNORECASE
)
UPDATES = "INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|ADD|MOVE|COPY|WITH"
UPDATE = re.compile(rf"({UPDATES})\b", re.IGNORECASE)
READ_ONLY = "this endpoint is read-only: {} is refused. Ask with SELECT, ASK, CONSTRUCT or DESCRIBE"
ELSEWHERE = (
    "SERVICE is refused: this endpoint asks no other server. Ask it yourself, and bring what it "
    "answers as VALUES"
)


def check(query: str) -> None:
    """Raise ``RefusedError`` for an update and for ``SERVICE``, escaped or not.

    Raises ``MalformedQueryError`` for what names ``SERVICE`` and cannot be read, so that nobody
    can say that it does not ask another server.
    """
    text = unescaped(query)
    start = PROLOGUE.match(text)
    update = UPDATE.match(text, start.end() if start else 0)
    if update:
        raise RefusedError(READ_ONLY.format(update[1].upper()))
    if "service" in text.casefold() and _asks_elsewhere(text):
        raise RefusedError(ELSEWHERE)


def unescaped(query: str) -> str:
    r"""Return ``query`` with its ``\u`` escapes resolved, as SPARQL does before all else.

    >>> unescaped(r"\u0053ERVICE")
    'SERVICE'
    """
    try:
        return ESCAPE.sub(lambda found: chr(int(found[1] or found[2], 16)), query)
    except (ValueError, OverflowError) as error:
        raise MalformedQueryError(f"an escape names no character: {error}") from error


def _asks_elsewhere(text: str) -> bool:
    """Tell whether the pattern of a query holds a SERVICE, by the grammar.

    The word alone says little: it may stand in a name or a text.
    """
    from pyparsing import ParseException  # slow to import, and few queries need them
    from rdflib.plugins.sparql.parser import parseQuery

    try:
        parsed = parseQuery(text)
    except ParseException as error:
        raise MalformedQueryError(
            f"line {error.lineno}, column {error.column}: {error.msg} (the query names SERVICE, "
            "so it is read strictly by SPARQL 1.1)"
        ) from error
    except RecursionError as error:
        raise MalformedQueryError("the query is nested too deeply") from error
    return _holds_service(parsed)


def _holds_service(parsed: object) -> bool:
    todo = [parsed]
    while todo:
        one = todo.pop()
        if getattr(one, "name", "") == "ServiceGraphPattern":
            return True
        if isinstance(one, dict):
            todo.extend(one.values())
        elif not isinstance(one, str) and hasattr(one, "__iter__"):
            todo.extend(one)
    return False
