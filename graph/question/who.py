"""Who works on X in region Y: the question that everything else serves.

``docs/question.md`` says in words what counts; the weights are in ``score.yaml``.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from graph.chunks import chunks
from graph.dates import latest
from graph.entities import DEFAULT_BASE_URI
from graph.ledger.history import reader_as_of
from graph.places import seat
from graph.question.answer import Answer, Query, Understood, cursor, read_cursor
from graph.question.bounds import so_many
from graph.question.filters import Cell, Filters, Narrowed, narrowed, passing_links, settled
from graph.question.hits import HitMaker, shown_basis
from graph.question.side_lists import SideLists
from graph.question.understanding import understand_region
from graph.reader import Frame, Reader
from graph.stored import Link, Reached
from ontology.region import Region
from ontology.regions import load_regions

LIST = "who"
"""What cursors of answers say they continue."""
FACETS = ("kind", "country", "basis", "role", "technology")


@dataclass(frozen=True, slots=True)
class Wish:
    """How much of an answer is wanted.

    ``limit`` hits from ``cursor`` on, each with at most ``paths`` paths; ``facets`` and the side
    lists (``beside``) cost time on wide questions and can be left out.
    """

    limit: int = 20
    cursor: str = ""
    paths: int = 10
    facets: bool = True
    beside: bool = True
    base_uri: str = DEFAULT_BASE_URI


def who(
    reader: Reader,
    technology: str,
    region: str,
    filters: Filters | None = None,
    wish: Wish | None = None,
) -> Answer:
    """Answer who works on ``technology`` in ``region``, both as people write them.

    Raises ``UnknownNameError`` or ``AmbiguousNameError`` with candidates, ``UsageError`` for a
    wrong cursor, for a filter that could never be met, or when no hit is asked for.
    """
    wish = wish or Wish()
    so_many("paths", wish.paths, least=0)
    wish = replace(wish, limit=so_many("limit", wish.limit))
    filters = Filters() if filters is None else filters
    reader = reader_as_of(reader, filters.as_of) if filters.as_of else reader
    frame = reader.frame()
    what = frame.names.understand(technology)
    where, place = understand_region(region)
    chosen = settled(reader.store, filters)
    return _Question(reader, frame, what, where, place, chosen, wish).answer()


class _Question:
    """One question on its way to its answer."""

    def __init__(
        self,
        reader: Reader,
        frame: Frame,
        what: Understood,
        where: Understood,
        place: Region,
        filters: Filters,
        wish: Wish,
    ) -> None:
        self._store = reader.store
        self._frame = frame
        self._query = Query(what, where, described(filters))
        self._filters = filters
        self._wish = wish
        self._cell = Cell(
            what.id,
            frame.tree.descendants(what.id),
            tuple(load_regions().intervals(place)),
            frame.reference,
        )
        self._maker = HitMaker(self._store, frame.tree, self._cell, wish.paths, wish.base_uri)
        self._sides = SideLists(self._store, frame, self._cell, place, self._maker)

    def answer(self) -> Answer:
        """Return the whole answer."""
        wish = self._wish
        total, reached = self._reached(wish.limit + 1)
        page = reached[: wish.limit]
        links = self._links([one.organisation for one in page])
        empty = total == 0 and not self._filters
        return Answer(
            query=self._query,
            total=total,
            hits=self._maker.hits(page, links),
            membership=self._sides.membership() if wish.beside else (),
            unplaced=self._sides.unplaced() if wish.beside else (),
            ended=self._sides.ended() if wish.beside else (),
            nearest=self._sides.nearest() if empty else {},
            related=self._sides.related(lambda: self._everyone)
            if wish.beside and not self._filters
            else (),
            facets=self._facets(links) if wish.facets else {},
            next=cursor(LIST, page[-1].score, page[-1].organisation)
            if len(reached) > len(page)
            else "",
        )

    def _reached(self, limit: int) -> tuple[int, list[Reached]]:
        after = read_cursor(LIST, self._wish.cursor) if self._wish.cursor else None
        cell = self._cell
        if not self._filters:
            return self._store.reach.top(
                cell.technology, cell.intervals, cell.reference, limit, after
            )
        found = self._narrowed.reached
        rest = [one for one in found if not after or _key(one) > (-after[0], after[1])]
        return len(found), rest[:limit]

    @cached_property
    def _narrowed(self) -> Narrowed:
        return narrowed(self._store, self._cell, self._filters)

    def _links(self, organisations: Sequence[str]) -> list[Link]:
        if self._filters:
            return [link for id_ in organisations for link in self._narrowed.links[id_]]
        return list(passing_links(self._store, self._cell, self._filters, organisations))

    def _facets(self, shown: Sequence[Link]) -> Mapping[str, Mapping[str, int]]:
        """Return facet → value → number of organisations, over the whole answer.

        ``shown`` are the links of the page, whose organisations have the most: read once.
        """
        places, known = self._everyone, {link.organisation for link in shown}
        facets: defaultdict[str, Counter[str]] = defaultdict(Counter, _counted(shown))
        # The country that a hit shows is that of the first of its places there, by region.
        facets["country"].update(min(map(seat, some))[1] for some in places.values())
        for some in chunks(sorted(places)):
            facets["kind"].update(self._store.golden.types(some).values())
            rest = self._links([id_ for id_ in some if id_ not in known])
            for name, counts in _counted(rest).items():
                facets[name].update(counts)
        return {
            name: dict(sorted(facets[name].items(), key=lambda one: (-one[1], one[0])))
            for name in FACETS
        }

    @cached_property
    def _everyone(self) -> Mapping[str, list[str]]:
        """Return all organisations of the answer, with their places in the region."""
        cell = self._cell
        if not self._filters:
            return self._store.reach.organisations(cell.technology, cell.intervals)
        places = self._narrowed.places
        return {one.organisation: places[one.organisation] for one in self._narrowed.reached}


def _counted(links: Sequence[Link]) -> dict[str, Counter[str]]:
    """Return facet → value → number of organisations that have such a link."""
    pairs = {
        "basis": {(link.organisation, shown_basis(link.basis)) for link in links},
        "role": {(link.organisation, link.role) for link in links if link.role},
        "technology": {(link.organisation, link.technology) for link in links},
    }
    return {name: Counter(value for _, value in some) for name, some in pairs.items()}


def _key(one: Reached) -> tuple[int, str]:
    return (-one.score, one.organisation)


def described(filters: Filters) -> dict[str, str]:
    """Return the filters that were set, as text by name."""
    period = filters.period
    texts = {
        "kind": ", ".join(filters.kinds),
        "role": ", ".join(filters.roles),
        "programme": filters.programme,
        "period": f"{period.start}..{period.end}" if period else "",
        "minimum": "" if filters.minimum is None else str(filters.minimum),
        "as_of": latest(filters.as_of) if filters.as_of else "",
    }
    return {name: text for name, text in texts.items() if text}
