"""Stencils for records: those of one source that tell the same kind of thing in one revision.

The JSON that holds a record whole fills one gap, whatever stands in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graph.rdf.evidence import SourceGraph, Telling
from graph.rdf.gaps import SINGLY, Parted
from graph.rdf.stencils import Stencils, Told
from graph.rdf.styles import Style
from graph.rdf.terms import BARRED, escaped_json


class RecordStencils(Stencils[Telling]):
    """Writes the records of ``source``."""

    def __init__(self, source: SourceGraph, style: Style) -> None:
        super().__init__(style, source.graph)
        self._source = source

    def _parted(self, row: Telling) -> Parted:
        name, about, place, opened, closed, value = row
        urls, said = place.get("u", ()), place["l"] + place.get("q", "")
        if '"' in said or "\\" in said or not said.isprintable():
            return SINGLY
        if any(map(BARRED.search, urls)) or len(set(urls)) < len(urls):
            return SINGLY
        terms = [one[1:-1] for one in about]
        shape = (opened, closed, len(terms), *terms[1:2], len(urls), "q" in place, "c" in place)
        values = [name, *terms[:1], *terms[2:], escaped_json(value), place["l"], *urls]
        if "q" in place:
            shape += (place["g"],)
            values.append(place["q"])
        if "c" in place:
            values.append(str(place["c"]))
        return Parted(shape, values)

    def _said(self, row: Telling) -> Told:
        return "", [self._source.record(row)]

    def _specimen(self, row: Telling, marks: Sequence[str]) -> Told:
        rest = iter(marks)
        name = next(rest)
        about = tuple(one if nth == 1 else f"<{next(rest)}>" for nth, one in enumerate(row.about))
        value = next(rest)
        return self._said(Telling(name, about, _marked(row, rest), row.opened, row.closed, value))


def _marked(row: Telling, marks: Iterator[str]) -> dict[str, object]:
    """Return the place of a record with marks for what differs."""
    place = {**row.place, "l": next(marks)}
    if "u" in place:
        place["u"] = [next(marks) for _ in place["u"]]
    if "q" in place:
        place["q"] = next(marks)
    if "c" in place:
        place["c"] = next(marks)
    return place
