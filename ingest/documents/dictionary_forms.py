"""Names as a dictionary has them: the head in the nominative, and German adjectives before it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from ingest.documents.inflection import Inflection, inflection_of
from ingest.documents.rules import rules_of
from ontology.fold import fold

_ENDINGS = ("e", "en", "er", "es", "em")
_NEUTER = "es"


class DictionaryForms(NamedTuple):
    """How the names of organisations in a language change.

    ``heads``: stem → heads as a dictionary has them, the longest first. ``tails``: what ends the
    heads that are one word with what is before. ``genitives``: whether names have one capital, and
    genitives before their heads. ``adjectives``: what adjectives end with before their endings.
    ``endings``: the end of a head → that of adjectives before it in the nominative.
    """

    inflection: Inflection
    heads: Mapping[str, tuple[str, ...]]
    tails: tuple[str, ...]
    genitives: bool
    adjectives: tuple[str, ...]
    endings: Mapping[str, str]

    def of_name(self, name: str) -> str:
        """Return a name in the nominative, where what stands before its head can follow it.

        >>> dictionary_forms("lt").of_name("Kauno Fotonikos Konsorciumo")
        'Kauno Fotonikos Konsorciumas'
        >>> dictionary_forms("de").of_name("Deutschen Laserzentrums Jena")
        'Deutsches Laserzentrum Jena'
        """
        return " ".join(self.of_words(name.split())) if self.genitives or self.endings else name

    def of_words(self, words: Sequence[str]) -> list[str]:
        """Return the words of a name with the head, and adjectives before it, in the nominative."""
        place = self._head(words)
        if place is None:
            return list(words)
        head = self._head_form(words[place])
        return [*(self._before(word, head) for word in words[:place]), head, *words[place + 1 :]]

    def _head(self, words: Sequence[str]) -> int | None:
        """Return the place of the head: last where genitives stand before it, else the first."""
        heads = [place for place, word in enumerate(words) if self._head_form(word)]
        if len(words) == 1 or not heads:
            return None
        return heads[-1] if self.genitives else heads[0]

    def _head_form(self, word: str) -> str:
        """Return a head as a dictionary has it: Klinikum for Klinikums, not Klinik; "klinikos" for
        "klinikas", which has no singular; "" for another word."""
        forms = self.inflection.nominatives(fold(word))
        if listed := self.heads.get(self.inflection.stem(fold(word))):
            head = next((head for head in listed if fold(head) in forms), listed[0])
            if fold(head) == fold(word):
                return word
            return (head[0].upper() if word[0].isupper() else head[0].lower()) + head[1:]
        ended = (form for form in forms if self.tails and form.endswith(self.tails))
        return word[: len(next(ended, ""))]

    def _before(self, word: str, head: str) -> str:
        """Return a word before a head; an adjective as the head's gender has it."""
        ending = next((one for one in _ENDINGS if word.endswith(one)), "")
        bare = word.removesuffix(ending)
        if not ending or not self.adjectives or not fold(bare).endswith(self.adjectives):
            return word
        last = next((new for end, new in self.endings.items() if fold(head).endswith(end)), _NEUTER)
        return bare + last


@cache
def dictionary_forms(language: str) -> DictionaryForms:
    """Return how names change in a language; not at all where there are no rules."""
    said = rules_of("names", language)
    inflection = inflection_of(language)
    listed = sorted(
        {*said.get("leading", ()), *said.get("trailing", ())}, key=lambda one: (-len(one), one)
    )
    heads: dict[str, tuple[str, ...]] = {}
    for word in listed:
        if word[0] != "-":
            stem = inflection.stem(fold(word))
            heads[stem] = (*heads.get(stem, ()), word)
    declension = said.get("declension", {})
    return DictionaryForms(
        inflection=inflection,
        heads=heads,
        tails=tuple(fold(word) for word in listed if word[0] == "-" and declension),
        genitives=bool(said.get("genitives")),
        adjectives=tuple(declension.get("adjectives", ())),
        endings={end: new for new, ends in declension.get("endings", {}).items() for end in ends},
    )
