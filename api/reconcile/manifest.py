"""What the service says of itself."""

from __future__ import annotations

from typing import Any

from api.reconcile.batch import BATCH
from api.reconcile.identifiers import DEFAULT_TYPES, types
from api.service import Service
from api.version import VERSION
from ontology.vocabulary import LG

PATH = "/reconcile"
WIDTH, HEIGHT = 430, 300
"""Pixels of a preview."""


def manifest(service: Service) -> dict[str, Any]:
    """Return the service manifest."""
    endpoint = service.public_url + PATH
    return {
        "versions": ["0.1", "0.2"],
        "name": "Lumigraph",
        "identifierSpace": f"{service.base_uri}/id/",
        "schemaSpace": str(LG),
        "serviceVersion": VERSION,
        "documentation": f"{service.public_url}/docs",
        "defaultTypes": [types()[name].short() for name in DEFAULT_TYPES],
        "view": {"url": f"{endpoint}/view?id={{{{id}}}}"},
        "preview": {
            "url": f"{endpoint}/preview?id={{{{id}}}}",
            "width": WIDTH,
            "height": HEIGHT,
        },
        "suggest": {what: _suggest(endpoint, what) for what in ("entity", "type", "property")},
        "extend": {
            "propose_properties": {"service_url": endpoint, "service_path": "/properties"},
            "property_settings": [],
        },
        "batchSize": BATCH,
    }


def _suggest(endpoint: str, what: str) -> dict[str, str]:
    return {
        "service_url": endpoint,
        "service_path": f"/suggest/{what}",
        "flyout_service_url": endpoint,
        "flyout_service_path": f"/flyout/{what}?id=${{id}}",
    }
