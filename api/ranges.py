"""``Range``: which parts of a file somebody asks for (RFC 9110, 14.2)."""

from __future__ import annotations

import re

from fastapi import HTTPException, Request
from starlette.datastructures import MutableHeaders

RANGE = re.compile(r"\s*(\d*)-(\d*)\s*", re.ASCII)


def check_range(request: Request, size: int) -> None:
    """Take a range out of the request that is none; raise 416 for one behind the ``size`` bytes.

    What answers with a file refuses both in its own words, the first too, which is to be ignored.
    """
    headers = MutableHeaders(scope=request.scope)
    asked = headers.get("range", "")
    if not asked:
        return
    unit, _, parts = asked.partition("=")
    found = [RANGE.fullmatch(one) for one in parts.split(",")]
    starts = [_start(one, size) for one in found if one]
    if unit.strip().lower() != "bytes" or None in (*found, *starts):
        del headers["range"]
    elif any(start is not None and start >= size for start in starts):
        told = {"Content-Range": f"bytes */{size}"}
        raise HTTPException(416, f"the file has {size} bytes: ask for a part of these", told)


def _start(part: re.Match[str], size: int) -> int | None:
    """Return where a part begins; None for one that has no beginning, or ends before it."""
    first, last = part.groups()
    if first:
        return int(first) if not last or int(first) <= int(last) else None
    return max(0, size - int(last)) if last else None
