"""Which entries of the registry linking holds to be participants of CORDIS, and who is right."""

from __future__ import annotations

import csv
import gzip
import json
from collections.abc import Iterator, Mapping, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from graph.linkage.model import Model
from graph.linkage.organisation import Organisation
from graph.linkage.row import rows
from graph.linkage.scoring import compare
from ingest.ror.entry import EntryError, read_entry

FILE = Path(__file__).with_name("registry_pairs.csv")
ONE = "same"
JUDGED = 200


class Crossing(NamedTuple):
    """An entry of the registry and a participant that are held to be one."""

    ror: str
    pic: str


def entries(file: Path) -> Iterator[Organisation]:
    """Yield the organisations of the registry with all their names and aliases."""
    with gzip.open(file) as lines:
        for line in lines:
            try:
                entry = read_entry(json.loads(line), lambda *_: None)
            except EntryError:
                continue  # the registry has a few without a name, which nobody can link
            spot = entry.spots[0] if entry.spots else None
            country, city = (spot.country, spot.city) if spot else ("", "")
            names = tuple(
                dict.fromkeys(text for text, _ in entry.called.names + entry.called.aliases)
            )
            yield Organisation(entry.ror, names, country=country, city=city)


def crossings(
    registry: Sequence[Organisation], participants: Sequence[Organisation], model: Model
) -> list[Crossing]:
    """Return the pairs that weigh enough to be merged, by identifier."""
    some = [*registry, *participants]
    pairs = compare(rows(some), model, least=model.automatic, new_from=len(registry))
    across = pairs.picked(pairs.left < len(registry))
    numbers = zip(across.left.tolist(), across.right.tolist(), strict=True)
    return sorted(Crossing(some[left].id, some[right].id) for left, right in numbers)


def drawn(some: Sequence[Crossing]) -> list[Crossing]:
    """Return the pairs to judge: those whose digests are smallest."""
    return sorted(some, key=lambda one: blake2b(" ".join(one).encode()).digest())[:JUDGED]


def verdicts() -> Mapping[Crossing, bool]:
    """Return whether each judged pair is one organisation."""
    with FILE.open(encoding="utf-8", newline="") as text:
        return {
            Crossing(row["ror"], row["pic"]): row["verdict"] == ONE for row in csv.DictReader(text)
        }
