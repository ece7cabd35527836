"""The first screen: one story of the graph, small enough to be read at arm's length.

It is told from the graph by rules; ``story.yaml`` only names the projects that it begins with:

1. these projects, and those that follow or precede them;
2. who takes part in them, clusters first;
3. the agreements that resulted from them, with their parties;
4. the countries that these agreements target.

Whatever else a node is joined to is folded into counts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

import yaml

from graph.entities import Relation
from graph.store import GraphStore
from ontology.region import Region
from viz.network.cast import ORDER, Cast
from viz.network.story_places import placed
from viz.network.story_shapes import Fold, Part, Story, StoryLink, StoryNode
from viz.network.whole import Whole

MOST = 40
"""How many nodes a story has at most."""
TELLING = {
    "FOLLOWS": ("project", "project"),
    "PARTICIPATES_IN": ("cluster", "project"),
    "RESULTS_FROM": ("agreement", "project"),
    "PARTY_TO": ("", "agreement"),
    "TARGETS": ("agreement", "country"),
    "LOCATED_IN": ("party", "country"),
}
"""The relations that tell the story, by the parts that they join ('' any); others only stand by."""


@cache
def named_focus() -> tuple[str, ...]:
    """Return the projects that ``story.yaml`` names."""
    text = Path(__file__).with_name("story.yaml").read_text(encoding="utf-8")
    return tuple(yaml.safe_load(text)["focus"])


def story(
    store: GraphStore, whole: Whole, language: str = "en", focus: Sequence[str] = ()
) -> Story:
    """Return the story of a graph, by default about the projects that ``story.yaml`` names."""
    cast = Cast(whole, focus or named_focus())
    ranked = sorted(cast.parts().items(), key=lambda one: (ORDER.index(one[1]), one[0]))
    parts = dict(ranked[:MOST])
    links = tuple(_links(cast, parts))
    places = placed(cast, parts, links)
    kinds, relations = store.golden.counts()
    shown = Counter(cast.entity(id_).kind for id_ in parts)
    return Story(
        revision=whole.revision,
        language=language,
        focus=tuple(id_ for id_, part in parts.items() if part == "project"),
        nodes=tuple(_node(cast, id_, parts, places[id_], language) for id_ in parts),
        links=links,
        entities=sum(kinds.values()),
        relations=sum(relations.values()),
        not_shown={kind: number - shown[kind] for kind, number in sorted(kinds.items())},
    )


def _links(cast: Cast, parts: Mapping[str, Part]) -> Iterator[StoryLink]:
    """Yield the relations among those shown, targets of agreements and homes of parties too."""
    for id_ in parts:
        out = (one for one in cast.links(id_) if one.source == id_)
        for link in (*out, *cast.targets(id_)):
            if link.target in parts:
                yield _link(link, parts)
        country = cast.country(id_) if parts[id_] == "party" else None
        if country and country.id in parts:
            yield _link(Relation(id_, "LOCATED_IN", country.id), parts)


def _link(link: Relation, parts: Mapping[str, Part]) -> StoryLink:
    source, target = TELLING.get(link.type, ("-", "-"))
    return StoryLink(
        link.source,
        link.target,
        link.type,
        link.role,
        link.since,
        link.until,
        source in ("", parts[link.source]) and target == parts[link.target],
    )


def _node(
    cast: Cast,
    id_: str,
    parts: Mapping[str, Part],
    place: tuple[float, float],
    language: str,
) -> StoryNode:
    entity = cast.entity(id_)
    label, spoken = entity.named(language)
    city, region, country = cast.city(id_), cast.region(id_), cast.country(id_)
    return StoryNode(
        id=id_,
        label=label,
        language=spoken,
        short=cast.short(id_),
        kind=entity.kind,
        type=entity.type,
        part=parts[id_],
        since=entity.start,
        until=entity.end,
        place=_called(city, language),
        region=region.id if region else "",
        region_label=_called(region, language),
        country=country.id if country else "",
        country_label=_called(country, language),
        x=round(place[0], 2),
        y=round(place[1], 2),
        folded=tuple(_folds(cast, id_, parts)),
    )


def _called(region: Region | None, language: str) -> str:
    return region.name(language) if region else ""


def _folds(cast: Cast, id_: str, shown: Collection[str]) -> Iterator[Fold]:
    """Yield what a node is joined to that is not shown, the greatest numbers first."""
    counts: Counter[tuple[str, str, str]] = Counter()
    for link in cast.links(id_):
        inward = link.target == id_
        other = link.source if inward else link.target
        if other not in shown:
            counts[link.type, "in" if inward else "out", cast.entity(other).kind] += 1
    for (relation, direction, kind), number in sorted(
        counts.items(), key=lambda one: (-one[1], one[0])
    ):
        yield Fold(relation, "in" if direction == "in" else "out", kind, number)
