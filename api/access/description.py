"""What the OpenAPI document says of who may ask, and of how the guard refuses them."""

from __future__ import annotations

from typing import Any

from api.access.access import Access
from api.access.guard import is_open
from api.access.proof import COOKIE
from api.problems import documented

SCHEMES = {
    "token": {
        "type": "http",
        "scheme": "bearer",
        "description": "A token, made by the operator with `lumigraph tokens create`",
    },
    "session": {
        "type": "apiKey",
        "in": "cookie",
        "name": COOKIE,
        "description": "What a browser has that signed in with a token at /sign-in",
    },
}
PROOFS: list[dict[str, list[str]]] = [{name: []} for name in SCHEMES]
REFUSALS = (401, 421, 429)
"""What the guard answers before anything is looked up, whatever is asked."""
NEEDS_SCOPES = "403"
"""Only what a scope is needed for says that it may be forbidden."""


def describe(document: dict[str, Any], access: Access) -> None:
    """Add to a document what ``access`` asks of clients."""
    document["components"]["securitySchemes"] = SCHEMES
    refusals = {str(status): documented(status) for status in REFUSALS}
    for path, methods in document["paths"].items():
        for operation in methods.values():
            guarded = access.needs_token or NEEDS_SCOPES in operation["responses"]
            needed = guarded and not access.trusts_here and not is_open(path)
            operation["security"] = PROOFS if needed else [{}, *PROOFS]
            operation["responses"] = {**refusals, **operation["responses"]}
