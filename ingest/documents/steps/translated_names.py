"""New organisations that are known by a name of the same meaning in another language."""

from __future__ import annotations

from ingest.documents.findings import Mention
from ingest.documents.lexicon import is_at_home
from ingest.documents.reading import Reading
from ingest.documents.rules import rules_of
from ingest.documents.translation import meaning_of, meanings_in

CONFIDENCE = 0.75


def translated_names(reading: Reading) -> None:
    """Link new names whose words mean what those of one known organisation mean."""
    reading.revise(_linked(one, reading) for one in reading.mentions)


def _linked(one: Mention, reading: Reading) -> Mention:
    if one.kind != "organisation" or not one.slug:
        return one
    if _is_id(one.slug, reading):
        return one._replace(id=one.slug, slug=None, confidence=CONFIDENCE, rule="translated-names")
    name = reading.document.text[one.start : one.end].partition("(")[0]
    ids, home = _meant(name, reading), _home(reading.document.language)
    if home and not ids:
        ids = _meant(name, reading, home)
    if len(ids) > 1:
        things = (reading.known.things[id_] for id_ in ids)
        ids = frozenset(one.id for one in things if is_at_home(one, reading.document.language))
    if len(ids) != 1:
        return one
    (id_,) = ids
    return one._replace(id=id_, slug=None, confidence=CONFIDENCE, rule="translated-names")


def _is_id(slug: str, reading: Reading) -> bool:
    """Whether words of a name are the id that people gave an organisation: "klaster-fotoniki"."""
    thing = reading.known.things.get(slug) if "-" in slug else None
    return thing is not None and thing.kind == "organisation"


def _meant(name: str, reading: Reading, country: str = "") -> frozenset[str]:
    """Return the ids of what has a name of this meaning."""
    meaning = meaning_of(name, reading.document.language, country)
    return meanings_in(reading.known).get(meaning, frozenset()) if meaning else frozenset()


def _home(language: str) -> str:
    """Return the country of a language, which names there leave out; "" where it has several."""
    countries = rules_of("names", "any")["at_home"].get(language, ())
    return countries[0] if len(countries) == 1 else ""
