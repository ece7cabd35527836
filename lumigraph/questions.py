"""What an open graph can be asked."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING, Any

import rdflib

from graph.difference.sides import PRESENT, difference
from graph.entities import Entity
from graph.errors import UsageError
from graph.question.filters import Filters
from graph.question.paths import neighbours, paths
from graph.question.portrait import portrait
from graph.question.search import classes_asked, entity_named, search
from graph.question.who import Wish, who
from graph.rdf import to_rdflib
from graph.reader import Reader
from graph.store import GraphStore
from lumigraph.arguments import checked, day, period_of, several
from lumigraph.results import (
    Around,
    Differences,
    Picture,
    SearchResult,
    Sources,
    Ways,
    WhoResult,
    entity_frame,
)
from lumigraph.settings import Settings
from ontology.model import load_model

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd


class Questions(ABC):
    """What reads a graph; ``Graph`` has it all."""

    settings: Settings

    @property
    @abstractmethod
    def store(self) -> GraphStore:
        """The store that is asked."""

    @property
    @abstractmethod
    def reader(self) -> Reader:
        """What reads that store."""

    @checked
    def who(
        self,
        technology: str,
        region: str,
        *,
        limit: int = 20,
        cursor: str = "",
        kinds: Collection[str] = (),
        roles: Collection[str] = (),
        programme: str = "",
        valid_on: str | date = "",
        period: str = "",
        as_of: str | date = "",
        min_score: int | None = None,
        facets: bool = True,
        paths: int = 10,
    ) -> WhoResult:
        """Return who works on ``technology`` in ``region``, both as people write them.

        The best ``limit`` hits from ``cursor`` on (``answer.next`` of the page before), each with
        its weightiest ``paths``; ``facets`` counts all. ``kinds`` (Company), ``roles`` (partner)
        and ``programme`` say by which links, ``min_score`` from how many points on.
        ``valid_on`` and ``period`` (``2016..2018``) ask when a link held, ``as_of`` what was known
        then; dates may be partial. Raises ``UnknownNameError`` or ``AmbiguousNameError`` with
        candidates and ``UsageError`` for what is no date or cursor.
        """
        held = period_of(day(valid_on), period)
        filters = Filters(several(kinds), several(roles), programme, held, min_score, day(as_of))
        wish = Wish(limit, cursor, paths, facets, base_uri=self.settings.base_uri)
        return WhoResult(who(self.reader, technology, region, filters, wish))

    @checked
    def search(self, text: str, kinds: Collection[str] = (), limit: int = 10) -> SearchResult:
        """Return entities whose names are nearest to ``text``, best first."""
        return SearchResult(search(self.store, text, several(kinds), limit, self.settings.base_uri))

    @checked
    def entity(self, name: str) -> Entity:
        """Return the entity that an id, URI, key or unique name means."""
        return entity_named(self.store, name)

    @checked
    def neighbours(
        self, name: str, depth: int = 1, limit: int = 500, via: Collection[str] = ()
    ) -> Around:
        """Return what lies within ``depth`` relations of an entity, at most ``limit`` entities.

        ``via`` names kinds to lead through that are passed by otherwise: Technology, Region,
        Programme.
        """
        return Around(neighbours(self.store, self.entity(name), depth, limit, several(via)))

    @checked
    def path(self, start: str, goal: str, number: int = 3, via: Collection[str] = ()) -> Ways:
        """Return the ``number`` shortest ways between two entities, each step with evidence.

        ``via`` as in ``neighbours``.
        """
        ends = self.entity(start), self.entity(goal)
        return Ways(paths(self.store, *ends, number, several(via)))

    @checked
    def portrait(self, name: str) -> Picture:
        """Return an entity with all that is said of it, and who says so."""
        return Picture.of(portrait(self.store, self.entity(name)))

    @checked
    def diff(self, before: str | date, after: str | date = PRESENT) -> Differences:
        """Return what changed between two revisions, days or sources, as `lumigraph diff` says it.

        ``lines`` are sentences, ``shape()`` plain values. Raises ``UnknownNameError`` for what is
        none of them, ``UsageError`` for a source beside what is none.
        """
        return Differences.of(difference(self.reader, day(before), day(after)))

    def sources(self) -> Sources:
        """Return the sources that stand: their licences, whom they want named, and their dates."""
        return Sources(self.store.ledger.sources())

    @checked
    def cypher(self, query: str, /, **parameters: Any) -> list[dict[str, Any]]:
        """Run a reading Cypher query on a Neo4j store, with ``parameters``; return its rows.

        A row has what the query returns, by its names; ask for properties (``n.name``), for a node
        comes with the store's bookkeeping. Raises ``UsageError`` for a query that writes or cannot
        be run, and on another store.
        """
        ask = getattr(self.store, "cypher", None)
        if ask is None:
            raise UsageError(
                f"{self.store.url} does not speak Cypher: open a Neo4j store (bolt://…)"
            )
        rows: list[dict[str, Any]] = ask(query, **parameters)
        return rows

    def to_networkx(self) -> nx.MultiDiGraph[str]:
        """Return the whole graph.

        Nodes are ids with ``kind``, ``type``, ``name`` and ``properties``; edges have
        ``relation``, ``role``, ``since``, ``until`` and ``properties``.
        """
        import networkx as nx  # slow to import

        result: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        for one in self.store.golden.all_entities():
            data = {"kind": one.kind, "type": one.type, "name": one.label}
            result.add_node(one.id, **data, properties=dict(one.properties))
        for link in self.store.golden.all_relations():
            result.add_edge(
                link.source,
                link.target,
                relation=link.type,
                role=link.role,
                since=link.since,
                until=link.until,
                properties=dict(link.properties),
            )
        return result

    @checked
    def to_pandas(self, kind: str = "") -> pd.DataFrame:
        """Return entities as a data frame, one row each. Needs the extra ``pandas``.

        ``kind`` chooses those of a kind (Organisation) or a class (Cluster), with those below it.
        Raises ``UsageError`` for what is neither.
        """
        kinds = classes_asked([kind]) if kind else ()
        top = load_model().top(kinds[0]) if kinds else ""
        found = self.store.golden.all_entities(top)
        return entity_frame(one for one in found if not kinds or one.type in kinds)

    def to_rdflib(self) -> rdflib.Graph:
        """Return the golden graph in the terms of the vocabulary."""
        return to_rdflib(self.store, self.settings.base_uri)
