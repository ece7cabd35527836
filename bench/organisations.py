"""Organisations as records of linking: CORDIS participants, other names of theirs, the registry."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from graph.linkage.organisation import Organisation
from ontology.values import UnparsedError, cleaner


def participants(bundle: Path) -> Iterator[Organisation]:
    """Yield an organisation for each PIC of a CORDIS bundle."""
    seen = set()
    with zipfile.ZipFile(bundle) as files, files.open("organization.csv") as raw:
        text = io.TextIOWrapper(raw, "utf-8-sig", newline="")
        for row in csv.DictReader(text, delimiter=";"):
            pic = row["organisationID"]
            if pic not in seen:
                seen.add(pic)
                keys = frozenset({f"pic:{pic}", *vat(row["vatNumber"])})
                one = organisation(pic, row["name"], row["country"], row["city"], keys)
                yield replace(
                    one,
                    website=row["organizationURL"],
                    address=row["street"],
                    postcode=row["postCode"],
                    nuts=row["nutsCode"],
                )


def variants(file: Path, bundle: Sequence[Organisation]) -> Iterator[Organisation]:
    """Yield a record for each line of a list of names, with the identifiers of the bundle."""
    known = {one.id: one.identifiers for one in bundle}
    with file.open(encoding="utf-8", newline="") as text:
        for number, row in enumerate(csv.DictReader(text)):
            keys = known.get(row["pic"], frozenset({f"pic:{row['pic']}"}))
            yield organisation(f"v{number}", row["name"], row["country"], row["city"], keys)


def registered(some: Sequence[Organisation]) -> Iterator[Organisation]:
    """Yield the entries of the registry by their first name."""
    for one in some:
        yield replace(one, names=one.names[:1], identifiers=frozenset({f"ror:{one.id}"}))


def bare(one: Organisation) -> Organisation:
    """Return a record with what the list of variants has too: name, country and city."""
    return replace(one, website="", address="", postcode="", nuts="")


def organisation(
    id_: str, name: str, country: str, city: str, keys: frozenset[str]
) -> Organisation:
    """Return a record of one name."""
    return Organisation(id_, (name,), country=country, city=city, identifiers=keys)


def vat(stated: str) -> Iterator[str]:
    """Yield the key of a VAT number that is one."""
    try:
        yield f"vat:{cleaner('vat').clean(stated)}"
    except UnparsedError:
        return
