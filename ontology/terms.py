"""The terms of the vocabulary as Python values: kinds, properties, relation types, schemes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

Datatype: TypeAlias = Literal[
    "string", "langString", "date", "integer", "decimal", "boolean", "anyURI", "duration"
]
Texts: TypeAlias = Mapping[str, str]
"""Language tag → text."""


def plain(word: str) -> str:
    """Return ``word`` as the vocabulary compares source words: ``Delegation_visit`` is one.

    >>> plain(" Delegation_visit ")
    'delegation-visit'
    """
    return "-".join(word.replace("_", " ").replace("-", " ").lower().split())


@dataclass(frozen=True, slots=True)
class Kind:
    """A class. ``parent`` is None for a top kind; ``path`` is its segment in URIs.

    ``also`` are the URIs of public classes that everything of this class is of too.
    """

    name: str
    parent: str | None
    path: str
    label: Texts
    definition: Texts
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SchemeValue:
    """A concept of a small scheme: what data hold (``value``) and what people see (``label``).

    ``broader`` is the value that this one is a special case of.
    """

    value: str
    broader: str | None
    label: Texts


@dataclass(frozen=True, slots=True)
class Scheme:
    """The values that a property may have; ``namespace`` + value is a value's URI."""

    name: str
    namespace: str
    label: Texts
    values: Mapping[str, SchemeValue]
    words: Mapping[str, str]

    def find(self, word: str) -> str | None:
        """Return the value that a source's ``word`` stands for, or None."""
        return self.words.get(plain(word))

    def widest(self, value: str) -> str:
        """Return the broadest value above ``value``, which may be itself."""
        while (broader := self.values[value].broader) is not None:
            value = broader
        return value


@dataclass(frozen=True, slots=True)
class Property:
    """What may be said of an entity of the ``domain`` kinds, or of a relation.

    ``domain`` names top kinds and types; it is empty where only relations carry the property
    (``on_relations``).
    ``scheme`` is set where the values are those of a scheme (their datatype is ``string``).
    ``computed`` values are worked out by us; no source states them. ``cleaner`` is the name of the
    one in ``ontology.values`` that reads its values, '' where they are read as they are. ``also``
    are the URIs of public properties that say the same or less.
    """

    name: str
    domain: frozenset[str]
    datatype: Datatype
    multiple: bool
    label: Texts
    definition: Texts
    scheme: Scheme | None = None
    pattern: str | None = None
    computed: bool = False
    on_relations: bool = False
    cleaner: str = ""
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Closure:
    """A property of RDF alone, which states all that follows from the relation ``of``.

    ``domain`` and ``range`` are kinds; ``domain`` is '' where the subject is a node of its own, of
    which the definition tells.
    """

    name: str
    of: str
    domain: str
    range: str
    label: Texts
    definition: Texts


@dataclass(frozen=True, slots=True)
class RelationType:
    """A relation: ``name`` in property graphs (MEMBER_OF), ``property`` in RDF (memberOf).

    ``pairs`` are the (source, target) classes it may join; ``carries`` its properties; ``also`` the
    URIs of public properties that say the same or less.
    """

    name: str
    property: str
    domain: frozenset[str]
    range: frozenset[str]
    pairs: frozenset[tuple[str, str]]
    symmetric: bool
    carries: frozenset[str]
    label: Texts
    definition: Texts
    also: tuple[str, ...] = ()
