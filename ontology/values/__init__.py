"""Types of values. Each owns how its values are read, written, compared and put into RDF.

A cleaner reads one text: ``cleaner("vat").clean("LT 119511515")``. What it cannot read raises
``UnparsedError``, whose reason and remedy the reader of the source reports; the raw text is kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from ontology.values.amounts import Amount, Money
from ontology.values.cleaner import Cleaner, Plain, UnparsedError
from ontology.values.identifiers import Identifier, key_of, registers
from ontology.values.languages import Language
from ontology.values.legal_forms import LegalForm, LegalFormCleaner
from ontology.values.names import Name
from ontology.values.partial_dates import PartialDate, precision
from ontology.values.places import Country, Nuts
from ontology.values.urls import Url, domain

__all__ = [
    "Amount",
    "Cleaner",
    "Country",
    "Identifier",
    "Language",
    "LegalForm",
    "LegalFormCleaner",
    "Money",
    "Name",
    "Nuts",
    "PartialDate",
    "Plain",
    "UnparsedError",
    "Url",
    "cleaner",
    "cleaners",
    "domain",
    "key_of",
    "precision",
]


@cache
def cleaners() -> Mapping[str, Cleaner[Any]]:
    """Return the cleaners by name, as the vocabulary's ``lg:cleaner`` names them.

    Those of identifiers bear the name of their register: ``pic``, ``ror``, ``vat``.
    """
    plain: tuple[Cleaner[Any], ...] = (
        *(Name(), LegalFormCleaner(), PartialDate(), Country(), Nuts()),
        *(Amount(), Url(), Language()),
    )
    return {
        **{one.name: one for one in plain},
        **{scheme: Identifier(scheme) for scheme in registers()},
    }


def cleaner(name: str) -> Cleaner[Any]:
    """Return the cleaner of this name; raises KeyError for a name that none has."""
    return cleaners()[name]
