"""Where and when data are about, in the terms that portals ask for."""

from __future__ import annotations

from graph.catalogue.model import Concept, Period
from graph.catalogue.survey import Survey
from graph.catalogue.vocabularies import NUTS, concept, place
from ontology.regions import load_regions


def spatial(survey: Survey) -> tuple[Concept, ...]:
    """Return the countries, then the NUTS regions of level 2; Europe where there are none."""
    regions = (load_regions().get(id_) for id_ in survey.regions)
    found = {one.uri: one for region in regions if region and (one := place(region))}
    ordered = sorted(found, key=lambda uri: (uri.startswith(NUTS), uri))
    return tuple(found[uri] for uri in ordered) or (concept("continent", "EUROPE"),)


def temporal(survey: Survey, issued: str) -> Period:
    """Return the span of the dates; from the day of issue on where nothing is dated."""
    return survey.period or Period(issued[:10], "")
