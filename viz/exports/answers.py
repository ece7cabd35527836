"""Answers as tables: who works on what where, and a shortlist."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graph.ledger.attribution import Attribution
from graph.question.answer import Answer, Hit
from graph.question.shortlist import JOINING, Pair, Shortlist
from viz.exports.tables import SOURCE_COLUMNS, Table, Value, rows_of

HIT_COLUMNS = (
    *("rank", "id", "uri", "name", "kind", "country", "region", "website", "score", "basis"),
    *("links", "last_active", "technologies", "identifiers", "why", "pages"),
)
MEMBER_COLUMNS = (
    *("id", "uri", "name", "type", "country", "region", "city", "website", "technologies"),
    *("clusters", "ended"),
)
CHECK_COLUMNS = ("rule", "needed", "found", "met", "counted")
PAIR_COLUMNS = ("one", "other", "what", "id", "name", "start", "end")


def who_tables(answer: Answer, date: str, sources: Sequence[Attribution]) -> Iterator[Table]:
    """Yield the hits of an answer, what was asked, and whom it is owed to."""
    hits = (_hit(rank, hit) for rank, hit in enumerate(answer.hits, 1))
    yield Table("hits", HIT_COLUMNS, hits)
    query = answer.query
    yield Table(
        "question",
        ("what", "value"),
        [
            ["technology", f"{query.technology.label} ({query.technology.id})"],
            ["region", f"{query.region.label} ({query.region.id})"],
            *[[name, value] for name, value in query.filters.items()],
            ["total", answer.total],
            ["in this file", len(answer.hits)],
            ["graph of", date],
        ],
    )
    yield Table("sources", SOURCE_COLUMNS, rows_of(sources, SOURCE_COLUMNS))


def _hit(rank: int, hit: Hit) -> list[Value]:
    pages = (
        url for path in hit.paths for step in path for one in step.evidence for url in one.urls
    )
    paths = (
        " · ".join(f"{one.source} {one.relation} {one.target}" for one in path)
        for path in hit.paths
    )
    return [
        rank,
        *(hit.id, hit.uri, hit.name, hit.kind, hit.country, hit.region, hit.website),
        *(hit.score, hit.basis, hit.links, hit.last_active),
        "; ".join(hit.technologies),
        "; ".join(f"{scheme}:{value}" for scheme, value in hit.identifiers.items()),
        "; ".join(paths),
        "; ".join(dict.fromkeys(pages)),
    ]


def shortlist_tables(found: Shortlist, sources: Sequence[Attribution]) -> Iterator[Table]:
    """Yield the members of a shortlist, the checklist, who met whom, and whom it is owed to."""
    yield Table("members", MEMBER_COLUMNS, rows_of(found.members, MEMBER_COLUMNS))
    checks = (
        [one.rule, one.needed, one.found, "yes" if one.met else "no", "; ".join(one.counted)]
        for one in found.checks
    )
    yield Table("checklist", CHECK_COLUMNS, checks)
    met = (row for pair in found.pairs for row in _met(pair))
    never: Iterator[list[Value]] = (
        [one, other, "never met", "", "", "", ""] for one, other in found.strangers
    )
    yield Table("pairs", PAIR_COLUMNS, [*met, *never])
    yield Table("sources", SOURCE_COLUMNS, rows_of(sources, SOURCE_COLUMNS))


def _met(pair: Pair) -> Iterator[list[Value]]:
    for what in JOINING.values():
        for one in getattr(pair, what):
            yield [pair.one, pair.other, what, one.id, one.name, one.start, one.end]
