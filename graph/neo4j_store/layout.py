"""A database made ready: the server's version, what else lives there, constraints and indexes."""

from __future__ import annotations

from graph.chunks import chunks
from graph.errors import ForeignDataError, StoreError
from graph.ledger.identity import hashed_id
from graph.neo4j_store.database import ROWS, Database
from ontology.model import load_model

LAYOUT = "3"
SPARES = 60
"""Nodes kept for the first entities: what `MATCH (n) RETURN n LIMIT 50` shows."""
OLDEST = (5, 26)
"""The first Neo4j whose Cypher takes labels and relationship types from parameters."""


def prepare(database: Database, *, alongside: bool) -> None:
    """Make ``database`` a store, if it is not one yet.

    Raises ``StoreError`` for a server that is too old or a store of another layout, and
    ``ForeignDataError`` when somebody else's data are there, unless ``alongside``.
    """
    database.meet()
    check_version(str(database.rows("components")[0][0]))
    layouts = [layout for (layout,) in database.rows("layout")]
    if layouts in (["1"], ["2"]):
        layouts = _brought_along(database, layouts[0])
    if layouts not in ([], [LAYOUT]):
        raise StoreError(
            f"{database.address.url} holds a Lumigraph store of layout {layouts[0]}, not {LAYOUT}: "
            "use the version of Lumigraph that wrote it, or name another database and ingest the "
            "sources again"
        )
    foreign = _foreign(database)
    if foreign and not alongside:
        raise ForeignDataError(
            f"{database.address.url} holds {foreign} that Lumigraph did not write: name an empty "
            "database, or give --alongside to keep both in one (what is there is left as it is)"
        )
    if not layouts:
        _lay_out(database, own_only=bool(foreign) or alongside)


def _brought_along(database: Database, layout: str) -> list[str]:
    """Bring a store of an earlier ``layout`` to this one, step by step; return the layout.

    A step that was interrupted is taken anew at the next opening.
    """
    if layout == "1":
        database.apart("from_1")
    database.apart("own_record_called")
    keys = (key for (key,) in database.stream("entity_keys"))
    rows = ((key, id_) for key in keys if (id_ := hashed_id(key)))
    for some in chunks(rows, ROWS):
        database.apart("call_records", rows=some)
    return [layout for (layout,) in database.apart("from_2")]


def check_version(version: str) -> None:
    """Raise ``StoreError`` unless a server of ``version`` (``5.26.12``) understands us."""
    numbers = tuple(int(part) for part in version.split("-")[0].split(".")[:2])
    if numbers < OLDEST:
        oldest = ".".join(map(str, OLDEST))
        raise StoreError(
            f"the server is Neo4j {version}, and Lumigraph needs {oldest} or later: "
            "upgrade the server, or use the embedded store (sqlite:///graph.db)"
        )


def _foreign(database: Database) -> str:
    """Return what the database holds that is not ours, in words; '' when all is."""
    others = database.rows("all_nodes")[0][0] - database.rows("counted_nodes")[0][0]
    if others:
        return f"{others} node{'s' if others > 1 else ''}"
    known = load_model().relations.keys()
    types = sorted({type_ for (type_,) in database.rows("relationship_types")} - known)
    return f"relationships of the type {types[0]}" if types else ""


def _lay_out(database: Database, *, own_only: bool) -> None:
    """Make constraints and indexes, then the node that says that this is a store.

    What `graph.neo4j_import` wrote is whole from then on: until then this is done at each opening.
    """
    made = ("own_", "entity_id") if own_only else ("kind_", "entity_id", "own_")
    for prefix in made:
        for name in _named(database, prefix):
            database.make(name)
    for name in _named(database, "complete_"):
        database.apart(name)
    database.make("create_store", layout=LAYOUT, spares=SPARES)


def _named(database: Database, prefix: str) -> list[str]:
    return [name for name in database.statements if name.startswith(prefix)]
