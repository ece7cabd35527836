"""A name and the acronym or expansion in brackets behind it are one mention of one thing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.documents.findings import Mention
from ingest.documents.gazetteer import place_named
from ingest.documents.legal import end_with_form, start_with_form
from ingest.documents.lexicon import is_at_home
from ingest.documents.naming import WORD, naming_of
from ingest.documents.quoted import OPENING
from ingest.documents.reading import Reading
from ingest.documents.runs import UPPER
from ontology.fold import fold
from ontology.regions import load_regions

_BRACKETS = re.compile(r"[™®”“\"»]*[ \u00a0]?\(([^()\n]{2,160})\)")
_ACRONYM = re.compile(rf"[„“\"«]?\w*[{UPPER}][\w.&+-]*(?: [{UPPER}0-9][\w.&+-]*)?[”“\"»]?[™®]?")
# So many capitals in brackets behind an organisation are its acronym, in whatever language.
_CLEAR_ACRONYM = 3
_WORDS_OF_TITLE = 3
_CODE = re.compile(r"[A-Z]{2}")
_CODES = {"UK": "GB", "EL": "GR"}
_NAMED = ("organisation", "project", "programme", "event")
_LISTING = re.compile(r"[™®”“\"»]*[ \u00a0]?\(([^()\n,;]{2,30})[,;][^()\n]{2,100}\)")
_LAST_BRACKETS = re.compile(r"\(([^()\n]{2,30})\)[”“\"»]?$")


def bracketed_names(reading: Reading) -> None:
    """Join names with what stands in brackets behind them, and with their legal forms."""
    names = [one for one in reading.mentions if one.kind in _NAMED]
    others = [one for one in reading.mentions if one.kind not in _NAMED]
    joined: list[Mention] = []
    for one in sorted(names, key=lambda one: (one.start, -one.end)):
        if joined and one.start < joined[-1].end:
            continue
        joined.append(_joined(_with_form(one, reading), names, reading))
    named = _with_quoted([_by_acronym(one, reading) for one in joined], reading.document.text)
    reading.revise([*others, *named])


def _with_quoted(names: list[Mention], text: str) -> Iterator[Mention]:
    """Yield names; one in quotation marks behind another is the same: "the Light Cluster „Lux“"."""
    before: Mention | None = None
    for one in names:
        behind = (
            before and before.kind == one.kind == "organisation" and one.start == before.end + 1
        )
        if before and behind and one.slug and text[one.start] in OPENING:
            one = one._replace(id=before.id, slug=before.slug)
        yield one
        before = one


def _by_acronym(one: Mention, reading: Reading) -> Mention:
    """Return a new project under its acronym, which is what people call it; the acronym may be the
    first of what brackets hold: "(LUMOS, GA 101012345)"."""
    text = reading.document.text
    brackets = _LAST_BRACKETS.search(text, one.start, one.end) or _LISTING.match(text, one.end)
    if one.kind != "project" or not one.slug or not brackets or not _ACRONYM.fullmatch(brackets[1]):
        return one
    if any(other.kind != "project" for other in reading.mentioned(*brackets.span(1), *_NAMED)):
        return one
    return one._replace(slug=naming_of(reading.document.language).slug(brackets[1]))


def _with_form(one: Mention, reading: Reading) -> Mention:
    """Return a mention with quotation marks and legal form."""
    if one.kind != "organisation":
        return one
    text = reading.document.text
    return one._replace(start=start_with_form(text, one.start), end=end_with_form(text, one.end))


def _joined(one: Mention, names: list[Mention], reading: Reading) -> Mention:
    brackets = _BRACKETS.match(reading.document.text, one.end)
    if not brackets or _is_place(brackets[1], reading):
        return one
    if _is_country(brackets[1]) and not _initials(one, brackets[1], reading):
        return one
    inner = [
        other
        for other in names
        if brackets.start(1) <= other.start and other.end <= brackets.end(1)
    ]
    whole = next((other for other in inner if _fills(other, brackets)), None)
    if one.kind == "project" and _spells_out(one, brackets[1], reading):
        return one._replace(end=brackets.end())
    if whole is None and not (
        _ACRONYM.fullmatch(brackets[1]) and _abbreviates(one, brackets[1], reading)
    ):
        return one
    if whole and whole.id and one.id and whole.id != one.id and whole.kind == one.kind:
        return one._replace(end=brackets.end())
    if whole and whole.kind != one.kind and _initials(one, brackets[1], reading):
        return one._replace(end=brackets.end())
    if whole and whole.id and whole.kind != one.kind:
        return one  # "OPTIGO2 (COSME)": what pays for it
    known = whole if whole and whole.id and not one.id and _may_be(one, whole, reading) else one
    return one._replace(end=brackets.end(), kind=known.kind, id=known.id, slug=known.slug)


def _is_place(quote: str, reading: Reading) -> bool:
    """Whether brackets say where something lies: "imec (Leuven)"."""
    return quote.istitle() and place_named(quote, reading.document.language) is not None


def _is_country(quote: str) -> bool:
    """Whether brackets hold the code of a country: "Altavex (ES)"."""
    region = load_regions().get(_CODES.get(quote, quote)) if _CODE.fullmatch(quote) else None
    return region is not None and region.level == "country"


def _fills(other: Mention, brackets: re.Match[str]) -> bool:
    """Whether a mention is all that stands in brackets, but for marks."""
    return len(brackets[1]) - (other.end - other.start) <= 4


def _abbreviates(one: Mention, acronym: str, reading: Reading) -> bool:
    """Whether an acronym may be one of a name: its letters stand in it, in their order."""
    name = reading.document.text[one.start : one.end].casefold()
    clear = acronym.isupper() and len(acronym) >= _CLEAR_ACRONYM
    firsts = {word[0] for word in WORD.findall(name)}
    if one.kind in ("organisation", "project") and clear and firsts & set(acronym.casefold()):
        return True
    letters = [letter for letter in acronym.casefold() if letter.isalpha()]
    place = 0
    found = 0
    for letter in letters:
        at = name.find(letter, place)
        if at >= 0:
            place, found = at + 1, found + 1
    return bool(letters) and (one.id is not None or found * 3 >= len(letters) * 2)


def _initials(one: Mention, acronym: str, reading: Reading) -> bool:
    """Whether an acronym is made of the first letters of a name's words, small ones or not."""
    words = WORD.findall(reading.document.text[one.start : one.end])
    capitals = [word for word in words if word[0].isupper()]
    return fold(acronym) in [fold("".join(word[0] for word in some)) for some in (words, capitals)]


def _spells_out(one: Mention, title: str, reading: Reading) -> bool:
    """Whether brackets hold the title that the acronym of a project stands for."""
    letters = iter(title.casefold())
    name = reading.document.text[one.start : one.end].casefold()
    return len(title.split()) >= _WORDS_OF_TITLE and all(
        letter in letters for letter in name if letter.isalpha()
    )


def _may_be(one: Mention, known: Mention, reading: Reading) -> bool:
    """Whether a new name may be the known thing in brackets, named in another language."""
    thing = reading.known.things[known.id or ""]
    language = reading.document.language
    if one.kind != known.kind or any(spoken == language for spoken, _ in thing.names):
        return False
    acronym = reading.document.text[known.start : known.end]
    return is_at_home(thing, language) or not _initials(one, acronym, reading)
