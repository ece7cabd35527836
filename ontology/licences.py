"""Licences of sources: ``licences.yaml``, read and asked."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from ontology.errors import UnknownLicenceError
from ontology.fold import fold

FILE = Path(__file__).with_name("licences.yaml")
AUTHORITY = "http://publications.europa.eu/resource/authority/licence/"


@dataclass(frozen=True, slots=True)
class Licence:
    """What a licence asks of whoever passes facts on.

    ``code`` is our name of it (SPDX where there is one), ``authority`` the code in the EU's table,
    ``page`` where its text stands, ``names`` other ways of naming it.
    """

    code: str
    authority: str
    label: str
    page: str
    names: tuple[str, ...] = ()
    attribution: bool = False
    share_alike: bool = False
    commercial: bool = True
    derivatives: bool = True

    @property
    def uri(self) -> str:
        """The licence's URI in the EU's authority table."""
        return AUTHORITY + self.authority

    @property
    def open(self) -> bool:
        """Whether a graph made from the source may be published for any use."""
        return self.commercial and self.derivatives


@cache
def load_licences() -> dict[str, Licence]:
    """Return code → licence."""
    table = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return {
        code: Licence(code, **{**row, "names": tuple(row["names"])}) for code, row in table.items()
    }


@cache
def _by_name() -> dict[str, Licence]:
    return {
        _plain(name): one
        for one in load_licences().values()
        for name in (one.code, one.authority, one.label, one.page, one.uri, *one.names)
    }


def _plain(name: str) -> str:
    return fold(name.replace("https:", "http:"))


def find_licence(text: str) -> Licence | None:
    """Return the licence that ``text`` names, None for one that the table does not have."""
    return _by_name().get(_plain(text))


def licence_named(text: str) -> Licence:
    """Return the licence that ``text`` names: by code, label, address or URI of the EU's table.

    Raises UnknownLicenceError with the nearest names.

    >>> licence_named("cc by 4.0").uri
    'http://publications.europa.eu/resource/authority/licence/CC_BY_4_0'
    """
    found = find_licence(text)
    if found is None:
        folded = _plain(text)
        codes = {fold(code): code for code in load_licences()}
        near = difflib.get_close_matches(folded, codes, n=3, cutoff=0.3) or list(codes)[:3]
        raise UnknownLicenceError(
            f"{text!r} names no licence that is known here: write one of "
            f"{', '.join(codes[name] for name in near)}, or add it to {FILE.name}"
        )
    return found
