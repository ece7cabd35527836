"""Whether the day or the month comes first in 05/04/2020: what a mapping says, what values show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ingest.tables.fields import DATES, Template, parted
from ontology.model import load_model
from ontology.values.cleaner import UnparsedError
from ontology.values.partial_dates import AmbiguousDateError, PartialDate, order_of

FIRST = {"DMY": "the day", "MDY": "the month"}
"""The orders that a mapping may name, and what comes first in them."""
SAY_WHICH = "write it as 2016-06-08, or say `dates: DMY`, or MDY, in the mapping"


def is_date_field(name: str) -> bool:
    """Whether a field holds dates."""
    prop = load_model().properties.get(name)
    return prop is not None and prop.cleaner == PartialDate.name


def order_shown(template: Template, values: Iterable[str]) -> tuple[str, str]:
    """Return the one order in which some dates of a column can be, and the first of these.

    Both are '' where no date shows an order, or dates show both.
    """
    shown: dict[str, str] = {}
    for text in _dates(template, values):
        if order := order_of(text):
            shown.setdefault(order, text)
    return next(iter(shown.items())) if len(shown) == 1 else ("", "")


def remark(template: Template, order: str, values: Iterable[str]) -> str:
    """Return how the first date of a column is read that could be in both orders; '' for none."""
    text = next(filter(_is_ambiguous, _dates(template, values)), "")
    if not text:
        return ""
    if not order:
        return f"{text} is refused: {SAY_WHICH}"
    return f"{text} is {DATES[order].parse(text)}, since {FIRST[order]} comes first"


def _dates(template: Template, values: Iterable[str]) -> Iterator[str]:
    if any(map(is_date_field, template)):
        for value in values:
            yield from (text for name, text in parted(value, template) if is_date_field(name))


def _is_ambiguous(text: str) -> bool:
    try:
        PartialDate().parse(text)
    except UnparsedError as error:
        return isinstance(error, AmbiguousDateError)
    return False
