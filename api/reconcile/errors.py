"""Why a reconciliation client is refused."""

from __future__ import annotations

from fastapi.responses import JSONResponse


class ReconcileError(Exception):
    """A request that cannot be read; the message says where, and what to send."""

    status = 400


class TooLargeError(ReconcileError):
    """A batch, or a request, that is larger than the manifest allows."""

    status = 413


class NothingHereError(ReconcileError):
    """No entity, type or property has this identifier."""

    status = 404


def refused(status: int, message: str) -> JSONResponse:
    """Return the form in which clients expect to be told: ``status`` and ``message``."""
    content = {"status": "error", "message": message}
    return JSONResponse(content, status, {"Cache-Control": "no-store"})
