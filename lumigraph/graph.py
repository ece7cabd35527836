"""A graph as Python sees it: open a store, ask, walk, take data in, take it out."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

import rdflib

from graph.curating.hand import Hand
from graph.dates import Period
from graph.destination import check_destination
from graph.difference.sides import PRESENT, Comparison, difference
from graph.entities import Entity
from graph.errors import UsageError
from graph.export import whole
from graph.ledger.attribution import attributions
from graph.ledger.holdings import Holdings
from graph.ledger.writing import Report
from graph.opening import internal_opening, open_store
from graph.question.filters import Filters
from graph.question.paths import neighbours, paths
from graph.question.portrait import Portrait, portrait
from graph.question.search import entity_named, search
from graph.question.who import Wish, who
from graph.rdf import to_rdflib
from graph.reader import Reader
from graph.records import Properties, Value
from graph.review.desk import Desk
from graph.roster.roster import roster
from graph.store import GraphStore
from ingest.archives import allow
from ingest.derived import take_back
from lumigraph.configuration import load_settings
from lumigraph.results import Around, SearchResult, Ways, WhoResult, entity_frame
from lumigraph.settings import Settings
from ontology.model import load_model
from viz.network.atlas import Atlas
from viz.network.selection import Part, Selection

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd


class Graph:
    """An open graph; use it as a context manager or call ``close``.

    >>> from lumigraph import bundled_data
    >>> graph = open("sqlite:///:memory:")
    >>> graph.ingest(bundled_data()).rejected
    0
    >>> graph.search("ekspla")[0].name
    'Ekspla'
    >>> answer = graph.who("lasers", "Lithuania", kinds=["Company"])
    >>> answer.hits[0].id, answer.hits[0].paths[0][0].relation
    ('ekspla', 'WORKS_ON')
    >>> [step.relation for step in graph.path("LITEK", "CPIC")[0]]
    ['PARTY_TO', 'PARTY_TO']
    >>> graph.neighbours("LASER-GO GLOBAL").distances["biocat"]
    1
    >>> graph.to_networkx().nodes["litek"]["type"]
    'Cluster'
    >>> graph.close()
    """

    def __init__(self, holdings: Holdings, settings: Settings, *, internal: bool = False) -> None:
        self.holdings = holdings
        self.settings = settings
        self._sees_all = internal
        self._reader = Reader(holdings.public)
        self._atlas: Atlas | None = None
        allow(settings.limits())

    def __enter__(self) -> Graph:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def store(self) -> GraphStore:
        """The store that is asked: with the internal facts or without."""
        return self.holdings.whole if self._sees_all else self.holdings.public

    @property
    def reader(self) -> Reader:
        """What reads that store."""
        if self._reader.store is not self.store:
            self._reader = Reader(self.store, before=Reader(self.holdings.public))
        return self._reader

    @property
    def atlas(self) -> Atlas:
        """What draws that store's networks."""
        if self._atlas is None or self._atlas.reader is not self.reader:
            self._atlas = self.settings.atlas(self.reader)
        return self._atlas

    def close(self) -> None:
        """Let go of the store."""
        self.holdings.close()

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
        valid_on: str = "",
        period: str = "",
        as_of: str = "",
        min_score: int | None = None,
        facets: bool = True,
        paths: int = 10,
    ) -> WhoResult:
        """Return who works on ``technology`` in ``region``, both as people write them.

        ``valid_on`` and ``period`` (``2016..2018``) ask when a link held, ``as_of`` what was known
        then; dates may be partial. Raises ``UnknownNameError`` or ``AmbiguousNameError`` with
        candidates and ``UsageError`` for what is no date or cursor.
        """
        filters = Filters(
            several(kinds), several(roles), programme, period_of(valid_on, period), min_score, as_of
        )
        wish = Wish(limit, cursor, paths, facets, base_uri=self.settings.base_uri)
        return WhoResult(who(self.reader, technology, region, filters, wish))

    def search(self, text: str, kinds: Collection[str] = (), limit: int = 10) -> SearchResult:
        """Return entities whose names are nearest to ``text``, best first."""
        return SearchResult(search(self.store, text, several(kinds), limit, self.settings.base_uri))

    def entity(self, name: str) -> Entity:
        """Return the entity that an id, URI, key or unique name means."""
        return entity_named(self.store, name)

    def neighbours(
        self, name: str, depth: int = 1, limit: int = 500, via: Collection[str] = ()
    ) -> Around:
        """Return what lies within ``depth`` relations of an entity, at most ``limit`` entities.

        ``via`` names kinds to lead through that are passed by otherwise: Technology, Region,
        Programme.
        """
        return Around(neighbours(self.store, self.entity(name), depth, limit, several(via)))

    def path(self, start: str, goal: str, number: int = 3, via: Collection[str] = ()) -> Ways:
        """Return the ``number`` shortest ways between two entities, each step with evidence.

        ``via`` as in ``neighbours``.
        """
        ends = self.entity(start), self.entity(goal)
        return Ways(paths(self.store, *ends, number, several(via)))

    def portrait(self, name: str) -> Portrait:
        """Return an entity with all that is said of it, and who says so."""
        return portrait(self.store, self.entity(name))

    def ingest(
        self,
        path: str | Path,
        format_name: str = "",
        *,
        visibility: str = "",
        mapping: str | Path = "",
        sure: bool = False,
    ) -> Report:
        """Take in the source at ``path``: all of it, or nothing when it cannot be read.

        ``visibility`` (``public``, ``internal``, ``embargoed until 2027-01-01``) says who may see
        it; without, its format does. ``mapping`` is that of a table which has none beside it;
        ``sure`` lets a snapshot take out many members. Raises ``ingest.errors.IngestError``.
        """
        from lumigraph.loading import take_in  # all formats are slow to import

        file = Path(mapping) if mapping else None
        return take_in(
            self.holdings,
            Path(path),
            format_name,
            None,
            visibility,
            file,
            sure=sure,
            base_uri=self.settings.base_uri,
            manner=self.settings.manner(),
            by=self.settings.curator,
        )

    def add(
        self, type_: str, properties: Properties, *, address: str, key: str = "", reason: str = ""
    ) -> str:
        """Add an entity by hand; ``address`` is the page on which you read it, or words for it.

        This and the next three make an entry, which is believed before any source that is read,
        and return its name for ``take_back``; see ``graph.curating.hand.Hand``, which can do more.
        """
        return self.hand(address, reason).add(type_, properties, key)

    def correct(
        self, name: str, property_: str, value: Value, *, address: str, reason: str = ""
    ) -> str:
        """Say by hand what a property of an entity is, instead of what stands there."""
        return self.hand(address, reason).correct(name, property_, value)

    def end(
        self,
        source: str,
        type_: str,
        target: str,
        until: str,
        *,
        address: str,
        role: str = "",
        reason: str = "",
    ) -> str:
        """Say by hand when a relation ended, as a partial ISO date."""
        return self.hand(address, reason).end(source, type_, target, until, role)

    def take_back(self, entry: str) -> None:
        """Undo an entry by hand: the graph is again what it was without it."""
        take_back(self.hand(""), entry)

    def hand(self, address: str, reason: str = "", visibility: str = "") -> Hand:
        """Return who enters, as the setting ``curator``, what stands on a page."""
        return Hand(self.holdings, self.settings.curator, address, reason, visibility)

    @property
    def desk(self) -> Desk:
        """Where proposals are decided: uncertain pairs, facts read in documents, remarks."""
        return Desk(self.holdings)

    def draw(
        self,
        output: str | Path,
        form: str = "",
        *,
        technology: str = "",
        region: str = "",
        focus: Collection[str] = (),
        depth: int = 1,
        kinds: Collection[str] = (),
        period: str = "",
        title: str = "",
        language: str = "en",
    ) -> Part:
        """Write a part of the graph as a network; return what was shown.

        ``form`` is pyvis, graphml, gexf, csv, xlsx, svg, png or jsonld, by default what the file's
        ending names (.html is pyvis). Nothing asked is everything, within the settings' limits.
        Raises ``UnknownNameError`` or ``AmbiguousNameError`` with candidates, and ``UsageError``.
        """
        from viz.exports.exporting import Wish as Drawn  # all forms are slow to import
        from viz.exports.to_file import export_to

        asked = Selection(
            focus=tuple(focus),
            depth=depth,
            technology=technology,
            region=region,
            kinds=tuple(kinds),
            period=period_of("", period),
        )
        wish = Drawn(title, language, base_uri=self.settings.base_uri)
        return export_to(self.atlas, asked, Path(output), form, wish)

    def diff(self, before: str, after: str = PRESENT) -> Comparison:
        """Return what changed between two revisions, days or sources, as `lumigraph diff` says it.

        ``lines`` are sentences, ``shape()`` plain values. Raises ``UnknownNameError`` for what is
        none of them, ``UsageError`` for a source beside what is none.
        """
        return difference(self.reader, before, after)

    def roster(
        self, of: str, output: str | Path, kind: str = "organisation", language: str = "en"
    ) -> int:
        """Write the members of a cluster as a workbook to be edited; return how many they are.

        ``ingest`` takes it back. Raises ``UsageError`` for what has no members, and what
        ``check_destination`` raises.
        """
        from viz.exports.roster_workbook import write_roster

        check_destination(Path(output))
        internal = self.store is not self.holdings.public
        found = roster(self.store, self.entity(of), kind, language, "internal" if internal else "")
        with whole(Path(output)) as file:
            write_roster(found, attributions(self.store), file)
        return len(found.rows)

    def cypher(self, query: str, **parameters: Any) -> list[dict[str, Any]]:
        """Run a reading Cypher query on a Neo4j store and return its rows.

        Raises ``UsageError`` on another store.
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

    def to_pandas(self, kind: str = "") -> pd.DataFrame:
        """Return entities (of a top kind) as a data frame, one row each. Needs ``pandas``.

        Raises ``UsageError`` for what is no top kind.
        """
        tops = {load_model().top(one) for one in load_model().kinds}
        if kind and kind not in tops:
            raise UsageError(f"'{kind}' is no top kind: give one of {', '.join(sorted(tops))}")
        return entity_frame(self.store.golden.all_entities(kind))

    def to_rdflib(self) -> rdflib.Graph:
        """Return the golden graph in the terms of the vocabulary."""
        return to_rdflib(self.store, self.settings.base_uri)


def several(names: Collection[str]) -> tuple[str, ...]:
    """Return names as they were given; a single one may stand for itself.

    >>> several("Company"), several(["Company", "University"])
    (('Company',), ('Company', 'University'))
    """
    return (names,) if isinstance(names, str) else tuple(names)


def period_of(valid_on: str, period: str) -> Period | None:
    """Return the period that the two ways of asking for one mean.

    Raises ``UsageError`` when both are given or one is no date.
    """
    if valid_on and period:
        raise UsageError("give either valid_on or period, not both")
    try:
        return Period.parse(valid_on or period) if valid_on or period else None
    except ValueError as error:
        raise UsageError(str(error)) from error


def open(
    store: str = "",
    settings: Settings | None = None,
    *,
    alongside: bool = False,
    internal: bool = False,
) -> Graph:
    """Open the graph at a store's URL, by default the one the settings name.

    Internal facts are seen only where ``internal`` asks for them.

    >>> with open("sqlite:///:memory:") as graph:
    ...     graph.store.revision().number
    0
    """
    chosen = settings or load_settings()
    if store:
        chosen = chosen.at(store)
    access = chosen.access(alongside=alongside)
    public = open_store(chosen.store, access)
    holdings = Holdings(
        public, internal_opening(chosen.internal(), access), erased=chosen.forget_names
    )
    return Graph(holdings, chosen, internal=internal)
