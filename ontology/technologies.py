"""Technologies: the concepts of `technologies.ttl`, by any id, code or name.

`load_technologies()` reads the scheme. Nothing else in the project parses that file.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from rapidfuzz.fuzz import ratio, token_set_ratio, token_sort_ratio
from rdflib import DCTERMS, RDF, SKOS, Graph, Literal, Namespace
from rdflib.term import Node

from ontology.errors import TableError, UnknownTermError
from ontology.fold import fold

FILE = Path(__file__).with_name("technologies.ttl")
LG = Namespace("https://w3id.org/lumigraph/ontology#")
TECHNOLOGY = "https://w3id.org/lumigraph/id/technology/"
EUROSCIVOC = f"{TECHNOLOGY}euroscivoc-"
# Below this likeness (0 to 100) a label is no suggestion.
_ALIKE = 60
# What a label with the same words among others is worth beside one with nearly the same letters.
_SAME_WORDS = 0.9


@dataclass(frozen=True, slots=True)
class Concept:
    """A technology. Texts by language tag; matches are keys such as `euroscivoc:/23/43/251`.

    `broader` holds the next wider concepts, `related` those that people take for this one.
    `own_translations` are the languages whose label no source states; `sources` are the pages
    that name the concept.
    """

    id: str
    labels: Mapping[str, str]
    alt: Mapping[str, list[str]]
    definition: Mapping[str, str]
    broader: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    exact: tuple[str, ...] = ()
    close: tuple[str, ...] = ()
    narrow: tuple[str, ...] = ()
    broad: tuple[str, ...] = ()
    own_translations: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A concept whose `label` is like what was asked; `score` from 0 to 100."""

    concept: Concept
    label: str
    score: float


class Technologies:
    """The concepts of a scheme and what they are called. Nothing here changes."""

    def __init__(self, concepts: Iterable[Concept]) -> None:
        """Index `concepts`; raises `TableError` where a broader or related one is missing."""
        self.concepts = {concept.id: concept for concept in concepts}
        self._narrower: defaultdict[str, set[str]] = defaultdict(set)
        self._codes: defaultdict[str, list[str]] = defaultdict(list)
        self._preferred: defaultdict[str, set[str]] = defaultdict(set)
        self._alternative: defaultdict[str, set[str]] = defaultdict(set)
        self._written: dict[str, str] = {}
        for concept in self.concepts.values():
            self._index(concept)

    def _index(self, concept: Concept) -> None:
        for other in (*concept.broader, *concept.related):
            if other not in self.concepts:
                raise TableError(f"technology {concept.id!r} names {other!r}, which is not there")
        for broader in concept.broader:
            self._narrower[broader].add(concept.id)
        for key in concept.exact:
            self._codes[key].append(concept.id)
        for text, _ in _names(concept.labels, {}):
            self._preferred[fold(text)].add(concept.id)
        for text, _ in _names({}, concept.alt):
            self._alternative[fold(text)].add(concept.id)
        for text, _ in _names(concept.labels, concept.alt):
            self._written.setdefault(fold(text), text)

    def labels(self) -> Iterator[tuple[str, str, str]]:
        """Yield every label as (text, language, concept id), preferred ones of a concept first."""
        for concept in self.concepts.values():
            for text, language in _names(concept.labels, concept.alt):
                yield text, language, concept.id

    def resolve(self, text: str) -> list[Concept]:
        """Return what `text` may mean: none, one, or several where it has several meanings.

        `text` is an id, a URI, a code (`euroscivoc:/23/43/251/1077`: the concept that matches it
        exactly), or a label in any language, without regard to case, accents and hyphens. Those
        whose preferred label it is stand first.
        """
        text = text.strip()
        id_ = text.removeprefix(TECHNOLOGY)
        if id_ in self.concepts:
            return [self.concepts[id_]]
        if code := self._codes.get(_key(text)):
            return [self.concepts[one] for one in code]
        return self._called(fold(text))

    def _called(self, folded: str) -> list[Concept]:
        first = self._preferred.get(folded, set())
        then = self._alternative.get(folded, set()) - first
        return [self.concepts[one] for one in (*sorted(first), *sorted(then))]

    def ambiguous(self, text: str) -> bool:
        """Tell whether `text` has several meanings, so that one must ask which."""
        return len(self.resolve(text)) > 1

    def suggest(self, text: str, limit: int = 5) -> list[Suggestion]:
        """Return up to `limit` concepts with the label most like `text`, the most alike first."""
        folded = fold(text)
        likeness = {name: _likeness(folded, name) for name in self._written}
        near = [name for name, score in likeness.items() if score[0] >= _ALIKE]
        best: dict[str, Suggestion] = {}
        for name in sorted(near, key=lambda one: (likeness[one], one), reverse=True):
            for concept in self._called(name):
                found = Suggestion(concept, self._written[name], round(likeness[name][0], 1))
                best.setdefault(concept.id, found)
        return list(best.values())[:limit]

    def ancestors(self, id_: str) -> frozenset[str]:
        """Return the ids of all concepts wider than `id_`; raises `UnknownTermError`."""
        return self._reach(id_, {one.id: set(one.broader) for one in self.concepts.values()})

    def descendants(self, id_: str) -> frozenset[str]:
        """Return the ids of all concepts narrower than `id_`; raises `UnknownTermError`."""
        return self._reach(id_, self._narrower)

    def _reach(self, start: str, edges: Mapping[str, set[str]]) -> frozenset[str]:
        if start not in self.concepts:
            raise UnknownTermError(f"{start!r} is no id of {FILE.name}: look it up with resolve()")
        found: set[str] = set()
        todo = [start]
        while todo:
            new = edges.get(todo.pop(), set()) - found
            found |= new
            todo.extend(new)
        return frozenset(found)


