"""Agreements: who signed with whom, and what each agreement is called."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import combinations

from ingest.documents.findings import Relation
from ingest.documents.reading import Reading
from ingest.documents.referents import LIKELY

PARTY, RESULT = "party_to", "results_from"
GENERAL = "agreement"
"""The kind of an agreement of which nothing more is said."""


def signatures(reading: Reading) -> None:
    """Turn the parties of each agreement into one relation a pair, and call it after them."""
    parties: defaultdict[tuple[str, int, str], dict[str, Relation]] = defaultdict(dict)
    for one in reading.relations:
        if one.predicate == PARTY:
            parties[one.object, one.start, one.status].setdefault(one.subject, one)
    reading.relations = [one for one in reading.relations if one.predicate != PARTY]
    for named in parties.values():
        pairs = combinations(named.values(), 2)
        reading.relations.extend(_signed(one, other) for one, other in pairs)
    told = [(key[0], named) for key, named in parties.items() if len(named) > 1]
    signed = dict(sorted(told, key=lambda pair: _surety(pair[1])))  # the surest comes last
    if len(signed) == 1:
        _tie(reading, *signed)
    if signed:
        _rename(reading, _names(signed))


def _tie(reading: Reading, agreement: str) -> None:
    """Let the one agreement of a text come out of a project where the text says so of agreements
    whose parties it does not tell ("during the project agreements were signed")."""
    sorts = {GENERAL, _sort(agreement)}
    reading.relations = [
        one._replace(subject=agreement, confidence=round(one.confidence * LIKELY, 3))
        if one.predicate == RESULT and one.subject != agreement and _sort(one.subject) in sorts
        else one
        for one in reading.relations
    ]


def _surety(named: Mapping[str, Relation]) -> float:
    return min(one.confidence for one in named.values())


def _sort(slug: str) -> str:
    """The kind of agreement in a provisional slug, which has a number behind it."""
    return slug.rpartition("-")[0]


def _signed(one: Relation, other: Relation) -> Relation:
    """Two parties of an agreement, as one relation."""
    return one._replace(
        predicate="signed_agreement_with",
        object=other.subject,
        confidence=min(one.confidence, other.confidence),
    )


def _names(agreements: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Provisional slugs, a kind and a number, with those of the kind and the parties."""
    return {slug: "-".join((_sort(slug), *named)) for slug, named in agreements.items()}


def _rename(reading: Reading, names: Mapping[str, str]) -> None:
    reading.revise(
        one._replace(slug=names[one.slug])
        if one.kind == "agreement" and one.slug and one.slug in names
        else one
        for one in reading.mentions
    )
    reading.relations = [
        one._replace(
            subject=names.get(one.subject, one.subject),
            object=names.get(one.object, one.object),
        )
        for one in reading.relations
    ]
