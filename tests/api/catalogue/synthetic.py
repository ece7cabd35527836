"""A repository of records that nobody wrote: for the protocol alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from api.catalogue.oai.repository import Format, Group, Header, Identity

DC = "http://purl.org/dc/elements/1.1/"
FORMATS = (Format("oai_dc", f"{DC}schema", DC), Format("other", "https://x.example/schema", DC))
GROUPS = (Group("odd", "Odd"), Group("even", "Even"), Group("even:four", "Every fourth"))


@dataclass(frozen=True)
class Synthetic:
    """``formless`` are records without metadata; ``title`` stands in each of the others."""

    headers: Sequence[Header]
    groups: Sequence[Group] = GROUPS
    formless: frozenset[str] = frozenset()
    title: str = "a title"

    @property
    def identity(self) -> Identity:
        first = min((one.datestamp for one in self.headers), default="2026-01-01T00:00:00Z")
        return Identity("Synthetic", "https://x.example/oai", ("data@x.example",), first)

    def formats(self, identifier: str = "") -> Sequence[Format]:
        return () if identifier in self.formless else FORMATS

    def metadata(self, identifier: str, prefix: str) -> Element:
        element = Element(f"{{{DC}}}{prefix}")
        element.text = f"{self.title} of {identifier}"
        return element


def identifier(number: int) -> str:
    return f"https://x.example/dataset/{number:03}"


def header(number: int, datestamp: str = "", *, deleted: bool = False) -> Header:
    """The record of a number: sixty an hour, from the first of March on."""
    hour, minute = divmod(number, 60)
    datestamp = datestamp or f"2026-03-{1 + hour // 24:02}T{hour % 24:02}:{minute:02}:30Z"
    groups = ("odd",) if number % 2 else ("even:four",) if number % 4 == 0 else ("even",)
    return Header(identifier(number), datestamp, groups, deleted)


def repository(headers: Iterable[Header]) -> Synthetic:
    return Synthetic(sorted(headers, key=lambda one: one.place))


def of_250() -> Synthetic:
    """250 records, every tenth of them deleted."""
    return repository(header(number, deleted=number % 10 == 9) for number in range(250))
