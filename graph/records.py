"""What sources say: records, the units they come in, and the rows that were refused.

A record is one statement of one source about one entity or one relation. It names entities by
*keys*: a curated key is a slug (``litek``), an identifier key is ``scheme:value``
(``pic:999643492``). Which keys mean one entity is decided elsewhere (``graph.ledger.identity``).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Self, TypeAlias

import orjson

Scalar: TypeAlias = str | int | float | bool
Value: TypeAlias = Scalar | Sequence[Scalar] | Mapping[str, str] | Mapping[str, Sequence[str]]
Properties: TypeAlias = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a record was read.

    ``locator`` is the place inside the source (``row 12``, a JSON path, ``chars 10-45``);
    ``urls`` are public pages that state the fact; ``quote`` is verbatim text in ``language``;
    ``confidence`` lies in 0..1, where 0 is sure that it is not so (``graph.golden.denials``).
    """

    locator: str
    urls: tuple[str, ...] = ()
    quote: str = ""
    language: str = ""
    confidence: float = 1.0

    @property
    def denies(self) -> bool:
        """Whether the record says that something is not so."""
        return self.confidence == 0


@dataclass(frozen=True, slots=True)
class EntityRecord:
    """One source's statement about one entity.

    ``type`` is the most specific class of the vocabulary that the source states. ``identifiers``
    are further keys of the same entity (``pic:…``, ``ror:…``); sharing one makes two records
    one entity.
    """

    key: str
    type: str
    properties: Properties
    evidence: Evidence
    identifiers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RelationRecord:
    """One source's statement that ``source`` stands in relation ``type`` to ``target`` (keys).

    ``properties`` may hold ``role``, ``since``, ``until``, amounts and what else the vocabulary
    allows on that relation.
    """

    source: str
    type: str
    target: str
    properties: Properties
    evidence: Evidence


Record: TypeAlias = EntityRecord | RelationRecord


@dataclass(frozen=True, slots=True)
class Unit:
    """The smallest part of a source that changes as a whole.

    ``records`` is called only when ``digest`` differs from what the store has under ``key``, so
    an unchanged unit costs no extraction.
    """

    key: str
    digest: str
    records: Callable[[], Iterable[Record]]


@dataclass(frozen=True, slots=True)
class Reject:
    """A row that was set aside, and why."""

    file: str
    place: str
    column: str
    value: str
    reason: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Stranger(Reject):
    """A record whose key means something of another kind, as others say that are believed more."""


@dataclass(frozen=True, slots=True)
class Unreadable(Reject):
    """A row of a list of all who are there: whether somebody is missing hangs on it."""


@dataclass(frozen=True, slots=True)
class Uncovered(Reject):
    """What a format has no mapping for: ``what`` it is, and in how many statements it stands."""

    what: str = ""
    count: int = 0


@dataclass(frozen=True, slots=True)
class Withheld(Reject):
    """Personal data that a format leaves out: of which ``kind``, and how many."""

    kind: str = ""
    count: int = 0

    @classmethod
    def each(cls, file: str, counts: Mapping[str, int]) -> Iterator[Self]:
        """Yield what ``counts`` says of the kinds in ``file``."""
        for kind, count in sorted(counts.items()):
            place, reason = f"{count:,} values", "personal data are left out"
            yield cls(file, place, kind, "", reason, "keep them elsewhere", kind, count)


@dataclass(frozen=True, slots=True)
class SourceInfo:
    """A source as it was read: ``name`` identifies it over its versions.

    ``digest`` is the hash of the content, ``extractor`` names the reading module and its version,
    ``priority`` decides between sources that contradict each other (higher wins), then ``date``,
    the partial ISO date that the source states of itself. ``licence`` is a name of the table in
    ``ontology.licences`` or what the source says of it; ``attribution`` whom it wants named;
    ``visibility`` who may see it (``graph.ledger.visibility``).
    """

    name: str
    origin: str
    digest: str
    extractor: str
    title: str = ""
    licence: str = ""
    priority: int = 0
    date: str = ""
    attribution: str = ""
    visibility: str = ""
    extra: Properties = field(default_factory=dict)


def digest(*parts: object) -> str:
    """Return a short stable hash of JSON-able ``parts``; the order of mapping keys is ignored."""
    text = orjson.dumps(parts, default=tuple, option=orjson.OPT_SORT_KEYS)
    return hashlib.blake2b(text, digest_size=12).hexdigest()
