"""Persons, of whom no fact is read: their names are told by given names and titles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from importlib import import_module

from ingest.documents.inflection import inflection_of
from ingest.documents.naming import Naming
from ingest.documents.rules import rules_of
from ontology.fold import fold

_LISTS = "first_names"
_MOST_WORDS = 4


def is_person(words: Sequence[str], before: str, naming: Naming) -> bool:
    """Whether words in capitals, with the word ``before`` them, are the name of a person.

    A title or a given name begins it, and no word of it is one of organisations.
    """
    if _is_title(before) or _is_title(words[0]):
        return True
    if not 1 < len(words) <= _MOST_WORDS or any(_is_of_firms(word, naming) for word in words):
        return False
    given = _stems(naming.language)
    return all(naming.stem(part) in given for part in words[0].split("-"))


def _is_title(word: str) -> bool:
    return word.rstrip(".") in rules_of("names", "any")["titles"]


def _is_of_firms(word: str, naming: Naming) -> bool:
    return naming.ends_brand(word) or naming.topical(word) or naming.heads_name(word)


@cache
def _stems(language: str) -> frozenset[str]:
    """Return the given names of Europe as `Naming.stem` leaves words of a language."""
    rules = rules_of("names", "any")
    inflection = inflection_of(language)
    names = {fold(name) for name in _given_names(rules["given_names_of"])}
    return frozenset(map(inflection.stem, names.difference(rules["not_given_names"])))


def _given_names(locales: Sequence[str]) -> Iterator[str]:
    for locale in locales:
        lists = vars(import_module(f"faker.providers.person.{locale}").Provider)
        for name, values in lists.items():
            if name.startswith(_LISTS):
                yield from values
