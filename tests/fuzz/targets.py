"""What is fed with bytes that nobody meant: the readers of tables, of RDF and of archives.

Whatever the bytes are, a reader yields units and rejects, or says in an ``IngestError`` why it
cannot. Any other exception is a defect.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from graph.records import Reject
from ingest.archives import Contents, Limits
from ingest.errors import IngestError
from ingest.formats import Format
from ingest.rdf import RdfFormat
from ingest.tables import TableFormat

RDF = (".ttl", ".nt", ".nq", ".trig", ".rdf", ".jsonld")
TIGHT = Limits(size=1 << 20, members=20, ratio=50, depth=2, small=1 << 12)


def table(content: bytes) -> None:
    """Read a text with separated cells."""
    with TemporaryDirectory() as folder:
        _read(TableFormat(), _written(folder, "table.csv", content))


def rdf(content: bytes) -> None:
    """Read RDF; the first byte says in which form the others are."""
    if content:
        ending = RDF[content[0] % len(RDF)]
        with TemporaryDirectory() as folder:
            _read(RdfFormat(limits=TIGHT), _written(folder, f"graph{ending}", content[1:]))


def archive(content: bytes) -> None:
    """Unpack a ZIP or a gzip file: no more comes out than the limits let."""
    with TemporaryDirectory() as folder, suppress(IngestError):
        contents = Contents(_written(folder, "packed.zip", content), TIGHT)
        out = 0
        for name in contents.names:
            assert ".." not in name.split("/"), name
            with contents.open(name) as stream:
                out += len(stream.read())
        assert out <= max(TIGHT.size, len(content))
        contents.digest()


def _written(folder: str, name: str, content: bytes) -> Path:
    path = Path(folder) / name
    path.write_bytes(content)
    return path


def _read(form: Format, path: Path) -> None:
    with suppress(IngestError):
        form.info(path)
        for one in form.read(path):
            if not isinstance(one, Reject):
                [*one.records()]


TARGETS: dict[str, Callable[[bytes], None]] = {"table": table, "rdf": rdf, "archive": archive}


def read_all(name: str, folder: Path) -> None:
    """Feed a target with every file of a folder."""
    for path in sorted(folder.iterdir()):
        TARGETS[name](path.read_bytes())
