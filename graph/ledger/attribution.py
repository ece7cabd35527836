"""Whom the facts are owed to: one line a source, which every export carries."""

from __future__ import annotations

from dataclasses import dataclass

from graph.records import SourceInfo
from graph.store import GraphStore
from ontology.licences import find_licence


@dataclass(frozen=True, slots=True)
class Attribution:
    """What a source wants said of it.

    ``licence`` is its name as the source gives it, ``licence_uri`` that of the EU's table, '' for
    one that is not there; ``line`` says all of it as people read it.
    """

    name: str
    title: str
    licence: str
    licence_uri: str
    line: str


def attributions(store: GraphStore) -> list[Attribution]:
    """Return one for each standing source, by name."""
    return [attribution(version.info) for version in store.ledger.sources()]


def attribution(info: SourceInfo) -> Attribution:
    """Return who is owed a line for a source, and which."""
    licence = find_licence(info.licence)
    terms = f"{licence.label} ({licence.page})" if licence else info.licence or "no licence stated"
    line = ", ".join(filter(None, [info.title or info.name, info.attribution, terms]))
    uri = licence.uri if licence else ""
    return Attribution(info.name, info.title, info.licence, uri, line)
