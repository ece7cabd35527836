"""CORDIS bundles many times as large as one: copies whose projects and participants are others.

What a copy says is as long and as varied as the original, and has the same places, dates, topics
and shapes of consortia; numbers, names and addresses of pages differ, so that nothing links. VAT
numbers, whose check digits only their countries can make, are left out.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

CONSONANTS, VOWELS = "bcdfghjklmnpqrstvwxz", "aeiouy"
NAMES = ("name", "shortName", "acronym", "projectAcronym", "title")
"""Columns whose words are changed; of topics and the like the title stays, as their codes do."""
ENTITIES = ("project", "organization")
"""The files that say what is another in each copy."""
PER_COPY = 700_000
"""PICs that each copy has room for: those of ten begin with 0 to 6, real ones with 8 or 9."""

Cells = dict[str, str]
Change = Callable[[str], str]


def multiplied(bundle: Path, target: Path, times: int) -> Path:
    """Write ``bundle`` and ``times - 1`` copies of it as the bundle ``target``."""
    pics: dict[str, int] = {}
    with (
        zipfile.ZipFile(bundle) as old,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new,
    ):
        for name in old.namelist():
            with new.open(name, "w", force_zip64=True) as raw:
                _write(old, name, io.TextIOWrapper(raw, "utf-8", newline=""), times, pics)
    return target


def _write(
    old: zipfile.ZipFile, name: str, text: io.TextIOWrapper, times: int, pics: dict[str, int]
) -> None:
    header = next(csv.reader(_lines(old, name), delimiter=";"))
    writer = csv.DictWriter(text, header, delimiter=";", quoting=csv.QUOTE_ALL)
    writer.writeheader()
    for copy in range(times):
        changes = _changes(copy, pics, named=name.startswith(ENTITIES)) if copy else {}
        for row in csv.DictReader(_lines(old, name), delimiter=";"):
            writer.writerow(_changed(row, changes))
    text.flush()
    text.detach()


def _lines(old: zipfile.ZipFile, name: str) -> Iterator[str]:
    return io.TextIOWrapper(old.open(name), "utf-8-sig", newline="")


def _changed(row: Cells, changes: Mapping[str, Change]) -> Cells:
    return row | {
        column: change(row[column]) for column, change in changes.items() if row.get(column)
    }


def _changes(copy: int, pics: dict[str, int], *, named: bool) -> dict[str, Change]:
    """Return how the columns of a copy differ, by name."""
    letters = shifted(copy)
    changes: dict[str, Change] = {
        "id": lambda number: f"{copy}{number}",
        "projectID": lambda number: f"{copy}{number}",
        "organisationID": lambda number: pic(copy, pics.setdefault(number, len(pics))),
        "vatNumber": lambda _: "",
        "grantDoi": lambda doi: doi.replace("/", f"/{copy}", 1),
        "organizationURL": lambda url: url.replace("//", f"//{'k' * copy}.", 1),
    }
    words: Change = lambda text: text.translate(letters)  # noqa: E731 - one of many alike
    return changes | dict.fromkeys(NAMES, words) if named else changes


def shifted(copy: int) -> dict[int, int]:
    """Return what moves each letter ``copy`` places within the vowels, or the consonants.

    >>> "Laser Institute".translate(shifted(1))
    'Metis Optvovyvi'
    """
    letters, moved = "", ""
    for some in (CONSONANTS, VOWELS, CONSONANTS.upper(), VOWELS.upper()):
        place = copy % len(some)
        letters, moved = letters + some, moved + some[place:] + some[:place]
    return str.maketrans(letters, moved)


def pic(copy: int, number: int) -> str:
    """Return the PIC of participant ``number`` of a copy: seven digits, and two that check them.

    >>> pic(1, 5), int(pic(1, 5)) % 97
    ('070000536', 1)
    """
    digits = copy * PER_COPY + number
    return f"{digits:07d}{98 - digits * 100 % 97:02d}"
