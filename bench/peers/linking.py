"""Half a million organisations, of which a thousand are new, linked by an index and as a whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import count, islice
from pathlib import Path
from time import process_time

from bench.checked.registry_pairs import entries
from bench.copies import shifted
from bench.organisations import bare, participants, registered
from graph.linkage.kept.index import Index, Stamp
from graph.linkage.linking import link
from graph.linkage.model import Model
from graph.linkage.organisation import Organisation
from graph.linkage.reading import Filed
from graph.linkage.words import MEANT, meaning, plain

NEW = 1_000
Worked = tuple[int, float]
"""How many pairs were found, or records entered, in how many CPU seconds."""


def crowd(bundle: str, registry: str, number: str) -> list[Organisation]:
    """Return so many organisations: those of a bundle, of a registry, and copies of both.

    In a copy words that many names share stay, and the others have other letters.
    """
    real = [*map(bare, participants(Path(bundle))), *registered([*entries(Path(registry))])]
    return [*islice(copies(real), int(number))]


def copies(real: Sequence[Organisation]) -> Iterator[Organisation]:
    """Yield them again and again, from the second time on under other names."""
    for copy in count():
        for place, one in enumerate(real):
            name = " ".join(_changed(word, shifted(copy)) for word in one.names[0].split())
            yield replace(one, id=f"{copy}-{place}", names=(name,), identifiers=frozenset())


def _changed(word: str, letters: dict[int, int]) -> str:
    return word if meaning(plain(word)).startswith(MEANT) else word.translate(letters)


def parted(some: Sequence[Organisation]) -> tuple[list[Organisation], list[Organisation]]:
    """Return the old and the new ones, which lie evenly among them."""
    step = len(some) // NEW
    return [one for at, one in enumerate(some) if at % step], [*some[::step]]


def fill(folder: str, *some: str) -> Worked:
    """Make an index of the old ones in ``folder``, as if they had been linked."""
    old, _ = parted(crowd(*some))
    begun = process_time()
    model = Model.load().digest
    with Index.of(Path(folder)) as index:
        index.fill((Filed(one.id, one) for one in old), Stamp(1, "", ""))
        index.mark(index.batch(model), model)
    return len(old), process_time() - begun


def link_new(folder: str, *some: str) -> Worked:
    """Enter the new ones in the index in ``folder``, and compare them with all."""
    _, new = parted(crowd(*some))
    begun = process_time()
    model = Model.load()
    with Index.of(Path(folder)) as index:
        ids = [one.id for one in new]
        index.replace(ids, (Filed(one.id, one) for one in new), Stamp(2, "", ""))
        found = index.batch(model.digest).linked(model)
    return len(found.pairs), process_time() - begun


def link_all(*some: str) -> Worked:
    """Compare all; only pairs that touch a new one are counted."""
    old, new = parted(crowd(*some))
    begun = process_time()
    pairs = link([*old, *new], Model.load()).pairs
    return int((pairs.right >= len(old)).sum()), process_time() - begun


WAYS: Mapping[str, Callable[..., Worked]] = {
    "link-fill": fill,
    "link-new": link_new,
    "link-all": link_all,
}
