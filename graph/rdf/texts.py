"""The graphs of a store as text, block by block: what a dump in a form of text is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from graph.chunks import chunks
from graph.ledger.codec import RelationRow, row_relation
from graph.rdf.ends import Ends
from graph.rdf.gaps import Gaps
from graph.rdf.inferred import Entailment, climbed_stars, inferred_graph
from graph.rdf.projection import Projection
from graph.rdf.reach_stencils import ReachStencils
from graph.rdf.reached import ORGANISATION, PLACING, Places
from graph.rdf.stars import DEFAULT_GRAPH, Star
from graph.rdf.stencils import EntityStencils, Projecting, RelationStencils
from graph.rdf.styles import Style, Styled, Text, blocks
from graph.rdf.terms import iri
from graph.store import GraphStore
from ontology.model import load_model


class Texts:
    """What ``store`` holds as text ``styled`` so; ``base`` begins the URIs."""

    def __init__(self, store: GraphStore, base: str, styled: Styled) -> None:
        self._store = store
        self._base = base
        self._styled = styled
        self._gaps = Gaps(load_model())
        self._ends = Ends(store.golden, load_model())

    def said(self, some: Iterable[Star], graph: str) -> Iterator[Text]:
        """Return what is said in a graph, in blocks."""
        return blocks(some, self._styled(graph))

    def golden(self) -> Iterator[Text]:
        """Yield the golden graph: entities by id, then relations by key."""
        projection = Projection(load_model(), self._base)
        style = self._styled(DEFAULT_GRAPH)
        yield from self._entities(projection, style)
        yield from (text for _, text in self._relations(projection, style))

    def inferred(self) -> Iterator[Text]:
        """Yield what follows: from entities by id, from relations by key, then the closures."""
        entailment, graph = Entailment(load_model(), self._base), iri(inferred_graph(self._base))
        places, style = Places(entailment.projection), self._styled(graph)
        yield from self._entities(entailment, style)
        for rows, text in self._relations(entailment, style):
            yield text
            yield from self.said(self._placed(rows, places, entailment.node), graph)
        yield from self._reached(entailment.projection, style)
        yield from self.said(climbed_stars(self._store, entailment.projection), graph)

    def _entities(self, projecting: Projecting, style: Style) -> Iterator[Text]:
        stencils = EntityStencils(projecting, self._gaps, style)
        yield from map(stencils.written, chunks(self._store.golden.entity_rows()))

    def _relations(
        self, projecting: Projecting, style: Style
    ) -> Iterator[tuple[Sequence[RelationRow], Text]]:
        stencils = RelationStencils(projecting, self._gaps, style, self._ends)
        for rows in chunks(self._store.golden.relation_rows()):
            self._ends.look_up(row[:3] for row in rows)
            yield rows, stencils.written(rows)

    def _reached(self, projection: Projection, style: Style) -> Iterator[Text]:
        stencils = ReachStencils(projection, style)
        rows = (row for row in self._store.reach.rows() if not row.ended)
        yield from map(stencils.written, chunks(rows))

    def _placed(
        self, rows: Iterable[RelationRow], places: Places, node: Callable[[str, str], str]
    ) -> Iterator[Star]:
        for row in rows:
            if row[1] == PLACING and self._ends.of(*row[:3])[0] == ORGANISATION:
                yield from places.of(row_relation(*row), node(ORGANISATION, row[0]))
