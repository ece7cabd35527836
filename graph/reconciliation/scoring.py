"""How well a candidate fits a row: a feature for the name and one for each clue, 0 to 100.

The score is their mean, weighted by ``WEIGHTS``. Where the graph does not say what a clue asks for,
the clue counts half, so that what fits comes before what is silent, and that before what differs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache

from rapidfuzz import fuzz

from graph.entities import Entity, Relation, texts
from graph.places import inside, place_path
from graph.question.search import resemblance
from graph.reconciliation.asked import CITY, COUNTRY, IDENTIFIER, REGION, WEBSITE, Clue, Query
from graph.reconciliation.asked import address as as_address
from ontology.fold import fold
from ontology.model import load_model
from ontology.region import Region
from ontology.regions import load_regions
from ontology.values import domain
from ontology.values.identifiers import registers
from ontology.values.legal_forms import without_legal_form

NAME = "name"
WEIGHTS: Mapping[str, int] = {NAME: 10, IDENTIFIER: 5, WEBSITE: 5, COUNTRY: 2, CITY: 2, REGION: 2}
OTHER = 1
"""The weight of any other property."""
FITS, SILENT, DIFFERS = 100, 50, 0
BARE = 98
"""What names count as that differ in their legal form only."""


def likeness(query: Query, name: str) -> int:
    """Return how like (0..100) a folded name is to the one asked, legal forms aside."""
    folded, bare = query.folded, query.bare
    if folded == name:
        return 100
    plain = bare_name(name)
    if bare == plain:
        return BARE
    return min(BARE - 1, max(resemblance(folded, name), resemblance(bare, plain)))


@lru_cache(maxsize=65_536)
def bare_name(folded: str) -> str:
    """Return a folded name without its legal form."""
    return without_legal_form(folded)


def features(
    query: Query, nearness: int, entity: Entity, places: Sequence[Relation]
) -> dict[str, int]:
    """Return feature → 0..100: the name, and each clue by its property."""
    found = {NAME: nearness} if query.name else {}
    for clue in query.clues:
        found[clue.property] = max(found.get(clue.property, 0), fit(clue, entity, places))
    return found


def score(found: Mapping[str, int]) -> float:
    """Return the weighted mean of features, to one decimal."""
    weights = {name: WEIGHTS.get(_weighed(name), OTHER) for name in found}
    whole = sum(weights[name] * value for name, value in found.items())
    return round(whole / (sum(weights.values()) or 1), 1)


def _weighed(name: str) -> str:
    return IDENTIFIER if name in registers() else name


def fit(clue: Clue, entity: Entity, places: Sequence[Relation]) -> int:
    """Return how well an entity fits a clue; ``places`` are its relations to where it is."""
    if clue.property in registers() or clue.property == IDENTIFIER:
        return _identified(clue, entity)
    if clue.property in (COUNTRY, CITY, REGION):
        return _placed(clue, entity, places)
    stated = texts(entity.properties.get(clue.property))
    if not stated:
        return SILENT
    if clue.property == WEBSITE:
        sites = {domain(as_address(one)) for one in stated}
        return _any({domain(as_address(one)) for one in clue.values} & sites)
    return max(round(fuzz.ratio(fold(value), fold(one))) for value in clue.values for one in stated)


def _identified(clue: Clue, entity: Entity) -> int:
    asked = set(clue.identifiers())
    known = {*entity.keys, *_stated_keys(entity)}
    if asked & known:
        return FITS
    schemes = {key.partition(":")[0] for key in asked}
    rivals = [key for key in known if key.partition(":")[0] in schemes]
    return DIFFERS if rivals else SILENT


def _stated_keys(entity: Entity) -> Iterator[str]:
    """Yield what a key would be, did it name one alone: institutes share their parent's VAT."""
    for name, scheme in _registered().items():
        for value in texts(entity.properties.get(name)):
            yield f"{scheme}:{value}"


@cache
def _registered() -> Mapping[str, str]:
    """Return the properties that are identifiers of registers, with the register's scheme."""
    found = load_model().properties.items()
    return {name: one.cleaner for name, one in found if one.cleaner in registers()}


def _placed(clue: Clue, entity: Entity, places: Sequence[Relation]) -> int:
    regions = [one for place in places if (one := region_of(place.target))]
    if not regions and entity.kind == "Region":
        regions = [one for one in [region_of(entity.id)] if one]
    if clue.property == COUNTRY:
        here = {one.country for one in regions if one.country}
        return (
            _any(here & {one.country for value in clue.values for one in meant(value)})
            if here
            else SILENT
        )
    if clue.property == CITY:
        cities = {(place.target, city) for place in places for city in _city(place)}
        return _any(_same_city(clue, *one) for one in cities) if cities else SILENT
    paths = [place_path(place.target, "".join(_city(place)[:1])) for place in places]
    if not paths:
        return SILENT
    asked = [
        pair
        for value in clue.values
        for one in meant(value)
        for pair in load_regions().intervals(one)
    ]
    return _any(inside(path, asked) for path in paths)


def _city(place: Relation) -> list[str]:
    return texts(place.properties.get("city"))


def _same_city(clue: Clue, region: str, city: str) -> bool:
    here = place_path(region, city).partition(":")[2]
    return any(place_path(region, value).partition(":")[2] == here for value in clue.values)


@lru_cache(maxsize=65_536)
def region_of(id_: str) -> Region | None:
    """Return the region of an id, learnt from its code where no table has it."""
    return load_regions().get(id_) or load_regions().learn(id_)


@lru_cache(maxsize=65_536)
def meant(text: str) -> tuple[Region, ...]:
    """Return the regions that a text may mean: a code, a name in any language, an id of ours."""
    return load_regions().resolve(text.removeprefix("region/")).regions


def _any(found: Iterable[object]) -> int:
    return FITS if any(found) else DIFFERS
