"""Countries and NUTS regions, by any of their codes and names."""

from __future__ import annotations

from rdflib import Literal

from ontology.region import Region
from ontology.regions import load_regions
from ontology.values.cleaner import Cleaner, UnparsedError


class Country(Cleaner[str]):
    """A country as its ISO 3166-1 alpha-2 code.

    >>> Country().parse("EL"), Country().parse("Lietuva"), Country().parse("LTU")
    ('GR', 'LT', 'LT')
    """

    name = "country"

    def parse(self, raw: str) -> str:
        """Return the code of the country that a code, or a name in any language, means."""
        found = [one for one in load_regions().resolve(raw).regions if one.level == "country"]
        if len(found) != 1 or found[0].country is None:
            remedy = "write its two letters, as LT, or its name"
            raise UnparsedError(raw, "it is no country", remedy)
        return found[0].country


class Nuts(Cleaner[Region]):
    """A region by its NUTS code, of any version; ``country`` narrows names down.

    >>> Nuts().clean("nuts:LT011"), Nuts("AT").clean("Steiermark")
    ('LT011', 'AT22')
    """

    name = "nuts"

    def __init__(self, country: str = "") -> None:
        self.country = country

    def parse(self, raw: str) -> Region:
        """Return the region; a code of the right form that no table has is learnt."""
        regions = load_regions()
        if known := regions.get(raw):
            return known
        named = regions.resolve(raw, self.country or None).regions
        if len(named) == 1:
            return named[0]
        # Without a digit it is a word: Nice is not the region NICE of Nicaragua.
        learnt = regions.learn(raw) if any(map(str.isdigit, raw)) and not named else None
        if learnt is None:
            what = "names several regions" if named else "is no region"
            listed = " or ".join(f"{one.id} ({one.name()})" for one in named)
            remedy = f"write {listed or 'its NUTS code, as LT011'}"
            raise UnparsedError(raw, f"it {what}", remedy)
        return learnt

    def normalise(self, value: Region) -> str:
        """Return its id."""
        return value.id

    def compare(self, left: Region, right: Region) -> float:
        """Return 1 for one region, and the less the more levels lie between two nested ones."""
        small, wide = sorted((left.path, right.path), key=len, reverse=True)
        return len(wide) / len(small) if small.startswith(wide) else 0.0

    def rdf(self, value: Region) -> Literal:
        """Return its code."""
        return Literal(value.id)
