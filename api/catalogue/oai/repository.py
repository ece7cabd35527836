"""What the protocol needs to know of the records that it hands out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol
from xml.etree.ElementTree import Element


@dataclass(frozen=True, slots=True)
class Identity:
    """What a repository says of itself (section 4.2).

    ``address`` is where it is asked, ``earliest`` a time before which no record changed.
    """

    name: str
    address: str
    emails: tuple[str, ...]
    earliest: str


@dataclass(frozen=True, slots=True)
class Format:
    """A form of metadata: its prefix, the address of its XML schema, its XML namespace."""

    prefix: str
    schema: str
    namespace: str


@dataclass(frozen=True, slots=True)
class Group:
    """A set of records (section 2.6); ``spec`` is its path, parts joined by colons."""

    spec: str
    name: str


@dataclass(frozen=True, slots=True)
class Header:
    """What is known of a record without its metadata (section 2.5).

    ``identifier`` is a URI, ``datestamp`` when the record last changed, appeared or was deleted, as
    ``YYYY-MM-DDThh:mm:ssZ``; ``groups`` are the paths of its sets.
    """

    identifier: str
    datestamp: str
    groups: tuple[str, ...] = ()
    deleted: bool = False

    @property
    def place(self) -> tuple[str, str]:
        """Where it stands in every list: what changed last comes last."""
        return self.datestamp, self.identifier


class Repository(Protocol):
    """The records, as they are at one moment."""

    @property
    def identity(self) -> Identity:
        """What it says of itself."""

    @property
    def groups(self) -> Sequence[Group]:
        """Its sets; none where it has no set hierarchy."""

    @property
    def headers(self) -> Sequence[Header]:
        """All records by ``place``, deleted ones too."""

    def formats(self, identifier: str = "") -> Sequence[Format]:
        """Return the forms of one record, or all that there are."""

    def metadata(self, identifier: str, prefix: str) -> Element:
        """Return a record that is not deleted in one of its forms."""
