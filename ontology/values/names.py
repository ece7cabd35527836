"""Names of organisations and other things."""

from __future__ import annotations

import re
import unicodedata

from rapidfuzz import fuzz
from rdflib import Literal

from ontology.fold import fold
from ontology.printable import UNPRINTABLE
from ontology.values.cleaner import Cleaner, UnparsedError
from ontology.values.legal_forms import without_legal_form

# Among them what turns the order of letters, so that a name is shown as another.
_INVISIBLE = re.compile(
    "[\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
)
_WORD = re.compile(r"[^\W_]")


class Name(Cleaner[str]):
    """A name as it is shown: composed letters, single spaces, nothing invisible.

    >>> Name().parse("  UAB   Ekspla ")
    'UAB Ekspla'
    """

    name = "name"

    def parse(self, raw: str) -> str:
        """Return the name in its one spelling."""
        if not raw.isprintable() and UNPRINTABLE.search(raw):
            raise UnparsedError(raw, "it holds a control character", "take it out")
        text = raw
        if not raw.isascii():
            text = _INVISIBLE.sub("", unicodedata.normalize("NFC", raw))
        text = " ".join(text.split())
        if not _WORD.search(text):
            raise UnparsedError(raw, "it has neither letter nor digit", "write the name")
        return text

    def compare(self, left: str, right: str) -> float:
        """Return how alike two names are without their legal forms, case, accents and order."""
        one, other = (fold(without_legal_form(text)) for text in (left, right))
        return fuzz.token_sort_ratio(one, other) / 100

    def rdf(self, value: str) -> Literal:
        """Return a literal without a language, which the name itself does not say."""
        return Literal(value)
