"""The agreements of a reading, put together from what it says of each pair of parties."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from graph.records import EntityRecord, Record, RelationRecord, Value
from ingest.documents.facts.agreements import Agreements, Pact
from ingest.documents.facts.place import Page
from ingest.documents.facts.things import Things
from ingest.documents.findings import Relation
from ingest.documents.reading import Reading
from ontology.model import load_model

PAIR, DAY = "signed_agreement_with", "signed_on"
_Told = tuple[str, str]
"""The slug of an agreement in a reading ("" where it has none), and a status."""
_UNSIGNED = ("planned", "negated")
_STATUSES = ("stated", "past", *_UNSIGNED)


@dataclass(frozen=True)
class Signed:
    """The agreements of a reading. ``known`` are those of the graph and of readings before."""

    reading: Reading
    things: Things
    page: Page
    known: Agreements

    def key(self, meant: str) -> str:
        """Return the key of the agreement that a slug of the reading means; others stay."""
        told = (self._keys.get((meant, status)) for status in _STATUSES)
        return next(filter(None, told), self.things.key(meant))

    def told(self) -> Iterator[tuple[Relation, tuple[Record, ...], frozenset[str]]]:
        """Yield each agreement: the surest telling, its records, and who the parties are."""
        for told, pairs in self._pairs.items():
            best = max(pairs, key=lambda one: one.confidence)
            pact = self._pacts[told]
            yield best, tuple(self._records(self._keys[told], pact, best)), pact.parties

    def _records(self, key: str, pact: Pact, best: Relation) -> Iterator[Record]:
        evidence = self.page.evidence(best)
        said: dict[str, Value] = {}
        denied = best.status == "negated"
        if key == pact.key and not denied:  # else it has a name
            said["name"] = {"en": self._name(pact)}
        if pact.kind and not denied:
            said["agreementKind"] = pact.kind
        if best.status == "planned":
            said["stageChange"] = [f"{self.reading.document.date or 'unknown'} announced"]
        yield EntityRecord(key, "Agreement", said, evidence)
        for party in sorted(pact.parties):
            yield RelationRecord(party, "PARTY_TO", key, {"role": "party"}, evidence)

    def _name(self, pact: Pact) -> str:
        values = load_model().scheme("agreementKind").values
        kind = values[pact.kind].label["en"] if pact.kind else "agreement"
        names = " – ".join(map(self.things.name, sorted(pact.parties)))
        return f"{kind[:1].upper()}{kind[1:]} {names}"

    @cached_property
    def _keys(self) -> dict[_Told, str]:
        return {
            told: self.known.key(pact, signed=told[1] not in _UNSIGNED)
            for told, pact in self._pacts.items()
        }

    @cached_property
    def _pacts(self) -> dict[_Told, Pact]:
        """What tells each agreement from others."""
        return {
            told: Pact(_kind(told[0]), _parties(pairs), self._days.get(told[0], ""))
            for told, pairs in self._pairs.items()
        }

    @cached_property
    def _pairs(self) -> dict[_Told, list[Relation]]:
        """The pairs of each agreement and status: who means to sign may not be who signed."""
        found: defaultdict[_Told, list[Relation]] = defaultdict(list)
        for one in self.reading.relations:
            if one.predicate == PAIR:
                found[self._slug(one), one.status].append(one)
        return dict(found)

    @cached_property
    def _days(self) -> dict[str, str]:
        """The surest day of each agreement that was signed."""
        days = [one for one in self.reading.relations if one.predicate == DAY]
        stated = (one for one in days if one.status == "stated")
        return {one.subject: one.object for one in sorted(stated, key=_surety)}

    def _slug(self, pair: Relation) -> str:
        """Return the agreement that a pair is about: in its sentence, or the last one before it."""
        starts = [start for start, _ in self._mentions]
        inside = bisect_right(starts, pair.start - 1)
        if inside < len(starts) and starts[inside] < pair.end:
            return self._mentions[inside][1]
        return self._mentions[inside - 1][1] if inside else ""

    @cached_property
    def _mentions(self) -> Sequence[tuple[int, str]]:
        found = self.reading.mentions
        return sorted((one.start, one.meant) for one in found if one.kind == "agreement")


def _kind(slug: str) -> str:
    """Return the kind of agreement that a slug begins with, "" where it names none."""
    kinds = load_model().scheme("agreementKind").values
    return max((kind for kind in kinds if slug.startswith(f"{kind}-")), key=len, default="")


def _surety(one: Relation) -> float:
    return one.confidence


def _parties(pairs: Sequence[Relation]) -> frozenset[str]:
    return frozenset(end for one in pairs for end in (one.subject, one.object))
