"""What is proposed for people to decide, and what was decided of it.

A proposal's id is a digest of what it asks, without how sure or who asked: whoever proposes the
same again, the same document read anew or a later run of linkage, means the same proposal, and
what was decided of it stands.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from graph.ledger.codec import dump
from graph.records import EntityRecord, Record, digest

PAIR, FACT, REMARK = "pair", "fact", "remark"
OPEN, ACCEPTED, REJECTED, SKIPPED = "open", "accepted", "rejected", "skipped"
KINDS = (PAIR, FACT, REMARK)
STATES = (OPEN, ACCEPTED, REJECTED, SKIPPED)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two keys that may mean one entity.

    ``reasons`` says what speaks for it and against it: a feature (``name``, ``postcode``) → its
    weight, positive for.
    """

    left: str
    right: str
    reasons: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact that was read in a document.

    The first of ``records`` is the fact, with its quote, language and place in the document; the
    others are what it presupposes, such as the entity at its other end. ``before`` and ``after``
    are the text around the quote. ``doubt`` says why it is asked: that it is unsure, or what it
    contradicts. ``document`` names the document, by its address if it has one.
    """

    records: tuple[Record, ...]
    document: str
    before: str = ""
    after: str = ""
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """What a reader holds to be wrong with the entity ``about``.

    ``fact`` is a property, or a relation as ``TYPE target``; '' is the entity as a whole.
    ``address`` says where it is right, ``value`` what would be right; '' when nobody told.
    """

    about: str
    fact: str
    text: str
    address: str = ""
    value: str = ""


Matter: TypeAlias = Pair | Fact | Remark
NAMES: Mapping[type[Matter], str] = {Pair: PAIR, Fact: FACT, Remark: REMARK}


@dataclass(frozen=True, slots=True)
class Proposal:
    """Something for people to decide.

    ``confidence`` (0..1) is how sure the one is who proposes it; ``source`` is who: a source of
    the ledger, ``linkage``, ``readers``.
    """

    matter: Matter
    confidence: float
    source: str

    @property
    def kind(self) -> str:
        """``pair``, ``fact`` or ``remark``."""
        return NAMES[type(self.matter)]

    @property
    def id(self) -> str:
        """The digest of what is asked."""
        return digest(self.kind, *_asked(self.matter))


def _asked(matter: Matter) -> list[str]:
    """Return what makes a matter another one."""
    if isinstance(matter, Pair):
        return sorted((matter.left, matter.right))
    if isinstance(matter, Remark):
        said = [matter.about, matter.fact, matter.text, matter.address]
        return [*said, matter.value] if matter.value else said
    first = matter.records[0]
    return [matter.document, *_stated(first), first.evidence.quote]


def _stated(record: Record) -> list[str]:
    said = dump(record.properties)
    if isinstance(record, EntityRecord):
        return [record.key, record.type, said]
    return [record.source, record.type, record.target, said]


@dataclass(frozen=True, slots=True)
class Decision:
    """What somebody decided of a proposal.

    ``state`` is accepted, rejected or skipped. ``made`` names what followed from it, so that undo
    can take it back: ``judgement 3`` or ``source hand/…``; '' for nothing. ``opened`` and
    ``closed`` are revision numbers; ``closed`` is None while it stands.
    """

    number: int
    proposal: str
    state: str
    by: str
    reason: str
    at: str
    made: str
    opened: int
    closed: int | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A proposal in the queue, with the decision that stands, if any.

    ``version`` is the revision in which anything about it changed last: who decides names the
    version that was looked at, and is refused when there is a newer one.
    """

    proposal: Proposal
    version: int
    decision: Decision | None = None

    @property
    def state(self) -> str:
        """``open``, ``accepted``, ``rejected`` or ``skipped``."""
        return self.decision.state if self.decision else OPEN
