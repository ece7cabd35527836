"""Where entities are: the nodes of sites and addresses, as relations to regions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from graph.records import Evidence, Record, RelationRecord, Value
from ingest.rdf.ends import Ends
from ingest.rdf.rules import PlaceRule, Rule
from ingest.rdf.shelf import Group
from ingest.rdf.terms import IRI, text_of
from ingest.starter_places import RegionProblem, region_id
from ingest.tables.fields import value_of
from ontology.places import Places
from ontology.values import UnparsedError, cleaner

Refuse = Callable[[str, str, UnparsedError], None]
"""Sets a value aside: what it is, its text, and why."""
NOWHERE = Places()
SAYING = ("country", "nuts", "region")
KEPT = ("city", "postcode", "address", "latitude", "longitude")


def located(
    ends: Ends, key: str, said: Group, rule: Rule, evidence: Evidence, refuse: Refuse
) -> Iterator[Record]:
    """Yield the places that are said of the entity ``key``."""
    for place in rule.places:
        for term in ends.follow(said, place.at) if place.at else [""]:
            node = ends.node(term) if term else said
            parts = _parts(ends, node, place)
            if record := _located(key, parts, evidence, refuse):
                yield record


def _parts(ends: Ends, node: Group, place: PlaceRule) -> dict[str, str]:
    found = {}
    for name, paths in place.parts:
        if terms := ends.follow(node, paths):
            text = text_of(terms[0])
            found[name] = re.split(r"[/#]", text)[-1] if terms[0][0] == IRI else text
    return found


def _located(
    key: str, parts: dict[str, str], evidence: Evidence, refuse: Refuse
) -> RelationRecord | None:
    if not any(name in parts for name in SAYING):
        return None
    try:
        region = _region(tuple(sorted(parts.items())))
    except (RegionProblem, UnparsedError) as error:
        refuse("country", " ".join(parts.values()), _unparsed(error))
        return None
    stated: dict[str, Value] = {}
    for name in KEPT:
        if text := parts.get(name, "").strip():
            try:
                stated[name] = value_of(name, text)
            except UnparsedError as error:
                refuse(name, text, error)
    if "nuts" in parts:
        stated["regionCode"] = parts["nuts"]
    return RelationRecord(key, "LOCATED_IN", region, stated, evidence)


@lru_cache(maxsize=1 << 14)
def _region(parts: tuple[tuple[str, str], ...]) -> str:
    place = {name: text for name, text in parts if name in (*SAYING, "city")}
    if "nuts" in place:
        place["nuts"] = str(cleaner("nuts").clean(place["nuts"]))
    if "country" not in place:
        return place.get("nuts") or str(cleaner("nuts").clean(place["region"]))
    place["country"] = str(cleaner("country").clean(place["country"]))
    return region_id(place, NOWHERE)


def _unparsed(error: RegionProblem | UnparsedError) -> UnparsedError:
    if isinstance(error, UnparsedError):
        return error
    reason, _, remedy = str(error).rpartition(": ")
    return UnparsedError("", reason, remedy)
