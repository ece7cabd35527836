"""Writes the store of this version: see README.md."""

from __future__ import annotations

import gzip
import tempfile
from contextlib import closing
from importlib.metadata import version
from pathlib import Path

from graph.export import export
from graph.keeping.backup import PUBLIC, back_up
from graph.keeping.content import content
from graph.sqlite_store import SqliteStore
from tests.conformance.test_moving import fill
from tests.ontology.test_released import terms

HERE = Path(__file__).parent


def main() -> None:
    """Write all files of the folder of this version anew."""
    folder = HERE / version("lumigraph")
    folder.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as room:
        file = Path(room) / "graph.db"
        with closing(SqliteStore(str(file))) as store:
            fill(store)
            back_up({PUBLIC: store}, folder / "backup.zip", version("lumigraph"))
            export(store, folder / "graph.nq.gz")
            lines = "".join(f"{line}\n" for line in content(store))
            (folder / "content.jsonl").write_text(lines, encoding="utf-8")
        (folder / "terms.txt").write_text("".join(f"{one}\n" for one in sorted(terms())))
        (folder / "graph.db.gz").write_bytes(gzip.compress(file.read_bytes(), mtime=0))


if __name__ == "__main__":
    main()
