"""The closure technology x place in SQLite."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain

from graph.entities import Relation
from graph.golden.footprints import BASES, Matter, Part, works_by
from graph.golden.reach import date_number
from graph.ledger.codec import row_relation
from graph.places import place_path
from graph.question.score import RECENCY_SPAN, RECENCY_STEP
from graph.sqlite_store.database import Database
from graph.stored import Footprint, Interval, Link, Reached, ReachRow


class SqliteReach:
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
        cell = {"technology": technology, "ended": int(ended), **where}
        score, last = after or (2**62, "")
        rows = self._database.rows(
            f"top_{form}",
            **cell,
            reference=reference,
            span=RECENCY_SPAN,
            step=RECENCY_STEP,
            limit=limit,
            after_score=score,
            after_id=last,
        )
        total = int(self._database.rows(f"count_{form}", **cell)[0][0])
        return total, [Reached(*row) for row in rows]

    def organisations(
        self, technology: str, intervals: Sequence[Interval], *, ended: bool = False
    ) -> dict[str, list[str]]:
        """Return all that ``top`` counts: id → the paths of its places there."""
        rows = self._database.stream(
            "organisations",
            technology=technology,
            intervals=[list(pair) for pair in intervals],
            ended=int(ended),
        )
        found: defaultdict[str, list[str]] = defaultdict(list)
        for id_, place in rows:
            found[id_].append(place)
        return found

    def links(self, technologies: Collection[str], organisations: Collection[str]) -> list[Link]:
        """Return the links of these organisations to exactly these technologies."""
        asked = {"organisations": organisations, "technologies": technologies}
        form = "links_to_one" if len(technologies) == 1 else "links_to_many"
        rows = chain(
            self._database.stream("links_directly", **asked), self._database.stream(form, **asked)
        )
        return [
            Link(id_, BASES[type_], via, role, technology, since, until, date_number(since, until))
            for id_, type_, via, role, technology, since, until in rows
        ]

    def members(self, technologies: Collection[str]) -> list[Relation]:
        """Return MEMBER_OF relations to clusters that themselves work on these technologies."""
        rows = self._database.rows("members", technologies=technologies)
        return [row_relation(*row) for row in rows]

    def footprints(self, organisations: Collection[str]) -> list[Footprint]:
        """Return what the golden graph says of these organisations."""
        places: dict[str, list[str]] = {}
        for organisation, region, city in self._database.stream(
            "places", organisations=organisations
        ):
            places.setdefault(organisation, []).append(place_path(region, city or ""))
        parts = self._parts(list(places))
        targets = {part[1] for some in parts.values() for part in some if part[0] != "WORKS_ON"}
        matters = self._matters(targets)
        ended = {id_ for (id_,) in self._database.stream("ended", organisations=list(parts))}
        return [
            Footprint(id_, tuple(places[id_]), id_ in ended, works)
            for id_, some in parts.items()
            if (works := works_by(some, matters))
        ]

    def _parts(self, organisations: Collection[str]) -> dict[str, list[Part]]:
        parts: dict[str, list[Part]] = {}
        for row in self._database.stream("parts", organisations=organisations):
            parts.setdefault(row[0], []).append(row[1:])
        return parts

    def _matters(self, ids: Collection[str]) -> dict[str, Matter]:
        return {
            id_: Matter(start, end, frozenset(json.loads(technologies)))
            for id_, start, end, technologies in self._database.stream("matters", ids=ids)
        }

    def organisations_via(self, ids: Collection[str]) -> set[str]:
        """Return the organisations linked to these projects, agreements, products, technologies."""
        return {id_ for (id_,) in self._database.stream("organisations_via", ids=ids)}

    def rows(self) -> Iterator[ReachRow]:
        """Yield all rows, ordered by technology, place, organisation."""
        return (ReachRow(*row) for row in self._database.long_stream("reach_rows"))

    def apply(self, added: Iterable[ReachRow], gone: Iterable[ReachRow]) -> None:
        """Enter changes in the revision under way; a row that has another's key takes its place."""
        leaving = dict.fromkeys(row[:3] for row in gone)
        if leaving:
            added = list(added)
            for row in added:
                leaving.pop(row[:3], None)
        self._database.run_many("drop_reach", leaving)
        self._database.run_many("put_reach", added)

    def fill(self, rows: Iterable[ReachRow]) -> None:
        """Enter many rows that are not there yet; their order is that of the table."""
        self._database.run_many("put_reach", rows)


def _range(intervals: Sequence[Interval]) -> tuple[str, dict[str, object]]:
    """Return which form of the statements reads ``intervals``, and their parameters."""
    if len(intervals) == 1:
        return "one", {"lo": intervals[0][0], "hi": intervals[0][1]}
    return "many", {"intervals": [list(pair) for pair in intervals]}
