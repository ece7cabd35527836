"""The calls, topics and grants that a text names: where they stand, and in one spelling."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ingest.documents.rules import COMMON, rules_of
from ingest.documents.values.templates import any_of

HYPHENS = "-‐‑"
_APART = re.compile(r"(?<=\d)\s(?=\d)")
_HYPHEN = re.compile(f"[{HYPHENS}]")


@dataclass(frozen=True, slots=True)
class WrittenIdentifier:
    """A call, topic or grant as it stands in ``text[start:end]``.

    ``value`` has no blanks between digits, and plain hyphens.
    """

    start: int
    end: int
    value: str


def identifiers_in(text: str) -> Iterator[WrittenIdentifier]:
    """Yield the calls and topics of a text, then the grants whose number follows a word for one."""
    codes = [_written(found, 0) for found in _codes().finditer(text)]
    yield from codes
    known = {place for one in codes for place in range(one.start, one.end)}
    for found in _grants().finditer(text):
        if known.isdisjoint(range(*found.span(1))):
            yield _written(found, 1)


def _written(found: re.Match[str], group: int) -> WrittenIdentifier:
    value = _HYPHEN.sub("-", _APART.sub("", found[group]))
    return WrittenIdentifier(found.start(group), found.end(group), value)


@cache
def _codes() -> re.Pattern[str]:
    codes = any_of(rules_of("identifiers", COMMON)["codes"])
    # Outside brackets, where a hyphen stands for a range.
    hyphens = re.sub(r"-(?![^\[\]]*\])", f"[{HYPHENS}]", codes)
    return re.compile(rf"(?<![\w./:-]){hyphens}(?![\w-])")


@cache
def _grants() -> re.Pattern[str]:
    rules = rules_of("identifiers", COMMON)
    words, numbers = any_of(rules["grants"]), any_of(rules["numbers"])
    return re.compile(
        rf"(?<!\w)(?i:{words})(?!\w){rules['numbered']}({numbers})(?![\w-]|[.,]\d| \d)"
    )
