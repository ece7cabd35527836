"""Whether a catalogue may be published: the publisher's data are real, all licences allow it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.catalogue.publication import Publication
from graph.records import SourceInfo
from graph.store import GraphStore
from ontology.licences import Licence, find_licence, licence_named

ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
# Names that stand for others: reserved by RFC 2606 and RFC 6761, and what people write for "later".
RESERVED = re.compile(
    r"(^|[@./])(example\.(com|net|org|edu)|[\w-]+\.(example|invalid|test)|localhost|127(\.\d+){3})"
    r"([/:]|$)"
)
LATER = re.compile(
    r"\b(todo|tbd|fixme|change ?me|placeholder|lorem|your[ -]\w+|xxx+|unknown)\b|<[^>]*>|\.\.\."
)
ELSEWHERE = "retract it, or take it in again with `--visibility internal`"


def problems(store: GraphStore, by: Publication) -> list[str]:
    """Return what forbids to publish ``store`` as ``by`` wants to; an empty list when nothing."""
    licence = licence_named(by.licence)
    infos = [one.info for one in store.ledger.sources()]
    found = (one for info in infos for one in _of_source(info, licence))
    return [*_of_publisher(by), *found]


def _of_publisher(by: Publication) -> Iterator[str]:
    """Yield which of the publisher's settings are not set, or set to what is not real."""
    if is_placeholder(by.public_url):
        yield f"public_url is '{by.public_url}': set where everybody finds the server"
    for name in ("publisher_name", "publisher_url", "contact_name"):
        if not getattr(by, name):
            yield f"{name} is not set: set it, in lumigraph.toml or as LUMIGRAPH_{name.upper()}"
    if not by.contact_email:
        yield (
            "contact_email is not set: set one, so that people can ask; OAI-PMH, by which portals "
            "harvest, demands an address"
        )
    elif not ADDRESS.fullmatch(by.contact_email):
        yield f"contact_email is '{by.contact_email}': set an address such as data@cluster.eu"
    for name in ("publisher_name", "publisher_url", "contact_name", "contact_email", "contact_url"):
        value = getattr(by, name)
        if is_placeholder(value):
            yield f"{name} is '{value}', which stands for something else: set your own"


def is_placeholder(value: str) -> bool:
    """Tell whether a value stands for one that somebody was to write.

    >>> is_placeholder("data@example.org"), is_placeholder("Your organisation")
    (True, True)
    >>> is_placeholder("info@litek.lt")
    False
    """
    folded = value.lower()
    return bool(RESERVED.search(folded) or LATER.search(folded))


def _of_source(info: SourceInfo, whole: Licence) -> Iterator[str]:
    """Yield why the datasets may not draw on a source."""
    name = f"the source {info.name}"
    licence = find_licence(info.licence)
    if not info.licence:
        yield (
            f"{name} states no licence: write it where the source is described (source.yaml, the "
            f"mapping of a table, sources.toml) and take it in again; or {ELSEWHERE}"
        )
    elif licence is None:
        yield (
            f"{name} is under '{info.licence}', which the table of licences does not have: name "
            f"one that it has, or add it to ontology/licences.yaml; or {ELSEWHERE}"
        )
    elif not licence.open:
        forbidden = "commercial use" if not licence.commercial else "what is made from it"
        yield f"{name} is under {licence.code}, which forbids {forbidden}: {ELSEWHERE}"
    else:
        yield from _beside(name, licence, whole)


def _beside(name: str, licence: Licence, whole: Licence) -> Iterator[str]:
    """Yield why a source's licence does not go with that of the whole graph."""
    if licence.share_alike and licence != whole:
        yield (
            f"{name} is under {licence.code}, which asks for the same licence for what is made "
            f'from it, and the graph is under {whole.code}: set licence = "{licence.code}", '
            f"or {ELSEWHERE}"
        )
    elif licence.attribution and not whole.attribution:
        yield (
            f"{name} is under {licence.code} and must be named, which {whole.code}, the licence of "
            f'the graph, does not ask for: set licence = "{licence.code}", or {ELSEWHERE}'
        )
