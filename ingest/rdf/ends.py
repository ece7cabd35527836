"""Where paths lead: other nodes, their keys, and the entities that are only named."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from graph.ledger.identity import rank
from graph.records import EntityRecord, Evidence, digest
from ingest.errors import UnreadableSourceError
from ingest.rdf.iris import FOREIGN, Keys
from ingest.rdf.rules import TYPE, Fit, Path, Paths, Rules, relations_by_iri
from ingest.rdf.shelf import Group, Shelf
from ingest.rdf.terms import BLANK, IRI, TEXT, iri, language_of, text_of
from ingest.tables.rows import own_key
from ontology.model import load_model
from ontology.technologies import load_technologies
from ontology.values import UnparsedError, cleaner, key_of
from ontology.vocabulary import LG

LABELS = tuple(
    iri(f"{namespace}{name}")
    for namespace, name in (
        (str(LG), "name"),
        ("http://www.w3.org/2004/02/skos/core#", "prefLabel"),
        ("https://schema.org/", "name"),
        ("http://schema.org/", "name"),
        ("http://xmlns.com/foaf/0.1/", "name"),
        ("http://www.w3.org/2000/01/rdf-schema#", "label"),
    )
)
REGION = frozenset({"Region"})
MOST_STEPS = 50_000
"""How many nodes a path may lead through."""


class Ends:
    """Finds what the statements on ``shelf`` lead to; ``source`` is the name of the source."""

    def __init__(self, shelf: Shelf, rules: Rules, keys: Keys, source: str) -> None:
        self.shelf = shelf
        self.rules = rules
        self._keys = keys
        self._source = source
        self._relations = relations_by_iri(load_model(), str(LG))
        self.passed: set[str] = set()
        """The classes of nodes that were read on the way to something else, '' of none."""
        # Role nodes, sites and addresses come by several times in a row.
        self.node = lru_cache(maxsize=1 << 12)(self._node)

    def _node(self, term: str) -> Group:
        said = self.shelf.group(term)
        if said:
            self.passed.update(said.get(TYPE, ("",)))
        return said

    @staticmethod
    def locator(subject: str) -> str:
        """Return where evidence lies: the IRI of a node."""
        return subject[1:-1] if subject[0] == IRI else "a blank node"

    def fit(self, subject: str, said: Group) -> Fit:
        """Return what is read of a node: by its classes, or by its IRI when it is one of ours."""
        classes = said.get(TYPE)
        if classes is None:
            kind = self._keys.kind(text_of(subject))
            classes = [iri(f"{LG}{kind}")] if kind else []
        return self.rules.fit(tuple(classes), frozenset(said))

    def named(self, predicates: Sequence[str]) -> str:
        """Return the relation that a statement's predicate names; '' when there is none."""
        return self._relations.get(predicates[0], "") if predicates else ""

    def follow(self, said: Group, paths: Paths) -> list[str]:
        """Return what lies at the end of ``paths``, each once, that of the first path first."""
        if len(paths) == 1 and len(paths[0]) == 1:
            return said.get(paths[0][0], [])
        found: dict[str, None] = {}
        for path in paths:
            for term in self._along(said, path):
                found[term] = None
        return list(found)

    def first(self, said: Group, paths: Paths) -> list[str]:
        """Return what lies at the end of the first of ``paths`` that leads anywhere."""
        if len(paths) == 1 and len(paths[0]) == 1:
            return said.get(paths[0][0], [])
        return next(filter(None, (self._along(said, path) for path in paths)), [])

    def _along(self, said: Group, path: Path) -> list[str]:
        terms = said.get(path[0], [])
        for step in path[1:]:
            nodes = [term for term in terms if term[0] != TEXT]
            if len(nodes) > MOST_STEPS:
                raise UnreadableSourceError(
                    f"{self._source}: {step} is asked of {len(nodes):,} nodes at once, the limit "
                    f"is {MOST_STEPS:,}; split the file, or shorten the path in the mapping."
                )
            terms = [term for node in nodes for term in self.node(node).get(step, ())]
        return terms

    def identifier(self, scheme: str, term: str, exact: bool) -> str:
        """Return the key that an identifier is; raises UnparsedError when it is none."""
        text = text_of(term)
        if scheme:
            return f"{scheme}:{cleaner(scheme).clean(text)}"
        if term[0] == IRI:
            return self._keys.of(text)
        return text if exact else key_of(text)

    def end(
        self, term: str, evidence: Evidence, kinds: frozenset[str]
    ) -> tuple[str, EntityRecord | None]:
        """Return the key of an end of a relation, and what is said of it where only its name is.

        Raises UnparsedError for a text that names nothing.
        """
        if "Technology" in kinds and (found := self._technology(term)):
            return found, None
        if kinds == REGION and term[0] != BLANK:
            return self._region(term), None
        if term[0] != TEXT:
            return self.key(term, None), None
        kind = "Organisation" if "Organisation" in kinds else min(kinds)
        text = " ".join(text_of(term).split())
        key = own_key(self._source, text)
        if "Technology" in kinds or not key.partition(":")[2]:
            raise UnparsedError(text, f"it names no {kind}", "write its IRI")
        return key, EntityRecord(key, kind, {"name": {language_of(term): text}}, evidence)

    def key(self, node: str, said: Group | None) -> str:
        """Return the key of a node: that of its IRI, or of what a blank one says."""
        if node[0] == IRI:
            return self._keys.of(node[1:-1])
        said = self.node(node) if said is None else said
        rule = self.fit(node, said).rule
        keys = []
        for scheme, paths in rule.identifiers if rule else ():
            for term in self.follow(said, paths):
                try:
                    keys.append(self.identifier(scheme, term, rule.exact if rule else False))
                except UnparsedError:  # told where the node itself is read
                    continue
        if keys:
            return min(keys, key=rank)
        name = next((text_of(said[label][0]) for label in LABELS if label in said), "")
        own = own_key(self._source, name)
        return own if own.partition(":")[2] else f"{self._source}:{digest(_without_labels(said))}"

    def _technology(self, term: str) -> str:
        """Return the concept of ours that a text, or the label of a node, means; '' for none."""
        if term[0] == TEXT:
            return _concept(text_of(term))
        if term[0] == IRI and not self._keys.of(term[1:-1]).startswith(FOREIGN):
            return ""
        said = self.node(term)
        names = (text_of(name) for label in LABELS for name in said.get(label, ()))
        return next(filter(None, map(_concept, names)), "")

    def _region(self, term: str) -> str:
        text = text_of(term)
        key = self._keys.of(text) if term[0] == IRI else FOREIGN
        return str(cleaner("nuts").clean(text)) if key.startswith(FOREIGN) else key


@lru_cache(maxsize=1 << 12)
def _concept(text: str) -> str:
    found = load_technologies().resolve(text)
    return found[0].id if len(found) == 1 else ""


def _without_labels(said: Group) -> dict[str, list[str]]:
    """Return what is said without the labels of blank nodes, which change with every reading."""
    return {
        predicate: [one for one in terms if one[0] != BLANK] for predicate, terms in said.items()
    }
