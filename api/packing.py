"""Large answers, packed once for everybody who asks the same of the same revision."""

from __future__ import annotations

import gzip
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from typing import Any, cast

import orjson
from fastapi import Request, Response

from api.caching import headers

KEPT = 8
LEVEL = 6


@dataclass(frozen=True, slots=True)
class Parcel:
    """An answer as JSON, and the same packed."""

    plain: bytes
    packed: bytes


class Parcels:
    """The last large answers by their tag; safe to share between threads."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, Parcel] = OrderedDict()
        self._lock = Lock()

    def of(self, tag: str, make: Callable[[], Any]) -> Parcel:
        """Return the answer that ``tag`` names; it is made if it is not among the last."""
        with self._lock:
            if tag in self._kept:
                self._kept.move_to_end(tag)
                return self._kept[tag]
        text = orjson.dumps(make())
        parcel = Parcel(text, gzip.compress(text, LEVEL, mtime=0))
        with self._lock:
            self._kept[tag] = parcel
            if len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return parcel


def packed(request: Request, tag: str, make: Callable[[], Any]) -> Response:
    """Return the answer that ``tag`` names, in the form that the asker takes.

    What ``make`` makes is not checked, since that would take long.
    """
    parcel = cast(Parcels, request.app.state.parcels).of(tag, make)
    said = {**headers(tag), "Vary": "Accept-Encoding"}
    if "gzip" in request.headers.get("accept-encoding", ""):
        said["Content-Encoding"] = "gzip"
        return Response(parcel.packed, headers=said, media_type="application/json")
    return Response(parcel.plain, headers=said, media_type="application/json")
