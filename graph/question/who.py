"""Who works on X in region Y: the question that everything else serves.

``docs/question.md`` says in words what counts; the weights are in ``score.yaml``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from graph.chunks import chunks
from graph.dates import latest
from graph.entities import DEFAULT_BASE_URI
from graph.ledger.history import reader_as_of
from graph.question.answer import Answer, Query, Understood, cursor, read_cursor
from graph.question.bounds import so_many
from graph.question.filters import Cell, Filters, narrowed, passing_links, settled
from graph.question.hits import HitMaker, shown_basis
from graph.question.side_lists import SideLists
from graph.question.understanding import understand_region
from graph.reader import Frame, Reader
from graph.stored import Link, Reached
from ontology.region import Region
from ontology.regions import load_regions

LIST = "who"
"""What cursors of answers say they continue."""


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
            related=self._sides.related() if wish.beside and not self._filters else (),
            facets=self._facets() if wish.facets else {},
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
        found = self._narrowed
        rest = [one for one in found if not after or _key(one) > (-after[0], after[1])]
        return len(found), rest[:limit]

    @cached_property
    def _narrowed(self) -> list[Reached]:
        return narrowed(self._store, self._cell, self._filters)

    def _links(self, organisations: Sequence[str]) -> list[Link]:
        return list(passing_links(self._store, self._cell, self._filters, organisations))

    def _facets(self) -> Mapping[str, Mapping[str, int]]:
        """Return facet → value → number of organisations, over the whole answer."""
        facets = {
            name: Counter[str]() for name in ("kind", "country", "basis", "role", "technology")
        }
        for some in chunks(self._everyone()):
            facets["kind"].update(self._store.golden.types(some).values())
            facets["country"].update(self._countries(some))
            for name, value in _link_values(self._links(some)):
                facets[name][value] += 1
        return {
            name: dict(sorted(counts.items(), key=lambda one: (-one[1], one[0])))
            for name, counts in facets.items()
        }

    def _everyone(self) -> list[str]:
        cell = self._cell
        if self._filters:
            return [one.organisation for one in self._narrowed]
        return sorted(self._store.reach.organisations(cell.technology, cell.intervals))

    def _countries(self, ids: Sequence[str]) -> Iterator[str]:
        for relations in self._maker.located(ids).values():
            region = load_regions().get(relations[0].target) if relations else None
            yield (region.country or "") if region else ""


def _link_values(links: Sequence[Link]) -> Iterator[tuple[str, str]]:
    """Yield (facet, value), each once an organisation."""
    seen = {
        pair
        for link in links
        for pair in (
            (link.organisation, "basis", shown_basis(link.basis)),
            (link.organisation, "role", link.role),
            (link.organisation, "technology", link.technology),
        )
        if pair[2]
    }
    return ((name, value) for _, name, value in sorted(seen))


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
