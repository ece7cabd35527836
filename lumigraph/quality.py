"""How good the metadata of a running server are, and what stands in the way of publishing them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from rdflib import RDF, Graph
from rdflib.namespace import DCAT

from graph.catalogue.mqa import OK, Assessment, Findings, addresses, assess
from graph.ledger.writing import Progress
from lumigraph.harvesting import (
    Placing,
    as_written,
    catalogue_at,
    here_alone,
    statuses,
)
from lumigraph.hosts import why_private

Validate = Callable[[Graph], list[str]]
"""What shapes find wrong, one sentence each."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a graph is to be found: ``server`` answers now, the others should in the end.

    ``hindrances`` forbid to publish it, one sentence each. ``outside`` says that ``server`` is
    asked as the world does, every address as it is written.
    """

    server: str
    public_url: str
    base_uri: str
    hindrances: tuple[str, ...] = ()
    outside: bool = False


@dataclass(frozen=True, slots=True)
class Quality:
    """What was ``measured`` on the server, and what is ``expected`` once it is public.

    ``obstacles`` are sentences, why it is not publishable yet; ``dead`` are address → HTTP status
    (0 for none) of what did not answer, ``violations`` what shapes found wrong.
    """

    server: str
    measured: Assessment
    expected: Assessment
    obstacles: tuple[str, ...]
    dead: dict[str, int]
    violations: list[str]


def quality(place: Place, validate: Validate, progress: Progress) -> Quality:
    """Return the quality of the catalogue of a running server; its addresses are really asked.

    Raises ``UsageError`` when there is none.
    """
    now, then = _placings(place)
    document = catalogue_at(place.server, then)
    violations = validate(document)
    every = addresses(document)
    answers = statuses(every, now, progress)
    unasked = [address for address in every if address not in answers]
    later = {**answers, **statuses(unasked, then, progress)}
    return Quality(
        place.server,
        assess(document, Findings(answers, len(violations))),
        assess(document, Findings(later, len(violations))),
        tuple(_obstacles(place, document, progress)),
        {address: status for address, status in answers.items() if status not in OK},
        violations,
    )


def _placings(place: Place) -> tuple[Placing, Placing]:
    """Return where addresses are asked for now, and where instead of what leads nowhere yet."""
    if place.outside:
        return as_written, as_written
    return (
        here_alone(place.server),
        here_alone(place.server, place.public_url, place.base_uri),
    )


def _obstacles(place: Place, document: Graph, progress: Progress) -> Iterator[str]:
    """Yield why a portal cannot take the catalogue as it is."""
    yield from place.hindrances
    private = [*filter(None, map(why_private, {place.public_url: 0, place.base_uri: 0}))]
    yield from private
    if not place.outside:
        if not private:
            yield f"nobody outside was asked: `validate --mqa --public {place.public_url}` does"
        return
    named = [str(one) for one in document.subjects(RDF.type, DCAT.Catalog)]
    for address, status in statuses(named, as_written, progress).items():
        if status not in OK:
            remedy = "`lumigraph harvest-kit` writes the redirect to register"
            yield f"{address} does not lead to the catalogue ({status or 'no answer'}): {remedy}"
