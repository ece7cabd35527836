"""What a project, an organisation, a programme or a subject of CORDIS says, as records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from graph.records import EntityRecord, Evidence, Properties, Record, RelationRecord, Value
from ingest.cordis import cells
from ingest.cordis.rows import Details, Participation, Project, Subject, Titled
from ingest.cordis.tables import settings
from ingest.matcher import LabelMatcher, Match
from ontology.region import Region
from ontology.regions import load_regions

# Another number when the same rows give other records, so that every unit is read anew.
EXTRACTOR = "cordis 1"
PROJECT_PAGE = "https://cordis.europa.eu/project/id/{}"
# CORDIS writes its titles, keywords and objectives in English.
LANGUAGE = "en"
UNKNOWN = "und"

# How far a label found in a text makes the project one about that technology, by where it stands.
# Below 1, the confidence of a EuroSciVoc code, which CORDIS itself assigns.
FIELD_CONFIDENCE: Mapping[str, float] = {"title": 0.9, "keywords": 0.8, "objective": 0.6}
# What an organisation's less frequent details are worth beside its most frequent ones.
VARIANT_CONFIDENCE = 0.9

# Property and relation names of the vocabulary that CORDIS yields.
PRODUCES: frozenset[str] = frozenset(
    {
        *("name", "acronym", "grantNumber", "start", "end", "signed", "projectStatus"),
        *("totalCost", "ecContribution", "fundingScheme", "keyword", "description", "website"),
        *("sme", "vatNumber", "code", "country", "level"),
        *("PARTICIPATES_IN", "role", "order", "netEcContribution", "endOfParticipation"),
        *("LOCATED_IN", "city", "address", "postcode", "regionCode", "latitude", "longitude"),
        *("ABOUT", "BROADER", "FUNDED_BY", "UNDER_CALL", "PART_OF"),
    }
)


@dataclass(frozen=True, slots=True)
class ProjectRows:
    """All rows that speak of one project, in an order that does not depend on the files'."""

    project: Project
    participations: Sequence[Participation]
    subjects: Sequence[Subject]
    topics: Sequence[Titled]
    legal_bases: Sequence[Titled]


class Listing(NamedTuple):
    """A list that codes come from: what its entries are, and how an entry hangs on a wider one."""

    type: str
    relation: str
    place: str


LISTINGS: Mapping[str, Listing] = {
    "programme": Listing("Programme", "PART_OF", "legalBasis.csv legalBasis={}"),
    "call": Listing("Call", "PART_OF", "topics.csv topic={}"),
    "euroscivoc": Listing("Technology", "BROADER", "euroSciVoc.csv euroSciVocCode={}"),
}


def listed_key(listing: str, code: str) -> str:
    """Return the key of an entry; framework programmes have one that other sources know too."""
    framework = settings()["frameworks"].get(code) if listing == "programme" else None
    return str(framework["key"]) if framework else f"{listing}:{code}"


def project_records(rows: ProjectRows, matcher: LabelMatcher) -> Iterator[Record]:
    """Yield the project, its participants, its programmes and calls, and what it is about."""
    project = rows.project
    key, page = f"cordis:{project.id}", (PROJECT_PAGE.format(project.id),)
    yield EntityRecord(
        key=key,
        type="Project",
        properties=_project_properties(project),
        evidence=Evidence(f"project.csv id={project.id}", page),
        identifiers=(f"grant:{project.id}", *([f"doi:{project.doi}"] if project.doi else [])),
    )
    yield from _participants(key, project.id, rows.participations, page)
    yield from _funding(key, rows, page)
    for subject in rows.subjects:
        place = f"euroSciVoc.csv projectID={project.id} euroSciVocCode={subject.code}"
        target = listed_key("euroscivoc", subject.code)
        yield RelationRecord(key, "ABOUT", target, {}, Evidence(place, page))
    yield from _found_technologies(key, project, matcher, page)


def _project_properties(project: Project) -> Properties:
    stated: dict[str, Value | None] = {
        "name": {LANGUAGE: " ".join(project.title.split())},
        "acronym": [project.acronym] if project.acronym else None,
        "grantNumber": project.id,
        "start": project.start,
        "end": project.end,
        "signed": project.signed,
        "projectStatus": project.status,
        "totalCost": project.total_cost,
        "ecContribution": project.contribution,
        "fundingScheme": project.scheme,
        "keyword": list(cells.words(project.keywords)) or None,
        "description": {LANGUAGE: project.objective} if project.objective else None,
        "website": project.website,
    }
    return _given(stated)


def _participants(
    project_key: str, project: str, rows: Iterable[Participation], page: tuple[str, ...]
) -> Iterator[Record]:
    """Yield one relation for each organisation and role: several rows of one role are added up."""
    parts: defaultdict[tuple[str, str], list[Participation]] = defaultdict(list)
    for row in rows:
        parts[row.pic, row.role].append(row)
    for (pic, role), same in parts.items():
        orders = [row.order for row in same if row.order is not None]
        place = f"organization.csv projectID={project} organisationID={pic}"
        if orders:
            place += f" order={','.join(map(str, sorted(orders)))}"
        stated: dict[str, Value | None] = {
            "role": role,
            "order": min(orders, default=None),
            "ecContribution": _sum(row.contribution for row in same),
            "netEcContribution": _sum(row.net_contribution for row in same),
            "totalCost": _sum(row.total_cost for row in same),
            "endOfParticipation": _all(row.left for row in same),
        }
        yield RelationRecord(
            f"pic:{pic}", "PARTICIPATES_IN", project_key, _given(stated), Evidence(place, page)
        )


