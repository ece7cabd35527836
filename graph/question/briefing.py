"""What somebody who goes to a region should know: who is there, what ties us to it, what is open.

Everything is read around the region in a fixed number of looks, then sorted into lines. Each line
carries the records that state it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from graph.entities import Entity, Relation, texts
from graph.question.answer import Understood
from graph.question.briefing_shapes import (
    AgreementLine,
    Briefing,
    EventLine,
    Gap,
    GapKind,
    Group,
    Joined,
    Named,
    ProjectLine,
    Resident,
    SourceDate,
    Tie,
)
from graph.question.evidence import Evidence, Witness, entities_evidence, relation_evidence
from graph.question.hits import step
from graph.question.search import entity_named
from graph.question.surroundings import CONTACTS, Surroundings, surroundings, technologies_of
from graph.question.tying import shortest
from graph.question.understanding import understand_region
from graph.reader import Reader
from ontology.regions import load_regions

MOST = 500
"""How many organisations, and how many projects, a briefing names."""
TIES = 20
SHOWN = 3
"""How many witnesses a line shows."""
JOINING = ("PARTY_TO", "PARTICIPATES_IN", "TAKES_PART_IN")


def briefing(reader: Reader, region: str, technology: str = "", cluster: str = "") -> Briefing:
    """Return what the graph holds of ``region``, for a technology if one is asked.

    ``cluster`` is whose ties are looked for. Names are as people write them; raises
    ``UnknownNameError`` or ``AmbiguousNameError`` with candidates.
    """
    where, place = understand_region(region)
    frame = reader.frame()
    what = frame.names.understand(technology) if technology else None
    home = entity_named(reader.store, cluster) if cluster else None
    around = surroundings(reader.store, place)
    narrower = frame.tree.descendants(what.id) if what else frozenset[str]()
    return _Desk(reader, around, narrower, home).briefing(where, what)


@dataclass(frozen=True, slots=True)
class _Facts:
    """What is known of those who are named: who states it."""

    relations: Evidence
    entities: dict[str, list[Witness]]


class _Desk:
    """One briefing under way."""

    def __init__(
        self,
        reader: Reader,
        around: Surroundings,
        technologies: frozenset[str],
        home: Entity | None,
    ) -> None:
        self._store = reader.store
        self._revision = reader.store.revision()
        self._around = around
        self._asked = technologies
        self._home = home
        self._labels = reader.frame().tree.entities
        self._works = {id_: technologies_of(around, id_) for id_ in around.there("Organisation")}
        everybody = [id_ for id_ in self._works if self._on(*self._works[id_])]
        self._everybody = sorted(everybody, key=lambda id_: (self._name(id_).casefold(), id_))
        self._ours = self._side()
        self._agreed = list(self._lines("Agreement", there_too=True))
        self._met = sorted(
            self._lines("Event", there_too=True), key=lambda one: (one[0].start or "9", one[0].id)
        )
        self._worked = sorted(
            self._lines("Project"), key=lambda one: (one[0].start, one[0].id), reverse=True
        )
        self._known = self._evidence()

    def briefing(self, where: Understood, what: Understood | None) -> Briefing:
        """Return all of it."""
        shown = self._everybody[:MOST]
        agreements = tuple(self._agreements())
        events, projects = tuple(self._events()), tuple(self._projects())
        residents = tuple(map(self._resident, shown))
        ties = tuple(self._ties(shown))
        contacts = tuple(step(one, self._known.relations) for one in self._contacts())
        ends = {end for tie in ties for one in tie.steps for end in (one.source, one.target)}
        ends |= {end for one in contacts for end in (one.source, one.target)}
        return Briefing(
            region=where,
            technology=what,
            cluster=self._named(self._home) if self._home else None,
            date=self._revision.at[:10],
            organisations=residents,
            left_out={
                "organisations": max(0, len(self._everybody) - MOST),
                "projects": max(0, len(self._worked) - MOST),
            },
            groups=tuple(self._groups(residents)),
            agreements=agreements,
            events=events,
            projects=projects,
            contacts=contacts,
            ties=ties,
            unknown=tuple(self._gaps(residents, agreements, events, ties)),
            names=self._names(ends),
            sources=self._sources(),
        )

    def _on(self, own: set[str], via: set[str]) -> bool:
        return not self._asked or not self._asked.isdisjoint(own | via)

    def _name(self, id_: str) -> str:
        return self._around.entities[id_].label

    def _named(self, one: Entity) -> Named:
        return Named(one.id, one.label, one.type, one.id in self._around.places)

    def _names(self, ids: Iterable[str]) -> dict[str, str]:
        known = self._store.golden.entities(sorted(ids))
        return {id_: one.label for id_, one in sorted(known.items())}

    def _side(self) -> frozenset[str]:
        """Return the cluster that was asked for with its members."""
        if self._home is None:
            return frozenset()
        members = self._store.golden.relations([self._home.id], ["MEMBER_OF"], "in")
        return frozenset({self._home.id, *(one.source for one in members)})

    # Who says so

    def _evidence(self) -> _Facts:
        """Read who states what is shown, in two looks."""
        around = self._around
        lines = [*self._agreed, *self._met, *self._worked[:MOST]]
        shown = [part for _, parts in lines for part in parts] + self._contacts()
        for id_ in self._everybody[:MOST]:
            shown += [*around.places[id_], *around.of(id_, "WORKS_ON")]
        triples = {(one.source, one.type, one.target) for one in shown}
        return _Facts(
            relation_evidence(self._store, triples),
            entities_evidence(self._store, [entity.id for entity, _ in lines]),
        )

    def _witnesses(self, id_: str, relations: Iterable[Relation] = ()) -> tuple[Witness, ...]:
        """Return the best witnesses of an entity, then of relations."""
        said = [one for tie in relations for one in self._known.relations.get(tie.key, ())]
        found = dict.fromkeys([*self._known.entities.get(id_, ()), *said])
        return tuple(found)[:SHOWN]

    def _sources(self) -> dict[str, SourceDate]:
        return {
            one.info.name: SourceDate(one.info.title, one.info.date, one.read_at[:10])
            for one in self._store.ledger.sources()
        }

    # The lines

    def _resident(self, id_: str) -> Resident:
        entity = self._around.entities[id_]
        located = self._around.places[id_]
        region = load_regions().get(located[0].target)
        own, via = self._works[id_]
        stated = [*located, *self._around.of(id_, "WORKS_ON")]
        return Resident(
            id=id_,
            name=entity.label,
            type=entity.type,
            country=(region.country or "") if region else "",
            region=located[0].target,
            city=next((city for one in located if (city := _text(one, "city"))), ""),
            website=str(entity.properties.get("website", "")),
            ended=entity.end,
            technologies=tuple(sorted(own | via)),
            direct=bool(own),
            evidence=self._witnesses("", stated),
        )

    def _groups(self, residents: Sequence[Resident]) -> Iterator[Group]:
        """Yield the technologies with those who work on them, the largest first."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for one in residents:
            for technology in one.technologies:
                if not self._asked or technology in self._asked:
                    found[technology].append(one.id)
        for technology, ids in sorted(found.items(), key=lambda item: (-len(item[1]), item[0])):
            entity = self._labels.get(technology)
            yield Group(technology, entity.label if entity else technology, tuple(ids))

    def _lines(
        self, kind: str, *, there_too: bool = False
    ) -> Iterator[tuple[Entity, list[Relation]]]:
        """Yield what is of a kind and joined to the region, with its participants, by id.

        That is: somebody from there takes part, it targets the region, or (``there_too``) it took
        place there. Where a technology is asked, it is about that or somebody there works on it.
        """
        around, residents = self._around, frozenset(self._everybody)
        for id_, entity in sorted(around.entities.items()):
            if entity.kind != kind:
                continue
            joined = [one for one in around.of(id_, *JOINING) if one.target == id_]
            local = any(one.source in residents for one in joined)
            about = {one.target for one in around.of(id_, "ABOUT")}
            near = id_ in around.targeting or (there_too and id_ in around.places)
            if local or (near and (not self._asked or not self._asked.isdisjoint(about))):
                yield entity, joined

    def _joined(self, relations: Iterable[Relation]) -> tuple[Joined, ...]:
        found = [
            Joined(one.id, one.label, one.type, one.id in self._around.places, relation.role)
            for relation in relations
            if (one := self._around.entities.get(relation.source))
        ]
        return tuple(sorted(found, key=lambda one: (not one.there, one.name.casefold(), one.id)))

    def _is_ours(self, relations: Iterable[Relation]) -> bool:
        return any(one.source in self._ours for one in relations)

    def _agreements(self) -> Iterator[AgreementLine]:
        for entity, parties in self._agreed:
            said = entity.properties
            targets = [one.target for one in self._around.of(entity.id, "TARGETS")]
            yield AgreementLine(
                id=entity.id,
                name=entity.label,
                kind=str(said.get("agreementKind", "")),
                stage=str(said.get("stage", "")),
                stages=tuple(texts(said.get("stageChange"))),
                scope=tuple(texts(said.get("scope"))),
                date=entity.start,
                end=entity.end,
                parties=self._joined(parties),
                targets=tuple(sorted(targets)),
                ours=self._is_ours(parties),
                evidence=self._witnesses(entity.id, parties),
            )

    def _events(self) -> Iterator[EventLine]:
        for entity, parts in self._met:
            located = self._around.of(entity.id, "LOCATED_IN")
            yield EventLine(
                id=entity.id,
                name=entity.label,
                kinds=tuple(texts(entity.properties.get("eventKind"))),
                start=entity.start,
                end=entity.end,
                place=_place(located),
                there=entity.id in self._around.places,
                participants=self._joined(parts),
                ours=self._is_ours(parts),
                evidence=self._witnesses(entity.id, parts),
            )

    def _projects(self) -> Iterator[ProjectLine]:
        for entity, parts in self._worked[:MOST]:
            yield ProjectLine(
                id=entity.id,
                name=entity.label,
                start=entity.start,
                end=entity.end,
                participants=self._joined(parts),
                targets=entity.id in self._around.targeting,
                ours=self._is_ours(parts),
                evidence=self._witnesses(entity.id, parts),
            )

    def _contacts(self) -> list[Relation]:
        """Return what joins somebody there to somebody elsewhere."""
        residents = frozenset(self._everybody)
        return [
            one
            for one in self._around.relations
            if one.type in CONTACTS
            and (one.source in residents) != (one.target in residents)
            and (one.source in self._around.places) != (one.target in self._around.places)
        ]

    def _ties(self, goals: Sequence[str]) -> Iterator[Tie]:
        """Yield the shortest ways from the cluster to those there, the shortest first."""
        if self._home is None:
            return
        for id_, steps in shortest(self._store, self._home.id, goals, TIES):
            yield Tie(id_, self._name(id_), tuple(steps))

    def _gaps(
        self,
        residents: Iterable[Resident],
        agreements: Iterable[AgreementLine],
        events: Iterable[EventLine],
        ties: Sequence[Tie],
    ) -> Iterator[Gap]:
        """Yield what no source says, kind by kind."""
        checks: list[tuple[GapKind, list[tuple[str, str]]]] = [
            ("no_end", [(one.id, one.name) for one in agreements if not one.end]),
            (
                "no_stage",
                [(one.id, one.name) for one in agreements if one.stage in ("", "unknown")],
            ),
            ("no_date", [(one.id, one.name) for one in agreements if not one.date]),
            ("no_date", [(one.id, one.name) for one in events if not one.start]),
            ("no_technology", [(one.id, one.name) for one in residents if not one.technologies]),
            ("no_city", [(one.id, one.name) for one in residents if not one.city]),
            ("no_website", [(one.id, one.name) for one in residents if not one.website]),
        ]
        if self._home is not None and len(ties) < TIES:
            tied = {one.id for one in ties}
            checks.append(
                ("no_tie", [(one.id, one.name) for one in residents if one.id not in tied])
            )
        for kind, found in checks:
            for id_, name in found:
                yield Gap(kind, id_, name)


def _text(relation: Relation, name: str) -> str:
    return str(relation.properties.get(name, ""))


def _place(located: Sequence[Relation]) -> str:
    """Return the city and region of the first place, as people write it."""
    if not located:
        return ""
    region = load_regions().get(located[0].target)
    parts = [_text(located[0], "city"), region.name() if region else located[0].target]
    return ", ".join(filter(None, parts))
