"""Write the OpenAPI document: ``python -m api.document FILE``."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from api.app import create_app
from graph.reader import Reader
from graph.sqlite_store import SqliteStore


def document() -> str:
    """Return the OpenAPI document as JSON text; it is the same over any graph."""
    app = create_app(Reader(SqliteStore(":memory:")))
    return json.dumps(app.openapi(), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(document(), encoding="utf-8")
