"""The built file of regions: where it is, what it is made of, how it is written and read.

It needs no package, so that it can be built where only the sources' packages are installed.
"""

import gzip
import hashlib
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

TABLE = Path(__file__).with_name("regions.json.gz")
# What the file is made of: another digest of these, another file.
_INGREDIENTS = (
    *("build_regions.py", "region_iso.py", "region_sources.py", "region_table.py", "fold.py"),
    *("region*.yaml", "groups.yaml"),
)


def digest(folder: Path = TABLE.parent) -> str:
    """The hash of everything of ours that the file is made of."""
    files = sorted({file for pattern in _INGREDIENTS for file in folder.glob(pattern)})
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


def write(target: Path, regions: Mapping[str, Any], cities: Mapping[str, Any]) -> None:
    """Writes two lines of JSON, whole or not at all: another process may be reading."""
    text = "\n".join(
        json.dumps(part, ensure_ascii=False, separators=(",", ":")) for part in (regions, cities)
    )
    temporary = target.with_name(f"{target.name}.{os.getpid()}")
    temporary.write_bytes(gzip.compress(text.encode(), mtime=0))
    temporary.replace(target)


def read_regions(table: Path) -> dict[str, Any] | None:
    """The first line: regions and the index of their names. None if there is no file."""
    if not table.exists():
        return None
    with gzip.open(table, "rt", encoding="utf-8") as file:
        return dict(json.loads(file.readline()))


def read_cities(table: Path) -> dict[str, Any]:
    """The second line: cities and the text of their names."""
    with gzip.open(table, "rt", encoding="utf-8") as file:
        file.readline()
        return dict(json.loads(file.readline()))
