"""Writes all that a store holds as files for `neo4j-admin database import full`."""

from __future__ import annotations

from contextlib import closing
from dataclasses import astuple
from pathlib import Path
from typing import cast

from graph.chunks import chunks
from graph.errors import DumpError, EmptyGraphError, UsageError
from graph.ledger.codec import dump
from graph.neo4j_import.files import MARK, Files
from graph.neo4j_import.guide import write_guide
from graph.neo4j_import.history import history
from graph.neo4j_store.database import Database
from graph.neo4j_store.golden import Neo4jGolden
from graph.neo4j_store.ledger import Neo4jLedger
from graph.neo4j_store.names import Neo4jNames
from graph.neo4j_store.queue import Neo4jQueue
from graph.neo4j_store.reach import Neo4jReach
from graph.store import GraphStore
from graph.workroom import workroom


def export_import(store: GraphStore, output: Path) -> int:
    """Write the new folder ``output``, whole or not at all; return how many nodes and the like.

    Records, judgements, queue, golden graph, closure, names and the audit log are those of
    ``store``; the log of changes begins anew, as after a move. The same store gives the same
    bytes. Raises ``UsageError`` where there is something, or nowhere to put it,
    ``EmptyGraphError`` for an empty store, ``DumpError`` where it was written to meanwhile.
    """
    if output.exists() or not output.parent.is_dir():
        problem = "is there already" if output.exists() else "has no folder to lie in"
        raise UsageError(f"{output} {problem}: name a new folder in one that exists")
    with workroom(output.parent) as room, store.still():
        before = store.revision()
        if not before.number:
            raise EmptyGraphError(f"{store.url} is empty: `lumigraph ingest PATH` fills it")
        folder = room / output.name
        folder.mkdir()
        with closing(Files(folder, before.number)) as files:
            _fill(store, files)
            _seal(store, files)
            write_guide(files, folder, before)
        if store.revision() != before:
            raise DumpError(f"{store.url} was changed while it was read: do it again")
        folder.rename(output)
        return files.count


def _fill(store: GraphStore, files: Files) -> None:
    """Write everything that Neo4j's store enters when it is filled, by that store's own parts."""
    database = cast(Database, files)
    golden = Neo4jGolden(database, Neo4jNames(database))
    golden.fill(store.golden.all_entities(), store.golden.all_relations())
    ledger = Neo4jLedger(database)
    for past in history(store.ledger):
        ledger.restore(past)
    for some in chunks(store.golden.all_entities()):
        keys = store.ledger.keys_of([one.id for one in some])
        files.run_many("identify", [(key, id_) for id_, found in keys.items() for key in found])
    Neo4jReach(database).fill(store.reach.rows())
    Neo4jQueue(database).restore([*store.queue.every()], [*store.queue.decisions()])


def _seal(store: GraphStore, files: Files) -> None:
    """Write revisions with who made them, the counts of names, and the mark of an import.

    By the mark `lumigraph` knows an import when it opens the database first.
    """
    entries = {one.revision.number: dump(astuple(one)) for one in store.audit.entries()}
    for one in store.revisions():
        for row in files.made("close_revision", {"revisions": [astuple(one)]}):
            files.node("_Revision", {**row, "audit": entries.get(one.number)})
    names = files.name_changes
    for gram, count in sorted(names.grams().items()):
        files.node("_Gram", {"gram": gram, "count": count, "names": count})
    counts = {"names": names.number, "names_counted": names.number}
    files.node(MARK, {"revision": files.number, **counts})
