"""One relation of a reading as records, said in the terms of the vocabulary."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from graph.records import EntityRecord, Evidence, Properties, Record, RelationRecord, Value
from ingest.documents.facts.place import Page
from ingest.documents.facts.sayings import Saying, value_of
from ingest.documents.facts.signed import Signed
from ingest.documents.facts.things import Things
from ingest.documents.findings import Relation
from ingest.errors import IngestError
from ontology.errors import UnknownRoleError
from ontology.fold import fold
from ontology.known_places import known_places
from ontology.model import load_model
from ontology.regions import load_regions
from ontology.roles import load_roles
from ontology.values.cleaner import UnparsedError

OVER = "over by then at the latest"
End = tuple[str, str]
"""The key and the top kind of a thing."""


class UnsayableError(IngestError):
    """What the vocabulary cannot say; the message is the reason. It becomes a Reject."""


@dataclass(frozen=True)
class Records:
    """Makes the records of the relations of one reading."""

    page: Page
    things: Things
    signed: Signed

    def of(self, one: Relation, saying: Saying) -> tuple[Record, ...]:
        """Return what a relation becomes: the fact first, then what belongs to it.

        Raises UnsayableError for what the vocabulary does not allow.
        """
        subject, object_ = self._end(one.subject), self._end(one.object)
        try:
            if saying.make == "call":
                return tuple(self._call(one, subject))
            if saying.make == "change":
                return tuple(self._change(one, subject, object_))
            if saying.make == "address":
                return (self._address(one, subject),)
            if saying.property:
                return (self._property(one, saying, subject),)
            return (self._relation(one, saying, subject, object_),)
        except (UnparsedError, UnknownRoleError) as error:
            raise UnsayableError(str(error)) from error

    def _end(self, meant: str) -> End:
        return self.signed.key(meant), self.things.kind(meant)

    def _property(self, one: Relation, saying: Saying, subject: End) -> EntityRecord:
        key, kind = subject
        if not kind:
            raise UnsayableError(f"nothing says what {key} is")
        said: Properties = {saying.property: value_of(saying, one.object)}
        for problem in load_model().problems(kind, said):
            raise UnsayableError(problem)
        identifiers = (f"{saying.identifier}:{one.object}",) if saying.identifier else ()
        return EntityRecord(key, kind, said, self.page.evidence(one), identifiers)

    def _relation(self, one: Relation, saying: Saying, source: End, target: End) -> RelationRecord:
        if saying.back:
            source, target = target, source
        type_, said = saying.relation, dict[str, Value]()
        if saying.word:
            role = load_roles().find(saying.word, source[1], target[1])
            type_ = role.relation
            said = {"role": role.role} if role.role else {}
            source, target = (target, source) if role.inverse else (source, target)
        if target[1] == "Region":
            target, said = _located(target[0])
        said |= self._over(one)
        for problem in load_model().relation_problems(type_, source[1], target[1], said):
            raise UnsayableError(problem)
        return RelationRecord(source[0], type_, target[0], said, self.page.evidence(one))

    def _over(self, one: Relation) -> dict[str, Value]:
        date = self.page.document.date
        return {"until": date, "note": [OVER]} if one.status == "past" and date else {}

    def _address(self, one: Relation, subject: End) -> RelationRecord:
        street, _, place = one.object.rpartition(", ")
        code, _, _ = place.partition(" ")
        (city,) = self.things.reading.mentioned(one.start, one.end, "place")
        target, said = _located(city.meant)
        said |= {"address": street, "postcode": code}
        evidence = self.page.evidence(one)
        return RelationRecord(subject[0], "LOCATED_IN", target[0], said, evidence)

    def _call(self, one: Relation, project: End) -> Iterator[Record]:
        evidence, code = self.page.evidence(one), one.object
        call = "-".join(fold(code).split())
        yield RelationRecord(project[0], "UNDER_CALL", call, {}, evidence)
        said: Properties = {"name": {"und": code}, "code": [code]}
        yield EntityRecord(call, "Call", said, evidence, (f"call:{code}",))

    def _change(self, one: Relation, former: End, later: End) -> Iterator[Record]:
        evidence, key = self.page.evidence(one), f"merger-into-{later[0]}"
        yield _tie(key, "ORIGINAL_ORGANISATION", former, evidence)
        yield _tie(key, "RESULTING_ORGANISATION", later, evidence)
        name = f"Merger into {self.things.name(one.object)}"
        said: Properties = {"name": {"en": name}, "changeKind": "merger"}
        yield EntityRecord(key, "ChangeEvent", said, evidence)


def _tie(key: str, type_: str, target: End, evidence: Evidence) -> RelationRecord:
    return RelationRecord(key, type_, target[0], {}, evidence)


def _located(id_: str) -> tuple[End, dict[str, Value]]:
    """Return the region that a place lies in, and what its relation carries: the city's name."""
    region = load_regions().get(id_)
    if region is None or region.level != "city":
        return (id_, "Region"), {}
    around = known_places().region(region.id) or region.country or id_
    return (around, "Region"), {"city": region.name()}