def _funding(key: str, rows: ProjectRows, page: tuple[str, ...]) -> Iterator[Record]:
    project = rows.project
    here = Evidence(f"project.csv id={project.id}", page)
    if project.framework:
        yield RelationRecord(key, "FUNDED_BY", listed_key("programme", project.framework), {}, here)
    for code in legal_bases(rows):
        yield RelationRecord(key, "FUNDED_BY", listed_key("programme", code), {}, here)
    for code in dict.fromkeys((*topics(rows), *project.calls)):
        yield RelationRecord(key, "UNDER_CALL", listed_key("call", code), {}, here)


def legal_bases(rows: ProjectRows) -> list[str]:
    """Return the codes of the programme parts that pay for the project, each once."""
    stated = (*rows.project.legal_bases, *(basis.code for basis in rows.legal_bases))
    return sorted({*stated} - {rows.project.framework})


def topics(rows: ProjectRows) -> list[str]:
    """Return the codes of the project's topics, each once."""
    return sorted({*rows.project.topics, *(topic.code for topic in rows.topics)})


def _found_technologies(
    key: str, project: Project, matcher: LabelMatcher, page: tuple[str, ...]
) -> Iterator[Record]:
    """Yield each technology whose label a text has, once, where it weighs most."""
    seen: set[str] = set()
    texts = {"title": project.title, "keywords": project.keywords, "objective": project.objective}
    for field, text in texts.items():
        for match in matcher.find(text):
            if match.concept not in seen:
                seen.add(match.concept)
                evidence = _quoted(project.id, field, match, page)
                yield RelationRecord(key, "ABOUT", match.concept, {}, evidence)


def _quoted(project: str, field: str, match: Match, page: tuple[str, ...]) -> Evidence:
    return Evidence(
        locator=f"project.csv id={project} {field} chars {match.start}-{match.end}",
        urls=page,
        quote=match.quote,
        language=match.language,
        confidence=FIELD_CONFIDENCE[field],
    )


def organisation_records(pic: str, variants: Sequence[Details]) -> Iterator[Record]:
    """Yield an organisation from the details that rows give of it, the most frequent first."""
    key, located = f"pic:{pic}", set()
    for rank, details in enumerate(variants):
        evidence = Evidence(
            f"organization.csv organisationID={pic}",
            confidence=VARIANT_CONFIDENCE if rank else 1.0,
        )
        yield EntityRecord(key, details.type, _organisation_properties(details), evidence)
        region = region_of(details)
        if region and (place := (region.id, details.city.casefold())) not in located:
            located.add(place)
            if load_regions().get(region.id) is None:
                yield from _learnt_region(region, evidence)
            yield RelationRecord(key, "LOCATED_IN", region.id, _address(details), evidence)


def region_of(details: Details) -> Region | None:
    """Return the region of the NUTS code if that is in the stated country, else the country.

    Where the two contradict each other, CORDIS has been seen to have the country right.
    """
    regions = load_regions()
    country = regions.get(details.country) if details.country else None
    found = regions.learn(details.region, details.region_name or None) if details.region else None
    if found and country and found.country != country.country:
        return country
    return found or country


def _learnt_region(region: Region, evidence: Evidence) -> Iterator[Record]:
    """Yield a region that the tables do not have, as the source's code and name tell it."""
    stated: dict[str, Value | None] = {
        "name": dict(region.names) or None,
        "code": [region.id],
        "country": region.country,
        "level": region.level,
    }
    yield EntityRecord(region.id, "Region", _given(stated), evidence)
    if region.parent:
        yield RelationRecord(region.id, "PART_OF", region.parent, {}, evidence)


def _organisation_properties(details: Details) -> Properties:
    stated: dict[str, Value | None] = {
        "name": {UNKNOWN: details.name},
        "acronym": [details.acronym] if details.acronym else None,
        "sme": details.sme,
        "vatNumber": details.vat,
        "website": details.website,
    }
    return _given(stated)


def _address(details: Details) -> Properties:
    latitude, longitude = details.coordinates or (None, None)
    stated: dict[str, Value | None] = {
        "city": details.city,
        "address": details.street,
        "postcode": details.postcode,
        "regionCode": details.region or details.country,
        "latitude": latitude,
        "longitude": longitude,
    }
    return _given(stated)


def listed_records(
    listing: str, code: str, titles: Sequence[str], wider: Sequence[str]
) -> Iterator[Record]:
    """Yield an entry of a list with its titles, the most frequent first, and its wider entries.

    ``wider`` are keys. Where there is no title, the code is the name.
    """
    kind, key, own = LISTINGS[listing], listed_key(listing, code), f"{listing}:{code}"
    place = kind.place.format(code)
    names = [{LANGUAGE: title} for title in titles] or [{UNKNOWN: code}]
    for rank, name in enumerate(names):
        evidence = Evidence(place, confidence=VARIANT_CONFIDENCE if rank else 1.0)
        properties: Properties = {"name": name, "code": [code]}
        yield EntityRecord(key, kind.type, properties, evidence, (own,) if key != own else ())
    for target in wider:
        yield RelationRecord(key, kind.relation, target, {}, Evidence(place))


def _given(stated: Mapping[str, Value | None]) -> Properties:
    """Leave out what the source does not say; 0 and False are said."""
    return {name: value for name, value in stated.items() if value is not None and value != ""}


def _sum(amounts: Iterable[float | None]) -> float | None:
    """Add euros up to the cent; None when no amount is given."""
    given = [amount for amount in amounts if amount is not None]
    return round(sum(given), 2) if given else None


def _all(flags: Iterable[bool | None]) -> bool | None:
    given = [flag for flag in flags if flag is not None]
    return all(given) if given else None
