"""What was done to the graph, and what was judged: a graph of its own in a dump.

Revisions are activities of PROV-O. A judgement is an entity that one of them generated, and
perhaps another invalidated. Under ``prov:value`` stands the whole of each (``graph.rdf.values``).
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from graph.entities import DEFAULT_BASE_URI
from graph.ledger.identity import Judgement, entity_id
from graph.rdf.projection import OBJECT, PREDICATE, SUBJECT, A, Projection
from graph.rdf.provenance import (
    ACTIVITY,
    AGENT,
    ATTRIBUTED_TO,
    COMMENT,
    ENDED,
    ENTITY,
    LABEL,
    VALUE,
    VERDICTS,
    Times,
    part_of,
    revision_node,
    time,
)
from graph.rdf.stars import Said, Star
from graph.rdf.terms import iri, json, text
from graph.rdf.values import Totals, plain_value, totals_value
from graph.store import GraphStore
from ontology.model import load_model


def judged_graph(base: str = DEFAULT_BASE_URI) -> str:
    """Return the term of the graph in which revisions and judgements stand."""
    return iri(f"{base}/graph/judgements")


class HistoryGraph:
    """The statements of that graph; ``totals`` counts what a dump holds."""

    def __init__(self, store: GraphStore, totals: Totals, base: str = DEFAULT_BASE_URI) -> None:
        self.graph = judged_graph(base)
        self._store = store
        self._totals = totals
        self._projection = Projection(load_model(), base)
        self._revisions = store.revisions()
        self.times = Times(self.graph, {one.number: one.at for one in self._revisions})

    def stars(self) -> Iterator[Star]:
        """Yield revisions, then judgements and who made them, by number."""
        yield from self._of_revisions()
        yield from self._of_judgements()

    def end(self) -> Star:
        """Return the statement of how much there was, with which a whole dump ends."""
        return self.graph, [(VALUE, json(totals_value(self._totals)))]

    def _of_revisions(self) -> Iterator[Star]:
        for one in self._revisions:
            self._totals.revisions += 1
            said = [(A, ACTIVITY), (LABEL, text(one.action))]
            if one.note:
                said.append((COMMENT, text(one.note)))
            said.append((ENDED, time(one.at)))
            said.append((VALUE, json(plain_value("revision", one))))
            yield revision_node(self.graph, one.number), said

    def _of_judgements(self) -> Iterator[Star]:
        judgements = self._store.ledger.judgements(closed=True)
        agents = {one.by: part_of(self.graph, f"by-{quote(one.by, safe='')}") for one in judgements}
        for by, agent in sorted(agents.items()):
            yield agent, [(A, AGENT), (LABEL, text(by))]
        kinds = self._kinds({key for one in judgements for key in (one.left, one.right)})
        for one in judgements:
            self._totals.judgements += 1
            said = [(A, ENTITY), *self._verdict(one, kinds)]
            said.append((ATTRIBUTED_TO, agents[one.by]))
            if one.reason:
                said.append((COMMENT, text(one.reason)))
            said += self.times.of(one.opened, one.closed)
            said.append((VALUE, json(plain_value("judgement", one))))
            yield part_of(self.graph, f"judgement-{one.number}"), said

    def _verdict(self, one: Judgement, kinds: dict[str, str]) -> Iterator[Said]:
        """Yield what was judged, of the entities that the two keys would be on their own."""
        if one.left in kinds and one.right in kinds:
            ends = [
                self._projection.node(kinds[key], entity_id([key])) for key in (one.left, one.right)
            ]
            said = (ends[0], VERDICTS[one.verdict], ends[1])
            yield from zip((SUBJECT, PREDICATE, OBJECT), said, strict=True)

    def _kinds(self, keys: set[str]) -> dict[str, str]:
        """Return key → the top kind of what it means; of keys that mean nothing, none."""
        ids = self._store.ledger.identities(keys)
        types = self._store.golden.types(set(ids.values()))
        return {key: load_model().top(types[id_]) for key, id_ in ids.items() if id_ in types}
