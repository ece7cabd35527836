"""Which entity a URI means: one that is there, one that it became, or one that is gone."""

from __future__ import annotations

from collections.abc import Sequence

from graph.entities import Entity, label
from graph.errors import GoneError, Suggestion, UnknownNameError
from graph.ledger.identity import keys_called, rank
from graph.question.search import search
from graph.question.understanding import unknown
from graph.store import GraphStore
from graph.stored import StoredRecord
from ontology.model import load_model

NEAR = 5


def entity_at(store: GraphStore, kind: str, id_: str) -> Entity:
    """Return the entity that ``{base}/id/{kind}/{id_}`` means now.

    It has another id when it was merged, and another kind when its sources say so now. Raises
    ``GoneError`` with what is known of one that no source states any more, and
    ``UnknownNameError`` with the nearest names.
    """
    if kind not in {one.path for one in load_model().kinds.values()}:
        raise _unknown(store, id_)
    if entity := store.golden.entities([id_]).get(id_):
        return entity
    keys = [*keys_called(id_), *store.ledger.called(id_)]
    if identities := store.ledger.identities(keys):
        survivor = identities[min(identities, key=rank)]
        if entity := store.golden.entities([survivor]).get(survivor):
            return entity
    if former := store.ledger.former(keys):
        raise GoneError(_epitaph(store, id_, former), id_)
    raise _unknown(store, id_)


def _unknown(store: GraphStore, id_: str) -> UnknownNameError:
    found = search(store, id_.replace("-", " "), limit=NEAR)
    near = [Suggestion(one.id, one.name, one.nearness) for one in found]
    return UnknownNameError(unknown("entity", id_, near), id_, near)


def _epitaph(store: GraphStore, id_: str, former: Sequence[StoredRecord]) -> str:
    """Return what is known of an entity that is gone: its name, since when, and by whose word."""
    last = max(one.closed or 0 for one in former)
    final = [one for one in former if one.closed == last]
    until = next((one.at for one in store.revisions() if one.number == last), "an earlier time")
    name = label(final[-1].record.properties.get("name"), id_)
    standing = {one.info.name for one in store.ledger.sources()}
    sources = sorted({one.source for one in final})
    retracted = [one for one in sources if one not in standing]
    told = [
        f"the source {one} was retracted" if one in retracted else f"the source {one} left it out"
        for one in sources
    ]
    return f"'{name}' ({id_}) was in the graph until {until}: {' and '.join(told)}"
