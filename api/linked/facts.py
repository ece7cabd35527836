"""What a page shows of an entity: its facts and relations, each with who says so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from api.linked.addresses import Place
from api.linked.language import Language
from graph.curating.archived import Copy
from graph.entities import Entity, Relation
from graph.question.evidence import Witness
from graph.rdf.document import Description, query
from graph.records import Properties
from ontology.agreements import UNSTATED
from ontology.fold import fold
from ontology.model import load_model
from ontology.terms import Property
from ontology.values.identifiers import registers

NO_COPIES: Mapping[str, Copy] = {}
SHOWN = 3
"""How many sources stand beside a fact; the documents name all."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A value as people read it: its text, the text's language or '', where it leads or ''."""

    text: str
    language: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """A page on which something was read; ``copy`` and ``seen`` of one that an archive keeps."""

    address: str
    copy: str = ""
    seen: str = ""


@dataclass(frozen=True, slots=True)
class Saying:
    """Who says something: a source by its title, the place in it, pages, and the words."""

    source: str
    locator: str
    pages: tuple[Page, ...]
    quote: str
    language: str


@dataclass(frozen=True, slots=True)
class Said:
    """Who states a fact: some in full, and how many others; nobody, where we worked it out."""

    some: Sequence[Saying]
    others: int
    computed: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """A property with its values."""

    name: str
    label: str
    definition: str
    values: Sequence[Shown]
    said: Said


@dataclass(frozen=True, slots=True)
class Link:
    """A relation to another entity; ``about`` is where it begins, ``fact`` its type and target."""

    other: Shown
    kind: str
    notes: Sequence[str]
    said: Said
    about: str
    fact: str


@dataclass(frozen=True, slots=True)
class Group:
    """Relations of one type and direction; ``more`` is where they go on."""

    label: str
    definition: str
    inwards: bool
    links: Sequence[Link]
    more: Sequence[str]


