"""Write the OpenAPI document: ``python -m api.document FILE``."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from api.app import create_app
from api.curating.access import Curation
from graph.ledger.holdings import Holdings
from graph.reader import Reader
from graph.sqlite_store import SqliteStore


def document() -> str:
    """Return the OpenAPI document of a server that curates as JSON text, the same over any graph.

    One that does not curate answers the rest of it.
    """
    store = SqliteStore(":memory:")
    app = create_app(Reader(store), curation=Curation(Holdings(store), ""))
    return json.dumps(app.openapi(), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(document(), encoding="utf-8")
