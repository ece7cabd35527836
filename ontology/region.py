"""A region, and what may come of asking for one by name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from ontology.errors import OntologyError

Level = Literal["group", "country", "subdivision", "nuts1", "nuts2", "nuts3", "city"]


@dataclass(frozen=True, slots=True)
class Region:
    """A place that organisations are asked for by: a group of countries down to a city.

    `id`: the code as its issuer writes it (GR, EL30, CA-QC, EU27, city-at-wien).
    `country`: ISO 3166-1 alpha-2, None for a group.
    `path`: what lies inside begins with it (AT, AT2, AT22, AT221); ISO's country code, then the
    rest of the NUTS code, or "-" and the rest of the ISO code, then ":" and a city's folded name.
    `parent`: the id of the smallest region around it.
    `names`: language → name; "und" where the language is not known.
    `codes`: all that mean this region, the id first. `versions`: a NUTS code → the years of NUTS
    that have it. `members`: ids of further regions that belong to it (a group's countries).
    `rank`: the wider, the smaller; which region a name means when several bear it.
    """

    id: str
    level: Level
    country: str | None
    path: str
    parent: str | None
    rank: int
    names: Mapping[str, str] = field(hash=False)
    codes: tuple[str, ...]
    versions: Mapping[str, tuple[str, ...]] = field(hash=False, default_factory=dict)
    members: tuple[str, ...] = ()

    def name(self, language: str = "en") -> str:
        """The name in `language`, or in English, or the local one, or the code.

        A city goes by what its people call it before it goes by its English name.
        """
        known = self.names
        own = known.get("und") if self.level == "city" and language != "en" else None
        return known.get(language) or own or known.get("en") or next(iter(known.values()), self.id)

    @property
    def is_former(self) -> bool:
        """Whether only an older NUTS, since replaced, has this region."""
        years = {year for version in self.versions.values() for year in version}
        return bool(years) and years == {"2021"}


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a text may mean. `regions`: none, one, or several that nothing tells apart.

    `others`: the further regions of that name, which the user is to be shown.
    """

    regions: tuple[Region, ...] = ()
    others: tuple[Region, ...] = ()


@dataclass(frozen=True, slots=True)
class Understanding:
    """The one region that a text was understood as; `corrected` when it was misspelt."""

    region: Region
    others: tuple[Region, ...] = ()
    corrected: bool = False


class RegionError(OntologyError):
    """A text that does not name one region; `candidates` are those it may mean."""

    def __init__(self, text: str, candidates: Sequence[Region], message: str) -> None:
        super().__init__(message)
        self.text = text
        self.candidates = tuple(candidates)


class UnknownRegion(RegionError):  # noqa: N818 - named for what it says, like its sibling
    """No region is called so."""

    def __init__(self, text: str, candidates: Sequence[Region]) -> None:
        hint = "write a name in any language, or a code such as LT or nuts:AT22"
        near = f"; did you mean {_listed(candidates)}?" if candidates else f": {hint}"
        super().__init__(text, candidates, f"no region is called {text!r}{near}")


class AmbiguousRegion(RegionError):  # noqa: N818
    """Several regions are called so, and none of them is the likelier."""

    def __init__(self, text: str, candidates: Sequence[Region]) -> None:
        alike = len({region.country for region in candidates}) == 1
        # With its country the name of several regions means the city that bears it too.
        parted = not alike or all(region.level != "city" for region in candidates)
        remedy = "write its code or add its country" if parted else "write its code"
        message = f"{text!r} may be {_listed(candidates)}; {remedy}"
        super().__init__(text, candidates, message)


def _listed(regions: Sequence[Region]) -> str:
    return " or ".join(f"{region.name()} ({region.id})" for region in regions)
