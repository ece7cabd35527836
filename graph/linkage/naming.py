"""What of an organisation's name is compared with other names."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from graph.linkage.gazetteer import known_city
from graph.linkage.script import latin
from graph.linkage.words import MEANT, load_words, meaning, plain
from ontology.fold import fold
from ontology.values.encoding import may_be_wrong, repaired
from ontology.values.legal_forms import split

LEAST, MOST = 3, 8
"""How many letters an acronym has."""
_BREAK = re.compile(r"\s+[-–—/|]+\s*|\s*[-–—/|]+\s+|[()\[\];:,\"“”„«»]")
# UTF-8 that was read as the Macintosh's letters: "√©" for "é".
_MACINTOSH = re.compile(r"[√¬][\u0080-\uffff]")


class Naming(NamedTuple):
    """A name as it is compared.

    ``words`` in their order, each by its meaning; ``letters``: its words without legal form and
    little words, written together; ``parts``: those of its parts (between brackets, commas,
    dashes), the whole included; ``acronyms``: words that may be one; ``initials``: what an acronym
    of it would be; ``forms``: its legal forms; ``kin``: words by which relatives
    differ; ``numbers`` in it.
    """

    words: tuple[str, ...]
    letters: str
    parts: frozenset[str]
    acronyms: frozenset[str]
    initials: frozenset[str]
    forms: frozenset[str]
    kin: frozenset[str]
    numbers: frozenset[str]


@lru_cache(maxsize=1 << 16)
def naming(name: str, country: str = "") -> Naming:
    """Return a name as it is compared; ``country`` tells which cities are named in it.

    >>> one, other = naming("Vilniaus universitetas (VU)"), naming("VILNIAUS UNIVERSITETAS, VšĮ")
    >>> one.words, sorted(one.parts & other.parts), other.forms
    (('vilniaus', '=university', 'vu'), ['vilniausuniversitetas'], frozenset({'VšĮ'}))
    """
    text = latin(_readable(name))
    written, forms = _without_forms(fold(text))
    core = _core(written)
    pieces = [piece for piece in _BREAK.split(text) if piece.strip()]
    cores = [core, *(_core(_without_forms(fold(piece))[0]) for piece in pieces)]
    return Naming(
        words=tuple(dict.fromkeys(_meant(word, country) for word in _told(core))),
        letters="".join(_told(core)),
        parts=frozenset(filter(None, ("".join(_told(one)) for one in cores))),
        acronyms=frozenset(word for word in core if _may_be_acronym(word)),
        initials=frozenset(_initials([*cores, plain(text).split()])),
        forms=forms,
        kin=frozenset(map(meaning, core)) & _kin(),
        numbers=frozenset(word for word in core if word.isdigit()),
    )


def _readable(name: str) -> str:
    """Return a name with wrongly decoded letters put right, where that is certain."""
    if _MACINTOSH.search(name):
        try:
            return name.encode("mac_roman").decode("utf-8")
        except UnicodeError:
            return name  # it was meant so
    return repaired(name)[0] if may_be_wrong(name) else name


def _without_forms(folded: str) -> tuple[str, frozenset[str]]:
    """Return a folded name without its legal forms, which may stand at both ends, and these."""
    found: set[str] = set()
    while True:
        bare, form = split(folded)
        if form is None or bare == folded:
            return folded, frozenset(found)
        found.add(form.short)
        folded = bare


def _core(folded: str) -> list[str]:
    """Return the words that are no legal form; all of them where nothing else is there."""
    words = plain(folded).split()
    return [word for word in words if word not in load_words().forms] or words


def _told(words: list[str]) -> list[str]:
    """Return the words that tell something; all of them where none does."""
    little = load_words().little
    return [word for word in words if len(word) > 1 and word not in little] or words


@cache
def _kin() -> frozenset[str]:
    return frozenset(map(meaning, load_words().kin))


def _meant(word: str, country: str) -> str:
    """Return the meaning of a word; that of a city's name in any language is the city."""
    meant = meaning(word)
    city = "" if meant.startswith(MEANT) or len(word) <= LEAST else known_city(country, word)
    return meaning(city) if city else meant


def _initials(cores: list[list[str]]) -> set[str]:
    found = {"".join(word[0] for word in some) for core in cores for some in (core, _told(core))}
    return {one for one in found if LEAST <= len(one) <= MOST}


def _may_be_acronym(word: str) -> bool:
    return LEAST <= len(word) <= MOST and not word.isdigit() and not meaning(word).startswith(MEANT)
