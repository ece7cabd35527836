"""From a part of the graph and its drawing to the columns that a client draws."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from operator import itemgetter

import numpy as np

from graph.entities import Entity, texts
from ontology.region import Region
from ontology.regions import load_regions
from viz.layout.communities import Ints
from viz.network.bridges import bridges
from viz.network.columns import (
    CommunityColumns,
    LinkColumns,
    Network,
    NodeColumns,
    ProgrammeColumns,
    RegionColumns,
    TechnologyColumns,
    WorkedOn,
)
from viz.network.drawing import Drawing
from viz.network.limits import LeftOut
from viz.network.selection import Part
from viz.network.whole import CLUSTER, Node, Whole

DIGITS = 2
NONE = -1


class Codes:
    """Texts by number, in the order in which they first come up."""

    def __init__(self, texts: Iterable[str] = ()) -> None:
        self._numbers: dict[str, int] = {}
        for text in texts:
            self.code(text)

    def code(self, text: str) -> int:
        """Return the number of ``text``; a new one if it has none."""
        return self._numbers.setdefault(text, len(self._numbers))

    def optional(self, text: str) -> int:
        """Return the number of ``text``, -1 for ''."""
        return self.code(text) if text else NONE

    @property
    def texts(self) -> list[str]:
        """The texts in the order of their numbers."""
        return list(self._numbers)


def network(
    whole: Whole,
    part: Part,
    drawing: Drawing,
    left_out: LeftOut,
    language: str = "en",
    *,
    technologies: bool = True,
) -> Network:
    """Return ``part`` of a graph as columns, with names in ``language`` where there are some.

    Without ``technologies`` no node has any, and their table is empty.
    """
    known = worked_on(whole, part, language) if technologies else _untold(whole, part)
    return _Columns(whole, part, drawing, language).network(left_out, known)


class _Columns:
    """One network under way: the tables that its columns point into."""

    def __init__(self, whole: Whole, part: Part, drawing: Drawing, language: str) -> None:
        self._whole, self._part, self._drawing = whole, part, drawing
        self._language = language
        self._nodes = [whole.nodes[id_] for id_ in part.nodes]
        self._index = {id_: place for place, id_ in enumerate(part.nodes)}
        self._kinds, self._types = Codes(), Codes()
        self._dates, self._languages = Codes(), Codes()
        self._relations, self._roles, self._stages = Codes(), Codes(), Codes()

    def network(self, left_out: LeftOut, known: WorkedOn) -> Network:
        """Return the whole of it."""
        regions, region_table = self._regions()
        programmes, programme_table = self._programmes()
        links = self._links()
        shown = np.bincount(self._drawing.pairs.ravel(), minlength=len(self._nodes))
        nodes = self._node_columns(shown.tolist(), known.nodes, regions, programmes)
        return Network(
            revision=self._whole.revision,
            language=self._language,
            understood=self._part.understood,
            nodes=nodes,
            links=links,
            kinds=self._kinds.texts,
            types=self._types.texts,
            relations=self._relations.texts,
            roles=self._roles.texts,
            dates=self._dates.texts,
            stages=self._stages.texts,
            languages=self._languages.texts,
            technologies=known.technologies,
            regions=region_table,
            programmes=programme_table,
            communities=_communities(self._drawing.communities, shown),
            bridges=bridges(self._drawing.communities, self._drawing.pairs),
            focus=[self._index[id_] for id_ in self._part.focus if id_ in self._index],
            left_out=left_out,
        )

    def _node_columns(
        self,
        shown: list[int],
        technologies: list[list[int]],
        places: list[list[int]],
        programmes: list[list[int]],
    ) -> NodeColumns:
        entities = [one.entity for one in self._nodes]
        names = [one.named(self._language) for one in entities]
        x, y = np.round(self._drawing.places, DIGITS).T.tolist() if entities else ([], [])
        degrees = self._whole.degrees
        return NodeColumns(
            id=self._part.nodes,
            label=[name for name, _ in names],
            language=[self._languages.optional(language) for _, language in names],
            short=[one.short for one in self._nodes],
            kind=[self._kinds.code(one.kind) for one in entities],
            type=[self._types.code(one.type) for one in entities],
            x=x,
            y=y,
            degree=[degrees[one.id] for one in entities],
            shown=shown,
            community=self._drawing.communities.tolist(),
            cluster=[self._cluster(one) for one in self._nodes],
            since=[self._dates.optional(one.start) for one in entities],
            until=[self._dates.optional(one.end) for one in entities],
            stage=[self._stages.optional(_stage(one)) for one in entities],
            technologies=technologies,
            places=places,
            programmes=programmes,
            latitude=[one.spot[0] if one.spot else None for one in self._nodes],
            longitude=[one.spot[1] if one.spot else None for one in self._nodes],
        )

    def _cluster(self, node: Node) -> int:
        """Return the declared cluster; of several the one with the most links, then the first."""
        own = (node.entity.id,) if node.entity.type == CLUSTER else node.clusters
        among = [id_ for id_ in own if id_ in self._index]
        if not among:
            return NONE
        degrees = self._whole.degrees
        return self._index[min(among, key=lambda id_: (-degrees[id_], id_))]

    def _links(self) -> LinkColumns:
        links = self._part.links
        source, target = self._drawing.pairs.T.tolist()
        return LinkColumns(
            source=source,
            target=target,
            relation=[self._relations.code(one.type) for one in links],
            role=[self._roles.optional(one.role) for one in links],
            since=[self._dates.optional(one.since) for one in links],
            until=[self._dates.optional(one.until) for one in links],
        )

    def _regions(self) -> tuple[list[list[int]], RegionColumns]:
        """Return the places of each node, and the regions that they are, with all around them."""
        regions = load_regions()
        paths = {path for one in self._nodes for path in one.places}
        at = {path: one for path in sorted(paths) if (one := regions.at(path))}
        known: dict[str, Region] = {}
        for region in at.values():
            # A city's id does not say in which region a source puts it, its path does.
            known.setdefault(region.path, region)
            known |= {one.path: one for one in regions.chain(region)}
        codes = Codes(sorted(known))
        places = _coded(self._nodes, lambda one: (at[p].path for p in one.places if p in at), codes)
        found = [known[path] for path in codes.texts]
        around = {one.id: path for path, one in known.items() if one.level != "city"}
        return places, RegionColumns(
            id=[one.id for one in found],
            label=[one.name(self._language) for one in found],
            level=[one.level for one in found],
            country=[one.country or "" for one in found],
            parent=[codes.optional(around.get(one.parent or "", "")) for one in found],
        )

    def _programmes(self) -> tuple[list[list[int]], ProgrammeColumns]:
        wider = self._whole.wider_programmes
        found = {id_ for one in self._nodes for id_ in one.programmes}
        while fresh := {up for id_ in found for up in wider.get(id_, ())} - found:
            found |= fresh
        codes = Codes(sorted(found))
        aside = self._whole.aside
        return _coded(self._nodes, lambda one: one.programmes, codes), ProgrammeColumns(
            id=codes.texts,
            label=_labels(aside, codes.texts, self._language),
            parent=[codes.optional(next(iter(wider.get(id_, ())), "")) for id_ in codes.texts],
        )


def worked_on(whole: Whole, part: Part, language: str = "en") -> WorkedOn:
    """Return what the nodes of ``part`` work on, with all that is broader, in ``language``."""
    nodes, tree = [whole.nodes[id_] for id_ in part.nodes], whole.tree
    used = {id_ for one in nodes for id_ in one.technologies}
    codes = Codes(sorted({up for id_ in used for up in tree.ancestors(id_)}))
    table = TechnologyColumns(
        id=codes.texts,
        label=_labels(tree.entities, codes.texts, language),
        broader=[sorted(map(codes.code, tree.broader.get(id_, ()))) for id_ in codes.texts],
        within=[sorted(map(codes.code, tree.ancestors(id_))) for id_ in codes.texts],
    )
    return WorkedOn(whole.revision, _coded(nodes, lambda one: one.technologies, codes), table)


def _untold(whole: Whole, part: Part) -> WorkedOn:
    return WorkedOn(whole.revision, [[] for _ in part.nodes], TechnologyColumns([], [], [], []))


def _labels(entities: Mapping[str, Entity], ids: Iterable[str], language: str) -> list[str]:
    return [entities[id_].named(language)[0] for id_ in ids]


def _stage(entity: Entity) -> str:
    return next(iter(texts(entity.properties.get("stage"))), "")


def _coded(
    nodes: Iterable[Node], said: Callable[[Node], Iterable[str]], codes: Codes
) -> list[list[int]]:
    return [list(dict.fromkeys(map(codes.code, said(one)))) for one in nodes]


def _communities(groups: Ints, degrees: Ints) -> CommunityColumns:
    """Return each community's size and its node with the most links, the first of several."""
    sizes = Counter(groups[groups >= 0].tolist())
    order = np.lexsort((np.arange(len(groups)), -degrees))
    leaders: dict[int, int] = {}
    for node in order.tolist():
        leaders.setdefault(int(groups[node]), node)
    ordered = sorted(sizes.items(), key=itemgetter(0))
    return CommunityColumns([size for _, size in ordered], [leaders[key] for key, _ in ordered])
