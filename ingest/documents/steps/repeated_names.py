"""What a text has introduced, wherever it stands again: short, inflected, by its acronym."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from ingest.documents.findings import Mention
from ingest.documents.inflection import inflection_of
from ingest.documents.lexicon import bare
from ingest.documents.naming import naming_of
from ingest.documents.proper import stands_out
from ingest.documents.reading import Reading
from ingest.documents.rules import rules_of
from ingest.matcher import LabelMatcher, Match
from ontology.fold import fold

CONFIDENCE = 0.8
_NAMED = ("organisation", "project", "programme")
_SEQUEL = re.compile(r" (?:II|III|IV|V|[2-9](?:\.0)?|[Pp]lus|PLUS|Next|NEXT)(?![\w.,]\d|\w)")
# A further word in capitals behind a name in capitals.
_SHOUTED = re.compile(r" ([A-Z]{4,})(?![\w-])")
# "Der tschechische Cluster Moravia Optics": a noun in capitals that is no part of the name.
_NATION = re.compile(r"(?<!\w)[^\W\dA-ZÄÖÜ]\w*isch(?:e[nrms]?)? $")
_YEAR_BEHIND = re.compile(r"[ \u00a0]?(?:19|20)\d\d")
_WORD_BEFORE = re.compile(r"([^\W\d_]+) [„“\"«]?$")
_YEAR = re.compile(r"[ \u00a0](?:19|20)\d\d$")
# "St Brigid's", of St Brigid's Hospital.
_OWNER = re.compile(r"St\.? \w+['’]s(?= )")
_MARKS = '„“”"«»'
_IN_BRACKETS = re.compile(r"^(.*?)[ \u00a0]*\(([^()]*)\)$", re.DOTALL)


def repeated_names(reading: Reading) -> None:
    """Find what new and bracketed names are called elsewhere; forms of one name get one slug."""
    reading.revise(_without_noun(one, reading) for one in reading.mentions)
    _cut_titles(reading)
    agree_on_slugs(reading)
    meanings: dict[str, Mention] = {}
    for one in sorted(reading.mentions, key=lambda one: not _introduces(one, reading)):
        labels = _labels(one, reading) if one.kind in _NAMED else _without_year(one, reading)
        for label in labels:
            meanings.setdefault(label, one)
    if meanings:
        _overrule(reading, meanings)
        _repeat(reading, meanings)
    reading.revise(_sequel(one, reading) for one in reading.mentions)


def _without_noun(one: Mention, reading: Reading) -> Mention:
    """Return "Cluster ZLC" as ZLC where the text says that alone too."""
    text = reading.document.text
    noun, _, name = text[one.start : one.end].partition(" ")
    naming = naming_of(reading.document.language)
    if not (one.slug and name and naming.heads_name(noun) and one.kind == "organisation"):
        return one
    if _NATION.search(text, max(one.start - 30, 0), one.start):
        return one._replace(start=one.end - len(name), slug=naming.slug(name))
    if not name.isupper():
        return one
    alone = re.search(rf"(?<!{re.escape(noun)} )(?<!\w){re.escape(name)}(?!\w)", text)
    return one._replace(start=one.end - len(name), slug=naming.slug(name)) if alone else one


def _cut_titles(reading: Reading) -> None:
    """Cut the word that begins a line from a name that stands without it elsewhere: "Founded
    Danube Cluster"."""
    text = reading.document.text
    slugs = {one.slug for one in reading.mentions if one.kind == "organisation" and one.slug}

    def cut(one: Mention) -> Mention:
        first, _, rest = (one.slug or "").partition("-")
        name, _, number = (one.slug or "").rpartition("-")
        if one.kind == "organisation" and number.isdigit() and name in slugs:
            return one._replace(end=one.end - len(number) - 1, slug=name)
        begins = not one.start or text[one.start - 1] == "\n"
        if one.kind != "organisation" or not begins or rest not in slugs or not first:
            return one
        word = text[one.start : one.end].partition(" ")[0]
        return one._replace(start=one.start + len(word) + 1, slug=rest)

    reading.revise(map(cut, reading.mentions))


