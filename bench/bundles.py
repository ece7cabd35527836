"""CORDIS bundles made from one: some projects changed, or the rows in another order."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from random import Random

Row = list[str]
Table = list[Row]
"""The rows of a file; the first is its header."""
Rewrite = Callable[[str, Table], Table]
"""Returns the new rows of the file of this name."""


def rewritten(bundle: Path, target: Path, rewrite: Rewrite) -> Path:
    """Write ``bundle`` anew as ``target``, each of its files as ``rewrite`` returns it."""
    with (
        zipfile.ZipFile(bundle) as old,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            text = old.read(name).decode("utf-8-sig")
            table = list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))
            new.writestr(name, _text(rewrite(name, table)))
    return target


def changed(share: float, random: Random) -> Rewrite:
    """Return what gives this share of the projects another title and another end."""

    def rewrite(name: str, table: Table) -> Table:
        header, *rows = table
        if not name.startswith("project"):
            return table
        title, end = header.index("title"), header.index("endDate")
        for row in random.sample(rows, round(share * len(rows))):
            row[title] += " (amended)"
            row[end] = row[end].replace("-01-", "-02-").replace("-31", "-28")
        return [header, *rows]

    return rewrite


def shuffled(random: Random) -> Rewrite:
    """Return what puts the rows of every file in another order."""

    def rewrite(_: str, table: Table) -> Table:
        header, *rows = table
        random.shuffle(rows)
        return [header, *rows]

    return rewrite


def _text(table: Table) -> str:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=";", quoting=csv.QUOTE_ALL).writerows(table)
    return text.getvalue()
