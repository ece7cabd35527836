"""The shape of a briefing: what the graph holds of a region, line by line, and what it does not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from graph.question.answer import Step, Understood
from graph.question.evidence import Witness

GapKind = Literal[
    "no_technology", "no_city", "no_website", "no_end", "no_stage", "no_date", "no_tie"
]


@dataclass(frozen=True, slots=True)
class Named:
    """An entity by name; ``there`` tells whether it is in the region."""

    id: str
    name: str
    type: str
    there: bool


@dataclass(frozen=True, slots=True)
class Joined:
    """A party or participant, and its role."""

    id: str
    name: str
    type: str
    there: bool
    role: str


@dataclass(frozen=True, slots=True)
class Resident:
    """An organisation there: its place, what it works on and whether only by projects, and who says
    so. ``country`` is ISO 3166-1 alpha-2, ``city`` as the source writes it. ``ended`` is a date for
    one that no longer exists, and ''."""

    id: str
    name: str
    type: str
    country: str
    region: str
    city: str
    website: str
    ended: str
    technologies: tuple[str, ...]
    direct: bool
    evidence: tuple[Witness, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The organisations that work on a technology (ids); the same one may stand in several."""

    technology: str
    label: str
    organisations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AgreementLine:
    """An agreement with somebody there, or about the region.

    ``date`` is when it was signed or took effect, ``end`` when it is expected to end, each a
    partial ISO date or ''. ``stage`` is what is known of it now; ``stages`` are dated changes.
    ``ours`` tells whether the cluster asked for, or a member of it, is a party.
    """

    id: str
    name: str
    kind: str
    stage: str
    stages: tuple[str, ...]
    scope: tuple[str, ...]
    date: str
    end: str
    parties: tuple[Joined, ...]
    targets: tuple[str, ...]
    ours: bool
    evidence: tuple[Witness, ...]


@dataclass(frozen=True, slots=True)
class EventLine:
    """A mission, fair, visit or other event there, or with somebody from there.

    ``there`` tells whether it took place in the region; ``place`` is the region stated and the
    city, if any.
    """

    id: str
    name: str
    kinds: tuple[str, ...]
    start: str
    end: str
    place: str
    there: bool
    participants: tuple[Joined, ...]
    ours: bool
    evidence: tuple[Witness, ...]


@dataclass(frozen=True, slots=True)
class ProjectLine:
    """A project with somebody from there, or that targets the region (``targets``)."""

    id: str
    name: str
    start: str
    end: str
    participants: tuple[Joined, ...]
    targets: bool
    ours: bool
    evidence: tuple[Witness, ...]


@dataclass(frozen=True, slots=True)
class Tie:
    """The shortest way from the cluster to an organisation there, step by step."""

    id: str
    name: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that no source says of an entity."""

    kind: GapKind
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class SourceDate:
    """A source: its title, the date it states of itself or '', and the day it was read."""

    title: str
    date: str
    read: str


@dataclass(frozen=True, slots=True)
class Briefing:
    """Everything known of a region that somebody who goes there should know.

    ``date`` is the day of the graph's revision. ``organisations`` come by name; ``groups`` sort
    them by technology, the largest first. ``contacts`` are relations between somebody there and
    somebody elsewhere. ``left_out`` counts the organisations and the projects beyond the limit, the
    oldest of these. ``names``: id → name of whatever the ties and contacts lead through;
    ``sources``: those that the lines name.
    """

    region: Understood
    technology: Understood | None
    cluster: Named | None
    date: str
    organisations: tuple[Resident, ...]
    left_out: Mapping[str, int]
    groups: tuple[Group, ...]
    agreements: tuple[AgreementLine, ...]
    events: tuple[EventLine, ...]
    projects: tuple[ProjectLine, ...]
    contacts: tuple[Step, ...]
    ties: tuple[Tie, ...]
    unknown: tuple[Gap, ...]
    names: Mapping[str, str]
    sources: Mapping[str, SourceDate]
