"""What an export shows, whatever its form: entities with places in the plane, links, a caption.

Texts are what sources say, free of characters that no file holds. Each form guards against what
it itself would take for markup, script or formula.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from graph.entities import DEFAULT_BASE_URI, Entity, uri
from graph.ledger.attribution import Attribution
from ontology.model import load_model
from ontology.printable import UNPRINTABLE
from viz.exports.wording import counted, words
from viz.network.columns import Network


@dataclass(frozen=True, slots=True)
class Dot:
    """An entity: its place in the plane (y grows upwards), and what is said beside it.

    ``links`` counts those in the picture; ``places`` go from the most exact to the country.
    """

    id: str
    uri: str
    label: str
    language: str
    short: str
    kind: str
    type: str
    type_label: str
    since: str
    until: str
    places: tuple[str, ...]
    country: str
    technologies: tuple[str, ...]
    links: int
    community: int
    cluster: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Line:
    """A link between two dots (ids); ``label`` says in words what ``relation`` means.

    ``dated`` tells whether it is known when it held: by its own dates, or by those of the project,
    agreement or event that it is of.
    """

    source: str
    target: str
    relation: str
    label: str
    role: str
    since: str
    until: str
    dated: bool


@dataclass(frozen=True, slots=True)
class Caption:
    """What stands around a picture. ``date`` is that of the graph's revision, not of today."""

    title: str
    description: str
    date: str
    language: str
    sources: tuple[Attribution, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A network to be written to a file."""

    caption: Caption
    dots: Sequence[Dot]
    lines: Sequence[Line]

    @property
    def kinds(self) -> dict[str, int]:
        """The kinds that are shown with their numbers, the most frequent first."""
        found = Counter(one.kind for one in self.dots)
        return dict(sorted(found.items(), key=lambda pair: (-pair[1], pair[0])))


def picture(network: Network, caption: Caption, base_uri: str = DEFAULT_BASE_URI) -> Picture:
    """Return a network as a picture."""
    return Picture(caption, list(_dots(network, base_uri)), list(_lines(network)))


def caption(network: Network, title: str, date: str, sources: Sequence[Attribution]) -> Caption:
    """Return the caption of a network: how much it shows, and how much is left out."""
    text, left_out = words(network.language), network.left_out

    def told(what: str, nodes: int, links: int) -> str:
        numbers = {"nodes": nodes, "links": links}
        return text[what].format(
            **{one: counted(n, network.language) for one, n in numbers.items()}
        )

    counts = told("shown", len(network.nodes.id), len(network.links.source))
    more = told("left_out", left_out.nodes, left_out.links)
    description = f"{counts}. {more}." if left_out.reason else f"{counts}."
    return Caption(
        clean(title) or text["network"], description, date, network.language, tuple(sources)
    )


def clean(text: str) -> str:
    """Return a text without characters that files may not hold."""
    return UNPRINTABLE.sub(" ", text)


def _dots(network: Network, base_uri: str) -> list[Dot]:
    nodes, regions = network.nodes, network.regions
    model = load_model()
    found = []
    for at, id_ in enumerate(nodes.id):
        kind, type_ = network.kinds[nodes.kind[at]], network.types[nodes.type[at]]
        around = _around(network, nodes.places[at])
        cluster = nodes.cluster[at]
        found.append(
            Dot(
                id=id_,
                uri=uri(Entity(id_, kind, type_, {}), base_uri),
                label=clean(nodes.label[at]),
                language=_text(network.languages, nodes.language[at]),
                short=clean(nodes.short[at]),
                kind=kind,
                type=type_,
                type_label=model.label(type_, network.language),
                since=_text(network.dates, nodes.since[at]),
                until=_text(network.dates, nodes.until[at]),
                places=tuple(dict.fromkeys(regions.label[one] for one in around)),
                country=next((regions.country[one] for one in around), ""),
                technologies=tuple(
                    clean(network.technologies.label[one]) for one in nodes.technologies[at]
                ),
                links=nodes.shown[at],
                community=nodes.community[at],
                cluster=nodes.id[cluster] if cluster >= 0 else "",
                x=nodes.x[at],
                y=nodes.y[at],
            )
        )
    return found


def _around(network: Network, places: Sequence[int]) -> list[int]:
    """Return the places and all around them, each once, the most exact first."""
    found: list[int] = []
    for place in places:
        at = place
        while at >= 0 and at not in found:
            found.append(at)
            at = network.regions.parent[at]
    return found


def _lines(network: Network) -> list[Line]:
    links, model = network.links, load_model()
    ids, dates = network.nodes.id, network.dates
    labels = [model.label(one, network.language) for one in network.relations]
    passing = _passing(network)
    rows = zip(
        *(links.source, links.target, links.relation, links.role, links.since, links.until),
        strict=True,
    )
    return [
        Line(
            ids[source],
            ids[target],
            network.relations[relation],
            labels[relation],
            _text(network.roles, role),
            _text(dates, since),
            _text(dates, until),
            since >= 0 or until >= 0 or source in passing or target in passing,
        )
        for source, target, relation, role, since, until in rows
    ]


def _passing(network: Network) -> set[int]:
    """Return the dated nodes that are no organisations: what is of them lasts no longer."""
    nodes, kinds = network.nodes, network.kinds
    rows = enumerate(zip(nodes.kind, nodes.since, nodes.until, strict=True))
    return {
        at
        for at, (kind, since, until) in rows
        if kinds[kind] != "Organisation" and (since >= 0 or until >= 0)
    }


def _text(table: Sequence[str], index: int) -> str:
    return table[index] if index >= 0 else ""
