"""What every record passes through on its way in, whatever its source.

Personal data are left out and counted; wrongly decoded text is repaired where that is certain and
reported where it is not. Only texts are looked at: numbers, dates, codes, identifiers and values
from schemes can hold neither.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import cast

from graph.records import Record, Reject, Value
from ontology.model import Model
from ontology.terms import Property
from ontology.values.encoding import may_be_wrong, repaired
from ontology.values.personal import may_be_personal, personal_field, without_personal

TEXT, OTHER = "text", "other"
# Cleaners of properties whose values are written freely.
FREE = ("", "name")
# Longest text that is repeated in a report.
SHOWN = 200


class Cleaning:
    """Cleans the records of one ``source``.

    ``withheld`` counts what was left out by kind: e-mail, telephone, person. ``repaired`` counts
    texts. ``suspects`` are reports of texts that look wrongly decoded and went in as they are.
    """

    def __init__(self, model: Model, source: str) -> None:
        self.withheld: Counter[str] = Counter()
        self.repaired = 0
        self.suspects: list[Reject] = []
        self._properties = model.properties
        self._source = source
        self._kinds: dict[str, str] = {}

    def clean(self, record: Record) -> Record:
        """Return ``record`` as it may go in; itself, nearly always."""
        quote = record.evidence.quote
        if quote and _is_suspect(quote):
            quote = self._clean_text("quote", record.evidence.locator, quote)
            record = replace(record, evidence=replace(record.evidence, quote=quote))
        kinds = self._kinds
        for name, value in record.properties.items():
            if kinds.get(name) is not OTHER and self._is_touched(name, value):
                return replace(record, properties=dict(self._cleaned(record)))
        return record

    def clean_reject(self, reject: Reject) -> Reject:
        """Return ``reject`` without the personal data in the value that it repeats."""
        if personal_field(reject.column.rpartition(".")[2]):
            return replace(reject, value="")
        if not may_be_personal(reject.value):
            return reject
        return replace(reject, value=without_personal(reject.value)[0])

    def _is_touched(self, name: str, value: Value) -> bool:
        kind = self._kinds.get(name) or self._kind(name)
        if kind is OTHER:
            return False
        if kind != TEXT:
            return True
        return _is_suspect(value) if isinstance(value, str) else any(map(_is_suspect, _in(value)))

    def _kind(self, name: str) -> str:
        """Return, and remember, what a property holds: text, something else, or personal data."""
        known = self._properties.get(name)
        personal = "" if known else personal_field(name)
        text_or_other = TEXT if known is None or _is_written_freely(known) else OTHER
        return self._kinds.setdefault(name, personal or text_or_other)

    def _cleaned(self, record: Record) -> Iterator[tuple[str, Value]]:
        for name, value in record.properties.items():
            kind = self._kind(name)
            if kind not in (TEXT, OTHER):
                self.withheld[kind] += 1
            elif not self._is_touched(name, value):
                yield name, value
            elif left := _mapped(value, partial(self._clean_text, name, record.evidence.locator)):
                yield name, left

    def _clean_text(self, name: str, place: str, text: str) -> str:
        if may_be_wrong(text):
            text = self._repair(name, place, text)
        left, found = without_personal(text) if may_be_personal(text) else (text, Counter())
        self.withheld += found
        return left

    def _repair(self, name: str, place: str, text: str) -> str:
        meant, suspect = repaired(text)
        self.repaired += meant != text
        if suspect:
            reason = "it looks wrongly decoded; it went in as it is"
            remedy = "correct it at its source"
            shown = without_personal(meant)[0][:SHOWN]
            self.suspects.append(Reject(self._source, place, name, shown, reason, remedy))
        return meant


def _is_written_freely(prop: Property) -> bool:
    text = prop.datatype in ("string", "langString")
    return text and prop.scheme is None and prop.pattern is None and prop.cleaner in FREE


def _is_suspect(text: str) -> bool:
    return may_be_personal(text) or may_be_wrong(text)


def _in(value: Value) -> Iterator[str]:
    """Yield every text in ``value``."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _in(item)
    elif isinstance(value, Sequence):
        yield from (item for item in value if isinstance(item, str))


def _mapped(value: Value, change: Callable[[str], str]) -> Value:
    """Return ``value`` with each text changed, without those that become empty."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, Mapping):
        by_language = {key: _mapped(item, change) for key, item in value.items()}
        return cast(Value, {key: item for key, item in by_language.items() if item})
    if isinstance(value, Sequence):
        return cast(Value, [item for one in value if (item := _mapped(one, change)) != ""])
    return value
