"""What a record of the registry calls its organisation."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from ontology.values import Language, Name, UnparsedError

UNKNOWN = "und"
_NAME = Name()
# Of a name's several types the first one here counts: shown first, then other labels, and so on.
_RANKS = ("ror_display", "label", "alias", "acronym")


class Called(NamedTuple):
    """Names and aliases as (text, language tag), the name that the registry shows first."""

    names: tuple[tuple[str, str], ...]
    aliases: tuple[tuple[str, str], ...]
    acronyms: tuple[str, ...]


def called(raw: Mapping[str, Any], set_aside: Callable[[str, object, str, str], None]) -> Called:
    """Return the names of a record of either version; what is no name goes to ``set_aside``."""
    ranked: list[tuple[int, str, str]] = []
    for rank, text, language in _typed(raw) if "names" in raw else _listed(raw):
        try:
            name = _NAME.parse(text)
        except UnparsedError as error:
            set_aside("names", text, error.reason, error.remedy)
            continue
        try:
            tag = _tag(language) if language else UNKNOWN
        except UnparsedError as error:
            set_aside("names.lang", language, error.reason, error.remedy)
            tag = UNKNOWN
        ranked.append((rank, name, tag))
    ranked.sort(key=lambda one: one[0])
    names = dict.fromkeys((name, tag) for rank, name, tag in ranked if rank < 2)
    others = ((name, tag) for rank, name, tag in ranked if rank == 2)
    aliases = dict.fromkeys(one for one in others if one not in names)
    acronyms = dict.fromkeys(name for rank, name, _ in ranked if rank > 2)
    return Called(tuple(names), tuple(aliases), tuple(acronyms))


def _typed(raw: Mapping[str, Any]) -> Iterator[tuple[int, str, str]]:
    """Yield (rank, text, language) of version 2."""
    for one in _dicts(raw["names"]):
        types = one.get("types")
        for rank, type_ in enumerate(_RANKS):
            if isinstance(types, list) and type_ in types:
                yield rank, str(one.get("value", "")), str(one.get("lang") or "")
                break


def _listed(raw: Mapping[str, Any]) -> Iterator[tuple[int, str, str]]:
    """Yield (rank, text, language) of version 1, in which only labels have a language."""
    if name := raw.get("name"):
        yield 0, str(name), ""
    for label in _dicts(raw.get("labels")):
        yield 1, str(label.get("label", "")), str(label.get("iso639") or "")
    for rank, field in ((2, "aliases"), (3, "acronyms")):
        listed = raw.get(field)
        yield from ((rank, str(text), "") for text in listed or () if isinstance(listed, list))


@lru_cache(maxsize=1024)
def _tag(language: str) -> str:
    return Language().parse(language)


def _dicts(value: object) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
