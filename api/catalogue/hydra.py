"""The catalogue in pages, as harvesters of portals read them: the Hydra Core Vocabulary.

Some read ``hydra:next``, which is a link; others ``hydra:nextPage`` of an older version, as a text.
Each page says both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from graph.catalogue.model import Catalogue
from graph.catalogue.profiles import Profile
from graph.catalogue.rendering import catalogue_statements
from graph.errors import UnknownNameError
from graph.rdf.projection import A
from graph.rdf.terms import iri, text, typed

HYDRA = "http://www.w3.org/ns/hydra/core#"
SIZE = 50
"""Datasets of a page."""
Address = Callable[[int], str]
"""Where the page of a number is."""


@dataclass(frozen=True, slots=True)
class Page:
    """The page ``number`` (1, 2, …) of ``total`` datasets, ``size`` a page."""

    number: int
    total: int
    size: int = SIZE

    def __post_init__(self) -> None:
        if not 1 <= self.number <= self.last:
            asked = str(self.number)
            raise UnknownNameError(f"there is no page {asked}: the last is {self.last}", asked)

    @property
    def last(self) -> int:
        """The number of the last page; an empty catalogue has one page."""
        return max(1, -(-self.total // self.size))

    @property
    def neighbours(self) -> dict[str, int]:
        """What leads to which page."""
        found = {"first": 1, "previous": self.number - 1, "next": self.number + 1}
        return {
            name: number
            for name, number in {**found, "last": self.last}.items()
            if 1 <= number <= self.last
        }


def page_statements(
    catalogue: Catalogue, profile: Profile, page: Page, address: Address
) -> Iterator[str]:
    """Yield the catalogue with the datasets of one page, and where the others are.

    The services are told of on the first page.
    """
    start = (page.number - 1) * page.size
    part = replace(
        catalogue,
        datasets=catalogue.datasets[start : start + page.size],
        services=catalogue.services if page.number == 1 else (),
    )
    yield from catalogue_statements(part, profile)
    yield from _paging(page, address)


def _paging(page: Page, address: Address) -> Iterator[str]:
    node = iri(address(page.number))
    yield f"{node} {A} {_hydra('PagedCollection')}"
    yield f"{node} {A} {_hydra('PartialCollectionView')}"
    yield f"{node} {_hydra('totalItems')} {typed(page.total, 'integer')}"
    yield f"{node} {_hydra('itemsPerPage')} {typed(page.size, 'integer')}"
    for name, number in page.neighbours.items():
        yield f"{node} {_hydra(name)} {iri(address(number))}"
        yield f"{node} {_hydra(f'{name}Page')} {text(address(number), '')}"


def _hydra(name: str) -> str:
    return iri(HYDRA + name)
