"""The forms of a document, and which of them an asker wants."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import mimeparse
from fastapi import HTTPException

from api.accept import best
from graph.rdf.forms import FORMS


@dataclass(frozen=True, slots=True)
class Form:
    """A form by the ending of its address; ``also`` are other media types that ask for it."""

    ending: str
    media_type: str
    label: str
    also: tuple[str, ...] = ()


ALSO = {"jsonld": ("application/json",), "nt": ("text/plain",)}
DATA = tuple(
    Form(name, FORMS[name].media_type, FORMS[name].label, ALSO.get(name, ()))
    for name in ("ttl", "jsonld", "rdf", "nt")
)
"""The forms of data, the one that we prefer first."""
PAGE = Form("html", "text/html", "HTML", ("application/xhtml+xml",))
ENDINGS = {one.ending: one for one in (*DATA, PAGE)}
BY_ACCEPT = {"Vary": "Accept"}


def split_ending(name: str) -> tuple[str, Form | None]:
    """Return ``name`` without the ending that names a form, and that form.

    >>> split_ending("litek.ttl")[0], split_ending("litek.exe")[0]
    ('litek', 'litek.exe')
    """
    stem, dot, ending = name.rpartition(".")
    form = ENDINGS.get(ending) if dot and stem else None
    return (stem, form) if form else (name, None)


def chosen(accept: str, forms: Sequence[Form]) -> Form:
    """Return which of ``forms`` an ``Accept`` header likes best; the first where it is all one.

    Raises ``HTTPException`` (406) with the list of forms when it is none of them.

    >>> chosen("text/html;q=0.5, application/ld+json", (*DATA, PAGE)).ending
    'jsonld'
    """
    offered = {type_: one for one in forms for type_ in (one.media_type, *one.also)}
    try:
        liked = best([*offered], accept)
    except mimeparse.MimeTypeParseException:
        liked = ""
    if liked not in offered:
        raise HTTPException(406, _refusal(accept, forms), BY_ACCEPT)
    return offered[liked]


def _refusal(accept: str, forms: Iterable[Form]) -> str:
    listed = ", ".join(f"{one.media_type} (.{one.ending})" for one in forms)
    return f"there is nothing here as '{accept}': ask for one of {listed}"
