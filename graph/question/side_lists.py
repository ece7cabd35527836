"""What stands beside an answer: members, the unplaced, the ended, and the nearest that there is."""

from __future__ import annotations

from collections.abc import Callable, Collection, Container, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from graph.golden.reach import counts
from graph.places import inside
from graph.question.answer import Brief, Near
from graph.question.filters import Cell, successions
from graph.question.hits import HitMaker, intervals_of, path_of
from graph.question.score import load_weights
from graph.store import GraphStore
from graph.stored import Interval, Reached
from ontology.region import Region
from ontology.regions import load_regions

if TYPE_CHECKING:
    from graph.reader import Frame

MOST = 50
"""The most organisations that a side list names."""
FEW = 5


class SideLists:
    """The side lists of one question."""

    def __init__(
        self, store: GraphStore, frame: Frame, cell: Cell, place: Region, maker: HitMaker
    ) -> None:
        self._store = store
        self._frame = frame
        self._cell = cell
        self._place = place
        self._maker = maker

    def membership(self) -> list[Brief]:
        """Return organisations in Y tied to X only as members of a cluster focused on it."""
        excluded = load_weights().membership_roles_excluded
        clusters: dict[str, list[str]] = {}
        for relation in self._store.reach.members(self._cell.technologies):
            if relation.role not in excluded:
                clusters.setdefault(relation.source, []).append(relation.target)
        working = self._working(list(clusters))
        return [
            replace(brief, via=tuple(clusters[brief.id]))
            for brief in self._briefs([id_ for id_ in sorted(clusters) if id_ not in working])
            if self._inside(brief.id)
        ][:MOST]

    def _working(self, ids: Collection[str]) -> set[str]:
        """Return those of ``ids`` that have a link of their own to X."""
        links = self._store.reach.links(self._cell.technologies, ids) if ids else []
        return {link.organisation for link in links if counts(link)}

    def _inside(self, id_: str) -> bool:
        return any(
            inside(path_of(relation), self._cell.intervals)
            for relation in self._maker.located([id_])[id_]
        )

    def unplaced(self) -> list[Brief]:
        """Return organisations on X that are in the country, nobody says in which region.

        Those that have ended come last, marked.
        """
        around = self._around()
        if not around:
            return []
        cell = self._cell
        _, found = self._store.reach.top(cell.technology, around, cell.reference, MOST)
        briefs = [*self._reached_briefs(found), *self._ended_in(around)]
        return [brief for brief in briefs if not self._inside(brief.id)][:MOST]

    def _around(self) -> tuple[Interval, ...]:
        """Return where organisations lie that are somewhere around Y; nothing for a country."""
        return intervals_of(region.path for region in load_regions().chain(self._place))

    def ended(self) -> list[Brief]:
        """Return organisations that would be hits, or unplaced, had they not ended.

        ``since`` is when they ended, ``successor`` who took over.
        """
        return self._ended_in((*self._cell.intervals, *self._around()))

    def _ended_in(self, intervals: Sequence[Interval]) -> list[Brief]:
        cell = self._cell
        _, found = self._store.reach.top(
            cell.technology, intervals, cell.reference, MOST, ended=True
        )
        if not found:
            return []
        changes = successions(self._store, [one.organisation for one in found])
        heirs = {id_: (date, heir) for id_, date, heir in changes}
        return [
            replace(brief, since=since, successor=heir)
            for brief in self._reached_briefs(found)
            for since, heir in [heirs.get(brief.id, ("", ""))]
        ]

    def nearest(self) -> dict[str, list[Near]]:
        """Return the same technology in the next larger region, and broader ones in the region."""
        return {"region": self._larger(), "technology": self._broader()}

    def _larger(self) -> list[Near]:
        regions = load_regions()
        for region in regions.chain(self._place):
            near = self._near(
                region.id, region.name(), self._cell.technology, regions.intervals(region)
            )
            if near.total:
                return [near]
        return []

    def _broader(self) -> list[Near]:
        tree = self._frame.tree
        level = sorted(tree.broader.get(self._cell.technology, ()))
        while level:
            found = [
                self._near(id_, tree.entities[id_].label, id_, self._cell.intervals)
                for id_ in level
            ]
            if any(near.total for near in found):
                return [near for near in found if near.total]
            level = sorted({up for id_ in level for up in tree.broader.get(id_, ())})
        return []

    def related(self, answered: Callable[[], Container[str]]) -> list[Near]:
        """Return what technologies that people take for X would add to what is ``answered``."""
        tree, cell = self._frame.tree, self._cell
        found = []
        for id_ in sorted(tree.related.get(cell.technology, ())):
            _, reached = self._store.reach.top(id_, cell.intervals, cell.reference, MOST)
            there = answered() if reached else ()
            added = [one for one in reached if one.organisation not in there]
            if added:
                briefs = self._reached_briefs(added[:FEW])
                found.append(Near(id_, tree.entities[id_].label, len(added), tuple(briefs)))
        return found

    def _near(
        self, id_: str, label: str, technology: str, intervals: Sequence[tuple[str, str]]
    ) -> Near:
        total, found = self._store.reach.top(technology, intervals, self._cell.reference, FEW)
        return Near(id_, label, total, tuple(self._reached_briefs(found)))

    def _reached_briefs(self, found: Sequence[Reached]) -> list[Brief]:
        scores = {one.organisation: one.score for one in found}
        return [
            replace(brief, score=scores[brief.id])
            for brief in self._briefs([one.organisation for one in found])
        ]

    def _briefs(self, ids: Sequence[str]) -> list[Brief]:
        if not ids:
            return []
        entities = self._store.golden.entities(ids)
        located = self._maker.located(ids)
        return [self._maker.brief(entities[id_], located[id_]) for id_ in ids if id_ in entities]
