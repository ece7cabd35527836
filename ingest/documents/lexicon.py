"""The names of what is known, made ready for finding them in texts of one language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from ingest.documents.inflection import inflection_of
from ingest.documents.known import Known, Named
from ingest.documents.memo import Memo
from ingest.documents.rules import rules_of
from ingest.matcher import LONGEST_ACRONYM, LabelMatcher, is_acronym
from ontology.fold import fold
from ontology.regions import load_regions
from ontology.technologies import load_technologies
from ontology.values.legal_forms import without_legal_form

_NAMED = ("organisation", "project", "programme", "event")
_SHORTEST = 4
"""An id of fewer letters is too often a word of something else."""
_WORDY_LEVELS = ("group", "nuts1", "nuts2", "nuts3")
_MARKS = "™®© \"'“”„‟«»‚‘’`,;"
# A numeral, not the Lithuanian legal form IĮ.
_NUMBERED = re.compile(r" [IVX]+$")
# "Optics Valley", of OpticsValley.
_HUMP = re.compile(r"(?<=[a-z]{3})(?=[A-Z][a-z]{2})")
_BRACKETED = re.compile(r"([^()]+) \(([^() ]*[A-Z][^() ]*[A-Z][^() ]*)\)")
_SAINT = re.compile(r" ((?:San|Sant|Santa|Saint|Sainte) .+)")
_EPONYMOUS = ("universitat", "hochschule")
_ARTICLES = ("the ", "die ", "der ", "das ", "le ", "la ", "les ")


class Lexicon:
    """Finds known names in a language: ``names`` of organisations, projects, programmes and
    events (which may mean several things), ``technologies``, and ``regions`` whose names have
    words in small letters ("Baltic states"). Words are compared by stems. ``called``: id → what a
    thing is called, folded.
    """

    def __init__(self, known: Known, language: str) -> None:
        stem = inflection_of(language).stem
        named = [one for one in known.things.values() if one.kind in _NAMED]
        labels = [label for one in named for label in _labels(one)]
        self.names = LabelMatcher(labels, stem, several=True)
        self.called = Memo[str, frozenset[str]](
            lambda id_: frozenset(fold(text) for text, _, _ in _labels(known.things[id_]))
        )
        self.technologies = LabelMatcher(_technologies(language), stem)
        self.regions = LabelMatcher(_wordy_regions(language), stem)


@lru_cache(maxsize=16)
def lexicon_of(known: Known, language: str) -> Lexicon:
    """Return the names of what is known, as a language writes them; made once."""
    return Lexicon(known, language)


def bare(name: str) -> str:
    """Return a name without legal form, quotation marks, trade-mark signs and article.

    >>> bare("UAB „Ekspla“"), bare("The Optical Society"), bare("LITEK™")
    ('Ekspla', 'Optical Society', 'LITEK')
    """
    plain = name.strip(_MARKS)
    if not _NUMBERED.search(plain):
        plain = without_legal_form(plain).strip(_MARKS)
    for article in _ARTICLES:
        if plain.lower().startswith(article) and " " in plain.strip():
            return plain[len(article) :].strip(_MARKS)
    return plain


def is_at_home(thing: Named, language: str) -> bool:
    """Whether a thing lies in a country of a language; no English thing does: all write English."""
    return thing.country in rules_of("names", "any")["at_home"].get(language, ())


def _labels(thing: Named) -> Iterator[tuple[str, str, str]]:
    """Yield what a thing is called as (text, language, id); no word that means something else."""
    further = rules_of("names", "any")["further_names"].get(thing.id, ())
    short = (*thing.acronyms, *further, *_for_short(thing))
    called = [*thing.names, *(("", name) for name in short)]
    for language, name in called:
        plain = bare(name)
        told = (plain, *_in_brackets(plain, thing))
        for one in (*told, *(other for each in told for other in _others(each, thing))):
            if len(fold(one)) > 1 and (fold(one) not in _words() or one.isupper()):
                yield one, language, thing.id


def _others(name: str, thing: Named) -> Iterator[str]:
    """Yield what else a thing with a name is called."""
    yield from (*_shortened(name, thing), *_otherwise(name), *_familiar(name, thing))
    if thing.kind == "organisation":
        yield from without_eponym(name)
        if " " not in name and (spaced := _HUMP.sub(" ", name)) != name:
            yield spaced


def _in_brackets(name: str, thing: Named) -> Iterator[str]:
    """Yield a name without the acronym in brackets behind it, and that: "… (Leibniz-IPHT)"."""
    found = _BRACKETED.fullmatch(name)
    if found and thing.kind == "organisation":
        yield from found.groups()


def without_eponym(name: str) -> Iterator[str]:
    """Yield a name without whom an institute is called after ("IPHT", of Leibniz-IPHT), or without
    whose it is."""
    for eponym in rules_of("names", "any")["eponyms"]:
        rest = name.removeprefix(eponym)
        if rest != name and rest[0] in " -" and (" " in rest[1:] or _is_acronym(rest[1:])):
            yield rest[1:]


def _otherwise(name: str) -> Iterator[str]:
    """Yield a name with the other ways to write its head: "MedUni Wien"."""
    for forms in rules_of("names", "any")["written_otherwise"]:
        said = next((form for form in forms if f"{form} " in f"{name} "), None)
        if said:
            yield from (name.replace(said, form) for form in forms if form != said)


def _familiar(name: str, thing: Named) -> Iterator[str]:
    """Yield what a university in a city, or a hospital of a saint, is called for short: "EAH Jena",
    "TU München", without its eponym "Universität Jena"; "Sant Joan de Déu"."""
    if thing.type == "Hospital" and (saint := _SAINT.search(name)):
        yield saint[1]
    words = name.split()
    if thing.type != "University" or len(words) < 2:
        return
    last = words.pop()
    cities = [one for one in load_regions().named(fold(last)) if one.level == "city"]
    if not cities:
        return
    short = "".join(part[0] for word in words for part in word.split("-") if part[:1].isupper())
    if len(short) > 1:
        yield from (f"{short} {city}" for city in (last, *cities[0].names.values()))
    eponym, _, head = words[-1].rpartition("-")
    if len(words) == 1 and eponym and fold(head) in _EPONYMOUS:
        yield from (f"{head} {last}", words[0])


def _for_short(thing: Named) -> Iterator[str]:
    """Yield what an organisation is called for short, where people made its id of that: the first
    or last word of a name ("Toptica", of Toptica Photonics), or its initials ("FTMC")."""
    if thing.kind != "organisation" or len(thing.id) < _SHORTEST:
        if any(_is_short_of(thing.id, bare(name)) for _, name in thing.names):
            yield thing.id.upper()
        return
    for _, name in thing.names:
        words = bare(name).split()
        ends = dict.fromkeys((*words[:1], *words[-1:]))
        yield from (word for word in ends if fold(word) == thing.id and not _is_city(word))
        if _initials(thing.id, fold(name)):
            yield thing.id.upper()


def _is_short_of(short: str, name: str) -> bool:
    """Whether three letters are the initials of as many words: "VUB"."""
    words = name.split()
    return len(short) == len(words) == _SHORTEST - 1 and short == fold(
        "".join(word[0] for word in words)
    )


def _is_city(word: str) -> bool:
    """Whether a word is a city's name, which alone means the city: "Dundee"."""
    return any(one.level == "city" for one in load_regions().named(fold(word)))


