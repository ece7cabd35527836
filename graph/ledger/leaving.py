"""What would leave the graph with sources, told before they are taken out."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from graph.errors import UnknownNameError
from graph.store import GraphStore


@dataclass(frozen=True, slots=True)
class Leaving:
    """A source: how many records it has, and what no other states.

    ``entities`` are counted by their keys, ``relations`` by type and ends.
    """

    source: str
    records: int
    entities: int
    relations: int


def leaving(store: GraphStore, sources: Collection[str]) -> Iterator[Leaving]:
    """Yield what would leave with standing ``sources``, were all of them taken out at once.

    What only two of them state counts for both. Raises ``UnknownNameError`` for one that is not in.
    """
    standing = {version.info.name for version in store.ledger.sources()}
    others = standing.difference(sources)
    for source in sources:
        if source not in standing:
            raise UnknownNameError(
                f"no source is called '{source}': `lumigraph sources` lists them", source
            )
        records, entities, relations = store.ledger.tally(source)
        kept = store.ledger.shared(source, others)
        ties = sum(1 for _, _, target in kept if target)
        keys = {key for key, _, target in kept if not target}
        yield Leaving(source, records, entities - len(keys), relations - ties)