class Reading:
    """A description as a page in one language shows it; ``public_url`` begins its links.

    ``copies`` are those that archives keep of pages, by the addresses of these.
    """

    def __init__(
        self,
        described: Description,
        language: Language,
        public_url: str,
        copies: Mapping[str, Copy] = NO_COPIES,
    ) -> None:
        self._described = described
        self._copies = copies
        self._in = language
        self._public_url = public_url
        self._model = load_model()

    def facts(self) -> list[Fact]:
        """Return the facts, by the labels of their properties; the names stand above the page."""
        said = self._described.evidence
        properties = self._properties()
        return sorted(
            (self._fact(name, properties, said.get(name, ())) for name in properties),
            key=lambda one: fold(one.label),
        )

    def _properties(self) -> Properties:
        """Return the properties, with the keys that are identifiers among these."""
        properties = self._described.entity.properties
        stated = properties.get("identifier", ())
        known = [stated] if isinstance(stated, str) else [*stated]  # type: ignore[misc]
        keys = [key for key in self._described.entity.keys if ":" in key]
        both = list(dict.fromkeys([*known, *keys]))
        return {**properties, "identifier": both} if both else properties

    def _fact(self, name: str, properties: Properties, witnesses: Sequence[Witness]) -> Fact:
        one = self._model.properties[name]
        values = list(shown(one, properties[name], self._in))
        said = self._said(witnesses, computed=one.computed or name in UNSTATED)
        return Fact(name, self._in.of(one.label), self._in.of(one.definition), values, said)

    def groups(self) -> list[Group]:
        """Return the relations by type, those that lead away first."""
        links = sorted(
            self._described.relations,
            key=lambda one: (*self._direction(one.type, one.source), fold(self._name(one).text)),
        )
        alike = groupby(links, key=lambda one: self._direction(one.type, one.source))
        return [self._group(inwards, type_, list(some)) for (inwards, type_), some in alike]

    def _direction(self, type_: str, source: str) -> tuple[bool, str]:
        """Return whether a relation leads here, and its type; a symmetric one leads away."""
        inwards = source != self._described.entity.id
        return inwards and not self._model.relations[type_].symmetric, type_

    def _group(self, inwards: bool, type_: str, relations: Sequence[Relation]) -> Group:
        relation = self._model.relations[type_]
        here = self._page(self._described.entity)
        directions = {"in"} if inwards else {"in", "out"} if relation.symmetric else {"out"}
        more = [
            self._in.keep(f"{here}?{query(one)}")
            for one in self._described.more
            if one.relation == type_ and one.direction in directions
        ]
        links = [self._link(one) for one in relations]
        label, definition = self._in.of(relation.label), self._in.of(relation.definition)
        return Group(label, definition, inwards, links, more)

    def _link(self, relation: Relation) -> Link:
        other = self._described.other(relation)
        said = self._said(self._described.witnesses(relation))
        kind = self._in.of(self._model.kinds[other.type].label)
        notes = list(self._notes(relation))
        fact = f"{relation.type} {relation.target}"
        return Link(self._name(relation), kind, notes, said, relation.source, fact)

    def _name(self, relation: Relation) -> Shown:
        other = self._described.other(relation)
        text, language = self._in.name(other.properties.get("name"), other.id)
        return Shown(text, language, self._in.keep(self._page(other)))

    def _notes(self, relation: Relation) -> Iterator[str]:
        """Yield the role, the dates and all else that is said of a relation."""
        if relation.role:
            yield _text(self._model.properties["role"], relation.role, self._in)
        for word in ("since", "until"):
            if date := getattr(relation, word):
                yield f"{self._in(word)} {date}"
        yield from notes_of(relation.properties, self._in)

    def _said(self, witnesses: Sequence[Witness], *, computed: bool = False) -> Said:
        some = [self._saying(one) for one in witnesses[:SHOWN]]
        return Said(some, len(witnesses) - len(some), computed and not witnesses)

    def _saying(self, one: Witness) -> Saying:
        info = self._described.sources.get(one.source)
        title = info.title if info and info.title else one.source
        pages = tuple(self._read(url) for url in one.urls if web(url))
        return Saying(title, one.locator, pages, one.quote, one.language)

    def _read(self, url: str) -> Page:
        copy = self._copies.get(url)
        return Page(url, web(copy.address), copy.seen) if copy else Page(url)

    def _page(self, entity: Entity) -> str:
        return Place(self._public_url, entity.kind.lower(), entity.id).page


def notes_of(properties: Properties, language: Language) -> Iterator[str]:
    """Yield each property with its values, by name."""
    known = load_model().properties
    for name in sorted(properties):
        values = ", ".join(one.text for one in shown(known[name], properties[name], language))
        yield f"{language.of(known[name].label)}: {values}"


def shown(one: Property, value: object, language: Language) -> Iterator[Shown]:
    """Yield the values of a property as people read them."""
    if one.datatype == "langString":
        yield from _in_languages(value, language)
        return
    for each in value if isinstance(value, list | tuple) else [value]:
        yield Shown(_text(one, each, language), "", _link_of(one, each))


def _in_languages(value: object, language: Language) -> Iterator[Shown]:
    """Yield texts of several languages, the one of the page first."""
    texts: Mapping[str, object] = value if isinstance(value, Mapping) else {"": value}
    for tag in sorted(texts, key=lambda tag: (tag != language.code, tag)):
        some = texts[tag]
        for text in some if isinstance(some, list | tuple) else [some]:
            yield Shown(str(text), "" if tag == "und" else tag)


def _text(one: Property, value: object, language: Language) -> str:
    if one.scheme and value in one.scheme.values:
        return language.of(one.scheme.values[str(value)].label)
    if isinstance(value, bool):
        return language("yes" if value else "no")
    if one.datatype == "decimal" and isinstance(value, int | float):
        return language.number(value)
    return str(value)


def _link_of(one: Property, value: object) -> str:
    if one.datatype == "anyURI":
        return web(str(value))
    scheme, _, bare = str(value).partition(":")
    register = registers().get(scheme) if one.name == "identifier" else None
    return web(register.page.format(bare)) if register and register.page else ""


def web(url: str) -> str:
    """Return ``url`` if a page may link to it, '' for what is no web address."""
    return url if url.lower().startswith(("http://", "https://")) else ""
