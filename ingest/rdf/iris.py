"""IRIs as the keys under which records name entities."""

from __future__ import annotations

import re
from functools import lru_cache
from hashlib import blake2b
from urllib.parse import unquote

from graph.entities import DEFAULT_BASE_URI
from graph.ledger.identity import entity_id
from ontology.model import load_model
from ontology.values import UnparsedError, cleaner, key_of
from ontology.values.identifiers import registers

# Addresses of places, and the cleaner that reads what follows them.
PLACES = (
    (re.compile(r"https?://data\.europa\.eu/nuts/code/(\w+)"), "nuts"),
    (re.compile(r"https?://data\.europa\.eu/nuts/scheme/\d+/(\w+)"), "nuts"),
    (re.compile(r"https?://publications\.europa\.eu/resource/authority/country/(\w+)"), "country"),
)
FOREIGN = "iri:"
"""What the keys begin with whose IRIs no register has."""
_DIGIT = re.compile(r"\d")
READABLE = 60
_NOT_WORD = re.compile(r"[^A-Za-z0-9]+")


class Keys:
    """Keys of IRIs; those under ``base_uri`` are our own."""

    def __init__(self, base_uri: str = DEFAULT_BASE_URI) -> None:
        self._own = f"{base_uri.rstrip('/')}/id/"
        self._kinds = {
            kind.path: kind.name for kind in load_model().kinds.values() if not kind.parent
        }
        self.of = lru_cache(maxsize=1 << 17)(self._key)

    def kind(self, iri: str) -> str:
        """Return the kind of entity that an IRI of our own names; '' for others."""
        if not iri.startswith(self._own):
            return ""
        return self._kinds.get(iri[len(self._own) :].partition("/")[0], "")

    def _key(self, iri: str) -> str:
        """Return the key of ``iri``: our own id, that of a register, a region, or the IRI itself.

        >>> Keys().of("https://w3id.org/lumigraph/id/organisation/pic-999643492")
        'pic:999643492'
        >>> Keys().of("https://ror.org/03nadee84"), Keys().of("http://data.europa.eu/nuts/code/AT22")
        ('ror:03nadee84', 'AT22')
        """
        if self.kind(iri):
            return slug_key(unquote(iri[len(self._own) :].partition("/")[2]))
        for address, name in PLACES:
            if found := address.fullmatch(iri):
                try:
                    return str(cleaner(name).clean(found[1]))
                except UnparsedError:
                    break
        try:
            return key_of(iri)
        except UnparsedError:
            return foreign_key(iri)


def foreign_key(iri: str) -> str:
    """Return a key that no other IRI has: ids keep letters and digits alone, so a hash is in it.

    >>> foreign_key("https://light.example/a-b")
    'iri:light-example-a-b-628365b998d9e4a2'
    >>> foreign_key("https://light.example/a/b")
    'iri:light-example-a-b-c6e487631ce51403'
    """
    readable = _NOT_WORD.sub("-", iri.partition(":")[2]).strip("-")[:READABLE].rstrip("-")
    return f"{FOREIGN}{readable}-{blake2b(iri.encode(), digest_size=8).hexdigest()}"


def slug_key(slug: str) -> str:
    """Return the key that lends an entity the id ``slug``.

    >>> slug_key("euroscivoc-23-49-335"), slug_key("human-technology-styria")
    ('euroscivoc:/23/49/335', 'human-technology-styria')
    """
    scheme, _, rest = slug.partition("-")
    register = registers().get(scheme)
    if register and _DIGIT.search(rest):
        for value in (rest, "/" + rest.replace("-", "/")):
            key = f"{scheme}:{value}"
            if register.pattern.fullmatch(value) and entity_id([key]) == slug:
                return key
    return slug
