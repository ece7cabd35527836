"""How names are built in a language: their heads, the small words in them, and their slugs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from ingest.documents.dictionary_forms import DictionaryForms, dictionary_forms
from ingest.documents.inflection import Inflection, inflection_of
from ingest.documents.lexicon import bare
from ingest.documents.memo import Memo
from ingest.documents.rules import rules_of
from ontology.fold import fold

WORD = re.compile(r"[^\W_]+")
_OF_EUROPE = "european"
_POSSESSIVE = re.compile(r"['’]s?$")


class Words:
    """Words by their folded stems; those written with a hyphen first also end longer words."""

    def __init__(self, words: Iterable[str], inflection: Inflection) -> None:
        listed = [(word[0] == "-", inflection.stem(fold(word))) for word in words]
        self._stems = frozenset(stem for tail, stem in listed if not tail)
        self._tails = tuple(stem for tail, stem in listed if tail)

    def __contains__(self, stem: str) -> bool:
        return stem in self._stems or bool(self._tails and stem.endswith(self._tails))


@dataclass(frozen=True, eq=False)
class Naming:
    """The rules on names of a language; for the fields see rules/names/README.md.

    ``stems``: word as it is written → its stem. ``opening``: word → whether it stands before names
    and is no part of them. ``starting``: word → whether it does, or starts sentences.
    ``announced``: word → the kinds before whose names it stands. ``capital_nouns``: whether every
    noun has a capital.
    """

    language: str
    capital_nouns: bool
    stems: Mapping[str, str]
    opening: Mapping[str, bool]
    starting: Mapping[str, bool]
    announced: Mapping[str, frozenset[str]]
    connectors: frozenset[str]
    parting: frozenset[str]
    possessing: frozenset[str]
    conjunctions: frozenset[str]
    of: frozenset[str]
    leading: Words
    trailing: Words
    brands: Words
    products: Words
    topics: Words
    others: Words
    owned: Words
    articles: frozenset[str]
    nations: Mapping[str, str]
    forms: DictionaryForms
    named: Words
    adjectives: Words
    origins: tuple[str, ...]
    within: frozenset[str]
    compass: frozenset[str]

    def stem(self, word: str) -> str:
        """Return the stem of a word as it is written."""
        return self.stems[word]

    def heads_name(self, word: str) -> bool:
        """Whether a word says that a name is an organisation's: "University", "klasteris"."""
        stem = self.stem(word)
        return stem in self.leading or stem in self.trailing

    def leads(self, word: str) -> bool:
        """Whether a word is a head that stands before the rest of a name."""
        return self.stem(word) in self.leading

    def ends_brand(self, word: str) -> bool:
        """Whether a word often ends a company's name: "Technologies"."""
        return self.stem(word) in self.brands

    def ends_product(self, word: str) -> bool:
        """Whether a capital word behind an acronym makes it another's name: "LLA Instruments"."""
        return word[0].isupper() and self.stem(word) in self.products

    def topical(self, word: str) -> bool:
        """Whether a word says what an organisation deals with."""
        return self.stem(word) in self.topics

    def is_other(self, word: str) -> bool:
        """Whether a word says that a name is no organisation's: "Award", "Jahrestagung"."""
        return self.stem(word) in self.others

    def nation(self, word: str) -> str:
        """Return the country of an adjective ("Danish"), "european" for Europe's; "" of others."""
        return self.nations.get(self.stem(word), "")

    def is_article(self, word: str) -> bool:
        """Whether a word is an article that may stand before a name."""
        return fold(word) in self.articles

    def is_owned(self, word: str) -> bool:
        """Whether a name goes on with a word behind a genitive: "King's College"."""
        return self.stem(word) in self.owned

    def opens(self, word: str) -> bool:
        """Whether a word stands before names and is no part of them."""
        return self.opening[word]

    def starts(self, word: str) -> bool:
        """Whether a word starts sentences and no names: one that opens, or "Although"; "MUST", all
        in capitals, may be a name."""
        return self.starting[word]

    def describes(self, word: str) -> bool:
        """Whether a word stands between what announces a name and the name: "européen",
        "bordelaise"."""
        return word.islower() and (
            self.stem(word) in self.adjectives or bool(self.origins and word.endswith(self.origins))
        )

    def announces(self, word: str, kind: str) -> bool:
        """Whether a word stands before the name of a thing of a kind: "the company …"."""
        return kind in self.announced[word]

    def slug(self, name: str) -> str:
        """Return the slug of a new name: bare, folded, in the nominative."""
        words = fold(_POSSESSIVE.sub("", bare(name))).split()
        return "-".join(map(fold, self.forms.of_words(words)))


@cache
def naming_of(language: str) -> Naming:
    """Return the rules on names of a language; none that fit where there are no rules."""
    said = rules_of("names", language)
    inflection = inflection_of(language)

    def words(field: str, also: str = "") -> Words:
        listed = (*said.get(field, ()), *rules_of("names", also).get(field, ()))
        return Words(listed, inflection)

    openers = frozenset(said.get("openers", ()))
    functional = frozenset(said.get("function_words", ()))
    silent = frozenset(said.get("no_announcers", ()))
    stems = Memo[str, str](lambda word: inflection.stem(fold(word)))
    opening = Memo[str, bool](lambda word: fold(word.rpartition("-")[2]) in openers)
    before = {
        "organisation": words("companies"),
        "project": words("projects"),
        "programme": words("programmes"),
        "event": words("events"),
    }
    return Naming(
        language=language,
        capital_nouns=bool(said.get("capital_nouns")),
        stems=stems,
        opening=opening,
        starting=Memo(
            lambda word: opening[word] or (not word.isupper() and fold(word) in functional)
        ),
        announced=Memo(
            lambda word: frozenset(
                kind
                for kind in before
                if stems[word] in before[kind] and word.lower() not in silent
            )
        ),
        connectors=frozenset(said.get("connectors", ())),
        parting=frozenset(said.get("parting", ())),
        possessing=frozenset(said.get("possessing", ())),
        conjunctions=frozenset(said.get("conjunctions", ())),
        of=frozenset(said.get("of", ())),
        leading=words("leading", "any"),
        trailing=words("trailing"),
        brands=words("brands", "any"),
        products=words("products", "any"),
        topics=words("topics"),
        others=words("others"),
        owned=words("owned"),
        articles=frozenset(said.get("articles", ())),
        nations=_nations(language, inflection),
        forms=dictionary_forms(language),
        named=words("named"),
        adjectives=words("adjectives"),
        origins=tuple(said.get("origins", ())),
        within=frozenset(said.get("within", ())),
        compass=frozenset(said.get("compass", ())),
    )


def _nations(language: str, inflection: Inflection) -> dict[str, str]:
    """Return the adjectives of countries and of Europe by their stems."""
    return {
        inflection.stem(fold(word)): key
        for key, words in rules_of("names", "meanings").items()
        if key.isupper() or key == _OF_EUROPE
        for word in words.get(language, ())
    }
