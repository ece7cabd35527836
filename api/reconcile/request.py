"""What a client sends: parameters in the address, or as a form."""

from __future__ import annotations

from collections.abc import Mapping

from fastapi import Request

from api.form import FORM, FormError, TooLongError, media_type, pairs, posted
from api.reconcile.errors import ReconcileError, TooLargeError

Said = Mapping[str, str]
"""The parameters of a request."""


async def parameters(request: Request) -> Said:
    """Return the parameters; of one that is there twice, the last. Raises ``ReconcileError``."""
    try:
        found = pairs(request.url.query)
        if request.method == "POST":
            if media_type(request) != FORM:
                named = media_type(request)[:50]
                raise ReconcileError(f"a body is sent as {FORM}, not as '{named}'")
            found += pairs(await posted(request))
    except TooLongError as error:
        raise TooLargeError(str(error)) from error
    except FormError as error:
        raise ReconcileError(str(error)) from error
    return dict(found)
