"""Agreements: who signed with whom, and what each agreement is called."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from itertools import combinations

from ingest.documents.findings import Relation
from ingest.documents.reading import Reading


def signatures(reading: Reading) -> None:
    """Turn the parties of each agreement into one relation a pair."""
    parties: defaultdict[tuple[str, int, str], dict[str, Relation]] = defaultdict(dict)
    for one in reading.relations:
        if one.predicate == "party_to":
            parties[one.object, one.start, one.status].setdefault(one.subject, one)
    reading.relations = [one for one in reading.relations if one.predicate != "party_to"]
    for named in parties.values():
        reading.relations.extend(
            _signed(one, other) for one, other in combinations(named.values(), 2)
        )


def _signed(one: Relation, other: Relation) -> Relation:
    """Two parties of an agreement, as one relation."""
    return replace(
        one,
        predicate="signed_agreement_with",
        object=other.subject,
        confidence=min(one.confidence, other.confidence),
    )
