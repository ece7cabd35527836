"""What the word of an edge says: a relation of the vocabulary, or a word of the role table."""

from __future__ import annotations

from typing import NamedTuple

from ingest.graph_files.mapping import Meaning
from ontology.errors import UnknownRoleError
from ontology.model import load_model
from ontology.roles import load_roles
from ontology.terms import RelationType, plain
from ontology.values import UnparsedError

REMEDY = "write what it means under edges: types: in a mapping, as docs/sources.md shows"


class Tie(NamedTuple):
    """The relation between the ends of an edge; ``inverse``: it leads from target to source."""

    relation: RelationType
    role: str = ""
    inverse: bool = False


def tie_of(word: str, source: str, target: str, meaning: Meaning) -> Tie:
    """Return what ``word`` says between nodes of these classes.

    Raises UnparsedError when it says nothing that the vocabulary allows between them.
    """
    meant = meaning.types.get(word.lower(), "") or word or meaning.default
    if not meant:
        raise UnparsedError("", "the edge has no type", f"{REMEDY}, or a default: for all")
    found = _by_name(meant) or _by_role(meant, source, target)
    if found is None:
        raise UnparsedError(word, "it is no relation and no role word", REMEDY)
    model = load_model()
    ends = (target, source) if found.inverse else (source, target)
    if model.joins(found.relation, *ends):
        return found
    if model.joins(found.relation, *reversed(ends)):
        return found._replace(inverse=not found.inverse)
    reason = f"{found.relation.name} does not lead from {source} to {target}"
    raise UnparsedError(word, reason, REMEDY)


def _by_name(word: str) -> Tie | None:
    """Return the relation of this name: ``MEMBER_OF``, ``memberOf``, ``member of``."""
    for relation in load_model().relations.values():
        if word == relation.property or plain(word) == plain(relation.name):
            return Tie(relation)
    return None


def _by_role(word: str, source: str, target: str) -> Tie | None:
    for spelling in (word, plain(word).replace("-", "_")):
        try:
            role = load_roles().find(spelling, source, target)
        except UnknownRoleError:
            continue
        if role.shorthand != "change":
            relation = load_model().relations[role.relation]
            return Tie(relation, role.role or "", role.inverse)
    return None