def _initials(short: str, name: str) -> bool:
    """Whether the letters of a short name begin words of a name in their order, all but one.

    >>> _initials("ftmc", "fiziniu ir technologijos mokslu centras")
    True
    """
    words, begun = name.split(), 0
    for letter in short:
        at = next((number for number, word in enumerate(words) if word[0] == letter), None)
        if at is not None:
            words, begun = words[at + 1 :], begun + 1
    return begun >= max(len(short) - 1, 3) and len(short) <= LONGEST_ACRONYM


def _shortened(name: str, thing: Named) -> Iterator[str]:
    """Yield the acronym that a name begins or ends with, and the rest of it: "VTT Technical
    Research Centre of Finland", "Steirische Wirtschaftsförderung SFG".

    An event has before its name the acronym of who holds it.
    """
    if thing.kind == "event":
        return
    first, _, rest = name.partition(" ")
    if " " in rest and _is_acronym(first):
        if first not in rules_of("names", "any")["not_acronyms"]:
            yield first
        yield rest
    rest, _, last = name.rpartition(" ")
    short = fold(last)
    if " " in rest and _is_acronym(last) and (thing.id == short or _initials(short, fold(rest))):
        yield last
        yield rest


def _is_acronym(word: str) -> bool:
    return word.isalpha() and is_acronym(word) and len(word) > 2


@cache
def _words() -> frozenset[str]:
    """Names of technologies and countries, folded: alone they mean those."""
    technologies = (fold(text) for text, _, _ in load_technologies().labels())
    countries = (one for one in load_regions() if one.level in ("country", "group"))
    return frozenset(
        (*technologies, *(fold(name) for one in countries for name in one.names.values()))
    )


def _technologies(language: str) -> Iterator[tuple[str, str, str]]:
    """Yield the labels of technologies in a language, and in English, which all languages use."""
    for text, spoken, concept in load_technologies().labels():
        if spoken in (language, "en") or not language:
            yield text, spoken, concept


def _wordy_regions(language: str) -> Iterator[tuple[str, str, str]]:
    """Yield the names in a language of regions that are not written in capitals throughout."""
    for region in load_regions():
        name = region.names.get(language, "")
        if " " in name and region.level in _WORDY_LEVELS and name.split()[-1][0].islower():
            yield name, language, region.id
    for code, names in rules_of("names", language).get("regions", {}).items():
        yield from ((name, language, code) for name in names if " " in name)