def _repeat(reading: Reading, meanings: Mapping[str, Mention]) -> None:
    """Add mentions of what these labels mean wherever else they stand."""
    stem = inflection_of(reading.document.language).stem
    matcher = LabelMatcher(((label, "", label) for label in meanings), stem)
    for match in matcher.find(reading.document.text):
        meant = meanings[match.concept]
        if meant.kind == "event" and not _is_same_event(reading, match):
            continue
        if match.quote[0].isupper() == match.concept[0].isupper() and reading.free(
            match.start, match.end
        ):
            reading.mentions.append(
                meant._replace(
                    start=match.start,
                    end=match.end,
                    confidence=CONFIDENCE,
                    rule="repeated-names",
                )
            )


def _is_same_event(reading: Reading, match: Match) -> bool:
    """Whether a name without its year means the event of that year, not another edition."""
    text, language = reading.document.text, reading.document.language
    before = _WORD_BEFORE.search(text, max(match.start - 30, 0), match.start)
    another = rules_of("names", language).get("another", ())
    return not _YEAR_BEHIND.match(text, match.end) and not (before and fold(before[1]) in another)


def _introduces(one: Mention, reading: Reading) -> bool:
    """Whether a mention tells in brackets what an organisation's acronym means from then on.

    Projects go by their acronyms, whatever these stand for.
    """
    quote = reading.document.text[one.start : one.end]
    return one.kind == "organisation" and bool(_in_brackets(quote))


def _in_brackets(quote: str) -> re.Match[str] | None:
    """Return a name and what stands in brackets behind it."""
    return _IN_BRACKETS.match(quote.strip(_MARKS)) if ")" in quote else None


def _sequel(one: Mention, reading: Reading) -> Mention:
    """Return the project that a number or a word in capitals behind the name of another makes:
    "CardioFibre II", "LASER-GO GLOBAL".
    """
    if one.kind != "project":
        return one
    number = _SEQUEL.match(reading.document.text, one.end) or _shouted(one, reading)
    if not number:
        return one
    name = reading.document.text[one.start : number.end()]
    slug = naming_of(reading.document.language).slug(name)
    return one._replace(end=number.end(), id=None, slug=slug)


def _shouted(one: Mention, reading: Reading) -> re.Match[str] | None:
    """Return the word in capitals behind a name in capitals, in a line that is not all so."""
    text = reading.document.text
    found = _SHOUTED.match(text, one.end) if text[one.start : one.end].isupper() else None
    line = text[text.rfind("\n", 0, one.start) + 1 :].partition("\n")[0]
    return found if found and reading.free(*found.span(1)) and not line.isupper() else None


def agree_on_slugs(reading: Reading) -> None:
    """Give the forms of one new name one slug: the commonest, the first among equals."""
    stem = inflection_of(reading.document.language).stem
    groups: defaultdict[tuple[str, ...], Counter[str]] = defaultdict(Counter)

    def group(slug: str) -> tuple[str, ...]:
        return tuple(map(stem, slug.split("-")))

    for one in reading.mentions:
        if one.slug and one.kind in _NAMED:
            groups[group(one.slug)][one.slug] += 1
    reading.revise(
        one._replace(slug=groups[group(one.slug)].most_common(1)[0][0])
        if one.slug and one.kind in _NAMED
        else one
        for one in reading.mentions
    )


def _labels(one: Mention, reading: Reading) -> Iterator[str]:
    """Yield what else a mention says its thing is called; of known things the acronym alone."""
    quote = reading.document.text[one.start : one.end]
    parts = _in_brackets(quote)
    if parts:
        yield bare(parts[2])
    if one.slug:
        yield bare(parts[1] if parts else quote)
        if owner := _OWNER.match(quote):
            yield owner[0]


def _without_year(one: Mention, reading: Reading) -> Iterator[str]:
    """Yield the name of an event without its year, unless that is a word of any event."""
    if one.kind != "event" or not one.slug:
        return
    whole = bare(reading.document.text[one.start : one.end])
    name = _YEAR.sub("", whole)
    if " " in name or stands_out(name):
        yield from dict.fromkeys((whole, name))


def _overrule(reading: Reading, meanings: dict[str, Mention]) -> None:
    """Let an acronym mean what the text itself says, whatever else is known by it."""
    text = reading.document.text
    folded = {fold(label): one for label, one in meanings.items()}
    reading.revise(
        one._replace(kind=said.kind, id=said.id, slug=said.slug)
        if (said := folded.get(fold(text[one.start : one.end])))
        else one
        for one in reading.mentions
    )
