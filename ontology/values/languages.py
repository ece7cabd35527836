"""Languages, by tag or name."""

from __future__ import annotations

from functools import cache

import langcodes
from babel import Locale
from langcodes.tag_parser import LanguageTagError
from rdflib import XSD, Literal

from ontology.fold import fold
from ontology.values.cleaner import Cleaner, UnparsedError

# The languages in which names of languages are read, the first of them first.
NAMED_IN = ("en", "de", "fr", "lt", "lv", "et", "pl", "es", "it", "pt", "nl", "fi", "sv", "da")


class Language(Cleaner[str]):
    """A language as its shortest BCP 47 tag; ``und`` where it is not known.

    >>> Language().parse("LIT"), Language().parse("Deutsch"), Language().parse("pt_br")
    ('lt', 'de', 'pt-BR')
    """

    name = "language"

    def parse(self, raw: str) -> str:
        """Return the tag of the language that a tag, a three-letter code or a name means."""
        text = raw.strip().replace("_", "-")
        found = _tag(text) or _names().get(fold(text), "")
        if not found:
            raise UnparsedError(raw, "it is no language", "write its tag, as lt or pt-BR")
        return found

    def compare(self, left: str, right: str) -> float:
        """Return 1 for one tag, 0.5 for two kinds of one language."""
        if left == right:
            return 1.0
        return 0.5 if left.partition("-")[0] == right.partition("-")[0] else 0.0

    def rdf(self, value: str) -> Literal:
        """Return a literal of the type language."""
        return Literal(value, datatype=XSD.language)


def _tag(text: str) -> str:
    """Return the shortest tag of the language that a tag means, '' for what is none."""
    try:
        tag = langcodes.standardize_tag(text)
    except LanguageTagError:
        return ""
    return tag if tag and langcodes.tag_is_valid(tag) else ""


@cache
def _names() -> dict[str, str]:
    """Return the tag of a language by its folded name."""
    found: dict[str, str] = {}
    for language in NAMED_IN:
        for tag, name in Locale.parse(language).languages.items():
            found.setdefault(fold(name), str(tag).replace("_", "-"))
        own = Locale.parse(language).get_language_name(language)
        found.setdefault(fold(own or ""), language)
    return {name: tag for name, tag in found.items() if len(name) > 3}
