"""A file of an earlier layout brought to the present one, step by step."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from pathlib import Path

from graph.ledger.identity import hashed_id
from graph.statements import load_statements

FILE = Path(__file__).with_name("steps.sql")


def steps() -> Mapping[str, str]:
    """Return ``from_`` and a layout → the statements that make the next one of it."""
    return load_statements(FILE)


def step_up(connection: sqlite3.Connection, layout: str, wanted: str) -> bool:
    """Take every step from ``layout`` to the ``wanted`` one, in the transaction of ``connection``.

    Return whether there are such steps; where there are not, the caller rolls back.
    """
    connection.create_function("hashed_id", 1, hashed_id, deterministic=True)
    known = steps()
    while layout != wanted:
        step = known.get(f"from_{layout}")
        if step is None:
            return False
        for statement in step.split(";\n"):
            connection.execute(statement)
        layout = str(int(layout) + 1)
    return True
