"""Reads the facts of a reading: each as records, with the doubt that keeps it out of the graph."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property

from graph.records import EntityRecord, Record, Reject
from graph.review.asked import ends
from ingest.documents.facts.agreements import Agreements
from ingest.documents.facts.place import Page
from ingest.documents.facts.records import Records, UnsayableError
from ingest.documents.facts.sayings import saying_of
from ingest.documents.facts.signed import PAIR, Signed
from ingest.documents.facts.statement import Statement
from ingest.documents.facts.things import Things
from ingest.documents.findings import Relation
from ingest.documents.manner import SURE
from ingest.documents.reading import Reading

PLANNED = "the text says that it is planned"
NEGATED = "the text says that it is not so"
OVER = "it is over, and nothing tells since when"
NAMELESS = "it has no name by which it could be known elsewhere"
ALONE = "it is new, and nothing sure is said of it"
UNSIGNED = "people are asked whether there is such an agreement"


@dataclass(frozen=True)
class FactReader:
    """Reads the facts of one reading; those less sure than ``threshold`` are doubtful."""

    reading: Reading
    page: Page
    agreements: Agreements
    threshold: float = SURE

    def read(self) -> Iterator[Statement | Reject]:
        """Yield what is new or newly named, agreements, then what else is said, or cannot be."""
        facts = [*self._facts()]
        spoken = {end for one in facts if isinstance(one, Statement) for end in _ends(one)}
        for mention, record in self.things.fresh():
            doubt = self._unsure(mention.confidence) or ("" if record.key in spoken else ALONE)
            yield Statement((record,), mention.start, mention.end, mention.confidence, doubt)
        for mention, record in self.things.named():
            doubt = self._unsure(mention.confidence)
            yield Statement((record,), mention.start, mention.end, mention.confidence, doubt)
        yield from facts

    def _facts(self) -> Iterator[Statement | Reject]:
        yield from self._pacts
        for one in self.reading.relations:
            if one.predicate != PAIR:
                yield self._said(one)

    @cached_property
    def things(self) -> Things:
        """What the reading speaks of."""
        return Things(self.reading, self.page)

    @cached_property
    def signed(self) -> Signed:
        """Its agreements."""
        return Signed(self.reading, self.things, self.page, self.agreements)

    @cached_property
    def _pacts(self) -> list[Statement]:
        return [self._statement(*told) for told in self.signed.told()]

    @cached_property
    def _unsigned(self) -> frozenset[str]:
        """The keys of the agreements that are questions themselves."""
        asked, sure = (
            {
                key
                for one in self._pacts
                if bool(one.doubt) is doubted
                for key in ends(one.records[0])
            }
            for doubted in (True, False)
        )
        return frozenset(asked - sure)

    @cached_property
    def _fresh(self) -> dict[str, EntityRecord]:
        return {mention.meant: record for mention, record in self.things.fresh()}

    def _said(self, one: Relation) -> Statement | Reject:
        kinds = self.things.kind(one.subject), self.things.kind(one.object)
        saying = saying_of(one.predicate, *kinds)
        if saying is None:
            return self._reject(one, f"no saying is known for {one.predicate}")
        try:
            records = Records(self.page, self.things, self.signed).of(one, saying)
        except UnsayableError as error:
            return self._reject(one, str(error))
        asked = self._unsigned.intersection(ends(records[0]))
        doubt = UNSIGNED if asked else saying.doubt
        return self._statement(one, records, (one.subject, one.object), doubt)

    def _statement(
        self, one: Relation, records: tuple[Record, ...], about: Collection[str], doubt: str = ""
    ) -> Statement:
        """Return a fact with what it presupposes, and the first doubt about it."""
        fresh = [self._fresh[end] for end in sorted(set(about) & self._fresh.keys())]
        doubted = [end for end in fresh if self._unsure(end.evidence.confidence)]
        unsure = () if records[0].evidence.denies else doubted
        confidence = min([one.confidence, *(end.evidence.confidence for end in fresh)])
        if any(map(self.things.nameless, about)):
            doubt = doubt or NAMELESS
        doubt = self._untrue_now(one, records[0]) or self._unsure(confidence) or doubt
        return Statement((*records, *unsure), one.start, one.end, confidence, doubt)

    def _untrue_now(self, one: Relation, record: Record) -> str:
        ended = bool(self.reading.document.date) and not isinstance(record, EntityRecord)
        over = "" if ended else OVER
        return {"planned": PLANNED, "negated": NEGATED, "past": over}.get(one.status, "")

    def _unsure(self, confidence: float) -> str:
        if confidence >= self.threshold:
            return ""
        return f"the reading is sure to {confidence:.2f} only"

    def _reject(self, one: Relation, reason: str) -> Reject:
        place = self.page.locator(one.start, one.end)
        said = f"{one.subject} {one.predicate} {one.object} ({one.status})"
        remedy = "enter it by hand if it is so"
        return Reject(self.reading.document.name, place, one.predicate, said, reason, remedy)


def _ends(one: Statement) -> Iterator[str]:
    """Yield the keys that a fact is about, if it is sure."""
    for record in () if one.doubt else one.records:
        yield from ends(record)
