"""The answer to "who works on X in region Y", in the shape that every front shows."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from graph.errors import Suggestion, UsageError
from graph.question.evidence import Witness


@dataclass(frozen=True, slots=True)
class Understood:
    """What a name was understood as.

    ``corrected`` says that the name was misspelt; ``others`` are further things it may mean;
    ``note`` is what a reader should know of it, such as that the code is of an older NUTS.
    """

    asked: str
    id: str
    label: str
    corrected: bool = False
    others: tuple[Suggestion, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One relation of a path, with who says so."""

    relation: str
    source: str
    target: str
    role: str = ""
    since: str = ""
    until: str = ""
    evidence: tuple[Witness, ...] = ()


@dataclass(frozen=True, slots=True)
class Brief:
    """An organisation in a side list: enough to show it and to ask on."""

    id: str
    uri: str
    name: str
    kind: str
    country: str
    region: str
    score: int = 0
    via: tuple[str, ...] = ()
    since: str = ""
    successor: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """An organisation that works on X in Y.

    ``basis`` is the strongest kind of link; ``links`` how many there are, of which ``paths`` shows
    the weightiest; ``places`` the steps that put it in Y; ``last_active`` a partial ISO date or ''.
    """

    id: str
    uri: str
    name: str
    kind: str
    country: str
    region: str
    identifiers: Mapping[str, str]
    website: str
    score: int
    last_active: str
    amounts: Mapping[str, float]
    basis: str
    technologies: tuple[str, ...]
    links: int
    places: tuple[Step, ...]
    paths: tuple[tuple[Step, ...], ...]


@dataclass(frozen=True, slots=True)
class Near:
    """An answer to a nearby question: where or what, how many, the first few."""

    id: str
    label: str
    total: int
    hits: tuple[Brief, ...]


@dataclass(frozen=True, slots=True)
class Query:
    """The question as it was understood."""

    technology: Understood
    region: Understood
    filters: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Answer:
    """All of an answer.

    ``total`` counts the hits, not ``membership`` (only through a cluster's focus), ``unplaced``
    (in the country, nobody says in which region) or ``ended``; ``nearest`` is filled when nothing
    was found; ``related`` is what neighbouring technologies would add; ``next`` continues.
    """

    query: Query
    total: int
    hits: Sequence[Hit]
    membership: Sequence[Brief]
    unplaced: Sequence[Brief]
    ended: Sequence[Brief]
    nearest: Mapping[str, Sequence[Near]]
    related: Sequence[Near]
    facets: Mapping[str, Mapping[str, int]]
    next: str = ""


FARTHEST = 2**53
"""No list is as long and no score as high: the largest number that every JSON reader keeps."""


def cursor(of: str, place: int, id_: str = "") -> str:
    """Return the text that continues the list ``of`` something behind this place."""
    said = json.dumps([of, place, id_]).encode()
    return base64.urlsafe_b64encode(said).decode().rstrip("=")


def read_cursor(of: str, text: str) -> tuple[int, str]:
    """Return (place, id) of a cursor of the list ``of`` something.

    Raises ``UsageError`` for one of another list, and for anything else.
    """
    match _said(text):
        case [str(owner), int(place), str(id_)] if abs(place) < FARTHEST and id_.isprintable():
            if owner != of:
                raise UsageError(f"'{text}' continues another list: pass the `next` of this one")
            return place, id_
        case _:
            raise UsageError(
                f"'{text}' is no cursor: pass the `next` of the answer before, or leave it out"
            )


def _said(text: str) -> object:
    """Return what a cursor says, None when it cannot be read."""
    try:
        padded = text + "=" * (-len(text) % 4)
        return json.loads(base64.urlsafe_b64decode(padded.encode()))
    except (ValueError, RecursionError):
        return None
