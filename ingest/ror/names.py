"""What a record of the registry calls its organisation."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from ingest.ror.parts import listed, objects
from ontology.values import Language, Name, UnparsedError

UNKNOWN = "und"
_NAME = Name()
SHOWN, LABEL, ALIAS, ACRONYM = range(4)
# The types of names in version 2; of several the first one here counts.
_TYPES = {"ror_display": SHOWN, "label": LABEL, "alias": ALIAS, "acronym": ACRONYM}
SetAside = Callable[[str, object, str, str], None]
"""Told of a value that was left out: its field, itself, what is wrong, what to do."""


class Called(NamedTuple):
    """Names and aliases as (text, language tag), the name that the registry shows first."""

    names: tuple[tuple[str, str], ...]
    aliases: tuple[tuple[str, str], ...]
    acronyms: tuple[str, ...]


def called(raw: Mapping[str, Any], set_aside: SetAside) -> Called:
    """Return the names of a record of either version; what is no name goes to ``set_aside``."""
    found: list[dict[tuple[str, str], None]] = [{}, {}, {}, {}]
    for rank, text, language in _typed(raw["names"]) if "names" in raw else _listed(raw):
        try:
            name = _NAME.parse(text)
        except UnparsedError as error:
            set_aside("names", text, error.reason, error.remedy)
        else:
            found[rank][name, _tag(language, set_aside) if language else UNKNOWN] = None
    names = {**found[SHOWN], **found[LABEL]}
    aliases = tuple(one for one in found[ALIAS] if one not in names)
    acronyms = dict.fromkeys(text for text, _ in found[ACRONYM])
    return Called(tuple(names), aliases, tuple(acronyms))


def _typed(names: object) -> Iterator[tuple[int, str, str]]:
    """Yield (rank, text, language) of version 2."""
    for one in objects(names):
        types = one.get("types")
        ranks = (
            [_TYPES[type_] for type_ in _TYPES if type_ in types] if isinstance(types, list) else []
        )
        if ranks:
            yield ranks[0], str(one.get("value", "")), str(one.get("lang") or "")


def _listed(raw: Mapping[str, Any]) -> Iterator[tuple[int, str, str]]:
    """Yield (rank, text, language) of version 1, in which only labels have a language."""
    if name := raw.get("name"):
        yield SHOWN, str(name), ""
    for label in objects(raw.get("labels")):
        yield LABEL, str(label.get("label", "")), str(label.get("iso639") or "")
    for rank, field in ((ALIAS, "aliases"), (ACRONYM, "acronyms")):
        yield from ((rank, str(text), "") for text in listed(raw.get(field)))


def _tag(language: str, set_aside: SetAside) -> str:
    try:
        return _parsed(language)
    except UnparsedError as error:
        set_aside("names.lang", language, error.reason, error.remedy)
        return UNKNOWN


@lru_cache(maxsize=1024)
def _parsed(language: str) -> str:
    return Language().parse(language)
