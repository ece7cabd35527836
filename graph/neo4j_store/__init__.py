"""The store for production: a Neo4j database over Bolt."""

from graph.neo4j_store.store import Neo4jStore

__all__ = ["Neo4jStore"]
