"""What is asked of one row: a name, kinds, and what else is known."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlsplit

from ontology.fold import fold
from ontology.values import UnparsedError, domain, key_of
from ontology.values.identifiers import Identifier, registers
from ontology.values.legal_forms import without_legal_form

IDENTIFIER, WEBSITE, COUNTRY, CITY, REGION = "identifier", "website", "country", "city", "region"


@dataclass(frozen=True, slots=True)
class Clue:
    """What is known beside the name: a property by its id, and the values, any of which may fit."""

    property: str
    values: tuple[str, ...]

    def identifiers(self) -> list[str]:
        """Return the keys that it names an entity by: ``pic:999643492``; none for other clues.

        A value that is no identifier of the register is none here: it stays a clue that fits
        nothing.
        """
        return [key for value in self.values for key in _keys(self.property, value)]


@dataclass(frozen=True)
class Query:
    """A row: ``kinds`` are kinds or classes to look among, empty means all."""

    text: str
    kinds: tuple[str, ...] = ()
    limit: int = 10
    clues: tuple[Clue, ...] = ()

    @cached_property
    def name(self) -> str:
        """The name to look for; where there is none, what its website is called."""
        if self.text:
            return self.text
        sites = [value for one in self.clues if one.property == WEBSITE for value in one.values]
        return next((domain(address(site)).split(".")[0] for site in sites), "")

    @cached_property
    def folded(self) -> str:
        """The name as names are compared."""
        return fold(self.name)

    @cached_property
    def bare(self) -> str:
        """The same without its legal form."""
        return fold(without_legal_form(self.name))

    def identifiers(self) -> list[str]:
        """Return what names an entity for certain among the clues."""
        return [key for clue in self.clues for key in clue.identifiers()]

    def own_keys(self) -> list[str]:
        """Return what the text is if it is no name: a URI, ``organisation/litek``, a key."""
        text = self.text.strip()
        last = text.rsplit("/", 1)[-1] if "/" in text else ""
        return [*filter(None, [last]), *_keys(IDENTIFIER, text)]


def address(text: str) -> str:
    """Return a website as an address, whether or not it says how it is reached.

    What is none becomes ''.
    """
    written = text.strip()
    try:
        whole = written if "://" in written else f"http://{written}"
        return whole if urlsplit(whole).hostname else ""
    except ValueError:
        return ""


def _keys(property_: str, value: str) -> list[str]:
    try:
        if property_ in registers():
            register = Identifier(property_)
            return [register.key(register.parse(value))]
        return [key_of(value)] if property_ == IDENTIFIER else []
    except UnparsedError:
        return []