@cache
def load_technologies() -> Technologies:
    """Return the bundled scheme; read once."""
    return read(FILE)


def read(path: Path) -> Technologies:
    """Return the SKOS scheme in the Turtle file `path`.

    Raises `TableError` where a concept lacks an English label or names one that is not there.
    """
    graph = Graph().parse(path, format="turtle")
    related = defaultdict[Node, set[Node]](set)
    for one, other in graph.subject_objects(SKOS.related):
        related[one].add(other)
        related[other].add(one)
    nodes = sorted(graph.subjects(RDF.type, SKOS.Concept), key=str)
    return Technologies(_concept(graph, node, related[node]) for node in nodes)


def _concept(graph: Graph, node: Node, related: Iterable[Node]) -> Concept:
    labels = {language: texts[0] for language, texts in _texts(graph, node, SKOS.prefLabel).items()}
    if "en" not in labels:
        raise TableError(f"technology <{node}> has no English skos:prefLabel: give it one")
    definition = _texts(graph, node, SKOS.definition)
    return Concept(
        id=_id(node),
        labels=labels,
        alt=_texts(graph, node, SKOS.altLabel),
        definition={language: texts[0] for language, texts in definition.items()},
        broader=_ids(graph.objects(node, SKOS.broader)),
        related=_ids(related),
        exact=_ids(graph.objects(node, SKOS.exactMatch)),
        close=_ids(graph.objects(node, SKOS.closeMatch)),
        narrow=_ids(graph.objects(node, SKOS.narrowMatch)),
        broad=_ids(graph.objects(node, SKOS.broadMatch)),
        own_translations=tuple(sorted(map(str, graph.objects(node, LG.ownTranslation)))),
        sources=tuple(sorted(map(str, graph.objects(node, DCTERMS.source)))),
    )


def _texts(graph: Graph, node: Node, predicate: Node) -> dict[str, list[str]]:
    """Return the literals by language tag, each list in alphabetical order."""
    texts = defaultdict[str, list[str]](list)
    for literal in sorted(graph.objects(node, predicate), key=str):
        if isinstance(literal, Literal):
            texts[literal.language or "und"].append(str(literal))
    return dict(sorted(texts.items()))


def _ids(nodes: Iterable[Node]) -> tuple[str, ...]:
    return tuple(sorted(map(_id, nodes)))


def _id(node: Node) -> str:
    """Return the id of a concept of ours, the key of one of EuroSciVoc."""
    return _key(str(node)).removeprefix(TECHNOLOGY)


def _key(code: str) -> str:
    """Return the key of a EuroSciVoc code written as key, id or URI; another text as it is.

    >>> _key("euroscivoc-23-43-251"), _key("EuroSciVoc: /23/43/251"), _key("OCT")
    ('euroscivoc:/23/43/251', 'euroscivoc:/23/43/251', 'OCT')
    """
    if code.startswith(EUROSCIVOC) or code.startswith("euroscivoc-"):
        return "euroscivoc:/" + code.rpartition("euroscivoc-")[2].replace("-", "/")
    scheme, colon, path = code.partition(":")
    return f"euroscivoc:{path.strip()}" if colon and scheme.lower() == "euroscivoc" else code


def _names(labels: Mapping[str, str], alt: Mapping[str, list[str]]) -> Iterator[tuple[str, str]]:
    for language, text in labels.items():
        yield text, language
    for language, texts in alt.items():
        for text in texts:
            yield text, language


def _likeness(one: str, other: str) -> tuple[float, float]:
    """Return from 0 to 100 how alike two names are, and what decides between equals.

    Names are alike by their letters, or by the words that they share.
    """
    words = token_sort_ratio(one, other)
    return max(ratio(one, other), _SAME_WORDS * token_set_ratio(one, other)), words
