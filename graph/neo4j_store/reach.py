"""The closure technology x place in Neo4j."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence

from graph.codec import row_relation
from graph.entities import Relation
from graph.neo4j_store.database import Database
from graph.places import place_path
from graph.reach import date_number
from graph.score import RECENCY_SPAN, RECENCY_STEP
from graph.store import Footprint, Interval, Link, Reached, ReachRow

HIGHEST = 2**62


class Neo4jReach:
    """See ``graph.store.Reach``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def top(
        self,
        technology: str,
        intervals: Sequence[Interval],
        reference: int,
        limit: int,
        after: tuple[int, str] | None = None,
        *,
        ended: bool = False,
    ) -> tuple[int, list[Reached]]:
        """Return how many organisations there are and the first ``limit`` by score, then id."""
        form, where = _range(intervals)
        score, last = after or (HIGHEST, "")
        rows = self._database.rows(
            form,
            **where,
            technology=technology,
            ended=int(ended),
            reference=reference,
            span=RECENCY_SPAN,
            step=RECENCY_STEP,
            limit=limit,
            after_score=score,
            after_id=last,
        )
        found = [Reached(*row) for _, *row in rows if row[0] is not None]
        return (rows[0][0] if rows else 0), found

    def links(self, technologies: Collection[str], organisations: Collection[str]) -> list[Link]:
        """Return the links of these organisations to exactly these technologies."""
        return self._links(organisations, technologies)

    def _links(
        self, organisations: Collection[str], technologies: Collection[str] | None
    ) -> list[Link]:
        rows = self._database.rows_for("links", organisations, technologies=technologies)
        return [
            Link(
                organisation, basis, via, role, technology, since, until, date_number(since, until)
            )
            for organisation, basis, via, role, technology, since, until in rows
        ]

    def members(self, technologies: Collection[str]) -> list[Relation]:
        """Return MEMBER_OF relations to clusters that themselves work on these technologies."""
        rows = set(self._database.rows_for("members", technologies))
        return [row_relation(*row) for row in sorted(rows)]

    def footprints(self, organisations: Collection[str]) -> list[Footprint]:
        """Return what the golden graph says of these organisations."""
        places: dict[str, list[str]] = {}
        for organisation, region, city in self._database.rows_for("places", organisations):
            places.setdefault(organisation, []).append(place_path(region, city or ""))
        links: dict[str, list[Link]] = {}
        for link in self._links(list(places), None):
            links.setdefault(link.organisation, []).append(link)
        ended = {id_ for (id_,) in self._database.rows_for("ended", links)}
        return [
            Footprint(id_, tuple(places[id_]), id_ in ended, tuple(found))
            for id_, found in links.items()
        ]

    def organisations_via(self, ids: Collection[str]) -> set[str]:
        """Return the organisations linked to these projects, agreements, products, technologies."""
        return {id_ for (id_,) in self._database.rows_for("organisations_via", ids)}

    def rows(self) -> Iterator[ReachRow]:
        """Yield all rows."""
        return (ReachRow(*row) for row in self._database.stream("reach_rows"))

    def apply(self, added: Iterable[ReachRow], gone: Iterable[ReachRow]) -> None:
        """Enter changes in the revision under way."""
        cells: defaultdict[str, dict[str, bool]] = defaultdict(dict)
        for row in gone:
            cells[row.organisation][f"{row.technology} {row.place}"] = True
        self._database.run_many("close_reach", cells.items())
        self._database.run_many("add_reach", map(tuple, added))

    def fill(self, rows: Iterable[ReachRow]) -> None:
        """Enter many rows that are not there yet, in the revision under way."""
        self.apply(rows, ())


def _range(intervals: Sequence[Interval]) -> tuple[str, dict[str, object]]:
    """Return the statement that reads ``intervals``, and their parameters."""
    if len(intervals) == 1:
        return "top_one", {"lo": intervals[0][0], "hi": intervals[0][1]}
    return "top_many", {"intervals": [list(pair) for pair in intervals]}
