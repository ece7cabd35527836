"""A record of the Research Organization Registry as typed values, whatever version of its schema.

Version 1 has a name, lists of aliases and acronyms, and an address; version 2 has typed names,
links and locations. Both are read into one ``Entry``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

import yaml

from ingest.ror.names import Called, SetAside, called
from ingest.ror.parts import listed, objects
from ontology.values import Identifier, UnparsedError, Url

FILE = Path(__file__).with_name("words.yaml")
Raw: TypeAlias = Mapping[str, Any]
"""A record as JSON gives it."""


class EntryError(Exception):
    """A record that cannot be used: the field that is wrong, what is wrong, what to do."""

    def __init__(self, field: str, value: object, reason: str, remedy: str) -> None:
        super().__init__(f"{field} {value!r}: {reason}; {remedy}")
        self.field = field
        self.value = str(value)
        self.reason = reason
        self.remedy = remedy


class Spot(NamedTuple):
    """Where an organisation is: codes of country (ISO) and subdivision, city, degrees (WGS 84)."""

    country: str
    subdivision: str
    city: str
    latitude: float | None
    longitude: float | None


class Tie(NamedTuple):
    """A relation of an entry to ``other`` (a ROR ID), by the word of ``words.yaml``."""

    word: str
    other: str


class Entry(NamedTuple):
    """What a record says; identifiers are keys (``grid:…``)."""

    ror: str
    type: str
    status: str
    founded: str
    called: Called
    website: str
    e_mail: str
    identifiers: tuple[str, ...]
    spots: tuple[Spot, ...]
    ties: tuple[Tie, ...]


@cache
def words() -> Raw:
    """Return ``words.yaml`` as it stands."""
    read: Raw = yaml.safe_load(FILE.read_text("utf-8"))
    return read


def read_entry(raw: Raw, set_aside: SetAside) -> Entry:
    """Return the entry that a record means; values that cannot be read go to ``set_aside``.

    Raises EntryError when the record as a whole cannot be used.
    """
    ror = identity(raw)
    names = called(raw, set_aside)
    if not names.names:
        raise EntryError("names", ror, "it has no name", "leave the record out, or name it")
    return Entry(
        ror=ror,
        type=_type(raw, set_aside),
        status=_status(raw, set_aside),
        founded=_founded(raw, set_aside),
        called=names,
        website=_website(raw, set_aside),
        e_mail=str(raw.get("email_address") or ""),
        identifiers=tuple(_identifiers(raw, set_aside)),
        spots=tuple(_spots(raw, set_aside)),
        ties=tuple(_ties(ror, raw, set_aside)),
    )


def identity(raw: Raw) -> str:
    """Return the ROR ID of a record; raises EntryError."""
    try:
        return _ror(str(raw.get("id", "")))
    except UnparsedError as error:
        raise EntryError("id", raw.get("id", ""), error.reason, error.remedy) from error


def stated_keys(raw: Raw) -> Iterator[str]:
    """Yield the keys of other registers as a record has them, their check digits unproved."""
    for scheme, number in _stated_numbers(raw):
        yield f"{scheme}:{_identifier(scheme).register.bare(number)}"


def websites(raw: Raw) -> list[str]:
    """Return the addresses of a record's own pages, as they stand."""
    return [
        str(link.get("value")) if isinstance(link, dict) else str(link)
        for link in listed(raw.get("links"))
        if not isinstance(link, dict) or link.get("type") == "website"
    ]


def countries(raw: Raw) -> set[str]:
    """Return the ISO codes of the countries that a record has places in."""
    return {spot.country for spot in _spots(raw, lambda *_: None)} - {""}


def _type(raw: Raw, set_aside: SetAside) -> str:
    known: Mapping[str, str] = words()["types"]
    said = [str(word).lower() for word in listed(raw.get("types"))]
    for word in said:
        if word not in known:
            set_aside("types", word, "it is no type that is known", "add it to words.yaml")
    return next((kind for word, kind in known.items() if word in said), "Organisation")


