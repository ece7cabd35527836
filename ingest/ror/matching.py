"""Which records of the registry are about organisations that a graph is to have.

A record matches an organisation of the store by an identifier that both have, or by a website that
is the whole site of one organisation on either side, in a country that both are in. What matches
nothing is taken only when it is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from graph.errors import UsageError
from graph.records import Reject
from graph.store import GraphStore
from ingest.ror.entry import EntryError, countries, identity, stated_keys, websites
from ingest.ror.known import Known, countries_of
from ontology.values import Country, UnparsedError, Url
from ontology.values.urls import domain, is_front_page

WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Rest:
    """Which of the records that match nothing are taken: those of ``countries``, or of all."""

    added: bool = False
    countries: frozenset[str] = frozenset()

    @classmethod
    def of(cls, countries: Iterable[str]) -> Rest:
        """Take those of ``countries`` (codes or names), of all where none is given.

        Raises ``UsageError`` for what is no country.
        """
        try:
            return cls(True, frozenset(map(Country().parse, countries)))
        except UnparsedError as error:
            raise UsageError(str(error)) from error

    def takes(self, raw: Mapping[str, Any]) -> bool:
        """Whether a record is added; the registry itself disowns what it has withdrawn."""
        if not self.added or str(raw.get("status", "")).lower() == WITHDRAWN:
            return False
        return not self.countries or not self.countries.isdisjoint(countries(raw))


@dataclass(slots=True)
class Matches:
    """What one pass over the records found.

    ``numbers`` are those of the records to read: what is ``taken``, by ROR ID, and what has to be
    refused. ``sites``: ROR ID → (host, key of the organisation that the site belongs to).
    ``newest`` is the date of the newest record, ``passed_over`` how many match nothing.
    """

    numbers: set[int] = field(default_factory=set)
    taken: set[str] = field(default_factory=set)
    sites: dict[str, tuple[str, str]] = field(default_factory=dict)
    newest: str = ""
    passed_over: int = 0

    def take(self, number: int, ror: str) -> None:
        """Take a record."""
        self.numbers.add(number)
        self.taken.add(ror)


class _Candidate(NamedTuple):
    """A record whose site an organisation of the store has."""

    number: int
    ror: str
    countries: set[str]


class Matching:
    """Matches records one by one; ``found`` ends it."""

    def __init__(self, known: Known, rest: Rest) -> None:
        self._known = known
        self._rest = rest
        self._matches = Matches()
        self._count = 0
        # None: several records have the site.
        self._by_host: dict[str, _Candidate | None] = {}

    def add(self, number: int, raw: Mapping[str, Any] | Reject) -> None:
        """Look at a record; one without a ROR ID is to be read too, and refused then."""
        self._count += 1
        try:
            ror = "" if isinstance(raw, Reject) else identity(raw)
        except EntryError:
            ror = ""
        if isinstance(raw, Reject) or not ror:
            self._matches.numbers.add(number)
            return
        self._matches.newest = max(self._matches.newest, _modified(raw))
        if self._is_known(ror, raw) or self._rest.takes(raw):
            self._matches.take(number, ror)
        for host in hosts(raw) if self._known.by_domain else ():
            if host in self._known.by_domain:
                candidate = _Candidate(number, ror, countries(raw))
                self._by_host[host] = None if host in self._by_host else candidate

    def _is_known(self, ror: str, raw: Mapping[str, Any]) -> bool:
        known = self._known.keys
        return bool(known) and (f"ror:{ror}" in known or not known.isdisjoint(stated_keys(raw)))

    def found(self, store: GraphStore | None) -> Matches:
        """Return the matches, those by website included."""
        owned = [
            (host, owner, candidate)
            for host, candidate in sorted(self._by_host.items())
            if candidate and (owner := self._known.owner(host))
        ]
        placed = countries_of(store, {owner for _, owner, _ in owned}) if store else {}
        for host, owner, candidate in owned:
            if not placed.get(owner, candidate.countries).isdisjoint(candidate.countries):
                self._matches.take(candidate.number, candidate.ror)
                self._matches.sites.setdefault(candidate.ror, (host, owner))
        self._matches.passed_over = self._count - len(self._matches.numbers)
        return self._matches


def hosts(raw: Mapping[str, Any]) -> Iterator[str]:
    """Yield the hosts of the sites that are a record's own and whole, each once."""
    found: set[str] = set()
    for address in websites(raw):
        try:
            url = Url().parse(address)
        except UnparsedError:
            continue  # it is reported where the record is read
        if is_front_page(url):
            found.add(domain(url))
    yield from sorted(found - {""})


def _modified(raw: Mapping[str, Any]) -> str:
    admin = raw.get("admin")
    last = admin.get("last_modified") if isinstance(admin, Mapping) else None
    return str(last.get("date", "")) if isinstance(last, Mapping) else ""
