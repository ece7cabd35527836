"""Datasets as the packages of CKAN, the software of most national portals.

The names of the extras are those by which ckanext-dcat knows what DCAT-AP says beside.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from graph.catalogue.model import Catalogue, Concept, Dataset, Distribution, Texts
from graph.catalogue.vocabularies import load_vocabularies
from ontology.licences import find_licence

NOT_TAG = re.compile(r"[^\w .-]+")
SHORTEST_TAG, LONGEST_TAG = 2, 100
PREFERRED = ("en", "")
NAMESPACE = "lumigraph"
"""Begins the names of packages, which must be unique on a portal."""


def packages(catalogue: Catalogue) -> list[dict[str, Any]]:
    """Return every dataset as what CKAN's ``package_create`` takes.

    ``owner_org``, the organisation of the portal that takes it in, is left for the portal to set.
    """
    return [_package(catalogue, dataset) for dataset in catalogue.datasets]


def _package(catalogue: Catalogue, dataset: Dataset) -> dict[str, Any]:
    publisher, contact = catalogue.publisher, catalogue.contact
    return {
        "name": f"{NAMESPACE}-{dataset.slug}",
        "title": _text(dataset.title),
        "notes": _text(dataset.description),
        "url": dataset.landing_page.uri,
        "author": publisher.name,
        "maintainer": contact.name,
        "maintainer_email": contact.email,
        **_licence(dataset.licence),
        "tags": [{"name": name} for name in _tags(dataset.keywords)],
        "extras": [{"key": key, "value": value} for key, value in _extras(catalogue, dataset)],
        "resources": [_resource(one) for one in dataset.distributions],
    }


def _resource(one: Distribution) -> dict[str, Any]:
    return {
        "uri": one.uri,
        "name": _text(one.title),
        "description": _text(one.description),
        "url": one.download_url,
        "format": one.format.code,
        "mimetype": one.compression.uri.removeprefix(load_vocabularies()["media-type"].base),
        "size": one.byte_size,
        "hash": one.checksums["sha256"],
        "hash_algorithm": "sha256",
        "license": one.licence.uri if one.licence else "",
        "rights": _text(one.rights),
        "created": one.issued,
        "last_modified": one.modified,
    }


def _licence(licence: Concept | None) -> dict[str, str]:
    known = find_licence(licence.uri) if licence else None
    if not known:
        return {}
    return {"license_id": known.code, "license_title": known.label, "license_url": known.page}


def _extras(catalogue: Catalogue, dataset: Dataset) -> Iterable[tuple[str, str]]:
    span = dataset.temporal
    said = {
        "uri": dataset.uri,
        "identifier": dataset.identifier,
        "issued": dataset.issued,
        "modified": dataset.modified,
        "frequency": dataset.frequency.uri,
        "access_rights": dataset.access_rights.uri,
        "language": _uris(dataset.languages),
        "theme": _uris(dataset.themes),
        "spatial_coverage": _uris(dataset.spatial),
        "temporal_start": span.start if span else "",
        "temporal_end": span.end if span else "",
        "provenance": _text(dataset.provenance),
        "conforms_to": json.dumps([one.uri for one in dataset.conforms_to]),
        "publisher_uri": catalogue.publisher.uri,
        "publisher_name": catalogue.publisher.name,
        "publisher_url": catalogue.publisher.homepage,
        "publisher_type": catalogue.publisher.type.uri,
        "contact_name": catalogue.contact.name,
        "contact_email": catalogue.contact.email,
    }
    return ((key, value) for key, value in said.items() if value)


def _tags(keywords: Mapping[str, Iterable[str]]) -> list[str]:
    """Return the keywords of all languages as CKAN allows tags."""
    plain = (NOT_TAG.sub(" ", word).strip() for words in keywords.values() for word in words)
    return [*dict.fromkeys(tag[:LONGEST_TAG] for tag in plain if len(tag) >= SHORTEST_TAG)]


def _text(texts: Texts) -> str:
    """Return a text in English, in no language, or in the first."""
    found = (texts[language] for language in PREFERRED if language in texts)
    return next(found, next(iter(texts.values()), ""))


def _uris(concepts: Iterable[Concept]) -> str:
    """Return a list as extras hold one."""
    return json.dumps([one.uri for one in concepts])