def _status(raw: Raw, set_aside: SetAside) -> str:
    said = str(raw.get("status") or "")
    found = words()["statuses"].get(said.lower()) if said else ""
    if found is None:
        set_aside("status", said, "it is no status that is known", "correct it")
    return found or ""


def _founded(raw: Raw, set_aside: SetAside) -> str:
    year = raw.get("established")
    if year is None:
        return ""
    if not isinstance(year, int) or not 1 <= year <= 9999:
        set_aside("established", year, "it is no year", "write it as 1979")
        return ""
    return f"{year:04}"


def _website(raw: Raw, set_aside: SetAside) -> str:
    for stated in websites(raw):
        try:
            return Url().parse(stated)
        except UnparsedError as error:
            set_aside("links", stated, error.reason, error.remedy)
    return ""


def _identifiers(raw: Raw, set_aside: SetAside) -> Iterator[str]:
    for scheme, number in _stated_numbers(raw):
        cleaner = _identifier(scheme)
        try:
            yield cleaner.key(cleaner.parse(number))
        except UnparsedError as error:
            set_aside(f"external_ids.{scheme}", number, error.reason, error.remedy)


def _stated_numbers(raw: Raw) -> Iterator[tuple[str, str]]:
    """Yield (scheme, number) of the registers that are read."""
    stated = raw.get("external_ids")
    if isinstance(stated, dict):
        lists = [(word, one.get("all")) for word, one in stated.items() if isinstance(one, dict)]
    else:
        lists = [(one.get("type"), one.get("all")) for one in objects(stated)]
    known: Mapping[str, str] = words()["registers"]
    for word, numbers in lists:
        if scheme := known.get(str(word).lower()):
            for number in [numbers] if isinstance(numbers, str) else listed(numbers):
                yield scheme, str(number)


def _spots(raw: Raw, set_aside: SetAside) -> Iterator[Spot]:
    for place in objects(raw.get("locations")):
        told = place.get("geonames_details")
        if isinstance(told, dict):
            yield _spot(told, told.get("country_code"), told.get("name"), set_aside)
    country = raw.get("country")
    code = country.get("country_code") if isinstance(country, dict) else None
    for address in objects(raw.get("addresses")) or ([{}] if code else []):
        yield _spot(address, code, address.get("city"), set_aside)


def _spot(told: Raw, country: object, city: object, set_aside: SetAside) -> Spot:
    code = str(country or "").upper()
    part = str(told.get("country_subdivision_code") or told.get("state_code") or "")
    if part and "-" not in part:
        part = f"{code}-{part}"
    latitude, longitude = told.get("lat"), told.get("lng")
    if not (_is_degree(latitude, 90) and _is_degree(longitude, 180)):
        if (latitude, longitude) != (None, None):
            stated = f"{latitude}, {longitude}"
            set_aside(
                "locations", stated, "it is no place on earth", "write lat and lng in degrees"
            )
        latitude = longitude = None
    return Spot(code, part, str(city or ""), latitude, longitude)


def _is_degree(value: object, most: int) -> bool:
    return isinstance(value, int | float) and -most <= value <= most


def _ties(own: str, raw: Raw, set_aside: SetAside) -> Iterator[Tie]:
    relations: Raw = words()["relations"]
    for told in objects(raw.get("relationships")):
        word = str(told.get("type", "")).lower()
        if word not in relations:
            set_aside("relationships", word, "it is no known relation", "correct it")
            continue
        try:
            other = _ror(str(told.get("id", "")))
        except UnparsedError as error:
            set_aside("relationships.id", error.raw, error.reason, error.remedy)
        else:
            if other != own:
                yield Tie(word, other)


@lru_cache(maxsize=1 << 16)
def _ror(stated: str) -> str:
    return _identifier("ror").parse(stated)


@cache
def _identifier(scheme: str) -> Identifier:
    return Identifier(scheme)
