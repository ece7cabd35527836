"""Values as the cells of CSV that Neo4j's import tool reads, and the types that its headers name.

An empty cell without quotes is no value, one with quotes an empty text. A list is its entries in
one cell, parted by ``SEPARATOR``; a list of one empty text cannot be told from an empty list.
Source: Neo4j operations manual, "Full import", on header format and options.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graph.errors import UsageError
from graph.records import Scalar

Cell = Scalar | Sequence[Scalar] | None
"""A value of a property; None where there is none."""
SEPARATOR = "\x1f"
"""Unit separator (ASCII 31)."""
TYPES = {bool: "boolean", int: "long", float: "double", str: "string"}
ANY_LIST = "[]"
"""The type of an empty list, which is a list of anything."""


def line(values: Iterable[Cell]) -> str:
    """Return ``values`` as a line.

    >>> line(["a", None, "", 3, True, ["x", "y"]])
    '"a",,"",3,true,"x\\x1fy"\\n'
    """
    return ",".join(map(cell, values)) + "\n"


def cell(value: Cell) -> str:
    """Return a value as a cell; see above. Raises ``UsageError`` for a list that cannot be told."""
    if value is None:
        return ""
    if isinstance(value, str):
        return '"' + value.replace('"', '""') + '"'
    if isinstance(value, int | float):
        return _plain(value)
    entries = [_plain(one) for one in value]
    if any(SEPARATOR in one for one in entries):
        raise UsageError(
            f"{entries!r} holds the control character U+001F, which parts the entries of lists in "
            "these files: take it out of the source, and ingest that again"
        )
    return cell(SEPARATOR.join(entries))


def type_of(value: Cell) -> str:
    """Return the type of a value as headers name it; '' of none.

    >>> type_of(["a"]), type_of(2.5)
    ('string[]', 'double')
    """
    if value is None:
        return ""
    if isinstance(value, str | int | float):
        return TYPES[type(value)]
    return TYPES[type(value[0])] + ANY_LIST if value else ANY_LIST


def common(one: str, other: str) -> str | None:
    """Return the type of a column that holds values of both types; None where there is none.

    >>> common("[]", "long[]"), common("", "long"), common("double", "long")
    ('long[]', 'long', None)
    """
    if one == other or not other:
        return one
    if not one:
        return other
    if ANY_LIST in (one, other) and one.endswith(ANY_LIST) and other.endswith(ANY_LIST):
        return max(one, other, key=len)
    return None


def _plain(value: Scalar) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
