"""The closure behind the main question: which organisation reaches which technology, where.

Each link of an organisation to a technology also reaches all broader technologies. A link counts
once for a technology, however many ways lead to it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator

from graph.dates import earliest, latest
from graph.score import Weights, load_weights
from graph.store import Footprint, Link, ReachRow

Ancestors = Callable[[str], Collection[str]]
NOTHING = (0, 0, 0)


def date_number(since: str, until: str) -> int:
    """Return the last day of a spell as yyyymmdd; 0 when no date is known.

    >>> date_number("2016-01", "")
    20160101
    """
    text = latest(until) if until else earliest(since) if since else ""
    return int(text.replace("-", "")) if text else 0


def reach_rows(footprint: Footprint, ancestors: Ancestors) -> Iterator[ReachRow]:
    """Yield the rows of one organisation.

    ``ancestors`` gives a technology's broader ones, itself included.
    """
    places = sorted(set(footprint.places))
    totals = list(tally(footprint.links, ancestors).items())
    for place, previous in zip(places, ["", *places], strict=False):
        for technology, (points, links, last) in totals:
            yield ReachRow(
                technology,
                place,
                footprint.organisation,
                previous,
                points,
                links,
                last,
                int(footprint.ended),
            )


def tally(links: Iterable[Link], ancestors: Ancestors) -> dict[str, tuple[int, int, int]]:
    """Return technology → (points, number of links, newest date) over all broader technologies."""
    totals: dict[str, tuple[int, int, int]] = {}
    for points, last, technologies in _once_each(links):
        above = {up for technology in technologies for up in ancestors(technology)}
        for technology in above:
            sum_, number, newest = totals.get(technology, NOTHING)
            totals[technology] = (sum_ + points, number + 1, last if last > newest else newest)
    return totals


def _once_each(links: Iterable[Link]) -> Iterable[tuple[int, int, set[str]]]:
    """Return what counts as one link: its best points, its newest date, its technologies."""
    points_of = load_weights().points
    found: dict[tuple[str, str], tuple[int, int, set[str]]] = {}
    for link in links:
        points = points_of(link.basis, link.role)
        if points:
            one = identity(link)
            best, newest, technologies = found.get(one) or (0, 0, set())
            technologies.add(link.technology)
            found[one] = (max(best, points), max(newest, link.last), technologies)
    return found.values()


def identity(link: Link) -> tuple[str, str]:
    """Return what makes a link count as one: its project, or the technology stated directly."""
    return (link.basis, link.via or link.technology)


def counts(link: Link, weights: Weights | None = None) -> bool:
    """Tell whether a link makes its organisation work on the technology."""
    return (weights or load_weights()).points(link.basis, link.role) > 0
