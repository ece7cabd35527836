"""A graph of about a million nodes that is the same wherever it is made.

Organisations take part in projects about technologies of the bundled scheme, in the regions of
NUTS; grants pay for the projects. Everything comes as a stream: the same seed and scale give the
same records in the same order each time they are asked for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from math import sqrt
from random import Random

from bench.names import NameMaker
from graph.entities import Entity, Relation
from graph.golden.rules import TIME_AND_ROLE
from graph.ledger.identity import entity_id
from graph.ledger.reference import region_records
from graph.ledger.technology_records import concept_records
from graph.records import EntityRecord, Evidence, Record, RelationRecord, SourceInfo, Unit, Value
from graph.schema import load_schema
from ontology.region import Region
from ontology.regions import load_regions
from ontology.technologies import load_technologies

TOWNS = 3
"""How many towns a region of NUTS 3 has."""
PARTNERS = range(1, 15)
"""How many organisations a project has; evenly drawn, so 7.5 on average."""
ROLES = ("partner",) * 17 + ("associated-partner",) * 2 + ("third-party",)
FIRST_YEAR, LAST_YEAR = 2014, 2026
FIRST_PIC, FIRST_PROJECT = 900_000_000, 100_000_000


@dataclass(frozen=True, slots=True)
class Spec:
    """Which graph: ``scale`` 1 is about a million nodes, ``seed`` what chance begins with."""

    scale: float = 1.0
    seed: int = 1

    @property
    def organisations(self) -> int:
        """How many organisations."""
        return round(500_000 * self.scale)

    @property
    def projects(self) -> int:
        """How many projects; on average each has 7.5 organisations and 1.5 grants."""
        return round(200_000 * self.scale)


@dataclass(frozen=True, slots=True)
class Address:
    """A place where organisations are: a town in a region of NUTS 3."""

    region: str
    country: str
    town: str


class Generator:
    """The graph of ``spec``, as records of one source or as golden entities and relations."""

    def __init__(self, spec: Spec) -> None:
        self.spec = spec

    @property
    def info(self) -> SourceInfo:
        """The source that says it all."""
        spec = self.spec
        content = f"{spec.seed}/{spec.scale}"
        return SourceInfo("generated", "bench/generator.py", content, "generator 1")

    def units(self) -> Iterator[Unit]:
        """Yield a unit for each organisation and project, without regions and technologies."""
        for part in (self._organisations(), self._projects()):
            for key, records in part:
                yield Unit(key, self.info.digest, records.__iter__)

    def entities(self) -> Iterator[Entity]:
        """Yield all entities, regions and technologies too."""
        records = (record for _, some in self._organisations() for record in some)
        return (entity_of(one) for one in self._all(records) if isinstance(one, EntityRecord))

    def relations(self) -> Iterator[Relation]:
        """Yield all relations, those of regions and technologies too."""
        records = (record for _, some in self._organisations() for record in some)
        return (relation_of(one) for one in self._all(records) if isinstance(one, RelationRecord))

    def _all(self, organisations: Iterable[Record]) -> Iterator[Record]:
        used: set[str] = set()
        for record in organisations:
            if record.type == "LOCATED_IN" and isinstance(record, RelationRecord):
                used.add(record.target)
            yield record
        for _, some in self._projects():
            yield from some
        yield from reference_records(used)

    @cached_property
    def technologies(self) -> list[str]:
        """The ids of the scheme's concepts."""
        return sorted(load_technologies().concepts)

    @cached_property
    def addresses(self) -> list[Address]:
        """All towns."""
        names = NameMaker(Random(f"{self.spec.seed} towns"))
        return [
            Address(region.id, region.country or "", names.town())
            for region in smallest_regions()
            for _ in range(TOWNS)
        ]

    def _organisations(self) -> Iterator[tuple[str, list[Record]]]:
        random = Random(f"{self.spec.seed} organisations")
        names = NameMaker(random)
        weights = list(accumulate(weights_of(self.addresses)))
        for number in range(self.spec.organisations):
            (address,) = random.choices(self.addresses, cum_weights=weights)
            type_ = names.organisation_type()
            name = names.organisation(type_, address.town, address.country)
            key = organisation_key(number)
            said = Evidence(f"organisations row {number + 2}")
            properties: dict[str, Value] = {
                "name": {"en": name},
                "sme": type_ == "Company" and random.random() < 0.7,
                "website": f"https://www.organisation-{number}.example",
            }
            place = {"city": address.town, "postcode": str(random.randrange(10_000, 100_000))}
            yield (
                key,
                [
                    EntityRecord(key, type_, properties, said),
                    RelationRecord(key, "LOCATED_IN", address.region, place, said),
                ],
            )

    def _projects(self) -> Iterator[tuple[str, list[Record]]]:
        random = Random(f"{self.spec.seed} projects")
        names = NameMaker(random)
        for number in range(self.spec.projects):
            key = f"cordis:{FIRST_PROJECT + number}"
            said = Evidence(f"projects row {number + 2}")
            partners = self._partners(random)
            properties = project_properties(random, names)
            records: list[Record] = [EntityRecord(key, "Project", properties, said)]
            records += self._subjects(random, key, said)
            for place, partner in enumerate(partners):
                role = random.choice(ROLES) if place else "coordinator"
                amount = round(random.uniform(20_000, 900_000), 2)
                stated: dict[str, Value] = {"role": role, "ecContribution": amount}
                records.append(RelationRecord(partner, "PARTICIPATES_IN", key, stated, said))
            for nth in range(random.choice((1, 2))):
                records += grant_records(random, f"{FIRST_PROJECT + number}-{nth}", partners, key)
            yield key, records

    def _partners(self, random: Random) -> list[str]:
        """Draw organisations: a few take part in a thousand projects, most in one or none."""
        wanted, all_ = (
            min(random.choice(PARTNERS), self.spec.organisations),
            self.spec.organisations,
        )
        found: dict[str, None] = {}
        while len(found) < wanted:
            found[organisation_key(int(all_ * random.random() ** 2))] = None
        return list(found)

    def _subjects(self, random: Random, project: str, said: Evidence) -> Iterator[Record]:
        """Draw one to three technologies."""
        number = random.choice((1, 2, 2, 3))
        for technology in random.sample(self.technologies, number):
            name = technology.replace("-", " ")
            quoted = Evidence(said.locator, quote=name, language="en", confidence=0.9)
            yield RelationRecord(project, "ABOUT", technology, {}, quoted)


