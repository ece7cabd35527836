"""What an entity is called in a language that a reader asks for."""

from __future__ import annotations

from collections.abc import Mapping

from graph.entities import Entity


def named(entity: Entity, language: str) -> tuple[str, str]:
    """Return a name of ``entity`` and the language that it is in.

    The language asked comes first, then English, then ``und``, whose language no source says, then
    any; an entity without a name is called by its id, in no language ('').
    """
    names = entity.properties.get("name")
    if isinstance(names, str) and names:
        return names, "und"
    if isinstance(names, Mapping):
        for one in (language, "en", "und", *sorted(names)):
            text = names.get(one)
            if isinstance(text, str) and text:
                return text, one
    return entity.id, ""
