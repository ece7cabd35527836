"""Which media type an asker likes best."""

from __future__ import annotations

from collections.abc import Sequence

import mimeparse


def best(offered: Sequence[str], accept: str) -> str:
    """Return which of ``offered`` an ``Accept`` header likes best, the first of equals; '' if none.

    Types are of any case, and empty items say nothing (RFC 9110, 8.3.1 and 5.6.1). Raises
    ``mimeparse.MimeTypeParseException`` for a header that cannot be read.

    >>> best(("text/html", "text/turtle"), "TEXT/*;q=0.5, , */*;q=0.1,")
    'text/html'
    """
    items = [item for item in accept.lower().split(",") if item.strip()]
    if accept and not items:
        raise mimeparse.MimeTypeParseException(f"'{accept}' names no media type")
    # The library takes the last of equals for the best.
    return str(mimeparse.best_match([*offered][::-1], ",".join(items) or "*/*"))
