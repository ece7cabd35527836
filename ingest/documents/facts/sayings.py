"""How the vocabulary says what is read: ``sayings.yaml``, read and asked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml

from graph.records import Value
from ontology.dates import is_date
from ontology.values.amounts import Amount
from ontology.values.cleaner import UnparsedError

FILE = Path(__file__).with_name("sayings.yaml")
As = Literal["date", "months", "number", "euros", "text"]
Make = Literal["agreement", "call", "change", "address"]
_AMOUNT = re.compile(r"(\d+)(?:\s+(\w+))?")
_MONTHS = {"month": 1, "months": 1, "year": 12, "years": 12}


@dataclass(frozen=True, slots=True)
class Saying:
    """What a predicate becomes between things of some kinds; see the head of ``sayings.yaml``."""

    relation: str = ""
    word: str = ""
    property: str = ""
    make: Make | None = None
    read_as: As = "text"
    back: bool = False
    many: bool = False
    identifier: str = ""
    doubt: str = ""
    subject: str = ""
    object: str = ""

    def holds(self, subject: str, object_: str) -> bool:
        """Whether it is about a subject and an object of these kinds."""
        return self.subject in ("", subject) and self.object in ("", object_)


def saying_of(predicate: str, subject: str, object_: str) -> Saying | None:
    """Return how a predicate is said between these top kinds; None where it cannot be."""
    return next((one for one in _table().get(predicate, ()) if one.holds(subject, object_)), None)


@cache
def _table() -> Mapping[str, tuple[Saying, ...]]:
    read: Mapping[str, Any] = yaml.safe_load(FILE.read_text("utf-8"))
    return {
        predicate: tuple(map(_saying, lines if isinstance(lines, list) else [lines]))
        for predicate, lines in read.items()
    }


def _saying(line: Mapping[str, Any]) -> Saying:
    return Saying(**{"read_as" if key == "as" else key: value for key, value in line.items()})


def value_of(saying: Saying, text: str) -> Value:
    """Return the value that a property gets from what was read, as the vocabulary wants it.

    Raises UnparsedError for a value that it cannot hold.
    """
    if saying.read_as in ("date", "text"):
        if saying.read_as == "date" and not is_date(text):
            raise UnparsedError(text, "the year is not stated", "add it by hand")
        return [text] if saying.many else text
    if saying.read_as == "euros":
        return Amount().clean(text)
    found = _AMOUNT.fullmatch(text)
    unit = _MONTHS.get(found[2] or "") if found and saying.read_as == "months" else 1
    if not found or unit is None:
        raise UnparsedError(text, "it is no whole number of months", "add it by hand")
    return int(found[1]) * unit