def organisation_key(number: int) -> str:
    """Return the key of the organisation with this number."""
    return f"pic:{FIRST_PIC + number}"


def smallest_regions() -> list[Region]:
    """Return the regions of NUTS 3 that stand, by id."""
    found = (one for one in load_regions() if one.level == "nuts3" and not one.is_former)
    return sorted(found, key=lambda one: one.id)


def weights_of(addresses: Sequence[Address]) -> list[float]:
    """Return how likely each address is: a country by the root of its towns, its towns evenly."""
    towns = Counter(address.country for address in addresses)
    return [1 / sqrt(towns[address.country]) for address in addresses]


def project_properties(random: Random, names: NameMaker) -> dict[str, Value]:
    """Return what is said of a project itself."""
    title = names.project()
    year, month = random.randint(FIRST_YEAR, LAST_YEAR), random.randint(1, 12)
    return {
        "name": {"en": title},
        "acronym": [title.partition(":")[0].upper()],
        "start": f"{year}-{month:02d}-01",
        "end": f"{year + random.randint(1, 5)}-{month:02d}-28",
        "totalCost": round(random.uniform(100_000, 8_000_000), 2),
    }


def grant_records(
    random: Random, number: str, partners: Sequence[str], project: str
) -> Iterator[Record]:
    """Yield a grant for ``project`` to one of its partners."""
    key = f"grant:{number}"
    said = Evidence(f"grants row {number}")
    amount = round(random.uniform(20_000, 900_000), 2)
    yield EntityRecord(key, "Grant", {"grantNumber": number, "ecContribution": amount}, said)
    yield RelationRecord(key, "GRANTED_TO", random.choice(partners), {}, said)
    yield RelationRecord(key, "GRANT_FOR", project, {}, said)


def reference_records(regions: Iterable[str]) -> Iterator[Record]:
    """Yield the technologies, and these regions with all around them."""
    table = load_regions()
    around: dict[str, Region] = {}
    for code in regions:
        if region := table.get(code):
            around |= {one.id: one for one in (region, *table.chain(region))}
    for _, region in sorted(around.items()):
        yield from region_records(region)
    concepts = load_technologies().concepts
    for concept in concepts.values():
        for record in concept_records(concept):
            # Matches lead into other schemes, which this graph does not have.
            if isinstance(record, EntityRecord) or record.target in concepts:
                yield record


def entity_of(record: EntityRecord) -> Entity:
    """Return the entity of which ``record`` is all that is said."""
    kind = load_schema().top(record.type)
    return Entity(entity_id([record.key]), kind, record.type, record.properties, (record.key,))


def relation_of(record: RelationRecord) -> Relation:
    """Return the relation of which ``record`` is all that is said."""
    ends = entity_id([record.source]), record.type, entity_id([record.target])
    time_and_role = (str(record.properties.get(name, "")) for name in TIME_AND_ROLE)
    rest = {name: one for name, one in record.properties.items() if name not in TIME_AND_ROLE}
    role, since, until = time_and_role
    return Relation(*ends, role, 0, since, until, rest)
