"""Which part of a graph is looked at: all of it, or about a thousand things by chance."""

from __future__ import annotations

from dataclasses import dataclass
from zlib import crc32

from graph.store import GraphStore

SIZE = 1_000


@dataclass(frozen=True, slots=True)
class Sample:
    """One in ``of`` things by name; another ``salt`` chooses others."""

    of: int = 1
    salt: int = 0

    def has(self, name: str) -> bool:
        """Tell whether a thing is looked at."""
        return crc32(f"{self.salt} {name}".encode()) % self.of == 0


def sample_of(store: GraphStore, *, thorough: bool) -> Sample:
    """Return what is looked at of a store: each revision others, so that in time all are."""
    kinds, _ = store.golden.counts()
    return Sample(1 if thorough else max(1, sum(kinds.values()) // SIZE), store.revision().number)
