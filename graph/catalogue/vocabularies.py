"""Values of controlled vocabularies: ``vocabularies.yaml``, and the tables of licences and regions.

Each states its class and its scheme, so that a harvester needs no other document to check it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import yaml

from graph.catalogue.model import Concept, Texts
from graph.errors import UsageError
from graph.rdf.terms import DCTERMS
from ontology.licences import Licence
from ontology.region import Region

FILE = Path(__file__).with_name("vocabularies.yaml")
NUTS = "http://data.europa.eu/nuts/"
# Year of a version in the table of regions → the EU's scheme. NUTS 2016 came into force in 2018.
NUTS_SCHEMES = {"2018": "2016", "2021": "2021", "2024": "2024"}
NUTS_LEVEL = "nuts2"
# The EU's table of countries has codes of its own where ISO 3166 has none.
COUNTRY_CODES = {"XKX": "1A0"}


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A controlled vocabulary: the URI of its ``scheme``, and its ``values``, code → labels."""

    scheme: str
    title: str
    kind: str = ""
    base: str = ""
    values: Mapping[str, Texts] = field(default_factory=dict)

    def value(self, code: str, labels: Texts, type_: Concept | None = None) -> Concept:
        """Return the value of a code."""
        return Concept(
            (self.base or f"{self.scheme}/") + code, self.scheme, self.kind, labels, type_
        )


@cache
def load_vocabularies() -> Mapping[str, Vocabulary]:
    """Return name → vocabulary."""
    table = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return {name: Vocabulary(**row) for name, row in table.items()}


@cache
def scheme_titles() -> Mapping[str, str]:
    """Return URI → title of every scheme that a value may name."""
    titles = {one.scheme: one.title for one in load_vocabularies().values() if one.scheme}
    return titles | {f"{NUTS}scheme/{one}": f"NUTS {one}" for one in NUTS_SCHEMES.values()}


def concept(vocabulary: str, code: str) -> Concept:
    """Return a value of a vocabulary by its code. Raises ``UsageError`` for one it has not.

    >>> concept("language", "LIT").uri
    'http://publications.europa.eu/resource/authority/language/LIT'
    """
    known = load_vocabularies()[vocabulary]
    if code not in known.values:
        listed = ", ".join(known.values)
        raise UsageError(
            f"'{code}' is no {known.title.lower()} that is known here: set one of {listed}"
        )
    return known.value(code, known.values[code])


def licence_concept(licence: Licence) -> Concept:
    """Return a licence as a value of the EU's table, with what kind of licence it is."""
    type_ = concept("licence-type", _licence_type(licence))
    known = load_vocabularies()["licence"]
    return known.value(licence.authority, {"en": licence.label}, type_)


def _licence_type(licence: Licence) -> str:
    """Return what ADMS calls the most that a licence asks."""
    asked = {
        "NoDerivativeWork": not licence.derivatives,
        "NonCommercialUseOnly": not licence.commercial,
        "ViralEffect-ShareAlike": licence.share_alike,
        "Attribution": licence.attribution,
    }
    return next((type_ for type_, holds in asked.items() if holds), "PublicDomain")


def place(region: Region) -> Concept | None:
    """Return a country or a NUTS region of level 2 as the EU names it; None for other regions."""
    labels = {language: name for language, name in region.names.items() if language != "und"}
    if region.level == "country":
        codes = (code for code in region.codes if len(code) == 3 and code.isalpha())
        known = load_vocabularies()["country"]
        return next((known.value(COUNTRY_CODES.get(one, one), labels) for one in codes), None)
    years = region.versions.get(region.id, ())
    if region.level != NUTS_LEVEL or not years:
        return None
    scheme = f"{NUTS}scheme/{NUTS_SCHEMES[max(years)]}"
    return Concept(f"{NUTS}code/{region.id}", scheme, f"{DCTERMS}Location", labels)
