"""A store as files that Neo4j's own import tool makes a database of, offline."""

from graph.neo4j_import.exporting import export_import
from graph.neo4j_import.guide import OPTIONS, PAGE

__all__ = ["OPTIONS", "PAGE", "export_import"]
