"""Agreements told several times: the same parties on the same day mean the same agreement."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from graph.store import GraphStore
from ontology.model import load_model


@dataclass(frozen=True, slots=True)
class Pact:
    """What tells an agreement from others: kind ("" unknown), parties, partial date or ""."""

    kind: str
    parties: frozenset[str]
    date: str

    @property
    def key(self) -> str:
        """Return the key that it gets where nobody has told of it before."""
        return "-".join(filter(None, (self.kind or "agreement", *sorted(self.parties), self.date)))

    def fits(self, other: Pact) -> bool:
        """Whether the other may be the same, told with more or with less."""
        short, long = sorted((self.date, other.date), key=len)
        scheme = load_model().scheme("agreementKind")
        kinds = {scheme.widest(kind) for kind in (self.kind, other.kind) if kind}
        return self.parties == other.parties and long.startswith(short) and len(kinds) < 2


@dataclass(frozen=True)
class Agreements:
    """The agreements that ``store`` knows, and those read since."""

    store: GraphStore | None = None
    read: dict[Pact, str] = field(default_factory=dict)

    def key(self, pact: Pact, *, signed: bool = True) -> str:
        """Return the key of an agreement: that of the one it must be, else its own.

        Where it may be any of several, because it is told without a date, it stays apart. One that
        is not ``signed``, and has no day, is none of those that have one.
        """
        told = {**dict(self._stored(pact.parties)), **self.read}
        same = {other: key for other, key in told.items() if signed or pact.date or not other.date}
        fitting = {key for other, key in same.items() if pact.fits(other)}
        key = fitting.pop() if len(fitting) == 1 else pact.key
        if signed:
            self.read[pact] = key
        return key

    def _stored(self, parties: Iterable[str]) -> Iterator[tuple[Pact, str]]:
        if self.store is None:
            return
        golden = self.store.golden
        tied = golden.relations([min(parties)], ("PARTY_TO",), "out")
        for id_, entity in golden.entities({one.target for one in tied}).items():
            around = golden.relations([id_], ("PARTY_TO",), "in")
            said = entity.properties
            kind, date = str(said.get("agreementKind", "")), str(said.get("signed", ""))
            yield Pact(kind, frozenset(one.source for one in around), date), id_
