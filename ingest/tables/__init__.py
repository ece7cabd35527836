"""Tables that people keep: CSV, TSV, and the workbooks of spreadsheet programs.

A mapping says which column is what (``docs/tables.md``). A unit is all rows of one entity.
"""

from __future__ import annotations

from ingest.tables.table_format import TableFormat

__all__ = ["TableFormat"]
