"""Golden entities and relations: what the graph holds to be so, worked out from records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from graph.records import Properties, Value
from ontology.fold import fold

DEFAULT_BASE_URI = "https://w3id.org/lumigraph"

# Which property of an entity says when it began and ended, the first one stated.
START_PROPERTIES = ("start", "effective", "signed", "announced", "date", "founded")
END_PROPERTIES = ("end", "ended")
NAME_PROPERTIES = ("name", "altName", "acronym", "legalName")


@dataclass(frozen=True, slots=True)
class Entity:
    """One thing of the graph.

    ``kind`` is the top kind (Organisation), ``type`` the most specific class (Cluster); ``keys``
    are the names under which sources speak of it.
    """

    id: str
    kind: str
    type: str
    properties: Properties
    keys: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """The name to show: English first, then as the source writes it, then any."""
        return self.named("en")[0]

    def named(self, language: str) -> tuple[str, str]:
        """Return a name in ``language`` where there is one, and the language that it is in.

        Otherwise in English, then as the source writes it, whose language it does not say
        (``und``), then any; without a name the id, in no language ('').
        """
        return said(self.properties.get("name"), language) or (self.id, "")

    @property
    def start(self) -> str:
        """The first date stated (partial ISO), or ''."""
        return first_text(self.properties, START_PROPERTIES)

    @property
    def end(self) -> str:
        """The last date stated (partial ISO), or ''."""
        return first_text(self.properties, END_PROPERTIES)

    def called(self) -> list[str]:
        """Return what people may type for it: its names, and its id if that is a curated one."""
        curated = [self.id] if self.id in self.keys else []
        return [*self.names(), *curated]

    def folded(self) -> list[str]:
        """Return what ``called`` does as the index of names holds it, each once."""
        return [name for name in dict.fromkeys(map(fold, self.called())) if name]

    def names(self) -> list[str]:
        """Return every name it goes by: names, other names, acronyms, the legal name."""
        values = [self.properties[key] for key in NAME_PROPERTIES if key in self.properties]
        return list(dict.fromkeys(text for value in values for text in texts(value)))


@dataclass(frozen=True, slots=True)
class Relation:
    """A link of the graph from ``source`` to ``target`` (entity ids).

    ``nth`` tells apart links that differ in nothing but their time (left and joined again).
    ``since`` and ``until`` are partial ISO dates or ''.
    """

    source: str
    type: str
    target: str
    role: str = ""
    nth: int = 0
    since: str = ""
    until: str = ""
    properties: Properties = field(default_factory=dict)

    @property
    def key(self) -> RelationKey:
        """What identifies it within a graph."""
        return (self.source, self.type, self.target, self.role, self.nth)


RelationKey = tuple[str, str, str, str, int]
Triple = tuple[str, str, str]


def change_id(key: RelationKey) -> str:
    """Return the text by which the change log names a relation."""
    source, type_, target, role, nth = key
    return f"{source}\t{type_}\t{target}\t{role}\t{nth}"


def change_key(text: str) -> RelationKey:
    """Return the key of the relation that the change log names so.

    >>> change_key(change_id(("a", "PART_OF", "b", "", 0)))
    ('a', 'PART_OF', 'b', '', 0)
    """
    source, type_, target, role, nth = text.split("\t")
    return (source, type_, target, role, int(nth))


def uri(entity: Entity, base: str = DEFAULT_BASE_URI) -> str:
    """Return the URI of ``entity``: ``{base}/id/{kind}/{id}``."""
    return f"{base}/id/{entity.kind.lower()}/{entity.id}"


def label(names: Value | None, otherwise: str) -> str:
    """Choose one of ``names`` (language → text), English first; ``otherwise`` if there is none."""
    found = said(names, "en")
    return found[0] if found else otherwise


def said(names: Value | None, language: str) -> tuple[str, str] | None:
    """Return a text of ``names`` (language → text) in ``language`` or else, and its language.

    Words in capitals alone give way to the same in another language that is written out.

    >>> said({"de": "Universität Graz", "und": "UNIVERSITAT GRAZ"}, "en")
    ('Universität Graz', 'de')
    """
    if isinstance(names, str) and names:
        return names, "und"
    if isinstance(names, Mapping):
        for one in (language, "en", "und", *sorted(names)):
            text = names.get(one)
            if isinstance(text, str) and text:
                return _written_out(names, text) or (text, one)
    return None


def _written_out(names: Mapping[str, object], text: str) -> tuple[str, str] | None:
    if len(names) == 1 or " " not in text or not text.isupper():
        return None  # a single word may be written so by who bears it: LITEK
    alike = (
        (other, language)
        for language, other in sorted(names.items())
        if isinstance(other, str) and not other.isupper() and fold(other) == fold(text)
    )
    return next(alike, None)


def texts(value: object) -> list[str]:
    """Return every text inside ``value``, whatever its shape."""
    if isinstance(value, str):
        return [value]
    parts: Iterable[object] = ()
    if isinstance(value, Mapping):
        parts = value.values()
    elif isinstance(value, Sequence):
        parts = value
    return [text for part in parts for text in texts(part)]


def first_text(properties: Properties, keys: Iterable[str]) -> str:
    """Return the first text that ``properties`` has under one of ``keys``, or ''."""
    for key in keys:
        if key in properties and (value := properties[key]) and isinstance(value, str):
            return value
    return ""
