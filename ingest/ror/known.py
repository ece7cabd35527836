"""What a store knows of organisations without the registry: their identifiers and websites.

What the registry itself has said before does not count, so that reading it again finds the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from graph.chunks import chunks
from graph.ledger.identity import groups
from graph.records import EntityRecord
from graph.store import GraphStore
from ingest.ror.entry import words
from ontology.model import load_model
from ontology.regions import load_regions
from ontology.values.urls import domain, is_front_page


@dataclass(slots=True)
class Known:
    """The organisations of a store.

    ``keys``: their ROR IDs and identifiers of the registers that ROR names. ``by_domain``: the
    host of a website → the keys whose own and whole site it is.
    """

    keys: set[str] = field(default_factory=set)
    by_domain: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    _further: dict[str, set[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, store: GraphStore, source: str) -> Known:
        """Return what ``store`` knows from others than ``source``."""
        known = cls()
        schemes = {"ror", *words()["registers"].values()}
        for record in _organisations(store, source):
            said = (record.key, *record.identifiers)
            known.keys.update(key for key in said if key.partition(":")[0] in schemes)
            website = str(record.properties.get("website", ""))
            if website and is_front_page(website) and (host := domain(website)):
                known.by_domain[host].add(record.key)
                known._further.setdefault(record.key, set()).update(record.identifiers)
        return known

    def owner(self, host: str) -> str:
        """Return the key of the one organisation that has this site; '' when several share it."""
        keys = self.by_domain.get(host, set())
        further = [(key, other) for key in sorted(keys) for other in self._further[key]]
        return min(keys) if len(groups(keys, further, ())) == 1 else ""


def _organisations(store: GraphStore, source: str) -> Iterator[EntityRecord]:
    kinds = load_model().subclasses("Organisation")
    for some in chunks(store.golden.all_entities("Organisation")):
        keys = [key for entity in some for key in entity.keys]
        for stored in store.ledger.entity_records(keys):
            record = stored.record
            if stored.source == source or not isinstance(record, EntityRecord):
                continue
            if record.type in kinds:
                yield record


def countries_of(store: GraphStore, keys: Collection[str]) -> dict[str, set[str]]:
    """Return key → ISO codes of the countries in which the store places it."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for some in chunks(sorted(keys)):
        for key, relation, target in store.ledger.ties_about(some):
            region = load_regions().get(target) if relation == "LOCATED_IN" else None
            if region and region.country:
                found[key].add(region.country)
    return found
