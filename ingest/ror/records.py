"""What a record of the registry says, in the terms of the vocabulary."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache

from graph.records import EntityRecord, Evidence, Properties, Record, RelationRecord, Value
from ingest.ror.entry import Entry, Spot, Tie, words
from ontology.regions import load_regions

# Another number when the same records give others, so that every unit is read anew.
EXTRACTOR = "ror 1"
PAGE = "https://ror.org/{}"
# How sure it is that the owner of a site is the organisation that the registry gives the site.
SITE_CONFIDENCE = 0.9
# The word for relations that an event of change tells.
SUCCESSION = "succession"

# Property and relation names of the vocabulary that the registry yields.
PRODUCES: frozenset[str] = frozenset(
    {
        *("name", "altName", "acronym", "founded", "website", "identifier", "organisationStatus"),
        *("LOCATED_IN", "city", "regionCode", "latitude", "longitude"),
        *("PART_OF", "ASSOCIATED_WITH"),
        *("ChangeEvent", "changeKind", "ORIGINAL_ORGANISATION", "RESULTING_ORGANISATION"),
    }
)


def entry_records(
    entry: Entry, taken: Collection[str], site: tuple[str, str] | None
) -> Iterator[Record]:
    """Yield an organisation, its places, and its relations to others that are ``taken``.

    ``site`` is the host and the key of the organisation that it was matched by, if it was.
    """
    key, evidence = f"ror:{entry.ror}", _evidence(entry.ror)
    said = _given(_properties(entry))
    yield EntityRecord(key, entry.type, said, evidence, entry.identifiers)
    if site:
        host, owner = site
        matched = Evidence(f"ror {entry.ror}, site {host}", evidence.urls, "", "", SITE_CONFIDENCE)
        yield EntityRecord(key, entry.type, {}, matched, (owner,))
    yield from _places(key, entry.spots, evidence)
    for tie in sorted(entry.ties):
        if tie.other in taken:
            yield from _tie(entry.ror, tie, evidence)


def _evidence(ror: str) -> Evidence:
    return Evidence(f"ror {ror}", (PAGE.format(ror),))


def _properties(entry: Entry) -> Mapping[str, Value]:
    names: dict[str, str] = {}
    others: dict[str, list[str]] = {}
    for text, language in entry.called.names:
        if names.setdefault(language, text) != text:
            others.setdefault(language, []).append(text)
    for text, language in entry.called.aliases:
        others.setdefault(language, []).append(text)
    return {
        "name": names,
        "altName": others,
        "acronym": list(entry.called.acronyms),
        "founded": entry.founded,
        "website": entry.website,
        "email": entry.e_mail,
        "organisationStatus": entry.status,
        "identifier": sorted({f"ror:{entry.ror}", *entry.identifiers}),
    }


def _places(key: str, spots: tuple[Spot, ...], evidence: Evidence) -> Iterator[Record]:
    """Yield the places whose country is known, in the smallest region whose code is stated."""
    for spot in dict.fromkeys(spots):
        region = _region(spot.country, spot.subdivision)
        if not region:
            continue
        said: dict[str, Value | None] = {
            "city": spot.city,
            "regionCode": spot.subdivision or spot.country,
            "latitude": spot.latitude,
            "longitude": spot.longitude,
        }
        yield RelationRecord(key, "LOCATED_IN", region, _given(said), evidence)


@lru_cache(maxsize=1 << 14)
def _region(country: str, subdivision: str) -> str:
    """Return the id of the subdivision's region, else that of the country, '' if not known."""
    regions = load_regions()
    around = regions.get(country) if country else None
    part = regions.get(subdivision) if subdivision else None
    if around and part and part.country == around.country:
        return part.id
    return around.id if around else ""


def _tie(ror: str, tie: Tie, evidence: Evidence) -> Iterator[Record]:
    meaning = words()["relations"][tie.word]
    ends = (tie.other, ror) if meaning["inverse"] else (ror, tie.other)
    if meaning["relation"] == SUCCESSION:
        yield from _succession(*ends, evidence)
    elif meaning["relation"] == "ASSOCIATED_WITH":  # said of both, told once
        yield _relation("ASSOCIATED_WITH", min(ends), max(ends), evidence)
    else:
        yield _relation(meaning["relation"], *ends, evidence)


def _relation(relation: str, source: str, target: str, evidence: Evidence) -> RelationRecord:
    return RelationRecord(f"ror:{source}", relation, f"ror:{target}", {}, evidence)


def _succession(former: str, later: str, evidence: Evidence) -> Iterator[Record]:
    key = f"ror-succession:{former}-{later}"
    yield EntityRecord(key, "ChangeEvent", {"changeKind": "succession"}, evidence)
    for relation, ror in (("ORIGINAL_ORGANISATION", former), ("RESULTING_ORGANISATION", later)):
        yield RelationRecord(key, relation, f"ror:{ror}", {}, evidence)


def _given(stated: Mapping[str, Value | None]) -> Properties:
    """Leave out what the registry does not say; 0 is said."""
    return {name: value for name, value in stated.items() if value not in (None, "", [], {})}
