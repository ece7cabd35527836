"""Legal forms: what of an organisation's name is its form, not its name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

import yaml
from rdflib import Literal

from ontology.fold import fold
from ontology.values.cleaner import Cleaner, UnparsedError

FILE = Path(__file__).with_name("legal_forms.yaml")
_QUOTES = " ,;-\"'“”„‟«»‚‘’`()"


@dataclass(frozen=True, slots=True)
class LegalForm:
    """A legal form as it is written short, and the countries that have it."""

    short: str
    countries: frozenset[str]


class LegalFormCleaner(Cleaner[LegalForm]):
    """The legal form that a text is, or that a name begins or ends with.

    ``country`` (ISO 3166-1) says whose spelling is meant where several countries share a form.

    >>> LegalFormCleaner().clean("UAB Ekspla"), LegalFormCleaner().clean("Gesellschaft mbH")
    ('UAB', 'GmbH')
    """

    name = "legal-form"

    def __init__(self, country: str = "") -> None:
        self.country = country

    def parse(self, raw: str) -> LegalForm:
        """Return the form."""
        found = split(raw, self.country)[1]
        if found is None:
            remedy = "write it as UAB or GmbH, or add it to ontology/values/legal_forms.yaml"
            raise UnparsedError(raw, "it has no legal form that is known", remedy)
        return found

    def normalise(self, value: LegalForm) -> str:
        """Return how it is written short."""
        return value.short

    def rdf(self, value: LegalForm) -> Literal:
        """Return how it is written short."""
        return Literal(value.short)


def without_legal_form(name: str) -> str:
    """Return ``name`` without its legal form; a name that is nothing else stays.

    >>> without_legal_form('UAB "Ekspla"'), without_legal_form("Jenoptik AG")
    ('Ekspla', 'Jenoptik')
    """
    return split(name)[0]


def split(name: str, country: str = "") -> tuple[str, LegalForm | None]:
    """Return the bare name and the legal form at its end or beginning."""
    forms = _forms(country)
    words = name.split()
    if not words or not (
        fold_form(words[-1]) in _edges().last or fold_form(words[0]) in _edges().first
    ):
        return name, None
    longest = min(_longest(), len(words))
    for size in range(longest, 0, -1):
        for form, rest in ((words[-size:], words[:-size]), (words[:size], words[size:])):
            if found := forms.get(fold_form(" ".join(form))):
                return " ".join(rest).strip(_QUOTES) or name, found
    return name, None


class _Edges(NamedTuple):
    """With what the last word of a form may end it, and the first begin it: most names do not."""

    first: frozenset[str]
    last: frozenset[str]


@cache
def _edges() -> _Edges:
    forms = _forms("")
    return _Edges(
        frozenset(form[:size] for form in forms for size in range(len(form) + 1)),
        frozenset(form[size:] for form in forms for size in range(len(form) + 1)),
    )


def fold_form(text: str) -> str:
    """Return a form without case, accents, full stops and spaces.

    >>> fold_form("Sp. z o.o.") == fold_form("sp zoo")
    True
    """
    return fold(text).replace(" ", "")


@cache
def _forms(first: str) -> Mapping[str, LegalForm]:
    """Return the forms by every folded spelling; of several short ones that of country ``first``.

    One spelling is one form, of all the countries that have it.
    """
    spelt: dict[str, str] = {}
    countries: dict[str, set[str]] = {}
    for country, short, spelling in sorted(_listed(), key=lambda line: line[0] != first):
        folded = fold_form(spelling)
        spelt.setdefault(folded, short)
        countries.setdefault(folded, set()).add(country)
    return {
        folded: LegalForm(short, frozenset(countries[folded])) for folded, short in spelt.items()
    }


def spellings() -> frozenset[str]:
    """Return every spelling of every form, as it is written."""
    return frozenset(spelling for _, _, spelling in _listed())


def _listed() -> Iterator[tuple[str, str, str]]:
    listed: Mapping[str, Mapping[str, list[str]]] = yaml.safe_load(FILE.read_text("utf-8"))
    for country, forms in listed.items():
        for short, others in forms.items():
            for spelling in (short, *others):
                yield country, short, spelling


@cache
def _longest() -> int:
    return max(len(spelling.split()) for _, _, spelling in _listed())
